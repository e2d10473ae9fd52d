"""What goes in: refused where it cannot be, assumed where it is said so."""

from __future__ import annotations

import pytest
from tests.reckon.build import fleet, given, need

from casemate.errors import BadInput
from casemate.reckon.inputs import (
    Assumptions,
    Basis,
    Fleet,
    assumption_table,
    assumptions_for,
)


@pytest.mark.parametrize("part", ["people", "tonnes", "vehicles", "days"])
def test_zero_or_less_is_no_requirement(part: str) -> None:
    """Nothing to carry would be carried at once."""
    for bad in (0, -5):
        with pytest.raises(BadInput, match="must be more than zero"):
            need(**{part: bad})


def test_a_fleet_is_of_one_kind_and_not_empty() -> None:
    """Aircraft and ships would be added up."""
    with pytest.raises(BadInput, match="a fleet of nothing"):
        Fleet(())
    with pytest.raises(BadInput, match="aircraft and ships in one fleet"):
        fleet(il_76=2, ropucha=1)
    with pytest.raises(BadInput, match="must be more than zero"):
        fleet(il_76=0)
    with pytest.raises(BadInput, match="a class stands twice"):
        Fleet(fleet(il_76=2).seen * 2)


@pytest.mark.parametrize(
    ("name", "low", "high", "message"),
    [
        ("speeed", 1, 1, "unknown assumption 'speeed': use one of availability"),
        ("availability", 0.5, 1.2, "is a share: 0.5-1.2 is more than 1"),
        ("open", 20, 25, "hours a day: 20-25 is more than 24"),
        ("detour", 0.9, 1.1, "is less than 1"),
        ("ground", 0, 2, "must be more than zero"),
    ],
)
def test_impossible_assumptions_are_refused(
    name: str, low: float, high: float, message: str
) -> None:
    """A day of 25 hours would make a lift add up."""
    with pytest.raises(BadInput, match=message):
        Assumptions({name: given(low, high)})


def test_defaults_are_marked_assumed_and_say_why() -> None:
    """A guess would pass for a fact."""
    for mode in ("air", "sea"):
        chosen = assumptions_for(mode, Assumptions({"ground": given(2, 3)}))  # type: ignore[arg-type]
        assert chosen["ground"][1].basis is Basis.STATED
        for name, (assumption, figure) in chosen.items():
            assert assumption.why
            assert name == "ground" or figure.basis is Basis.ASSUMED
    assert all(each.range.low < each.range.high for each in assumption_table())
