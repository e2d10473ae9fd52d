"""Which of several spans meet others: places of a text never share a character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from casemate.nouns import Span
from casemate.read.places.toponym import Toponym


def merged(first: Sequence[Toponym], second: Iterable[Toponym]) -> list[Toponym]:
    """The first ones and those of the second that meet none of them, nor each other, in order."""
    kept = sorted(first, key=lambda t: t.span)
    taken = [t.span for t in kept]
    added: list[Toponym] = []
    reached = -1
    for t in sorted(second, key=lambda t: t.span):
        if t.span[0] >= reached and not meets(t.span, taken):
            added.append(t)
            reached = t.span[1]
    return sorted([*kept, *added], key=lambda t: t.span) if added else kept


def meets(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span shares a character with one of `taken`, which are in order and apart."""
    # The first one that begins at or after this one's end cannot meet it; the one before may.
    at = bisect_left(taken, (span[1], -1))
    return at > 0 and taken[at - 1][1] > span[0]
