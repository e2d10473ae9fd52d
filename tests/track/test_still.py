"""Stops of ships that report no speed: wrong here, and they are missed or made up."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casemate.track.distances import EARTH_KM
from casemate.track.still import still

M_PER_DEG = np.pi / 180 * EARTH_KM * 1000
LEAST_S, WIDE_M = 7200.0, 1000.0
STEP = st.tuples(st.integers(1, 5000), st.floats(-700, 700), st.floats(-700, 700))


def slowly(time_s, lat, lon, first):  # type: ignore[no-untyped-def]
    """The definition, word by word: every window, every box."""
    found = np.zeros(len(time_s), bool)
    track = np.cumsum(first)
    for i in range(len(time_s)):
        for j in range(i + 1, len(time_s)):
            if track[i] != track[j]:
                break
            part = slice(i, j + 1)
            squeeze = np.cos(np.radians((lat[part].max() + lat[part].min()) / 2))
            high = np.ptp(lat[part]) * M_PER_DEG
            wide = np.ptp(lon[part]) * squeeze * M_PER_DEG
            if time_s[j] - time_s[i] >= LEAST_S and np.hypot(high, wide) < WIDE_M:
                found[part] = True
    return found


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(STEP, min_size=1, max_size=12), min_size=1, max_size=3))
def test_it_finds_what_every_window_finds(tracks) -> None:  # type: ignore[no-untyped-def]
    time_s, lat, lon, first = [], [], [], []
    for steps in tracks:
        at, north, east = 1e9, 30.0, 32.0
        for place, (seconds, up, right) in enumerate(steps):
            at, north, east = at + seconds, north + up / M_PER_DEG, east + right / M_PER_DEG
            time_s.append(at)
            lat.append(north)
            lon.append(east)
            first.append(place == 0)
    columns = [np.array(c, float) for c in (time_s, lat, lon)] + [np.array(first)]
    assert still(*columns, LEAST_S, WIDE_M).tolist() == slowly(*columns).tolist()


def test_across_180_degrees_a_ship_at_anchor_is_still() -> None:
    time_s = np.arange(10) * 1800.0
    lon = np.where(np.arange(10) % 2, 179.9999, -179.9999)
    first = np.arange(10) == 0
    assert still(time_s, np.zeros(10), lon, first, LEAST_S, WIDE_M).all()


def test_nothing_of_nothing() -> None:
    empty = np.empty(0)
    assert not len(still(empty, empty, empty, np.empty(0, bool), LEAST_S, WIDE_M))
