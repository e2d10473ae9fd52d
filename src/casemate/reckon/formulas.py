"""The published sums, one function each, in the units they are reckoned in.

Air: Air Force Pamphlet 10-1403, Air Mobility Planning Factors (U.S. Air Force, 18 December 2003,
also 12 December 2011): missions required, cycle time, closure, fleet capability, airfield
throughput, productivity factor. Sea: Field Manual 55-15, Transportation Reference Data (U.S. Army,
27 October 1997), chapter 5: turnaround and vessels required. Tonnes instead of short tons,
kilometres instead of nautical miles; nothing else differs. All take numbers or NumPy arrays.
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[np.float64])

# AFPAM 10-1403: the share of an airfield's slots that traffic really meets.
QUEUING_EFFICIENCY = 0.85


def missions_required(requirement: float, payload: float) -> int:
    """Loads that carry `requirement` at `payload` each, rounded up: 800 t at 38 t are 22."""
    return int(np.ceil(requirement / payload))


def block_hours(distance_km: Number, cruise_kmh: Number, allowance_h: Number) -> Number:
    """Flying time of one leg: cruise, and what taxi, climb and approach add to it.

    The same as distance over the block speed that the pamphlet tabulates by leg length.
    """
    return distance_km / cruise_kmh + allowance_h


def cycle_hours(round_trip_flying_h: Number, round_trip_ground_h: Number) -> Number:
    """Cycle time = round trip flying time + round trip ground time."""
    return round_trip_flying_h + round_trip_ground_h


def use_rate(
    availability: Number,
    open_h: Number,
    round_trip_flying_h: Number,
    cycle_h: Number,
    flying_limit_h: Number,
) -> Number:
    """USE rate: flying hours a day that one aircraft of the fleet gives.

    What the cycle allows while the fields are open, at most what crews and maintenance allow,
    times the share of the fleet that is fit to fly.
    """
    by_cycle: Any = open_h * round_trip_flying_h / cycle_h
    rate: Number = availability * np.minimum(by_cycle, flying_limit_h)
    return rate


def fleet_capability(
    aircraft: Number, payload: Number, use_h: Number, round_trip_flying_h: Number
) -> Number:
    """Fleet capability a day = aircraft x average payload x USE rate / round trip flying time."""
    return aircraft * payload * use_h / round_trip_flying_h


def closure_days(
    requirement: Number,
    round_trip_flying_h: Number,
    payload: Number,
    aircraft: Number,
    use_h: Number,
) -> Number:
    """Closure = requirement x round trip flying time / (payload x aircraft x USE rate), days."""
    return requirement * round_trip_flying_h / (payload * aircraft * use_h)


def airfield_throughput(
    places: Number, open_h: Number, ground_h: Number, payload: Number
) -> Number:
    """Airfield throughput a day = MOG x operating hours / ground time x payload x 85 %.

    MOG (maximum on ground): aircraft that can be worked at the same time. With ships: berths.
    """
    return places * open_h / ground_h * payload * QUEUING_EFFICIENCY


def fleet_productivity(
    aircraft: float,
    block_speed_kmh: float,
    payload_t: float,
    use_h: float,
    productivity_factor: float,
) -> float:
    """Fleet productivity in million tonne-kilometres a day."""
    return aircraft * block_speed_kmh * payload_t * use_h * productivity_factor / 1_000_000


def productivity_factor(onload_to_offload_km: float, round_trip_km: float) -> float:
    """Productivity factor = onload to offload distance / round trip; 0.5 there and back."""
    return onload_to_offload_km / round_trip_km


def turnaround_hours(
    distance_km: Number, speed_kmh: Number, load_h: Number, unload_h: Number
) -> Number:
    """A ship's turnaround = loading + sailing there + unloading + sailing back."""
    return load_h + distance_km / speed_kmh + unload_h + distance_km / speed_kmh


def sealift_closure_hours(
    times: Number, turnaround_h: Number, distance_km: Number, speed_kmh: Number
) -> Number:
    """Hours until the last ship of `times` waves is unloaded: the last has no way back."""
    return times * turnaround_h - distance_km / speed_kmh
