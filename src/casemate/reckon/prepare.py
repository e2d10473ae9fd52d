"""A requirement, a way, a fleet and assumptions to one list of inputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from casemate.errors import BadInput
from casemate.reckon.classes import Figure, LiftClass
from casemate.reckon.inputs import (
    Assumptions,
    Basis,
    Fleet,
    Given,
    Requirement,
    assumptions_for,
)
from casemate.reckon.prepared import Prepared, Varied
from casemate.reckon.ranges import Range
from casemate.reckon.route import Route


def prepare(
    requirement: Requirement,
    route: Route,
    fleet: Fleet,
    assumptions: Assumptions,
    stops: int = 0,
) -> Prepared:
    """Every input of the sum in one list.

    Raises BadInput for a way beyond the ferry range of a class, for a class whose speed nobody
    published and nobody states, and for a requirement with nothing in it.
    """
    if requirement.is_empty:
        raise BadInput("nothing to carry: state --people, --tonnes or --vehicles")
    chosen = assumptions_for(fleet.mode, assumptions)
    inputs = [Varied("distance", "distance", "km", route.distance, "worse")]
    for name, what, unit, given in (
        ("people", "people to carry", "", requirement.people),
        ("tonnes", "freight to carry", "t", requirement.tonnes),
        ("vehicles", "vehicles to carry", "", requirement.vehicles),
    ):
        if given is not None:
            inputs.append(Varied(name, what, unit, given, "worse"))
    if requirement.deadline_days is not None:
        inputs.append(Varied("deadline", "deadline", "days", requirement.deadline_days, "better"))
    gaps: list[str] = []
    shortest = route.distance.range.low * chosen["detour"][1].range.low / (stops + 1)
    for each in fleet.seen:
        if shortest > each.lift_class.farthest_km:
            raise BadInput(
                f"{shortest:,.0f} km is beyond the ferry range of {each.lift_class.name} "
                f"({each.lift_class.farthest_km:,.0f} km is the most published): "
                f"add a stop on the way (--stops {stops + 1})"
            )
        inputs.append(seen_input(each.lift_class, each.number))
        inputs += _class_inputs(each.lift_class, requirement, route, assumptions, stops, gaps)
    has = {one.name.partition(":")[0] for one in inputs}
    unweighed = fleet.mode == "sea" and "cargo" not in has
    for name, (assumption, given) in chosen.items():
        if _is_used(name, has, stops) and not (unweighed and name == "vehicle_mass"):
            inputs.append(Varied(name, assumption.what, assumption.unit, given, assumption.more_is))
    if unweighed and requirement.vehicles is not None:
        gaps.append(
            "no cargo tonnage of these ships is published: vehicles go by deck length alone"
        )
    return Prepared(fleet, tuple(inputs), stops, tuple(gaps))


def seen_input(lift_class: LiftClass, number: Given) -> Varied:
    """How many of a class were seen, as an input."""
    return Varied(f"number:{lift_class.id}", f"{lift_class.name} seen", "", number, "better")


_FIGURES = {
    "air": (("people", "persons it carries", ""), ("cruise", "cruising speed", "km/h")),
    "sea": (
        ("cargo", "cargo", "t"),
        ("deck_lane", "deck lanes", "m"),
        ("deck_area", "vehicle deck", "m2"),
        ("vehicles", "vehicles it carries", ""),
        ("people", "persons it carries", ""),
        ("speed", "speed", "km/h"),
    ),
}


def _class_inputs(
    lift_class: LiftClass,
    requirement: Requirement,
    route: Route,
    assumptions: Assumptions,
    stops: int,
    gaps: list[str],
) -> list[Varied]:
    found: list[Varied] = []
    wanted = {
        "people": requirement.people is not None,
        "cargo": requirement.tonnes is not None or requirement.vehicles is not None,
        "deck_lane": requirement.vehicles is not None,
        "deck_area": requirement.vehicles is not None,
        "vehicles": requirement.vehicles is not None,
    }
    if lift_class.mode == "air" and lift_class.carries != "people":
        leg = route.distance.range.middle / (stops + 1)
        least, most = lift_class.payloads_at(np.array([min(leg, lift_class.farthest_km)]))
        span = Range(float(least[0]), float(most[0]))
        found.append(
            Varied(
                f"payload:{lift_class.id}",
                f"greatest payload of {lift_class.name} over {leg:,.0f} km",
                "t",
                Given(
                    span,
                    Basis.TABLE,
                    _sources((*lift_class.all("payload"), *lift_class.all("ferry"))),
                ),
                "better",
            )
        )
    decks = 0
    for figure, what, unit in _FIGURES[lift_class.mode]:
        name = "speed" if figure == "cruise" else figure
        stated = assumptions.stated.get("speed") if name == "speed" else None
        span_of = lift_class.range_of(figure)
        if stated is None and span_of is None:
            if name == "speed":
                raise BadInput(
                    f"no speed of {lift_class.name} is in the class table: "
                    "state it in km/h, such as --assume speed=700-800"
                )
            if figure in ("people", "cargo") and wanted[figure]:
                gaps.append(
                    f"of {lift_class.name} no figure for {what} is published: it counts as none"
                )
            continue
        if not wanted.get(figure, True) or (figure in ("deck_area", "vehicles") and decks):
            continue
        decks += figure in ("deck_lane", "deck_area")
        table = Given(span_of or Range(1, 1), Basis.TABLE, _sources(lift_class.all(figure)))
        found.append(
            Varied(
                f"{name}:{lift_class.id}",
                f"{what} of {lift_class.name}" if unit else f"{what}, {lift_class.name}",
                unit,
                stated or table,
                "better",
            )
        )
    return found


def _is_used(assumption: str, has: set[str], stops: int) -> bool:
    needs = {
        "person_mass": {"people"},
        "vehicle_mass": {"vehicles"},
        "vehicle_lane": {"vehicles"},
        "lane_width": {"deck_area"},
        "stow": {"cargo", "deck_lane", "deck_area"},
    }
    if assumption == "enroute_ground":
        return stops > 0
    if assumption == "load_factor":
        return "tonnes" in has or "vehicles" in has
    return assumption not in needs or bool(needs[assumption] & has)


def _sources(figures: Sequence[Figure]) -> str:
    named = dict.fromkeys(f"{figure.source.title} ({figure.source.date})" for figure in figures)
    return "; ".join(named)
