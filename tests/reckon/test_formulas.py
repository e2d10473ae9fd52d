"""Hand-computed cases from the published sums, each step written out."""

from __future__ import annotations

import numpy as np
import pytest

from casemate.reckon import formulas
from casemate.reckon.units import from_reckoned, to_reckoned


def test_a_hand_computed_airlift() -> None:
    """Users would lose the sum itself: AFPAM 10-1403 step by step, 3 aircraft, 800 t, 2,400 km."""
    # 800 t at 38 t each: 21.05 loads, so 22 missions.
    assert formulas.missions_required(800, 38) == 22
    # 2,400 km at 800 km/h are 3 h; with 0.5 h of taxi, climb and approach 3.5 h a leg.
    leg_h = formulas.block_hours(2400.0, 800.0, 0.5)
    assert leg_h == 3.5
    # There and back 7 h flying; 2.25 h (C-17, 2+15) at each end are 4.5 h on the ground.
    flying_h = 2 * leg_h
    cycle_h = formulas.cycle_hours(flying_h, 4.5)
    assert cycle_h == 11.5
    # Fields open 23 h: 2 cycles, 14 h of flying; the crews' limit of 10 h binds; 0.8 fit: 8 h.
    use_h = formulas.use_rate(0.8, 23.0, flying_h, cycle_h, 10.0)
    assert use_h == pytest.approx(8.0)
    # A limit of 20 h does not bind: 0.8 x 14 h.
    assert formulas.use_rate(0.8, 23.0, flying_h, cycle_h, 20.0) == pytest.approx(11.2)
    # 3 aircraft x 38 t x 8 h / 7 h = 130.29 t a day.
    assert formulas.fleet_capability(3.0, 38.0, use_h, flying_h) == pytest.approx(912 / 7)
    # 800 t x 7 h / (38 t x 3 x 8 h) = 5,600 / 912 = 6.14 days.
    days = formulas.closure_days(800.0, flying_h, 38.0, 3.0, use_h)
    assert days == pytest.approx(5600 / 912)
    assert days == pytest.approx(800 / (912 / 7))


def test_a_hand_computed_airfield() -> None:
    """Users would lose the ramp: MOG 2, open 24 h, 2.25 h on the ground, 38 t a load."""
    # 2 x 24 / 2.25 = 21.33 slots; x 38 t = 810.67 t; x 0.85 = 689.07 t a day.
    assert formulas.airfield_throughput(2.0, 24.0, 2.25, 38.0) == pytest.approx(689.0667, abs=1e-3)


def test_fleet_productivity_by_hand() -> None:
    """Users would lose the comparison with published million-tonne-kilometre figures."""
    assert formulas.productivity_factor(2400, 4800) == 0.5
    # 10 aircraft x 700 km/h x 40 t x 8 h x 0.5 = 1,120,000 t km = 1.12 million a day.
    assert formulas.fleet_productivity(10, 700, 40, 8, 0.5) == pytest.approx(1.12)


def test_short_tons_and_nautical_miles_give_the_same_closure() -> None:
    """Users comparing with the pamphlet's own units would get another answer."""
    # 900 short tons, 1,300 nmi, 430 kn, 45 short tons a load, 4 aircraft, USE 9 h.
    flying_h = 2 * 1300 / 430
    pamphlet = 900 * flying_h / (45 * 4 * 9)
    tonnes, load = to_reckoned(900, "short ton"), to_reckoned(45, "short ton")
    kilometres, speed = to_reckoned(1300, "nmi"), to_reckoned(430, "kn")
    ours = formulas.closure_days(tonnes, 2 * kilometres / speed, load, 4.0, 9.0)
    assert ours == pytest.approx(pamphlet, rel=1e-12)
    assert from_reckoned(tonnes, "short ton") == pytest.approx(900)


def test_a_hand_computed_sealift() -> None:
    """Users would lose the ship sum: 2 ships of 400 t carry 1,500 t over 1,200 km at 30 km/h."""
    # 1,200 / 30 = 40 h each way; loading 24 h, unloading 24 h: 128 h a turnaround.
    turn_h = formulas.turnaround_hours(1200.0, 30.0, 24.0, 24.0)
    assert turn_h == 128
    # 1,500 / 400 = 3.75, so 4 shiploads; 2 ships sail twice: 2 x 128 h less 40 h back = 216 h.
    assert formulas.sealift_closure_hours(2.0, turn_h, 1200.0, 30.0) == 216


def test_the_sums_take_arrays() -> None:
    """A Monte Carlo run would differ from the sum done by hand."""
    loads = np.array([20.0, 40.0])
    days = formulas.closure_days(
        np.array([800.0, 800.0]), loads * 0 + 7, loads, loads * 0 + 3, loads
    )
    assert list(days) == pytest.approx([800 * 7 / (20 * 3 * 20), 800 * 7 / (40 * 3 * 40)])
