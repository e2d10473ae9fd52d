"""A wrong unit or a wrong sphere here would put ships at the wrong site."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.track.distances import (
    chord_of_km,
    haversine_km,
    km_of_chord,
    unit_vectors,
    wrapped_deg,
)

LAT, LON = st.floats(-90, 90), st.floats(-180, 180)


def one(value: float) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([value])


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((51.4706, -0.4619), (40.6398, -73.7789), 5540),  # Heathrow to Kennedy
        ((29.93, 32.56), (31.26, 32.30), 150),  # along the Suez Canal
        ((-16.78, 179.985), (-16.78, -179.985), 3.19),  # across 180 degrees
        ((0, 0), (0, 180), 20015.1),
    ],
)
def test_known_distances(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    found = haversine_km(one(a[0]), one(a[1]), one(b[0]), one(b[1]))[0]
    assert found == pytest.approx(km, rel=0.003)


@given(LAT, LON, LAT, LON)
def test_the_chord_gives_the_same_distance(a: float, b: float, c: float, d: float) -> None:
    first, second = unit_vectors(one(a), one(b)), unit_vectors(one(c), one(d))
    chord = np.sqrt(sum((p - q) ** 2 for p, q in zip(first, second, strict=True)))
    by_angle = haversine_km(one(a), one(b), one(c), one(d))[0]
    assert km_of_chord(chord)[0] == pytest.approx(by_angle, abs=0.5)


@given(st.floats(0, 20_000))
def test_chords_go_there_and_back(km: float) -> None:
    assert km_of_chord(one(chord_of_km(km)))[0] == pytest.approx(km, abs=1e-4)


@given(st.floats(-1000, 1000))
def test_longitudes_are_wrapped(lon: float) -> None:
    assert -180 <= wrapped_deg(one(lon))[0] < 180.0000001
