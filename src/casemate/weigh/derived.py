"""Documents that lean on another without repeating its words: reworded, translated, updated.

A document leans on an earlier one when it says so (a credit, a cited outlet, "this replaces our
version"), or when it shares most of its claims with it, lays them to the same origins or to none,
and does so in at least three places. The last is a probability, with the shared details named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from casemate.nouns import Copy, Document, Link, Relation, Span
from casemate.weigh.credits import credited, replaces
from casemate.weigh.origins import Roots
from casemate.weigh.piece import Piece
from casemate.weigh.sources import Sort, Source, outlet_key, same_outlet

# A document is compared with those that held a claim first, and with no more of them.
_FIRST_HOLDERS = 8
_SHARED_CLAIMS = 3
_SHARE = 0.5
# A document that says where it has its claims from may have them from there: more is asked.
_SHARED_CLAIMS_ATTRIBUTED = 4
_SHARE_ATTRIBUTED = 0.8
# Share of a document's pieces that name no source from which on it counts as unattributed.
_UNATTRIBUTED_FROM = 0.3
# Days within which a rewording follows.
_WITHIN_DAYS = 14


def find_derived(
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    documents: Sequence[Document],
    copies: Sequence[Copy],
    groups: Sequence[Sequence[int]],
    roots: Roots,
) -> tuple[Link, ...]:
    """One link for each document that leans on an earlier one, in the order of the documents."""
    repeated = {copy.document for copy in copies}
    shared, own = _shared_claims(pieces, documents, groups, roots)
    cited = _cited_outlets(pieces, sources)
    bare = _share_without_source(pieces, sources)
    found: list[Link] = []
    for later, document in enumerate(documents):
        if document.id in repeated or later not in shared:
            continue
        link = _leans_on(
            later, documents, shared[later], own[later], cited.get(later, {}), repeated, bare[later]
        )
        if link is not None:
            found.append(link)
    return tuple(found)


def _shared_claims(
    pieces: Sequence[Piece],
    documents: Sequence[Document],
    groups: Sequence[Sequence[int]],
    roots: Roots,
) -> tuple[dict[int, dict[int, float]], Counter[int]]:
    """For each document the claims shared with earlier ones, from the same origin or none; and
    the number of its claims."""
    shared: dict[int, dict[int, float]] = {}
    own: Counter[int] = Counter()
    for group in groups:
        holders: dict[int, list[int]] = {}
        for place in group:
            if pieces[place].document >= 0:
                holders.setdefault(pieces[place].document, []).append(place)
        first = list(holders)[:_FIRST_HOLDERS]
        for later, mine in holders.items():
            own[later] += 1
            for earlier in first:
                if earlier == later or not _before(documents[earlier], documents[later]):
                    continue
                origins = {roots.of[p] for p in holders[earlier]}
                if any(roots.of[p] in origins or not roots.known[p] for p in mine):
                    alike = max(
                        _alike(pieces[p], pieces[q]) for p in mine for q in holders[earlier]
                    )
                    row = shared.setdefault(later, {})
                    row[earlier] = row.get(earlier, 0.0) + 1 + alike / 100
    return shared, own


def _alike(a: Piece, b: Piece) -> float:
    both = a.words | b.words
    return len(a.words & b.words) / max(len(both), 1)


def _share_without_source(pieces: Sequence[Piece], sources: Sequence[Source]) -> dict[int, float]:
    """For each document the share of its pieces that name no source."""
    total: Counter[int] = Counter()
    bare: Counter[int] = Counter()
    for piece, source in zip(pieces, sources, strict=True):
        total[piece.document] += 1
        bare[piece.document] += source.sort in (Sort.NONE, Sort.TALK)
    return {document: bare[document] / count for document, count in total.items()}


def _leans_on(
    later: int,
    documents: Sequence[Document],
    shared: dict[int, float],
    claims: int,
    cited: dict[str, Span | None],
    repeated: set[str],
    bare: float,
) -> Link | None:
    document = documents[later]
    # Most shared claims first; of equals the earliest; an original before its repeats.
    ranked = sorted(
        shared,
        key=lambda e: (documents[e].id in repeated, -shared[e], documents[e].published is None, e),
    )
    for earlier in ranked:
        other = documents[earlier]
        mine = outlet_key(document.outlet) == outlet_key(other.outlet) != ""
        credit = credited(document, other)
        span = credit[1] if credit is not None and credit[0] == "text" else None
        if (head := replaces(document, other)) is not None:
            why = "it says that it replaces the earlier text"
            return _link(document, other, Relation.UPDATE, 0.95, head, why)
        if mine:
            continue
        if credit is not None:
            foreign = document.lang != other.lang
            relation = Relation.TRANSLATION if foreign else Relation.PARAPHRASE
            return _link(document, other, relation, 0.9, span, f"it credits {other.outlet}")
    for earlier in ranked:
        other = documents[earlier]
        for name, where in cited.items():
            if same_outlet(name, outlet_key(other.outlet)):
                return _link(
                    document, other, Relation.CITES, 0.9, where, f"it cites {other.outlet}"
                )
    best = next((e for e in ranked if _near(documents[e], document)), None)
    unattributed = bare >= _UNATTRIBUTED_FROM
    least = _SHARED_CLAIMS if unattributed else _SHARED_CLAIMS_ATTRIBUTED
    share = _SHARE if unattributed else _SHARE_ATTRIBUTED
    # The likeness of the words adds less than one claim.
    if best is None or int(shared[best]) < least or shared[best] < share * claims:
        return None
    other = documents[best]
    if outlet_key(other.outlet) == outlet_key(document.outlet):
        return None
    why = (
        f"shares details with an earlier report by {other.outlet or other.id}: "
        f"{int(shared[best])} of its {claims} claims, from the same sources or none"
    )
    probability = round(0.5 + 0.4 * int(shared[best]) / claims, 2)
    relation = Relation.UNATTRIBUTED_COPY if unattributed else Relation.PARAPHRASE
    if document.lang != other.lang:
        relation = Relation.TRANSLATION
    return _link(document, other, relation, probability, None, why)


def _link(
    document: Document,
    other: Document,
    relation: Relation,
    probability: float,
    evidence: Span | None,
    why: str,
) -> Link:
    return Link(document.id, other.id, relation, probability, evidence, why)


def _cited_outlets(
    pieces: Sequence[Piece], sources: Sequence[Source]
) -> dict[int, dict[str, Span | None]]:
    """The outlets that each document names as its source, with where."""
    found: dict[int, dict[str, Span | None]] = {}
    for piece, source in zip(pieces, sources, strict=True):
        if source.sort is Sort.MEDIA and piece.document >= 0:
            found.setdefault(piece.document, {}).setdefault(source.name, piece.span)
    return found


def _before(a: Document, b: Document) -> bool:
    if a.published is None or b.published is None:
        return False
    return a.published < b.published


def _near(a: Document, b: Document) -> bool:
    if a.published is None or b.published is None:
        return False
    return abs((b.published - a.published).days) <= _WITHIN_DAYS
