"""What each document depends on: the documents it repeats and the origins it cites."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Copy, Document, Link, Relation
from casemate.weigh.origins import Roots
from casemate.weigh.piece import Piece


def find_links(
    pieces: Sequence[Piece], documents: Sequence[Document], copies: Sequence[Copy], roots: Roots
) -> tuple[Link, ...]:
    """Copies first, then one link for each document and origin that it leads to."""
    links = [Link(c.document, c.of, c.relation, c.overlap, None, c.why) for c in copies]
    seen: set[tuple[int, int]] = set()
    for place, piece in enumerate(pieces):
        key = (piece.document, roots.of[place])
        if piece.document < 0 or key in seen:
            continue
        seen.add(key)
        links.append(
            Link(
                documents[piece.document].id,
                roots.origins[roots.of[place]].id,
                Relation.CITES if roots.known[place] else Relation.UNATTRIBUTED_COPY,
                0.9 if roots.known[place] else 0.3,
                piece.span,
            )
        )
    return tuple(links)
