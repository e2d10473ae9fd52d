"""The sum itself, over arrays of draws: closure, throughput and the number needed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casemate.reckon import formulas
from casemate.reckon.classes import LiftClass

Array = NDArray[np.float64]
_BISECTIONS = 48


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be carried, one value a draw: persons, tonnes of freight, vehicles."""

    people: Array
    tonnes: Array
    vehicles: Array


@dataclass(frozen=True, slots=True)
class Unit:
    """What one class carries at a time, one value a draw. Zero for what it does not take.

    number: how many. load: tonnes. seats: persons. lane_m: deck lane metres (ships). speed: km/h.
    """

    lift_class: LiftClass
    number: Array
    load: Array
    seats: Array
    lane_m: Array
    speed: Array


@dataclass(frozen=True, slots=True)
class Answer:
    """fleet_hours: until the last load is on the ground when ramp or berths are no limit.
    ramp_hours: what ramp or berths alone need to turn round the fewest loads that would do.
    Both infinite when it cannot be carried.

    tonnes_a_day, people_a_day: what is carried when nothing else is.
    """

    fleet_hours: Array
    ramp_hours: Array
    tonnes_a_day: Array
    people_a_day: Array

    @property
    def hours(self) -> Array:
        """Closure: the later of the two."""
        return np.maximum(self.fleet_hours, self.ramp_hours)


def reckon_air(
    units: Sequence[Unit], work: Work, distance: Array, set_to: Mapping[str, Array], stops: int
) -> Answer:
    """Airlift by AFPAM 10-1403, several classes at once.

    Classes that carry people alone take people; the others take freight and vehicles first, then
    the people left over. Never sooner than one load's loading, flight and unloading. The ramp is
    that of the tighter field and counts loads of the class that carries most. distance: km there.
    """
    way = distance * set_to["detour"]
    one = np.ones_like(way)
    freight = work.tonnes + work.vehicles * set_to["vehicle_mass"]
    tonnes, seats_beside, seats_only = 0 * one, 0 * one, 0 * one
    first = np.full_like(way, math.inf)
    for unit in units:
        flying = formulas.block_hours(way, unit.speed, set_to["block_allowance"] * (stops + 1))
        at_stops = stops * set_to["enroute_ground"]
        ground = 2 * (set_to["ground"] + at_stops)
        cycle = formulas.cycle_hours(2 * flying, ground)
        use = formulas.use_rate(
            set_to["availability"], set_to["open"], 2 * flying, cycle, set_to["flying_limit"]
        )
        trips = formulas.fleet_capability(unit.number, one, use, 2 * flying)
        if unit.lift_class.carries == "people":
            seats_only = seats_only + trips * unit.seats
        else:
            tonnes = tonnes + trips * unit.load
            seats_beside = seats_beside + trips * unit.seats
        first = np.minimum(first, 2 * set_to["ground"] + flying + at_stops)
    fleet_days = _shared_days(freight, work.people, tonnes, seats_beside, seats_only)
    slots = formulas.airfield_throughput(set_to["ramp"], set_to["open"], set_to["ground"], one)
    load, seats = _best([unit.load for unit in units]), _best([unit.seats for unit in units])
    ramp_days = _over(_over(freight, load) + _over(work.people, seats), slots)
    return Answer(
        fleet_hours=np.maximum(fleet_days * 24, first),
        ramp_hours=ramp_days * 24,
        tonnes_a_day=np.minimum(tonnes, slots * load),
        people_a_day=np.minimum(seats_beside + seats_only, slots * seats),
    )


def reckon_sea(
    units: Sequence[Unit], work: Work, distance: Array, set_to: Mapping[str, Array]
) -> Answer:
    """Sealift: ships go back and forth by FM 55-15; freight, vehicles and people at the same time.

    Whole voyages: closure is when enough of them have been unloaded, each ship turning round by
    itself; with one class alone that is whole waves. distance: km there.
    """
    way = distance * set_to["detour"]
    one = np.ones_like(way)
    freight = work.tonnes + work.vehicles * set_to["vehicle_mass"]
    lane = work.vehicles * set_to["vehicle_lane"]
    sailing = [np.maximum(1.0, np.round(unit.number * set_to["availability"])) for unit in units]
    speeds = [unit.speed * set_to["speed_share"] for unit in units]
    turns = [
        formulas.turnaround_hours(way, speed, set_to["ground"], set_to["ground"])
        for speed in speeds
    ]
    # (what is to go, what each class takes on one voyage)
    kinds = (
        (freight, [unit.load for unit in units]),
        (work.people, [unit.seats for unit in units]),
        (lane, [unit.lane_m for unit in units]),
    )
    hourly = [
        sum((n * each / turn for n, each, turn in zip(sailing, per, turns, strict=True)), 0 * one)
        for _, per in kinds
    ]
    pairs = zip(kinds, hourly, strict=True)
    need_h = _best([_over(amount, rate) for (amount, _), rate in pairs])
    if len(units) == 1:
        times = np.maximum(1.0, np.ceil(need_h / turns[0] - 1e-9))
        fleet_h = formulas.sealift_closure_hours(times, turns[0], way, speeds[0])
    else:
        fleet_h = _voyages(kinds, sailing, turns, [way / speed for speed in speeds], need_h)
    berths = formulas.airfield_throughput(set_to["ramp"], 24 * one, set_to["ground"], one)
    loads = _best([_over(amount, _best(per)) for amount, per in kinds])
    tonnes, seats = _best(kinds[0][1]), _best(kinds[1][1])
    return Answer(
        fleet_hours=fleet_h,
        ramp_hours=_over(loads, berths) * 24,
        tonnes_a_day=np.minimum(hourly[0] * 24, berths * tonnes),
        people_a_day=np.minimum(hourly[1] * 24, berths * seats),
    )


def _voyages(
    kinds: Sequence[tuple[Array, Sequence[Array]]],
    sailing: Sequence[Array],
    turns: Sequence[Array],
    backs: Sequence[Array],
    need_h: Array,
) -> Array:
    """The hour by which whole voyages have carried all of each kind, found by bisection."""
    possible = np.isfinite(need_h)
    low = np.zeros_like(need_h)
    high = np.where(possible, need_h, 0.0) + _best(turns)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        trips = [np.floor((middle + back) / turn) for turn, back in zip(turns, backs, strict=True)]
        done = np.ones_like(possible)
        for amount, per in kinds:
            carried = sum(
                n * made * each for n, made, each in zip(sailing, trips, per, strict=True)
            )
            done &= np.asarray(carried >= amount - 1e-9)
        # Somebody must have arrived, even where nothing is to be carried.
        done &= np.asarray(_best(trips) >= 1)
        high = np.where(done, middle, high)
        low = np.where(done, low, middle)
    return np.where(possible, high, math.inf)


def _shared_days(
    freight: Array, people: Array, tonnes: Array, seats_beside: Array, seats_only: Array
) -> Array:
    """Days until freight and people are carried, both in tonnes and persons a day.

    While freight flies, classes for people alone carry people; when it is done all carry people.
    """
    freight_days = _over(freight, tonnes)
    meanwhile = np.where(np.isfinite(freight_days), freight_days, 0.0)
    all_days = _over(people + seats_beside * meanwhile, seats_only + seats_beside)
    left = people > seats_only * meanwhile
    return np.where(left, np.maximum(freight_days, all_days), freight_days)


def _best(each: Sequence[Array]) -> Array:
    best: Array = np.maximum.reduce(list(each))
    return best


def _over(amount: Array, rate: Array) -> Array:
    """amount / rate; nothing takes no time, something at no rate takes for ever."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(amount > 0, np.where(rate > 0, amount / rate, math.inf), 0.0)
