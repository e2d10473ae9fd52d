"""A wrong distance puts ships in ports where they never were; a swapped axis would go unseen."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.locate.geodesy import (
    EARTH_RADIUS_M,
    bearing_deg,
    destination,
    distance_m,
    distances_m,
    in_ring,
    midpoint,
    path_length_m,
    wrapped_lon,
)

LON = st.floats(-180, 180)
LAT = st.floats(-90, 90)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0, 0), (1, 0), 111.195),
        ((0, 0), (0, 1), 111.195),
        ((0, 60), (1, 60), 55.597),
        ((0, 0), (180, 0), 20015.1),
        ((2.3522, 48.8566), (-0.1278, 51.5074), 343.6),
        ((179.9, 0), (-179.9, 0), 22.239),
        ((0, 90), (123, 90), 0.0),
        ((35.9487, 35.4011), (35.877, 34.905), 55.55),
    ],
)
def test_known_distances(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert distance_m(*a, *b) / 1000 == pytest.approx(km, abs=0.1)
    assert distances_m(*a, *b) / 1000 == pytest.approx(km, abs=0.1)


@pytest.mark.parametrize(
    ("to", "course"), [((0, 1), 0), ((1, 0), 90), ((0, -1), 180), ((-1, 0), 270)]
)
def test_bearings_are_clockwise_of_north(to: tuple[float, float], course: float) -> None:
    assert bearing_deg(0, 0, *to) == pytest.approx(course)


@given(LON, LAT, st.floats(0, 360), st.floats(0, 2e7))
def test_going_there_is_as_far_as_said(lon: float, lat: float, course: float, far: float) -> None:
    to = destination(lon, lat, course, far)
    assert -180 <= to[0] <= 180
    assert -90 <= to[1] <= 90
    assert distance_m(lon, lat, *to) == pytest.approx(far, abs=5)


@given(LON, LAT, LON, LAT)
def test_distance_is_a_metric(a: float, b: float, c: float, d: float) -> None:
    there = distance_m(a, b, c, d)
    assert there == distance_m(c, d, a, b)
    assert 0 <= there <= math.pi * EARTH_RADIUS_M + 1
    assert distance_m(a, b, a, b) == 0
    assert float(distances_m(a, b, c, d)) == pytest.approx(there, abs=1)
    assert 0 <= bearing_deg(a, b, c, d) < 360


def test_arrays_broadcast() -> None:
    found = distances_m(np.array([[0.0], [1.0]]), 0.0, np.array([0.0, 1.0, 2.0]), 0.0)
    assert found.shape == (2, 3)
    assert found[1, 0] == pytest.approx(111_195, abs=1)


def test_a_line_across_the_antimeridian_is_short() -> None:
    assert midpoint(179, 10, -179, 10)[0] in (pytest.approx(180), pytest.approx(-180))
    assert path_length_m([(179, 0), (-179, 0), (-177, 0)]) == pytest.approx(444_780, abs=10)
    assert path_length_m([]) == 0
    assert wrapped_lon(190) == pytest.approx(-170)
    assert wrapped_lon(-540) == pytest.approx(180) or wrapped_lon(-540) == pytest.approx(-180)


def test_rings_may_cross_the_antimeridian() -> None:
    box = [(179, -1), (-179, -1), (-179, 1), (179, 1)]
    assert in_ring(179.5, 0, box)
    assert in_ring(-179.5, 0, box)
    assert not in_ring(178.5, 0, box)
    assert not in_ring(0, 0, box)
    assert not in_ring(179.5, 2, box)
