"""Statements inside a content: the same reader, applied to what is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from casemate.nouns import Act, Span
from casemate.read.statements.cue_table import ACT_OF_VERB, LEMMAS
from casemate.read.statements.roles import Roles

# A content without one of these holds no statement of its own worth a second reading.
_FORMS = frozenset(
    form
    for form, lemma in LEMMAS.items()
    if ACT_OF_VERB[lemma] in (Act.SAYS, Act.PERCEIVES, Act.BELIEVES) and len(form) > 3
) | {"say", "saw", "see", "according", "reportedly", "allegedly", "report", "reports", "claims"}
_WORD = re.compile(r"[A-Za-z']+")
_OPENS = re.compile(r"(?:[\"'“‘\s]|that\s|to\s(?=\w+ that))*", re.I)
_CLOSES = "\"'”’ "
_LEAST = 24
# What a statement without a source needs: a word that says that somebody says it.
_SAID = re.compile(
    r"\b(?:reportedly|allegedly|according|reported|said|believed|thought|rumou?red|alleged|"
    r"reports|claims)\b",
    re.I,
)
_SHOWN = re.compile(
    r"\s+(?:that|which)\s+(?P<source>(?:the\s+|a\s+)?(?:[\w-]+\s+){0,2}(?:imagery|images?|"
    r"pictures?|"
    r"photographs?|photos|footage|data|records))\s+(?P<cue>(?:had\s+|has\s+|have\s+)?(?:show(?:s|"
    r"ed|n)?|"
    r"reveal(?:s|ed)?|indicate[sd]?))\b"
)
_BEFORE_NOUN = re.compile(
    r"\b(?:the|an?|some|several|two|three|four|five|six|at least|more than)\b", re.I
)
_GAP = "\n\n"


def nested_roles(
    text: str, contents: Sequence[Span], read: Callable[[str], list[Roles]]
) -> list[tuple[int, Roles]]:
    """(index of the content, roles of a statement in it), in reading order.

    The contents are read as paragraphs of one text. Roles whose spans stray out of their
    content are dropped, and so is one that is nearly the whole of another's content.
    """
    parts: list[tuple[int, int, str]] = []
    for index, (begin, end) in enumerate(contents):
        opening = _OPENS.match(text, begin, end)
        first = opening.end() if opening else begin
        words = text[first:end].rstrip(_CLOSES)
        if len(words) >= _LEAST and any(w in _FORMS for w in _WORD.findall(words.lower())):
            parts.append((index, first, words[:1].upper() + words[1:]))
    relative = [s for k, span in enumerate(contents) if (s := _seen(text, k, span)) is not None]
    if not parts:
        return relative
    starts, at = [], 0
    for _, _, words in parts:
        starts.append(at)
        at += len(words) + len(_GAP)
    found: list[tuple[int, Roles]] = []
    for roles in read(_GAP.join(words for _, _, words in parts)):
        spans = [*roles.source, *roles.cue, *roles.content]
        for (index, first, words), start in zip(parts, starts, strict=True):
            if all(start <= a and b <= start + len(words) for a, b in spans):
                if roles.source or _SAID.search(words):
                    found.append((index, roles.shifted(first - start)))
                break
    taken = {index for index, _ in found}
    return found + [(k, roles) for k, roles in relative if k not in taken]


def _seen(text: str, index: int, content: Span) -> tuple[int, Roles] | None:
    """What pictures show in a relative clause: "two ships that satellite images showed"."""
    match = _SHOWN.search(text, *content)
    if match is None:
        return None
    starts = [m.start() for m in _BEFORE_NOUN.finditer(text, content[0], match.start())]
    begin = starts[-1] if starts else content[0]
    return index, Roles((match.span("source"),), (match.span("cue"),), ((begin, match.start()),))
