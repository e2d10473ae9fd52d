"""Who a document says it has its words from: credit lines, bylines, "first appeared in"."""

from __future__ import annotations

import functools
import re

from casemate.nouns import Document, Span

# Templates around an outlet's name; {} is the name. Words as newsrooms print them.
_CREDITS = (
    r"\({}\)",
    r"\bsource\s*:\s*{}",
    r"\b(?:licen[cs]ed|syndicated|reprinted|republished|reproduced|taken|sourced)\s+(?:from|by|with\s+permission\s+(?:of|from))\s+(?:the\s+)?{}",
    r"\b(?:first|originally)\s+(?:appeared|published|ran)\s+(?:in|on|by)\s+(?:the\s+)?{}",
    r"\b(?:courtesy\s+of|copyright|©)\s+(?:\d{{4}}\s+)?(?:the\s+)?{}",
    r"\bforwarded\s+from\s+(?:the\s+)?{}",
    r"\bfuente\s*:\s*{}",
    r"\bseg[uú]n\s+(?:recoge|inform[oó]|publica)\s+{}",
    r"\b(?:informaci[oó]n\s+)?recogida\s+por\s+{}",
    r"\bсообщает\s+{}",
)
# A shorter name is found in any text by chance.
_SHORTEST_NAME = 3


def credited(copy: Document, original: Document) -> tuple[str, Span] | None:
    """("text" or "byline", span) of the words in `copy` that credit the outlet of `original`.

    None when there are none, when an outlet is unknown, and between two texts of one outlet.
    """
    name = (original.outlet or "").strip()
    if len(name) < _SHORTEST_NAME or name.casefold() == (copy.outlet or "").strip().casefold():
        return None
    if copy.byline and (found := re.search(re.escape(name), copy.byline, re.IGNORECASE)):
        return "byline", found.span()
    # Most texts do not name the outlet at all, which is told faster without a pattern.
    if name.lower() in copy.text.lower() and (found := _pattern(name).search(copy.text)):
        return "text", found.span()
    return None


_REPLACES = re.compile(
    r"\b(?:updated?|correct(?:ion|ed)|replaces our|we misread|an earlier (?:version|figure|report)|"
    r"our (?:earlier|previous) (?:version|report|story)|this (?:replaces|supersedes))\b",
    re.IGNORECASE,
)
# A text says at its head that it replaces another.
_HEAD = 240


def replaces(document: Document, other: Document) -> Span | None:
    """Where `document` says at its head that it replaces a text of its own outlet, or of an
    outlet that it names there; None when it does not, or is not the later one."""
    if document.published is None or other.published is None:
        return None
    if document.published <= other.published or not other.outlet:
        return None
    found = _REPLACES.search(document.text, 0, _HEAD)
    if found is None:
        return None
    mine = (document.outlet or "").casefold() == other.outlet.casefold()
    return found.span() if mine or other.outlet in document.text[:_HEAD] else None


@functools.lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str]:
    escaped = re.escape(name)
    return re.compile("|".join(t.format(escaped) for t in _CREDITS), re.IGNORECASE)
