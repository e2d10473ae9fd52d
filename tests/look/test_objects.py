"""Objects that went or came. Were it wrong, an empty apron would be told as full."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.look.scenery import as_raster, ground, with_block, with_noise

from casemate.look.compare import compare
from casemate.look.objects import Fate


def test_what_went_and_what_came_are_told_apart() -> None:
    """The direction is the news."""
    plain = ground()
    before = with_block(plain, 50, 60, 10)
    after = with_block(plain, 110, 100, 10) * 0.9 + 10
    found = compare(as_raster(with_noise(before)), as_raster(with_noise(after, seed=9)))
    assert found.objects is not None
    assert sorted((o.fate.value, round(o.x / 5), round(o.y / 5)) for o in found.objects) == [
        ("inserted", 22, 20),
        ("removed", 10, 12),
    ]


def test_a_dark_object_counts_as_one_too() -> None:
    """Grey transports on white concrete are darker than their apron."""
    plain = ground()
    before = with_block(plain, 70, 90, 10, level=20)
    found = compare(as_raster(with_noise(before)), as_raster(with_noise(plain, seed=9)))
    assert [o.fate for o in found.objects or ()] == [Fate.REMOVED]


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), gain=st.floats(0.8, 1.2), offset=st.floats(-10, 10))
def test_unchanged_pairs_have_none(seed: int, gain: float, offset: float) -> None:
    """A false departure is worse than a missed one."""
    plain = ground(seed=seed % 7)
    found = compare(
        as_raster(with_noise(plain, seed=seed)),
        as_raster(with_noise(plain * gain + offset, seed=seed + 1)),
    )
    assert not found.objects


def test_under_cloud_nothing_is_told() -> None:
    """Not observable is not absent: a clouded apron has not emptied."""
    plain = ground((240, 240))
    before = plain
    for x, y in ((60, 60), (75, 60), (90, 60)):
        before = with_block(before, x, y, 10)
    rows, columns = np.indices((240, 240))
    cloud = np.clip(1.6 - np.hypot(rows - 60, columns - 75) / 45, 0, 1)
    after = before * (1 - cloud) + 250 * cloud
    found = compare(as_raster(with_noise(before)), as_raster(with_noise(after, seed=4)))
    assert found.hidden[60, 75]
    assert not [o for o in found.objects or () if np.hypot(o.x - 75, o.y - 60) < 40]


def test_resolution_and_sensor_decide_whether_objects_are_told() -> None:
    """At 30 m, or in radar, a count would be invention."""
    pictures = [as_raster(with_noise(ground(), seed=n), gsd_m=30.0) for n in (1, 2)]
    assert compare(*pictures).objects is None
    assert "30 m" in (compare(*pictures).objects_why or "")
