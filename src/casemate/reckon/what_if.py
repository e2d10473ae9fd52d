"""What to say while something is missing: the size of it, with round figures in its place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from casemate.errors import BadInput
from casemate.reckon.claim import LiftClaim
from casemate.reckon.classes import LiftClass, find_class
from casemate.reckon.inputs import Assumptions, Basis, Fleet, Given, Requirement, Seen
from casemate.reckon.note import Band, InputLine, Swing
from casemate.reckon.options import LiftOptions
from casemate.reckon.prepare import prepare, seen_input
from casemate.reckon.prepared import Prepared, Varied
from casemate.reckon.ranges import Range, show
from casemate.reckon.route import Route
from casemate.reckon.spread import band_of, swings_of

# Round figures that stand in for what nobody stated, in the what-if sentence alone.
TONNES = 1000.0
DAYS = 7.0
KM = 2000.0
CLASS = "il-76"
_STAND_IN = "in place of what nobody stated"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The sentence, the swings with each missing input halved and doubled, and what went in."""

    sentence: str
    swings: tuple[Swing, ...]
    inputs: tuple[InputLine, ...]


def missing_from(
    requirement: Requirement, route: Route | None, fleet: Fleet | None, claim: LiftClaim | None
) -> tuple[str, ...]:
    """What nobody stated and the answer hangs on, in the order a reader would ask for it."""
    found = []
    if requirement.is_empty:
        found.append("a tonnage")
    if requirement.deadline_days is None and (claim is not None or requirement.is_empty):
        found.append("a deadline")
    if route is None:
        found.append("a destination or distance")
    if fleet is None:
        found.append("the number of aircraft or ships seen")
    return tuple(found)


def without(missing: Sequence[str]) -> str:
    """`undecidable without a tonnage and a deadline.`"""
    if len(missing) == 1:
        return f"undecidable without {missing[0]}."
    return f"undecidable without {', '.join(missing[:-1])} and {missing[-1]}."


def what_if(
    requirement: Requirement,
    route: Route | None,
    fleet: Fleet | None,
    assumptions: Assumptions,
    options: LiftOptions,
) -> WhatIf:
    """How many it would take of each class, with round figures for what is missing."""
    stand_in: dict[str, Given] = {}

    def instead(name: str, value: float) -> Given:
        stand_in[name] = Given(Range(value / 2, value * 2), Basis.ASSUMED, _STAND_IN)
        return Given(Range(value, value), Basis.ASSUMED, _STAND_IN)

    filled = requirement
    if requirement.is_empty:
        filled = replace(filled, tonnes=instead("tonnes", TONNES))
    deadline = requirement.deadline_days or instead("deadline", DAYS)
    filled = replace(filled, deadline_days=deadline)
    way = route or Route(instead("distance", KM), f"{KM:,.0f} km")
    said: list[str] = []
    tried: list[Prepared] = []
    for each in classes_in_question(fleet, options.claim):
        alone = Fleet((Seen(each, Given(Range(1, 1), Basis.ASSUMED, _STAND_IN)),))
        try:
            ready = prepare(filled, way, alone, assumptions, options.stops)
        except BadInput as fault:
            said.append(f"no {each.short} at all ({fault})")
            continue
        tried.append(ready)
        said.append(_number_of(each, band_of(ready, options, partial(ready.needed, each))))
    sentence = (
        f"With {_load(filled)} in {deadline.range} days over {way.distance.range} km "
        f"it would take {', or '.join(said)}."
    )
    if not tried:
        return WhatIf(sentence, (), ())
    # A missing input is swung around its stand-in, the others over what is known of them.
    swung = replace(
        tried[0],
        inputs=tuple(
            replace(one, given=stand_in.get(one.name, one.given)) for one in tried[0].inputs
        ),
    )
    lines = {
        line.name: line
        for ready in tried
        for line in input_lines(ready)
        if not line.name.startswith("number:")
    }
    seen = tuple(
        _line(seen_input(each.lift_class, each.number)) for each in (fleet.seen if fleet else ())
    )
    return WhatIf(sentence, swings_of(swung, frozenset(stand_in)), (*seen, *lines.values()))


def input_lines(ready: Prepared) -> tuple[InputLine, ...]:
    """What went into a sum, for the note."""
    return tuple(_line(one) for one in ready.inputs)


def _line(one: Varied) -> InputLine:
    return InputLine(
        name=one.name,
        what=one.what,
        range=one.given.range,
        unit=one.unit,
        basis=one.given.basis,
        source=one.given.source,
        citation=one.given.citation,
    )


def classes_in_question(fleet: Fleet | None, claim: LiftClaim | None) -> tuple[LiftClass, ...]:
    """Those seen, else those the claim names or comes nearest to, else one common freighter."""
    if fleet is not None:
        return tuple(each.lift_class for each in fleet.seen)
    if claim is not None and (named := (*claim.nearest, *claim.named)):
        return tuple(dict.fromkeys(each for each in named if each.mode == named[0].mode))
    return (find_class(CLASS),)


def misnamed(claim: LiftClaim | None) -> tuple[str, ...]:
    """One line for each designation in the claim that the class table does not have."""
    if claim is None:
        return ()
    lines = []
    for name in claim.unknown:
        near = replace(claim, unknown=(name,)).nearest
        hint = f"; the nearest name in it is {near[0].name}" if near else ""
        lines.append(f"{name} is not in the class table{hint}")
    return tuple(lines)


def _number_of(lift_class: LiftClass, band: Band) -> str:
    if math.isinf(band.low):
        return f"no number of {lift_class.short}, which cannot carry it"
    if math.isinf(band.high):
        return f"at least {show(band.low)} {lift_class.short}, and at the worst no number would do"
    draws = f"nine draws in ten: {show(band.draw_low)} to {show(band.draw_high)}"
    return f"{band} {lift_class.short} ({draws})"


def _load(requirement: Requirement) -> str:
    parts = []
    if requirement.people is not None:
        parts.append(f"{requirement.people.range} people")
    if requirement.tonnes is not None:
        parts.append(f"{requirement.tonnes.range} t")
    if requirement.vehicles is not None:
        parts.append(f"{requirement.vehicles.range} vehicles")
    return " and ".join(parts)
