"""The optional cloud model. Fed wrong numbers, it would throw clear days away as clouded."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from tests.look.scenery import as_raster

from casemate.look.cloud_model import BANDS, cloud_by_model
from casemate.look.raster import read_raster


class _Fake:
    """Takes everything brighter than half for cloud, and remembers what it was shown."""

    shown: Any = None

    def __init__(self, image: Any, bands: list[str], **_: Any) -> None:
        assert bands == list(BANDS)
        _Fake.shown = image
        self.valid = (image.mean(axis=2) < 0.5).astype(np.uint8)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the package."""
    module = ModuleType("ukis_csmask.mask")
    module.CSmask = _Fake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ukis_csmask", ModuleType("ukis_csmask"))
    monkeypatch.setitem(sys.modules, "ukis_csmask.mask", module)


def pixels() -> np.ndarray:
    """Ground of reflectance 0.1, and a cloud of 0.8."""
    ground = np.full((4, 100, 131), 1000.0)
    ground[:, 30:60, 90:120] = 8000
    return ground


@pytest.mark.usefixtures("model")
def test_reflectance_at_thirty_metres_goes_in_and_the_own_grid_comes_out() -> None:
    """10 m pixels; a size that is no multiple of three, smaller than the model's tile."""
    mask = cloud_by_model(as_raster(pixels(), 10.0, ceiling=65535.0), "Sentinel-2", 10.0)
    assert mask is not None
    assert mask.shape == (100, 131)
    assert mask[30:60, 90:120].all()
    assert mask.sum() == 900
    assert _Fake.shown.shape == (256, 256, 4)
    assert _Fake.shown.dtype == np.float32
    assert _Fake.shown[0, 0] == pytest.approx([0.1] * 4)


@pytest.mark.usefixtures("model")
def test_what_is_not_known_to_be_reflectance_is_not_judged() -> None:
    """Eight bits, an unknown satellite, or no near infrared."""
    assert cloud_by_model(as_raster(pixels(), 10.0, ceiling=255.0), "Sentinel-2", 10.0) is None
    assert cloud_by_model(as_raster(pixels(), 10.0, ceiling=65535.0), "simulated", 10.0) is None
    rgb = as_raster(pixels()[:3], 10.0, ceiling=65535.0)
    assert cloud_by_model(rgb, "Sentinel-2", 10.0) is None


def test_without_the_package_nothing_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pair itself is searched for cloud then, as before."""
    monkeypatch.setitem(sys.modules, "ukis_csmask.mask", None)
    assert cloud_by_model(as_raster(pixels(), ceiling=65535.0), "Sentinel-2", 10.0) is None


@pytest.mark.shared
def test_the_real_model_finds_the_clouds_of_a_real_pass(shared: Path) -> None:
    """With the extra installed; classes of the truth: 0 shadow, 4 cloud, the others clear."""
    pytest.importorskip("ukis_csmask.mask")
    folder = shared / "bench/imagery/s2_cloud"
    names = ("blue", "green", "red", "nir", "swir16", "swir22")
    raster = read_raster(folder / "s2_l1c.tif", bands=names)
    truth = read_raster(folder / "mask.tif").pixels[0]
    mask = cloud_by_model(raster, "Sentinel-2", 10.0)
    assert mask is not None
    assert mask[truth == 4].mean() > 0.95
    assert mask[truth == 0].mean() > 0.95
    assert mask[truth == 3].mean() < 0.25
