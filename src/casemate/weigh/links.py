"""What each document depends on: the documents it repeats and the origins it cites."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Copy, Document, Link, Relation, Span
from casemate.weigh.credits import credited
from casemate.weigh.derived import find_derived
from casemate.weigh.origins import Roots
from casemate.weigh.piece import Piece
from casemate.weigh.sources import Source


def find_links(
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    documents: Sequence[Document],
    copies: Sequence[Copy],
    groups: Sequence[Sequence[int]],
    roots: Roots,
) -> tuple[Link, ...]:
    """Repeats first, then what leans on other documents, then documents and their origins.

    A document that only repeats another leads to that one alone; follow it to reach the origins.
    """
    by_id = {document.id: document for document in documents}
    links = [_of_copy(copy, by_id) for copy in copies]
    links += find_derived(pieces, sources, documents, copies, groups, roots)
    repeated = {copy.document: copy for copy in copies}
    seen: set[tuple[int, int]] = set()
    for place, piece in enumerate(pieces):
        if piece.document < 0:
            continue
        document = documents[piece.document]
        copy = repeated.get(document.id)
        if copy is not None and _inside(piece.span, copy):
            continue
        key = (piece.document, roots.of[place])
        if key in seen:
            continue
        seen.add(key)
        known = roots.known[place]
        links.append(
            Link(
                document.id,
                roots.origins[roots.of[place]].id,
                Relation.CITES if known else Relation.UNATTRIBUTED_COPY,
                0.9 if known else 0.5 if roots.derived[place] else 0.3,
                piece.source_span or piece.span,
                "names it as the source" if known else "says the same and names no source",
            )
        )
    return tuple(links)


def _of_copy(copy: Copy, documents: dict[str, Document]) -> Link:
    credit = credited(documents[copy.document], documents[copy.of])
    span = credit[1] if credit is not None and credit[0] == "text" else None
    evidence = span or (copy.passages[0][0] if copy.passages else None)
    probability = round(0.5 + 0.5 * min(copy.overlap, 1.0), 2)
    return Link(copy.document, copy.of, copy.relation, probability, evidence, copy.why)


def _inside(span: Span | None, copy: Copy) -> bool:
    return span is not None and any(
        there[0] <= span[0] and span[1] <= there[1] + 1 for there, _ in copy.passages
    )
