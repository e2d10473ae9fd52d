"""The sum made ready: every input as an interval, and the answer at any point of them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from casemate.errors import BadInput
from casemate.reckon.classes import LiftClass
from casemate.reckon.inputs import (
    Fleet,
    Given,
)
from casemate.reckon.model import Answer, Array, Unit, Work, reckon_air, reckon_sea

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


def of_number(unit: Unit, number: Array) -> Unit:
    """`unit` in another number."""
    return Unit(unit.lift_class, number, unit.load, unit.seats, unit.lane_m, unit.speed)
