"""Tiny builders of lifts: a test says what matters to it."""

from __future__ import annotations

from casemate.reckon import (
    Assumptions,
    Basis,
    Fleet,
    Given,
    Range,
    Requirement,
    Route,
    Seen,
    find_class,
    stated_route,
)

# Every air assumption at one value, so that the answer can be computed by hand.
EXACT_AIR = {
    "load_factor": 0.8, "person_mass": 0.1, "vehicle_mass": 10, "block_allowance": 0.5,
    "ground": 2.25, "enroute_ground": 2, "availability": 0.8, "open": 23, "flying_limit": 10,
    "ramp": 50, "detour": 1, "speed": 800,
}  # fmt: skip
EXACT_SEA = {
    "ground": 24, "speed_share": 1, "availability": 1, "stow": 0.8, "lane_width": 3, "ramp": 50,
    "vehicle_mass": 10, "vehicle_lane": 8, "detour": 1, "speed": 30,
}  # fmt: skip


def given(low: float, high: float | None = None, basis: Basis = Basis.STATED) -> Given:
    return Given(Range(low, low if high is None else high), basis, "a test")


def exactly(values: dict[str, float]) -> Assumptions:
    return Assumptions({name: given(value) for name, value in values.items()})


def fleet(**numbers: float | tuple[float, float]) -> Fleet:
    """fleet(il_76=(2, 4), an_124=1)."""
    return Fleet(
        tuple(
            Seen(
                find_class(name.replace("_", "-")),
                given(*number) if isinstance(number, tuple) else given(number),
            )
            for name, number in numbers.items()
        )
    )


def way(low: float, high: float | None = None) -> Route:
    return stated_route(given(low, high))


def need(
    people: float | None = None,
    tonnes: float | None = None,
    vehicles: float | None = None,
    days: float | None = None,
) -> Requirement:
    return Requirement(
        *(None if amount is None else given(amount) for amount in (people, tonnes, vehicles, days))
    )
