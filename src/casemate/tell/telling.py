"""A claim with its evidence, made ready to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from casemate.nouns import Claim, Evidence, Observation, Origin, SourceKind, Statement
from casemate.nouns.statement import StatementKind
from casemate.tell.counting import Carried, counts_by_day
from casemate.tell.material import Count, Header, Quoted, Told
from casemate.tell.quoting import quote_observation, quote_statement

SHOWN_EVIDENCE = 12
# How much a reader gains from whose words they are; rules of thumb, to order key points only.
_WEIGHT_OF_SOURCE = {
    SourceKind.OFFICIAL: 2.0,
    SourceKind.IMAGERY: 2.0,
    SourceKind.EXPERT: 1.5,
    SourceKind.ORGANIZATION: 1.5,
    SourceKind.DOCUMENT: 1.5,
    SourceKind.MEDIA: 1.2,
    SourceKind.ANONYMOUS: 1.0,
    SourceKind.UNKNOWN: 0.5,
}
_WEIGHT_OF_BARE = 0.2
_WEIGHT_OF_MEASURED = 2.0
_NAMED = 0.5
_EACH_ORIGIN = 3.0
_IN_DISPUTE = 0.5
_REVIEWED = 1.0


def tell_claim(
    claim: Claim,
    evidence: Mapping[str, Evidence],
    headers: Mapping[str, Header],
    origins: Mapping[str, Origin],
    as_of: date | None = None,
    reviews: Mapping[str, str] | None = None,
) -> Told | None:
    """The claim as it is told, as of a day; None when none of its evidence was known by then.

    evidence: its statements and observations by id, and the statements that they stand in.
    """
    mine = [evidence[id] for id in claim.statements if id in evidence]
    mine = [e for e in mine if isinstance(e, Observation) or e.document in headers]
    if not mine:
        return None
    reviewed = reviews or {}
    said = {e.id: _said(e, evidence, headers, reviewed) for e in mine}
    carried = [Carried(e.id, said[e.id].document, said[e.id].known) for e in mine]
    known_origins = tuple(origins[id] for id in claim.origins if id in origins)
    counts = counts_by_day(claim, carried, known_origins)
    if as_of is not None:
        mine = [e for e in mine if _by(said[e.id].known, as_of)]
        counts = tuple(c for c in counts if _by(c.day, as_of))
        if not mine or not counts:
            return None
        if len(mine) < len(carried):
            claim, known_origins = _as_of(claim, known_origins, {e.id for e in mine})
    shown = _stands_for(mine, said, headers)
    others = sorted(
        (said[e.id] for e in mine if e.id != shown.id),
        key=lambda s: (s.known or date.max, s.id),
    )
    return Told(
        claim=claim,
        shown=said[shown.id],
        evidence=tuple(others[:SHOWN_EVIDENCE]),
        origins=known_origins,
        counts=counts,
        strength=_strength(claim, shown, counts[-1])
        + (_REVIEWED if said[shown.id].reviewed_by else 0.0),
        more_evidence=max(0, len(others) - SHOWN_EVIDENCE),
    )


def _as_of(
    claim: Claim, origins: tuple[Origin, ...], known: set[str]
) -> tuple[Claim, tuple[Origin, ...]]:
    """The claim without what was said of it with later evidence in mind."""
    cut = replace(claim, why="", contradicts=(), denied_by=(), credibility=None)
    return cut, tuple(o for o in origins if known.intersection(o.statements))


def _by(known: date | None, as_of: date) -> bool:
    return known is not None and known <= as_of


def _said(
    item: Evidence,
    evidence: Mapping[str, Evidence],
    headers: Mapping[str, Header],
    reviews: Mapping[str, str],
) -> Quoted:
    if isinstance(item, Observation):
        return quote_observation(item)
    parent = evidence.get(item.parent) if item.parent else None
    return quote_statement(
        item,
        headers[item.document],
        parent if isinstance(parent, Statement) else None,
        reviews.get(item.id),
    )


def _stands_for(
    mine: Sequence[Evidence], said: Mapping[str, Quoted], headers: Mapping[str, Header]
) -> Evidence:
    """The evidence whose words are shown: of the day it was first known, the best attributed.

    Never of a later day: a view as of the first day must have words to show.
    """
    first = min(said[e.id].known or date.max for e in mine)
    candidates = [e for e in mine if (said[e.id].known or date.max) == first]
    return max(
        candidates,
        key=lambda e: (
            said[e.id].reviewed_by is not None,
            _fitness(e, headers),
            -candidates.index(e),
        ),
    )


def _fitness(item: Evidence, headers: Mapping[str, Header]) -> float:
    if isinstance(item, Observation):
        return _WEIGHT_OF_MEASURED
    weight = _weight(item)
    if headers[item.document].copy_of is not None:
        weight -= 1.0
    if not 25 <= len(item.text) <= 320:
        weight -= 1.0
    return weight


def _weight(item: Statement) -> float:
    if item.kind is StatementKind.BARE:
        return _WEIGHT_OF_BARE
    return _WEIGHT_OF_SOURCE[item.source_kind] + (_NAMED if item.source_name else 0.0)


def _strength(claim: Claim, shown: Evidence, count: Count) -> float:
    """Orders claims for the reader: origins first, then whose words, then how often repeated."""
    weight = _WEIGHT_OF_MEASURED if isinstance(shown, Observation) else _weight(shown)
    disputed = bool(claim.contradicts or claim.denied_by)
    return (
        _EACH_ORIGIN * count.separate
        + weight
        + 0.2 * min(count.repeated, 5)
        + (_IN_DISPUTE if disputed else 0.0)
    )
