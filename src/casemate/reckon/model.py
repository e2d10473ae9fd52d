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

    One class sails in whole waves. Several are reckoned by what they carry an hour together, in
    whole waves of the class that ends soonest: near, not exact. distance: km there.
    """
    way = distance * set_to["detour"]
    one = np.ones_like(way)
    freight = work.tonnes + work.vehicles * set_to["vehicle_mass"]
    lane = work.vehicles * set_to["vehicle_lane"]
    hourly_t, hourly_p, hourly_m = 0 * one, 0 * one, 0 * one
    timing: list[tuple[Array, Array]] = []
    for unit in units:
        sailing = np.maximum(1.0, np.round(unit.number * set_to["availability"]))
        speed = unit.speed * set_to["speed_share"]
        turn = formulas.turnaround_hours(way, speed, set_to["ground"], set_to["ground"])
        hourly_t = hourly_t + sailing * unit.load / turn
        hourly_p = hourly_p + sailing * unit.seats / turn
        hourly_m = hourly_m + sailing * unit.lane_m / turn
        timing.append((turn, speed))
    need_h = _over(freight, hourly_t)
    need_h = np.maximum(need_h, _over(work.people, hourly_p))
    need_h = np.maximum(need_h, _over(lane, hourly_m))
    fleet_h = _best(
        [
            -formulas.sealift_closure_hours(_waves(need_h / turn), turn, way, speed)
            for turn, speed in timing
        ]
    )
    berths = formulas.airfield_throughput(set_to["ramp"], 24 * one, set_to["ground"], one)
    load, seats = _best([unit.load for unit in units]), _best([unit.seats for unit in units])
    lanes = _best([unit.lane_m for unit in units])
    loads = np.maximum(_over(freight, load), _over(work.people, seats))
    loads = np.maximum(loads, _over(lane, lanes))
    port_h = _over(loads, berths) * 24
    return Answer(
        fleet_hours=-fleet_h,
        ramp_hours=port_h,
        tonnes_a_day=np.minimum(hourly_t * 24, berths * load),
        people_a_day=np.minimum(hourly_p * 24, berths * seats),
    )


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


def _waves(share: Array) -> Array:
    """Whole waves; a load that cannot be carried stays infinite."""
    return np.maximum(1.0, np.ceil(share - 1e-9))


def _best(each: Sequence[Array]) -> Array:
    best: Array = np.maximum.reduce(list(each))
    return best


def _over(amount: Array, rate: Array) -> Array:
    """amount / rate; nothing takes no time, something at no rate takes for ever."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(amount > 0, np.where(rate > 0, amount / rate, math.inf), 0.0)
