"""Ships in radar. Were it wrong, waves would be ships, or ships waves."""

from __future__ import annotations

import numpy as np
import pytest
from tests.look.scenery import as_raster

from casemate.errors import BadInput
from casemate.look.bright_targets import clutter, exceeding, find_ships
from casemate.look.detect import choose_bands, detect


def sea(shape: tuple[int, int] = (256, 256), looks: float = 4.4, seed: int = 0) -> np.ndarray:
    """Speckled water of mean 0.001."""
    rng = np.random.default_rng(seed)
    return (0.001 * rng.gamma(looks, 1 / looks, shape)).astype(np.float32)


def with_ship(water: np.ndarray, x: int, y: int, length_px: int, level: float = 0.3) -> np.ndarray:
    """A hull along the rows, three pixels wide."""
    out = water.copy()
    out[y - 1 : y + 2, x - length_px // 2 : x + length_px // 2] = level
    return out


def radar(power: np.ndarray) -> object:
    return as_raster(power[None], gsd_m=10.0, bands=("vh",))


def test_ships_are_found_with_their_length() -> None:
    """Length is what tells a tanker from a tug."""
    water = with_ship(with_ship(sea(), 60, 80, 20), 180, 200, 8)
    found = sorted(find_ships(radar(water), 10.0), key=lambda t: -t.length_m)
    assert len(found) == 2
    assert abs(found[0].x - 59.5) < 2 and abs(found[0].y - 80) < 2
    assert abs(found[0].length_m - 200) < 3 * found[0].length_error_m
    assert abs(found[1].length_m - 80) < 3 * found[1].length_error_m
    assert round(found[0].heading_deg) == 90


def test_empty_sea_has_no_ships() -> None:
    """The false alarm rate is what makes a count worth printing."""
    for seed in range(4):
        assert not find_ships(radar(sea(seed=seed)), 10.0)


def test_the_threshold_follows_the_clutter_of_each_block() -> None:
    """A rough sea in one half must not hide ships in the calm one, nor wave crests be ships."""
    water = sea((256, 256))
    water[:, 128:] *= 40
    middle, spread = clutter(water, np.ones(water.shape, bool))
    assert middle.shape == (2, 2)
    assert exceeding(water, middle, spread, 4.0).mean() < 1e-3
    assert len(find_ships(radar(with_ship(water, 60, 60, 12, 0.05)), 10.0)) == 1


def test_azimuth_smear_of_a_bright_ship_is_not_a_second_ship() -> None:
    """A moving ship's ghost above it would double the fleet."""
    water = with_ship(sea(), 100, 150, 16, 5.0)
    ghost = with_ship(water, 100, 110, 10, 0.02)
    assert len(find_ships(radar(ghost), 10.0)) == 1


def test_masked_land_and_long_structures_are_no_ships() -> None:
    """A breakwater lies there every day."""
    water = sea()
    water[100:103, 20:120] = 0.5
    assert not find_ships(radar(water), 10.0)
    land = np.zeros(water.shape, bool)
    land[40:60, 40:60] = True
    assert not find_ships(radar(with_ship(sea(), 50, 50, 10)), 10.0, land)


def test_vh_is_chosen_by_its_darker_sea_when_nobody_names_it() -> None:
    """VV has more sea in it; taking it by mistake costs small ships."""
    vh, vv = sea(seed=1), 8 * sea(seed=2)
    unnamed = as_raster(np.stack([vv, vh]), gsd_m=10.0, bands=("b1", "b2"))
    assert np.array_equal(choose_bands(unnamed, ("vh",)).pixels[0], vh)
    assert np.array_equal(choose_bands(unnamed, ("vv",)).pixels[0], vv)


def test_decibels_are_understood() -> None:
    """Providers deliver both; a log of a log finds nothing."""
    water = 10 * np.log10(with_ship(sea(), 60, 80, 20))
    assert len(find_ships(radar(water), 10.0)) == 1


def test_aircraft_in_radar_are_refused() -> None:
    """Said plainly rather than guessed."""
    with pytest.raises(BadInput, match="not observable"):
        detect(radar(sea()), "aircraft")
