"""Several dates as one baseline. Were it wrong, what always varies would be told as news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.look.scenery import as_raster, ground, utm_grid, with_block, with_noise
from tests.look.test_observe import PORT, at

from casemate.look.baseline import MOST_DATES, baseline_of, lay
from casemate.look.catalog import Wanted, items_in
from casemate.look.compare import compare
from casemate.look.observe import LookOptions, observe
from casemate.look.raster import Mask
from casemate.look.scene import Scene
from casemate.look.sensor import SensorClass
from casemate.look.simulate import SimulatedPass, write_simulated_catalog
from casemate.nouns import Observation

BEGIN = datetime(2024, 12, 1, 8, tzinfo=UTC)


def scene(number: int, pixels: np.ndarray, hidden: Mask | None = None) -> Scene:
    """One pass, 3 m, five days after the one before it."""
    raster = as_raster(pixels, grid=utm_grid())
    when = BEGIN + timedelta(days=5 * number)
    return Scene(f"s{number}", when, SensorClass.OPTICAL, "PlanetScope", 3.0, raster, hidden,
                 f"{number:064d}", None, False, None, ())  # fmt: skip


def series(levels: list[float]) -> list[Scene]:
    """The same ground, and one plot on it whose level is another on each date."""
    return [
        scene(n, with_noise(with_block(ground(), 110, 110, 12, level), seed=n))
        for n, level in enumerate(levels)
    ]


def baseline(scenes: list[Scene]) -> Scene:
    """The median of scenes that are all comparable."""
    laid = [lay(scenes[0], one) for one in scenes]
    return baseline_of([one for one in laid if one is not None])


def test_what_varies_from_date_to_date_is_no_change() -> None:
    """A yard whose level changes every week is told every week, with one date to compare with."""
    *earlier, last = series([90, 200, 120, 230, 160, 210])
    base = baseline(earlier)
    plot = (slice(106, 114), slice(106, 114))
    one_date = compare(earlier[2].raster, last.raster)
    several = compare(base.raster, last.raster, spread=base.spread)
    assert one_date.change.mask[plot].mean() > 0.5
    assert several.change.mask[plot].mean() == 0
    assert one_date.objects
    assert several.objects == ()


def test_what_is_new_stands_out_of_a_calm_baseline() -> None:
    """The spread must not swallow what a baseline is for."""
    earlier = series([100] * 5)
    base = baseline(earlier)
    after = with_noise(with_block(with_block(ground(), 110, 110, 12, 100), 50, 60, 10), seed=9)
    found = compare(base.raster, scene(9, after).raster, spread=base.spread)
    assert [(round(o.x / 4), round(o.y / 4)) for o in found.objects or ()] == [(12, 15)]
    assert found.change.mask[57:63, 47:53].mean() > 0.8


def test_a_cloud_on_one_date_leaves_the_median_alone() -> None:
    """Under it the other dates speak."""
    scenes = series([100] * 4)
    hidden = np.zeros((160, 160), bool)
    hidden[20:60, 20:60] = True
    white = scenes[1].raster.pixels.copy()
    white[:, hidden] = 5000
    scenes[1] = replace(scenes[1], raster=replace(scenes[1].raster, pixels=white), hidden=hidden)
    base = baseline(scenes)
    truth = with_block(ground(), 110, 110, 12, 100)
    assert np.abs(base.raster.pixels - truth)[:, 20:60, 20:60].mean() < 3
    # The median of four dates is less noisy than any of them.
    noise = np.std((base.raster.pixels - truth)[0, 70:100, 70:100])
    assert noise < 0.8 * np.std((scenes[3].raster.pixels - truth)[0, 70:100, 70:100])


def test_the_first_pass_may_have_other_levels_and_a_shift() -> None:
    """Haze and half a pixel are no spread."""
    scenes = series([100] * 4)
    moved = np.roll(scenes[2].raster.pixels, (1, 2), axis=(1, 2)) * 1.3 + 20
    scenes[2] = scene(2, moved)
    base = baseline(scenes)
    assert base.spread is not None
    assert float(np.median(base.spread)) < 4


@pytest.mark.parametrize("count", [3, 5])
def test_the_observation_says_how_many_dates_the_baseline_holds(tmp_path: Path, count: int) -> None:
    """'Compared with what?' is the first thing a reader asks."""
    usual = (("north-quay", 1), ("middle-quay", 1))
    passes = [SimulatedPass(at(3 + 2 * n), usual) for n in range(count)]
    passes += [
        SimulatedPass(at(20), usual, cloud=0.8),
        SimulatedPass(at(22), (("middle-quay", 1),)),
    ]
    path = write_simulated_catalog(tmp_path, PORT, tuple(passes))
    rows = [
        o for o in observe(PORT, items_in(path, Wanted()), LookOptions())
        if isinstance(o, Observation)
    ]  # fmt: skip
    last = {o.zone: o for o in rows if o.known.first_day == at(22).date()}
    told = last["north-quay"]
    assert told.kind == "empty"
    days = f"3 to {1 + 2 * count} December 2024"
    assert f"the median of {count} clear dates ({days}), empty on 22 December 2024" in told.text
    assert len(told.citations) == count + 1
    assert str(told.valid) == "2024-12-22/2024-12-22"
    assert last["south-quay"].kind == "no-change"
    early = [o for o in rows if o.known.last_day and o.known.last_day <= at(7).date()]
    assert early and not any("median" in o.text for o in early)


def test_a_long_series_keeps_the_latest_dates(tmp_path: Path) -> None:
    """A year ago is another season."""
    passes = tuple(SimulatedPass(at(1 + n), (("north-quay", 1),)) for n in range(MOST_DATES + 3))
    path = write_simulated_catalog(tmp_path, PORT, passes)
    *_, last = observe(PORT, items_in(path, Wanted()), LookOptions())
    assert isinstance(last, Observation)
    assert f"the median of {MOST_DATES} clear dates (3 to 10 December 2024)" in last.text
