"""Disagreements side by side: who denies, contradicts, or no longer holds to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from casemate.tell.choosing import PAIRS
from casemate.tell.material import Pair, Quoted, Told

DENIES = "One says, the other denies"
# A draft word until a person has reviewed the pair.
CONTRADICTS = "Draft: perhaps not both"
REVISED = "The earlier word, and what replaced it"
_PER_CLAIM = 6
_RANK = {DENIES: 0, CONTRADICTS: 1, REVISED: 2}

ById = Callable[[list[str]], Mapping[str, Told]]


def pair_up(disputed: Sequence[Told], by_id: ById) -> tuple[Pair, ...]:
    """At most ten pairs, denials first, each two claims once; the earlier known stands left.

    by_id: gives claims, also the claim that a statement belongs to.
    """
    wanted = [
        (told, other, relation)
        for told in disputed
        for other, relation in _others(told)[:_PER_CLAIM]
    ]
    resolved = by_id(sorted({other for _, other, _ in wanted})) if wanted else {}
    pairs: dict[frozenset[str], Pair] = {}
    for told, other_id, relation in wanted:
        other = resolved.get(other_id)
        if other is None:
            continue
        other_said = _said(other, other_id)
        both = frozenset((told.shown.id, other_said.id))
        known = pairs.get(both)
        if len(both) < 2 or (known and _RANK[known.relation] <= _RANK[relation]):
            continue
        pairs[both] = _pair(told, other, other_said, relation)
    ranked = sorted(pairs.values(), key=lambda p: _RANK[p.relation])
    return tuple(ranked[:PAIRS])


def _others(told: Told) -> list[tuple[str, str]]:
    claim = told.claim
    return [
        *((id, DENIES) for id in claim.denied_by),
        *((id, CONTRADICTS) for id in claim.contradicts),
        *((id, REVISED) for id in claim.supersedes),
    ]


def _said(told: Told, id: str) -> Quoted:
    """The very statement that was named, where a statement was; else the claim's words."""
    return next((s for s in told.evidence if s.id == id), told.shown)


def _pair(told: Told, other: Told, other_said: Quoted, relation: str) -> Pair:
    mine, theirs = (told.shown, told.counts), (other_said, other.counts)
    if theirs[0].known and mine[0].known and theirs[0].known < mine[0].known:
        mine, theirs = theirs, mine
    return Pair(mine[0], theirs[0], relation, mine[1], theirs[1])
