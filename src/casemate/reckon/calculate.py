"""A requirement, a way and a fleet to the note that stands beside a claim."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from casemate.reckon.inputs import Assumptions, Fleet, Requirement
from casemate.reckon.judge import judge
from casemate.reckon.note import LiftNote, Needed, Verdict
from casemate.reckon.options import LiftOptions
from casemate.reckon.prepare import prepare
from casemate.reckon.prepared import HOURS_A_DAY, Prepared
from casemate.reckon.ranges import Range
from casemate.reckon.route import Route
from casemate.reckon.spread import band_of, curve_of, swings_of
from casemate.reckon.what_if import (
    classes_in_question,
    input_lines,
    misnamed,
    missing_from,
    what_if,
    without,
)

_METHODS = {
    "air": "Method: AFPAM 10-1403, Air Mobility Planning Factors (2003, 2011).",
    "sea": "Method: FM 55-15, Transportation Reference Data (1997).",
}


def lift(
    requirement: Requirement,
    route: Route | None = None,
    fleet: Fleet | None = None,
    assumptions: Assumptions | None = None,
    options: LiftOptions | None = None,
) -> LiftNote:
    """Whether the lift adds up: closure, throughput, the number needed, and what a claim is worth.

    Where something needed was not stated the note is "undecidable", names it, and shows the size
    of the matter with 1,000 t, 7 days or 2,000 km in its place. Ranges are exact bounds (every
    answer is monotone in every input); between them lie the Monte Carlo draws, uniform over each
    stated interval, since nothing is known inside it. Amounts in the claim's own words count where
    none were stated. Raises BadInput for what cannot be reckoned.
    """
    options = options or LiftOptions()
    assumptions = assumptions or Assumptions()
    claim = options.claim
    if claim is not None:
        requirement = _filled(requirement, claim.requirement)
    missing = missing_from(requirement, route, fleet, claim)
    if requirement.is_empty or route is None or fleet is None:
        return _undecidable(requirement, route, fleet, assumptions, options)
    ready = prepare(requirement, route, fleet, assumptions, options.stops)
    note = _reckoned(ready, requirement, route, options)
    if not missing:
        return note
    instead = what_if(requirement, route, fleet, assumptions, options)
    return replace(
        note,
        verdict=Verdict.UNDECIDABLE,
        why=without(missing),
        missing=missing,
        what_if=instead.sentence,
        sensitivity=instead.swings,
    )


def _filled(stated: Requirement, words: Requirement) -> Requirement:
    # What somebody looked up is not mixed with what the sentence says in passing.
    amounts = words if stated.is_empty else stated
    return replace(amounts, deadline_days=stated.deadline_days or words.deadline_days)


def _undecidable(
    requirement: Requirement,
    route: Route | None,
    fleet: Fleet | None,
    assumptions: Assumptions,
    options: LiftOptions,
) -> LiftNote:
    claim = options.claim
    missing = missing_from(requirement, route, fleet, claim)
    instead = what_if(requirement, route, fleet, assumptions, options)
    mode = classes_in_question(fleet, claim)[0].mode
    deadline = requirement.deadline_days
    return LiftNote(
        mode=mode,
        claim=claim.text if claim else None,
        claim_id=claim.id if claim else None,
        verdict=Verdict.UNDECIDABLE,
        why=without(missing),
        missing=missing,
        what_if=instead.sentence,
        way=route.how if route else "not stated",
        inputs=instead.inputs,
        closure_days=None,
        tonnes_a_day=None,
        people_a_day=None,
        deadline_days=deadline.range if deadline else None,
        needed=(),
        ramp_needed=None,
        sensitivity=instead.swings,
        curve=(),
        seen=None,
        caveats=misnamed(claim),
        method=_METHODS[mode],
        draws=options.draws,
        seed=options.seed,
    )


def _reckoned(
    ready: Prepared, requirement: Requirement, route: Route, options: LiftOptions
) -> LiftNote:
    claim, deadline = options.claim, requirement.deadline_days
    verdict, why = (None, "") if claim is None or deadline is None else judge(ready, options, claim)
    band = partial(band_of, ready, options)
    needed: tuple[Needed, ...] = ()
    if deadline is not None:
        needed = tuple(
            Needed(each.id, each.name, band(partial(ready.needed, each)))
            for each in (seen.lift_class for seen in ready.fleet.seen)
        )
    total = Range(
        sum(each.number.range.low for each in ready.fleet.seen),
        sum(each.number.range.high for each in ready.fleet.seen),
    )
    # Ships whose tonnage nobody published have no daily tonnes to show.
    freight = requirement.tonnes is not None or requirement.vehicles is not None
    freight = freight and bool(ready.answer(ready.corner(better=True)).tonnes_a_day[0])
    return LiftNote(
        mode=ready.fleet.mode,
        claim=claim.text if claim else None,
        claim_id=claim.id if claim else None,
        verdict=verdict,
        why=why,
        missing=(),
        what_if=None,
        way=route.how,
        inputs=input_lines(ready),
        closure_days=band(lambda shares: ready.answer(shares).hours / HOURS_A_DAY),
        tonnes_a_day=band(lambda s: ready.answer(s).tonnes_a_day) if freight else None,
        people_a_day=band(lambda s: ready.answer(s).people_a_day) if requirement.people else None,
        deadline_days=deadline.range if deadline else None,
        needed=needed,
        ramp_needed=band(ready.places_needed) if deadline else None,
        sensitivity=swings_of(ready),
        curve=curve_of(ready, options, total, needed),
        seen=total,
        caveats=_caveats(ready, requirement, route, options),
        method=_METHODS[ready.fleet.mode],
        draws=options.draws,
        seed=options.seed,
    )


def _caveats(
    ready: Prepared, requirement: Requirement, route: Route, options: LiftOptions
) -> tuple[str, ...]:
    found = [*misnamed(options.claim), *ready.gaps]
    parts = {
        "people": requirement.people,
        "tonnage": requirement.tonnes,
        "vehicles": requirement.vehicles,
    }
    if unsaid := [name for name, given in parts.items() if given is None]:
        found.append(f"not stated, so left out: {', '.join(unsaid)}")
    drawn = ready.answer(ready.draws(options.draws, options.seed))
    held = float(np.mean(drawn.ramp_hours > drawn.fleet_hours))
    if held >= 0.01:
        place = "ramp space" if ready.fleet.mode == "air" else "berths"
        found.append(f"{place}, not the fleet, sets the pace in {held:.0%} of the draws")
    worst = {one.name: one.given.range.high for one in ready.inputs}
    leg = worst["distance"] * worst["detour"] / (ready.stops + 1)
    found += [
        f"{leg:,.0f} km, the longest leg here, is beyond what is published of "
        f"{each.lift_class.name}: there it carries nothing"
        for each in ready.fleet.seen
        if leg > each.lift_class.farthest_km
    ]
    found.append("fuel is taken at both ends; weather, fighting and wear are left out")
    if ready.stops and ready.fleet.mode == "sea":
        found.append("stops to refuel take no time here")
    if route.closed:
        found.append(f"closed: {', '.join(route.closed)}")
    return tuple(found)
