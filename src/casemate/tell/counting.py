"""Counts of origins as they stood at the end of each day, never higher than the evidence allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casemate.nouns import Claim, Origin, OriginKind
from casemate.tell.material import Count


@dataclass(frozen=True, slots=True)
class Carried:
    """That a claim is carried by a document (None: by a sensor) through one piece of evidence."""

    evidence: str
    document: str | None
    known: date | None


def counts_by_day(
    claim: Claim, carried: Sequence[Carried], origins: Sequence[Origin]
) -> tuple[Count, ...]:
    """The claim's counts after each day on which something became known, earliest first.

    What is known without a date comes last. The last count is the claim's own. Before that day
    some origins were not known yet, and which of them `independent_origins` left out as not
    separate is not recorded: so the count of an earlier day is the least it can have been
    (every origin that came later is taken to be a counted one), and marked as a lower bound.
    """
    days = sorted({c.known for c in carried}, key=_unknown_last)
    if not days:
        days = [None]
    starts = {o.id: _start(o, carried) for o in origins}
    traced = [o for o in origins if o.kind is not OriginKind.UNKNOWN]
    opening: set[str | None] = {
        c.document for c in carried for o in origins if c.evidence in o.statements and c.document
    }
    found: list[Count] = []
    for day in days[:-1]:
        by_then = [o for o in origins if _by(starts[o.id], day)]
        later = sum(not _by(starts[o.id], day) for o in traced)
        most = min(claim.independent_origins, sum(_by(starts[o.id], day) for o in traced))
        separate = max(min(1, most), claim.independent_origins - later)
        separate = min(separate, most)
        count = Count(
            day=day,
            separate=separate,
            at_most=max(separate, min(claim.independent_origins_at_most, len(by_then))),
            repeated=_repeated(carried, opening, day),
            lower_bound=separate < most,
        )
        if not found or _figures(found[-1]) != _figures(count):
            found.append(count)
    found.append(
        Count(
            day=days[-1],
            separate=claim.independent_origins,
            at_most=claim.independent_origins_at_most,
            repeated=_repeated(carried, opening, None),
        )
    )
    return tuple(found)


def _start(origin: Origin, carried: Sequence[Carried]) -> date | None:
    """When the claim first rested on the origin; None when that cannot be told."""
    mine = set(origin.statements)
    days = [c.known for c in carried if c.evidence in mine and c.known is not None]
    return min(days) if days else None


def _repeated(carried: Sequence[Carried], opening: set[str | None], day: date | None) -> int:
    """Documents known by `day` that carry the claim and in which none of its origins starts."""
    documents = {c.document for c in carried if c.document and (day is None or _by(c.known, day))}
    if not opening:
        return max(0, len(documents) - 1)
    return len(documents - opening)


def _by(known: date | None, day: date | None) -> bool:
    return day is None or (known is not None and known <= day)


def _unknown_last(day: date | None) -> tuple[bool, date]:
    return (day is None, day or date.max)


def _figures(count: Count) -> tuple[int, int, int, bool]:
    return count.separate, count.at_most, count.repeated, count.lower_bound
