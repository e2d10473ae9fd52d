"""What the sum says of a claim: supported, not supported or undecidable, and why."""

from __future__ import annotations

import math

import numpy as np

from casemate.reckon.claim import ClaimKind, LiftClaim
from casemate.reckon.model import Array
from casemate.reckon.note import Band, Verdict
from casemate.reckon.options import LiftOptions
from casemate.reckon.prepared import HOURS_A_DAY, Prepared
from casemate.reckon.ranges import show
from casemate.reckon.spread import Shares, band_of, swings_of


def judge(ready: Prepared, options: LiftOptions, claim: LiftClaim) -> tuple[Verdict, str]:
    """Decided only where no corner of the inputs says otherwise.

    "More is needed" is a matter of the fleet alone; "enough" of ramp or berths as well.
    """
    needs_more = claim.kind is ClaimKind.NEEDS_MORE

    def hours(shares: Shares) -> Array:
        answer = ready.answer(shares)
        return answer.fleet_hours if needs_more else answer.hours

    def late(shares: Shares) -> Array:
        return np.asarray(hours(shares) > ready.deadline_hours(shares) + 1e-9, np.float64)

    took = band_of(ready, options, lambda shares: hours(shares) / HOURS_A_DAY)
    late_at_best = late(ready.corner(better=True))[0] > 0
    late_at_worst = late(ready.corner(better=False))[0] > 0
    share = float(np.mean(late(ready.draws(options.draws, options.seed))))
    deadline = next(one.given.range for one in ready.inputs if one.name == "deadline")
    fleet = " and ".join(
        f"{each.number.range} {each.lift_class.short}" for each in ready.fleet.seen
    )
    place = "ramp space" if ready.fleet.mode == "air" else "berths"
    limit = f"{place} aside, " if needs_more else ""
    said = f"{limit}{fleet} would take {_days(took)} against a deadline of {deadline} days"
    if late_at_best == late_at_worst:
        verdict = Verdict.SUPPORTED if late_at_best == needs_more else Verdict.NOT_SUPPORTED
        ever = "too late even" if late_at_best else "in time even"
        end = "best" if late_at_best else "worst"
        return verdict, f"{verdict}: {said}; {ever} with every input at its {end}."
    swings = swings_of(ready)
    most = f"; what would settle it soonest: {swings[0].what}" if swings else ""
    return Verdict.UNDECIDABLE, (
        f"undecidable: {said}; too late in {share:.0%} of the draws, in time in the others{most}."
    )


def _days(band: Band) -> str:
    if math.isinf(band.low):
        return "for ever (it cannot carry this)"
    if math.isinf(band.high):
        return f"{show(band.low)} days or more, at the worst for ever"
    return f"{show(band.low)} to {show(band.high)} days"
