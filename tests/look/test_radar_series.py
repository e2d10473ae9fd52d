"""Radar series. Were it wrong, the dossier would date a change between the wrong passes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.look.scenery import as_raster, site, utm_grid, write_tiff, zone

from casemate.look.catalog import Asset, Item
from casemate.look.observe import LookOptions, observe
from casemate.look.radar_series import LOOKS, intensity, radar_series, steps_of
from casemate.look.scene import Scene
from casemate.look.sensor import INSTRUMENTS, SensorClass
from casemate.nouns import Failure, Observation

BEGIN = datetime(2024, 12, 1, 4, tzinfo=UTC)
QUAY, YARD = zone("quay", 170, 170, 380, 320, "quay"), zone("yard", 200, 400, 420, 520, "storage")
PLACE = slice(60, 90), slice(60, 110)


def power(number: int, changed: bool, rain: float = 1.0) -> np.ndarray:
    """Sea and land under speckle, VV and VH; rain: brightens all of it."""
    rng = np.random.default_rng(number)
    scene = np.where(np.arange(200)[None, :] < 120, 0.01, 0.2) * np.ones((2, 200, 200)) * rain
    if changed:
        scene[:, *PLACE] *= 10
    return (scene * rng.gamma(LOOKS, 1 / LOOKS, scene.shape)).astype(np.float32)


def scene(number: int, pixels: np.ndarray) -> Scene:
    """One pass of one orbit."""
    raster = as_raster(pixels, gsd_m=10.0, grid=utm_grid(10), bands=("vv", "vh"))
    when = BEGIN + timedelta(days=12 * number)
    return Scene(f"s{number}", when, SensorClass.SAR, "Sentinel-1", 10.0, raster, None, "0" * 64,
                 None, False, "87 ascending", ())  # fmt: skip


def items(folder: Path, changes: list[bool], orbit: str | None = "87 ascending") -> list[Item]:
    """The same as passes of a catalog."""
    found = []
    for n, changed in enumerate(changes):
        pixels = power(n, changed, 1 + 0.3 * (n % 2))
        assets = tuple(
            Asset(band, str(write_tiff(folder / f"{n}{band}.tif", pixels[i][None], gsd_m=10.0)),
                  (), ("data",))
            for i, band in enumerate(("vv", "vh"))
        )  # fmt: skip
        found.append(Item(
            f"p{n}", "memory", BEGIN + timedelta(days=12 * n), "sentinel-1a", INSTRUMENTS[1], 10.0,
            assets, None, None, orbit, None, None, None, False, f"{n}".encode(),
        ))  # fmt: skip
    return found


def test_a_change_is_dated_between_its_two_passes(tmp_path: Path) -> None:
    """And only in the zone where it happened."""
    passes = items(tmp_path, [False, False, False, True, True])
    found = list(observe(site(QUAY, YARD), passes, LookOptions(pictures=tmp_path / "pictures")))
    assert not [one for one in found if isinstance(one, Failure)]
    rows = [one for one in found if isinstance(one, Observation) and "omnibus" in one.text]
    (row,) = rows
    assert row.zone == "quay"
    assert "changed between 25 December 2024 and 6 January 2025" in row.text
    assert "5 passes of orbit 87 ascending" in row.text
    assert str(row.valid) == "2024-12-25/2025-01-06"
    assert len(row.citations) == 5
    assert len(row.pictures) == 2 and all(Path(name).is_file() for name in row.pictures)
    assert row.confidence is not None and row.confidence >= 0.9
    assert not row.quantities and "never a count" in (row.caveat or "")
    assert len({one.id for one in found if isinstance(one, Observation)}) == len(found)


@pytest.mark.parametrize("orbit", [None, "87 ascending"])
def test_few_passes_or_an_unknown_orbit_are_no_series(tmp_path: Path, orbit: str | None) -> None:
    """Another orbit sees the other side of the same roof: nobody may guess that it is one."""
    changes = [False, False, True] if orbit else [False, False, False, True]
    found = observe(site(QUAY), items(tmp_path, changes, orbit), LookOptions())
    assert not [one for one in found if isinstance(one, Observation) and "omnibus" in one.text]


def test_unchanged_series_tell_nothing() -> None:
    """Twenty of them, half of the passes brighter by rain."""
    inside = np.zeros((200, 200), bool)
    inside[PLACE] = True
    told = 0
    for seed in range(20):
        passes = [scene(n, power(100 * seed + n, False, 1 + n % 2)) for n in range(5)]
        series = radar_series(passes)
        assert series is not None
        told += len(steps_of(series, inside))
    assert told == 0


def test_a_change_all_over_the_window_is_no_change_of_a_zone() -> None:
    """Wind over the whole roadstead."""
    passes = [scene(n, power(n, False)) for n in range(5)]
    for one in passes[3:]:
        one.raster.pixels[:, :, :75] *= 6
    inside = np.zeros((200, 200), bool)
    inside[60:90, 20:70] = True
    series = radar_series(passes)
    assert series is not None
    assert (series.step[:, :75] == 3).mean() > 0.2
    assert steps_of(series, inside) == []


def test_amplitudes_and_decibels_become_power() -> None:
    """GRD comes as amplitudes, some RTC as decibels; the law is that of power."""
    linear = np.array([[[0.01, 0.1], [1.0, 0.5]]], np.float32)
    decibels = as_raster(10 * np.log10(linear), bands=("vv",))
    assert intensity(decibels) == pytest.approx(linear, rel=1e-4)
    amplitude = as_raster(np.sqrt(linear), bands=("vv",), ceiling=65535.0)
    assert intensity(amplitude) == pytest.approx(linear, rel=1e-4)
    assert intensity(as_raster(linear, bands=("vv",))) == pytest.approx(linear)
