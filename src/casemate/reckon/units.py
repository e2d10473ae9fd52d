"""Units of mass, distance, speed, area and time, to the ones reckoned in and back.

Reckoned in: tonnes, kilometres, kilometres an hour, metres, square metres, hours, people,
vehicles. Factors are exact by definition: the international avoirdupois pound (0.45359237 kg), the
international nautical mile (1,852 m), mile (1,609.344 m) and foot (0.3048 m) of 1929 and 1959.
"""

from __future__ import annotations

from casemate.errors import BadInput

_POUND_T = 0.45359237 / 1000
_FOOT_M = 0.3048

# unit as written: (unit reckoned in, factor).
FACTORS: dict[str, tuple[str, float]] = {
    "t": ("t", 1.0),
    "kg": ("t", 0.001),
    "lb": ("t", _POUND_T),
    "short ton": ("t", 2000 * _POUND_T),
    "long ton": ("t", 2240 * _POUND_T),
    "km": ("km", 1.0),
    "nmi": ("km", 1.852),
    "mi": ("km", 1.609344),
    "km/h": ("km/h", 1.0),
    "kn": ("km/h", 1.852),
    "mph": ("km/h", 1.609344),
    "m": ("m", 1.0),
    "ft": ("m", _FOOT_M),
    "m2": ("m2", 1.0),
    "ft2": ("m2", _FOOT_M * _FOOT_M),
    "h": ("h", 1.0),
    "d": ("h", 24.0),
    "people": ("people", 1.0),
    "vehicles": ("vehicles", 1.0),
}


def to_reckoned(value: float, unit: str) -> float:
    """`value` in `unit` as the unit its kind is reckoned in. Raises BadInput for another unit."""
    return value * _factor(unit)


def from_reckoned(value: float, unit: str) -> float:
    """The way back: `value` in the reckoned unit as `unit`."""
    return value / _factor(unit)


def reckoned_unit(unit: str) -> str:
    """The unit that figures in `unit` are reckoned in."""
    _factor(unit)
    return FACTORS[unit][0]


def _factor(unit: str) -> float:
    if unit not in FACTORS:
        raise BadInput(f"unknown unit {unit!r}: use one of {', '.join(FACTORS)}")
    return FACTORS[unit][1]
