"""Change masks. Were they wrong, season and calibration would be told as events."""

from __future__ import annotations

import numpy as np
import pytest
from tests.look.scenery import as_raster, ground, with_block, with_noise

from casemate.errors import BadInput
from casemate.look.change_map import find_change
from casemate.look.null_law import find_threshold, fit_null
from casemate.look.pair import lay_together
from casemate.look.sensor import SensorClass


def test_a_changed_block_is_found_and_little_else() -> None:
    """The main job: what changed, where."""
    before = ground(bands=4)
    after = with_noise(with_block(before, 100, 60, 20) * 0.8 + 30, seed=3)
    pair = lay_together(as_raster(with_noise(before)), as_raster(after))
    mask = find_change(pair).mask
    truth = np.zeros(mask.shape, bool)
    truth[50:70, 90:110] = True
    assert mask[52:68, 92:108].mean() > 0.95
    assert (mask & ~truth).sum() < 0.3 * truth.sum()


@pytest.mark.parametrize("offset", [0.0, 1000.0])
def test_an_unchanged_pair_reports_no_change_whatever_its_offset(offset: float) -> None:
    """An offset of the provider (Sentinel-2 baseline 04.00) must not be told as an event."""
    before = ground(bands=4) * 10
    pair = lay_together(
        as_raster(with_noise(before, 20)), as_raster(with_noise(before, 20, seed=8) + offset)
    )
    assert find_change(pair).mask.mean() < 0.003


def test_radar_speckle_alone_is_no_change_and_a_flood_is() -> None:
    """Speckle multiplies: a plain difference would mark every bright roof."""
    rng = np.random.default_rng(4)
    scene = np.where(np.arange(200)[:, None] < 100, 40.0, 160.0) * np.ones((200, 200))
    looks = 8
    before = scene * rng.gamma(looks, 1 / looks, scene.shape)
    calm = scene * rng.gamma(looks, 1 / looks, scene.shape)
    flood = scene.copy()
    flood[120:160, 50:120] = 25
    after = flood * rng.gamma(looks, 1 / looks, scene.shape)

    def mask(second: np.ndarray) -> np.ndarray:
        pair = lay_together(as_raster(before[None], bands=("vv",)),
                            as_raster(second[None], bands=("vv",)))  # fmt: skip
        assert pair.sensor is SensorClass.SAR
        return find_change(pair).mask

    assert mask(calm).mean() < 0.003
    assert mask(after)[124:156, 54:116].mean() > 0.97


def test_the_null_law_is_learnt_from_the_lower_half() -> None:
    """The textbook's width would call haze a change; the pair's own width must be used."""
    rng = np.random.default_rng(0)
    for width in (0.3, 5.0):
        statistic = np.abs(rng.normal(0, width, 40_000)).astype(np.float32)
        law = fit_null(statistic)
        beyond = float((statistic > law.exceeded_by(0.01)).mean())
        assert 0.006 < beyond < 0.016
        assert law.tail(law.exceeded_by(0.01)) == pytest.approx(0.01, rel=1e-6)
        assert find_threshold(statistic, law).strong > 3 * width


def test_passes_of_different_sensors_are_refused() -> None:
    """Radar against optical is change everywhere and means nothing."""
    with pytest.raises(BadInput, match="different sensors"):
        lay_together(as_raster(ground()), as_raster(ground()[:1], bands=("vv",)))


def test_sizes_without_georeference_must_agree() -> None:
    """Pictures that cannot be laid on each other are refused with the remedy."""
    with pytest.raises(BadInput, match="same size"):
        lay_together(as_raster(ground()), as_raster(ground((150, 160))))
