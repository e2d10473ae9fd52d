"""Units both ways, and against figures that anyone can look up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import BadInput
from casemate.reckon.units import FACTORS, from_reckoned, reckoned_unit, to_reckoned


@given(st.floats(1e-6, 1e9), st.sampled_from(sorted(FACTORS)))
def test_there_and_back(value: float, unit: str) -> None:
    """A figure shown in its own unit would not be the one that was published."""
    assert from_reckoned(to_reckoned(value, unit), unit) == pytest.approx(value, rel=1e-12)
    assert to_reckoned(from_reckoned(value, unit), unit) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("value", "unit", "expected", "reckoned"),
    [
        (170_900, "lb", 77.519, "t"),
        (1, "short ton", 0.90718474, "t"),
        (1, "long ton", 1.0160469088, "t"),
        (100, "nmi", 185.2, "km"),
        (18, "kn", 33.336, "km/h"),
        (518, "mph", 833.640192, "km/h"),
        (380_000, "ft2", 35_303.155, "m2"),
        (2, "d", 48, "h"),
    ],
)
def test_known_values(value: float, unit: str, expected: float, reckoned: str) -> None:
    """A wrong factor is symmetric: only a known value finds it."""
    assert to_reckoned(value, unit) == pytest.approx(expected, rel=1e-5)
    assert reckoned_unit(unit) == reckoned


def test_an_unknown_unit_is_refused() -> None:
    """A table with a slip in its unit would silently count as something else."""
    with pytest.raises(BadInput, match="unknown unit 'stone'"):
        to_reckoned(1, "stone")
