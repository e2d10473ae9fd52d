"""Evidence that says the same about the same thing at the same time, put together."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Copy, Document
from casemate.weigh.piece import Piece


def group_claims(
    pieces: Sequence[Piece], documents: Sequence[Document], copies: Sequence[Copy]
) -> tuple[tuple[int, ...], ...]:
    """Places of the pieces of each claim, earliest first; claims in the order of their first."""
    first: dict[frozenset[str], int] = {}
    groups: dict[int, list[int]] = {}
    for place, piece in enumerate(pieces):
        leader = first.setdefault(piece.words, place) if piece.words else place
        groups.setdefault(leader, []).append(place)
    return tuple(tuple(group) for group in groups.values())
