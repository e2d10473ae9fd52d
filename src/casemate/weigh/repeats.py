"""Pieces of evidence that are one passage, in a document and in what it was taken from."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Copy, Document
from casemate.weigh.piece import Piece
from casemate.words.fold import fold


def repeats(
    pieces: Sequence[Piece], documents: Sequence[Document], copies: Sequence[Copy]
) -> list[tuple[int, int]]:
    """(piece of a copy, piece of its original) for pieces that are the same passage."""
    places = {d.id: i for i, d in enumerate(documents)}
    held: dict[int, list[int]] = {}
    for place, piece in enumerate(pieces):
        held.setdefault(piece.document, []).append(place)
    found = []
    for copy in copies:
        theirs = held.get(places[copy.of], [])
        by_text = {fold(pieces[t].text): t for t in reversed(theirs)}
        for mine in held.get(places[copy.document], []):
            span = pieces[mine].span
            if span is None or not any(
                there[0] <= span[0] and span[1] <= there[1] + 1 for there, _ in copy.passages
            ):
                continue
            twin = by_text.get(fold(pieces[mine].text))
            if twin is None:
                twin = _most_alike(pieces, mine, theirs)
            if twin is not None:
                found.append((mine, twin))
    return found


def _most_alike(pieces: Sequence[Piece], mine: int, theirs: Sequence[int]) -> int | None:
    best, most = None, 0.6
    for other in theirs:
        both = pieces[mine].words | pieces[other].words
        share = len(pieces[mine].words & pieces[other].words) / max(len(both), 1)
        if share > most:
            best, most = other, share
    return best
