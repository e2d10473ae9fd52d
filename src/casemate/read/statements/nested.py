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
    if not parts:
        return []
    starts, at = [], 0
    for _, _, words in parts:
        starts.append(at)
        at += len(words) + len(_GAP)
    found = []
    for roles in read(_GAP.join(words for _, _, words in parts)):
        spans = [*roles.source, *roles.cue, *roles.content]
        for (index, first, words), start in zip(parts, starts, strict=True):
            if all(start <= a and b <= start + len(words) for a, b in spans):
                found.append((index, roles.shifted(first - start)))
                break
    return found
