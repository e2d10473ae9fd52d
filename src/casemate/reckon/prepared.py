"""The sum made ready: every input as an interval, and the answer at any point of them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

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
from casemate.reckon.model import Answer, Array, Unit, Work, reckon_air, reckon_sea
from casemate.reckon.ranges import Range
from casemate.reckon.route import Route

HOURS_A_DAY = 24.0
# More of one class than this is no answer to "how many".
MOST_NUMBER = 10_000_000


@dataclass(frozen=True, slots=True)
class Varied:
    """One input of the sum. more_is: whether more of it ends the work sooner or later."""

    name: str
    what: str
    unit: str
    given: Given
    more_is: Literal["better", "worse"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A lift ready to be reckoned. Every answer is monotone in every input, so the corner with all
    inputs at their better end and the one with all at their worse end bound it.

    gaps: what the class table does not give and the sum therefore leaves out.
    """

    fleet: Fleet
    inputs: tuple[Varied, ...]
    stops: int
    gaps: tuple[str, ...]

    def corner(self, better: bool) -> dict[str, Array]:
        """The point with every input at its better, or at its worse, end; as arrays of one."""
        return {
            one.name: np.array([1.0 if (one.more_is == "better") == better else 0.0])
            for one in self.inputs
        }

    def middle(self) -> dict[str, Array]:
        """The point with every input half way."""
        return {one.name: np.array([0.5]) for one in self.inputs}

    def draws(self, count: int, seed: int) -> dict[str, Array]:
        """`count` points at random, each input for itself and the same whatever the others are."""
        return {
            one.name: np.random.default_rng([seed, zlib.crc32(one.name.encode())]).random(count)
            for one in self.inputs
        }

    def value(self, name: str, shares: Mapping[str, Array]) -> Array | None:
        """The input at these points of its interval; None when this sum does not have it."""
        given = next((one.given.range for one in self.inputs if one.name == name), None)
        if given is None:
            return None
        if name.startswith("number:"):
            low, high = np.ceil(given.low), np.floor(given.high)
            if low > high:
                return np.full_like(shares[name], given.middle)
            whole = np.floor(low + shares[name] * (high - low + 1))
            return np.asarray(np.minimum(high, whole), np.float64)
        return np.asarray(given.low + shares[name] * (given.high - given.low))

    def answer(self, shares: Mapping[str, Array], units: Sequence[Unit] | None = None) -> Answer:
        """The sum at these points, with the fleet as it is or with `units` instead."""
        some = next(iter(shares.values()))
        zero = np.zeros_like(some)

        def known(name: str) -> Array:
            found = self.value(name, shares)
            return zero if found is None else found

        work = Work(known("people"), known("tonnes"), known("vehicles"))
        set_to = {one.name: known(one.name) for one in self.inputs if ":" not in one.name}
        for absent in ("vehicle_mass", "vehicle_lane", "enroute_ground"):
            set_to.setdefault(absent, zero)
        distance = known("distance")
        using = self.units(shares) if units is None else units
        if self.fleet.mode == "air":
            return reckon_air(using, work, distance, set_to, self.stops)
        return reckon_sea(using, work, distance, set_to)

    def units(self, shares: Mapping[str, Array]) -> list[Unit]:
        """What each class carries at these points."""
        return [self._unit(each.lift_class, shares) for each in self.fleet.seen]

    def needed(self, lift_class: LiftClass, shares: Mapping[str, Array]) -> Array:
        """How many of `lift_class` alone end by the deadline, ramp or berths being no limit;
        infinite where no number does."""
        deadline_h = self.deadline_hours(shares)
        unit = self._unit(lift_class, shares)
        low = np.ones_like(deadline_h)
        high = np.full_like(deadline_h, float(MOST_NUMBER))

        def in_time(number: Array) -> NDArray[np.bool_]:
            hours = self.answer(shares, [of_number(unit, number)]).fleet_hours
            return np.asarray(hours <= deadline_h + 1e-9, np.bool_)

        soon_enough = in_time(high)
        while np.any(low < high):
            middle = np.floor((low + high) / 2)
            done = in_time(middle)
            high = np.where(done, middle, high)
            low = np.where(done, low, middle + 1)
            low = np.minimum(low, high)
        return np.where(soon_enough, high, np.inf)

    def places_needed(self, shares: Mapping[str, Array]) -> Array:
        """Aircraft or ships that the tighter end must work at a time to be done in time."""
        ramp = self.value("ramp", shares)
        alone = self.answer(shares).ramp_hours * (1.0 if ramp is None else ramp)
        return np.asarray(np.ceil(alone / self.deadline_hours(shares) - 1e-9))

    def deadline_hours(self, shares: Mapping[str, Array]) -> Array:
        """The deadline at these points. Raises BadInput without one."""
        deadline = self.value("deadline", shares)
        if deadline is None:
            raise BadInput("how many are needed hangs on a deadline: state one (--days)")
        return deadline * HOURS_A_DAY

    def _unit(self, lift_class: LiftClass, shares: Mapping[str, Array]) -> Unit:
        zero = np.zeros_like(next(iter(shares.values())))

        def of(figure: str) -> Array | None:
            return self.value(f"{figure}:{lift_class.id}", shares)

        number, seats, speed = of("number"), of("people"), of("speed")
        load, lane = zero, zero
        if lift_class.mode == "air":
            load = self._payload(lift_class, shares)
            mass = self.value("person_mass", shares)
            if seats is not None and mass is not None and lift_class.carries == "both":
                seats = np.floor(np.minimum(seats, load / mass))
            factor = self.value("load_factor", shares)
            load = load * (zero + 1 if factor is None else factor)
        else:
            stow = self.value("stow", shares)
            used = zero + 1 if stow is None else stow
            cargo, metres, area = of("cargo"), of("deck_lane"), of("deck_area")
            width, count = self.value("lane_width", shares), of("vehicles")
            length = self.value("vehicle_lane", shares)
            load = zero if cargo is None else cargo * used
            if metres is not None:
                lane = metres * used
            elif area is not None and width is not None:
                lane = area * used / width
            elif count is not None and length is not None:
                lane = count * length
        return Unit(
            lift_class=lift_class,
            number=zero + 1 if number is None else number,
            load=load,
            seats=zero if seats is None else seats,
            lane_m=lane,
            speed=zero + 1 if speed is None else speed,
        )

    def _payload(self, lift_class: LiftClass, shares: Mapping[str, Array]) -> Array:
        zero = np.zeros_like(next(iter(shares.values())))
        share = shares.get(f"payload:{lift_class.id}")
        distance, detour = self.value("distance", shares), self.value("detour", shares)
        if share is None or distance is None or detour is None:
            return zero
        least, most = lift_class.payloads_at(distance * detour / (self.stops + 1))
        load: Array = np.nan_to_num(least + share * (most - least), nan=0.0)
        return load


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
                Given(span, Basis.TABLE, _sources(lift_class.all("payload"))),
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
                gaps.append(f"no {what} of {lift_class.name} is published: it counts as none")
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


def of_number(unit: Unit, number: Array) -> Unit:
    """`unit` in another number."""
    return Unit(unit.lift_class, number, unit.load, unit.seats, unit.lane_m, unit.speed)
