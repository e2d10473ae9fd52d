"""Where evidence starts: one origin for each act of saying, seeing or measuring.

Pieces are joined where they go back to one act, in this order: what repeats a text shares its
original's act; one speaker in one document; within a claim by the rules of `same_act`; across
claims the same source within a few days. What is left apart is separate as far as the evidence
tells. Bare and rumoured pieces have no lineage of their own and join the earlier piece they share
most with, or stay unknown.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from casemate.nouns import Copy, Document, Origin, OriginKind, SourceKind
from casemate.weigh.joined import Joined
from casemate.weigh.parties import Behind
from casemate.weigh.piece import Piece
from casemate.weigh.repeats import repeats
from casemate.weigh.same_act import join_within_claim
from casemate.weigh.sources import Sort, Source, outlet_key


@dataclass(frozen=True, slots=True)
class Roots:
    """origins: all that were found. of: the place of each piece's origin among them.

    known: whether a piece names where it has its words from. derived: whether a piece without
    lineage was laid to an earlier one, so that it adds nothing at all.
    """

    origins: tuple[Origin, ...]
    of: tuple[int, ...]
    known: tuple[bool, ...]
    derived: tuple[bool, ...]


_NO_OFFICE = (SourceKind.ANONYMOUS, SourceKind.UNKNOWN)
_KINDS = {
    Sort.OWN: OriginKind.OWN_CORRESPONDENT,
    Sort.OWN_IMAGERY: OriginKind.IMAGERY,
    Sort.IMAGERY: OriginKind.IMAGERY,
    Sort.TRACKING: OriginKind.TRACKING_DATA,
    Sort.PERSON: OriginKind.NAMED_EXPERT,
    Sort.BODY: OriginKind.OFFICIAL_STATEMENT,
    Sort.ANONYMOUS: OriginKind.ANONYMOUS_OFFICIALS,
    Sort.MEDIA: OriginKind.OWN_CORRESPONDENT,
    Sort.DOCUMENT: OriginKind.DOCUMENT,
    Sort.TALK: OriginKind.UNKNOWN,
    Sort.NONE: OriginKind.UNKNOWN,
}
# Which piece of an origin names it best.
_NAMES_BEST = (
    Sort.PERSON,
    Sort.BODY,
    Sort.IMAGERY,
    Sort.OWN_IMAGERY,
    Sort.TRACKING,
    Sort.ANONYMOUS,
    Sort.OWN,
    Sort.DOCUMENT,
    Sort.MEDIA,
    Sort.TALK,
    Sort.NONE,
)


def find_origins(
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    behind: Sequence[Behind],
    documents: Sequence[Document],
    copies: Sequence[Copy],
    groups: Sequence[Sequence[int]],
) -> Roots:
    """An origin for every piece, by the rules above; ids are made from the earliest piece's."""
    joined = Joined(len(pieces))
    published = [outlet_key(d.outlet) for d in documents]
    known = [s.sort not in (Sort.NONE, Sort.TALK) for s in sources]
    derived = [False] * len(pieces)
    days = [piece.known.toordinal() if piece.known else None for piece in pieces]
    for a, b in repeats(pieces, documents, copies):
        joined.join(a, b)
        known[a] = known[a] or known[b]
    _join_in_documents(pieces, sources, joined)
    for group in groups:
        join_within_claim(group, pieces, sources, behind, days, published, joined, derived)
    _join_across(pieces, sources, behind, days, joined)
    return _as_roots(pieces, sources, behind, documents, joined, known, derived)


def _join_in_documents(pieces: Sequence[Piece], sources: Sequence[Source], joined: Joined) -> None:
    """One speaker in one document, told to one outlet, is one act; a picture is one per day."""
    first: dict[tuple[object, ...], int] = {}
    for place, (piece, source) in enumerate(zip(pieces, sources, strict=True)):
        if source.sort in (Sort.NONE, Sort.TALK, Sort.MEDIA):
            continue
        when = None
        if source.sort in (Sort.IMAGERY, Sort.TRACKING, Sort.OWN_IMAGERY):
            when = None if piece.valid is None else piece.valid.first_day
        key = (piece.document, source.sort, source.name, source.told, when)
        joined.join(place, first.setdefault(key, place))


def _join_across(
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    behind: Sequence[Behind],
    days: Sequence[int | None],
    joined: Joined,
) -> None:
    """The same source within a few days is the same act, whatever claims it speaks to."""
    by_source: dict[tuple[str, ...], list[int]] = {}
    for place, source in enumerate(sources):
        key: tuple[str, ...]
        if source.sort is Sort.PERSON:
            key = ("person", source.name)
        elif source.sort is Sort.BODY:
            key = ("body", behind[place].institution)
        elif source.sort in (Sort.ANONYMOUS, Sort.DOCUMENT):
            key = (source.sort.value, source.told, source.name)
        elif source.sort is Sort.IMAGERY and source.name:
            key = (
                "imagery",
                source.name,
                _first_day(pieces[place]),
            )
        elif source.sort in (Sort.OWN, Sort.OWN_IMAGERY):
            key = (source.sort.value, source.name)
        elif source.sort is Sort.MEDIA:
            key = ("media", source.name)
        else:
            continue
        by_source.setdefault(key, []).append(place)
    # The day of an act is the first on which any of its pieces was known.
    for key, members in by_source.items():
        firsts = sorted(
            {joined.root(m): m for m in members}.items(),
            key=lambda item: (_act_day(days, item[0]), item[0]),
        )
        for (root_a, a), (root_b, b) in itertools.pairwise(firsts):
            gap = _act_day(days, root_b) - _act_day(days, root_a)
            if gap <= (3 if key[0] in ("person", "body", "anonymous") else 1):
                joined.join(a, b)


def _first_day(piece: Piece) -> str:
    return "" if piece.valid is None else str(piece.valid.first_day)


def _act_day(days: Sequence[int | None], root: int) -> int:
    # Pieces are in the order they became known, so a root is its set's earliest.
    return days[root] or 0


def _as_roots(
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    behind: Sequence[Behind],
    documents: Sequence[Document],
    joined: Joined,
    known: Sequence[bool],
    derived: Sequence[bool],
) -> Roots:
    members: dict[int, list[int]] = {}
    for place in range(len(pieces)):
        members.setdefault(joined.root(place), []).append(place)
    origins: list[Origin] = []
    of = [0] * len(pieces)
    for held in members.values():
        for place in held:
            of[place] = len(origins)
        origins.append(_origin(held, pieces, sources, behind, documents))
    return Roots(tuple(origins), tuple(of), tuple(known), tuple(derived))


def _origin(
    held: Sequence[int],
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    behind: Sequence[Behind],
    documents: Sequence[Document],
) -> Origin:
    first = pieces[held[0]]
    best = min(held, key=lambda m: (_NAMES_BEST.index(sources[m].sort), m))
    sort = sources[best].sort
    kind = _KINDS[sort]
    if sort is Sort.PERSON and behind[best].institution:
        kind = OriginKind.OFFICIAL_STATEMENT
    if kind is OriginKind.OFFICIAL_STATEMENT and pieces[best].source_kind in _NO_OFFICE:
        # "a crane operator": somebody, but no office speaks.
        kind = OriginKind.ANONYMOUS_OFFICIALS
    digest = hashlib.sha256(first.id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Origin(
        id=f"o{digest}",
        name=_name(pieces[best], sources[best], first),
        kind=kind,
        party=_body(behind[best].party),
        first_document=None if first.document < 0 else documents[first.document].id,
        statements=tuple(pieces[m].id for m in held),
    )


def _body(party: str) -> str | None:
    """A party as it is shown; None for those who speak for themselves ("resident (outlet)")."""
    return None if not party or party.endswith(")") else party


def _name(piece: Piece, source: Source, first: Piece) -> str:
    """Who, to whom, known since when: "four Syrian officials to Reuters, 2024-12-14"."""
    who = piece.source_name or "source not named"
    to = f" to {piece.via[-1]}" if piece.via and source.sort is not Sort.IMAGERY else ""
    day = f", {first.known.isoformat()}" if first.known else ""
    return f"{who}{to}{day}"
