"""A place in a text: character offsets, end exclusive, as Python `str` indices."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
Spans = tuple[Span, ...]


def words_of(text: str, spans: Iterable[Span], joiner: str = " … ") -> str:
    """The exact characters at `spans`, pieces of a discontinuous span joined by `joiner`."""
    return joiner.join(text[begin:end] for begin, end in spans)


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share; 0 when they are apart."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def inside(inner: Span, outer: Span) -> bool:
    """Whether `inner` lies wholly within `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def hull(spans: Iterable[Span]) -> Span:
    """The smallest single span that covers all of `spans`; ValueError when there are none."""
    listed = list(spans)
    return min(s[0] for s in listed), max(s[1] for s in listed)
