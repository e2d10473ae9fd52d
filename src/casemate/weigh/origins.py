"""Where evidence starts: one origin for each act of saying, seeing or measuring."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from casemate.nouns import Copy, Document, Origin, OriginKind, SourceKind, StatementKind
from casemate.weigh.piece import Piece
from casemate.words.fold import fold


@dataclass(frozen=True, slots=True)
class Roots:
    """origins: all that were found. of: the place of each piece's origin among them.

    known: whether a piece's lineage is known; where it is not it adds nothing to a count.
    """

    origins: tuple[Origin, ...]
    of: tuple[int, ...]
    known: tuple[bool, ...]


_KINDS = {
    SourceKind.OFFICIAL: OriginKind.OFFICIAL_STATEMENT,
    SourceKind.EXPERT: OriginKind.NAMED_EXPERT,
    SourceKind.ANONYMOUS: OriginKind.ANONYMOUS_OFFICIALS,
    SourceKind.MEDIA: OriginKind.OWN_CORRESPONDENT,
    SourceKind.IMAGERY: OriginKind.IMAGERY,
    SourceKind.DOCUMENT: OriginKind.DOCUMENT,
    SourceKind.ORGANIZATION: OriginKind.OFFICIAL_STATEMENT,
    SourceKind.UNKNOWN: OriginKind.UNKNOWN,
}


def find_origins(
    pieces: Sequence[Piece],
    documents: Sequence[Document],
    copies: Sequence[Copy],
    groups: Sequence[Sequence[int]],
) -> Roots:
    """An origin for every piece: a source by name, told to whom; a copy's is its original's."""
    parents = {c.document: c.of for c in copies}
    numbers = {d.id: i for i, d in enumerate(documents)}
    keys: dict[tuple[str, ...], list[int]] = {}
    known: list[bool] = []
    for place, piece in enumerate(pieces):
        root = piece.document
        seen: set[int] = set()
        while root >= 0 and root not in seen and documents[root].id in parents:
            seen.add(root)
            root = numbers.get(parents[documents[root].id], root)
        told = piece.via[-1] if piece.via else _outlet(documents, root)
        named = piece.kind not in (StatementKind.BARE, StatementKind.PASSIVE)
        name = piece.origin_key or fold(piece.source_name or "")
        known.append(bool(name) and named)
        key = (name, "" if piece.source_kind is SourceKind.OFFICIAL else fold(told))
        keys.setdefault(key, []).append(place)
    origins: list[Origin] = []
    of = [0] * len(pieces)
    for (_, _), members in keys.items():
        first = pieces[members[0]]
        for member in members:
            of[member] = len(origins)
        digest = hashlib.sha256(first.id.encode()).hexdigest()[:16]
        kind = _KINDS[first.source_kind] if known[members[0]] else OriginKind.UNKNOWN
        origins.append(
            Origin(
                id=f"o{digest}",
                name=first.source_name or "source not named",
                kind=kind,
                party=first.source_name,
                first_document=documents[first.document].id if first.document >= 0 else None,
                statements=tuple(pieces[m].id for m in members),
            )
        )
    return Roots(tuple(origins), tuple(of), tuple(known))


def _outlet(documents: Sequence[Document], place: int) -> str:
    return "" if place < 0 else documents[place].outlet or documents[place].id
