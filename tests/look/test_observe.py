"""From passes to observations. Were it wrong, a dossier would say what no picture shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.look.scenery import ground, site, with_block, with_noise, write_tiff, zone

from casemate.errors import BadInput
from casemate.look.catalog import Wanted, items_in
from casemate.look.observe import LookOptions, observe, observe_files
from casemate.look.simulate import (
    NOTICE,
    SimulatedPass,
    simulated_zones,
    write_simulated_catalog,
)
from casemate.look.site_grid import site_grid, zone_mask
from casemate.nouns import Failure, Observation, SceneCitation, Site, Where, Zone

PORT = Site("port", "Port", "port", ("Port",), Where(35.877, 34.905, 600))
PORT = replace(PORT, zones=simulated_zones(PORT))


def at(day: int) -> datetime:
    """A morning in December 2024."""
    return datetime(2024, 12, day, 8, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ships at two quays; cloud; one quay emptied and another filled."""
    passes = (
        SimulatedPass(at(3), (("north-quay", 1), ("middle-quay", 1))),
        SimulatedPass(at(5), (("north-quay", 1), ("middle-quay", 1)), cloud=0.8),
        SimulatedPass(at(10), (("south-quay", 1), ("middle-quay", 1))),
    )
    return write_simulated_catalog(tmp_path_factory.mktemp("catalog"), PORT, passes)


@pytest.fixture(scope="module")
def found(catalog: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Observation]:
    """All observations, with pictures."""
    options = LookOptions(pictures=tmp_path_factory.mktemp("pictures"))
    rows = list(observe(PORT, items_in(catalog, Wanted()), options))
    assert not [row for row in rows if isinstance(row, Failure)]
    return [row for row in rows if isinstance(row, Observation)]


def test_quays_that_emptied_and_filled_are_told_with_their_days(found: list[Observation]) -> None:
    """The line that goes into the dossier."""
    told = {(o.zone, o.kind): o for o in found if o.kind in ("empty", "occupied")}
    assert set(told) == {("north-quay", "empty"), ("south-quay", "occupied")}
    line = told[("north-quay", "empty")]
    assert "occupied on 3 December 2024, empty on 10 December 2024" in line.text
    assert "10 m, confidence 0." in line.text
    assert str(line.valid) == "2024-12-10/2024-12-10"
    assert line.confidence is not None and line.confidence > 0.5
    assert line.caveat


def test_a_clouded_pass_is_not_observable_and_never_empty(found: list[Observation]) -> None:
    """Under cloud nothing left."""
    clouded = [o for o in found if o.valid.last_day == at(5).date()]
    assert {o.kind for o in clouded} == {"not-observable"}
    assert all("cloud" in (o.not_observable or "") for o in clouded)
    assert all("5 December" in o.text for o in clouded)


def test_every_sentence_and_picture_of_a_simulation_says_so(found: list[Observation]) -> None:
    """An invented picture that looks real is the worst thing this program could make."""
    for observation in found:
        assert observation.simulated
        assert observation.text.startswith("SIMULATED")
        assert len(observation.pictures) == 2
        for name in observation.pictures:
            with Image.open(name) as image:
                reddish = np.asarray(image.convert("RGB"), int)
            warning = (abs(reddish - [176, 0, 32]).sum(axis=2) < 30).sum()
            assert warning > 300
    assert "no real place" in NOTICE


def test_every_observation_cites_both_windows(found: list[Observation]) -> None:
    """A sentence without its frame is not told."""
    for observation in found:
        assert len(observation.citations) == 2
        for citation in observation.citations:
            assert isinstance(citation, SceneCitation)
            assert len(citation.capture) == 64
            x0, y0, x1, y1 = citation.box_px
            assert x0 < x1 and y0 < y1
        assert observation.origin_key.startswith("scene:")
    assert len({o.id for o in found}) == len(found)


def test_the_same_catalog_gives_the_same_observations(catalog: Path) -> None:
    """Deleting case.db and building again must give the same rows."""
    runs = [list(observe(PORT, items_in(catalog, Wanted()), LookOptions())) for _ in range(2)]
    assert runs[0] == runs[1]


def test_what_was_looked_at_is_handed_to_the_keeper(catalog: Path) -> None:
    """The window and the item's JSON go into evidence."""
    kept: dict[str, bytes] = {}

    def keep(data: bytes, address: str, media_type: str) -> str:
        kept[f"{address} {media_type}"] = data
        return f"{len(kept):064d}"

    list(observe(PORT, items_in(catalog, Wanted()), LookOptions(keep=keep)))
    assert len(kept) == 6
    assert {name.rsplit(" ", 1)[1] for name in kept} == {"image/tiff", "application/geo+json"}


def test_a_broken_pass_does_not_stop_the_others(catalog: Path, tmp_path: Path) -> None:
    """One truncated file in a year."""
    import shutil

    folder = tmp_path / "copy"
    shutil.copytree(catalog.parent, folder)
    broken = sorted(folder.glob("*-data.tif"))[1]
    broken.write_bytes(broken.read_bytes()[:900])
    rows = list(observe(PORT, items_in(folder / "catalog.json", Wanted()), LookOptions()))
    assert [type(row) for row in rows if isinstance(row, Failure)] == [Failure]
    assert any(isinstance(row, Observation) and row.kind == "empty" for row in rows)


def test_one_pass_alone_is_said_to_be_alone(tmp_path: Path) -> None:
    """No comparison, no change."""
    path = write_simulated_catalog(tmp_path, PORT, (SimulatedPass(at(3), ()),))
    (only,) = observe(PORT, items_in(path, Wanted()), LookOptions())
    assert isinstance(only, Failure)
    assert "only pass" in only.reason


def test_objects_at_three_metres_are_counted_in_their_zones(tmp_path: Path) -> None:
    """Which apron emptied, by how many."""
    before = ground((240, 240))
    for x in (40, 70, 100):
        before = with_block(before, x, 60, 10)
    after = ground((240, 240))
    paths = [
        write_tiff(tmp_path / f"{n}.tif", with_noise(p, seed=n).clip(1, 254).astype("uint8"))
        for n, p in enumerate((before, after))
    ]
    here = site(
        zone("north", 10, 30, 130, 90),
        zone("south", 10, 150, 130, 220),
        zone("tiny", 60, 120, 60.5, 200),
        zone("far", 900, 900, 950, 950),
    )
    told: dict[str, dict[str, Any]] = {}
    options = LookOptions(objects=told.__setitem__)
    rows = [o for o in observe_files(here, *paths, options) if isinstance(o, Observation)]
    by_zone = {o.zone: o for o in rows}
    assert by_zone["north"].kind == "change"
    (count,) = by_zone["north"].quantities
    assert count.low <= 3 <= count.high
    assert count.unit == "objects gone"
    features = told[by_zone["north"].id]["features"]
    across = sorted(f["properties"]["px"][0] for f in features)
    assert np.diff(across) == pytest.approx([30, 30], abs=3)
    assert {f["properties"]["fate"] for f in features} == {"removed"}
    lon, lat = features[0]["geometry"]["coordinates"]
    ring = here.zones[0].polygon[0]
    assert min(p[0] for p in ring) < lon < max(p[0] for p in ring)
    assert min(p[1] for p in ring) < lat < max(p[1] for p in ring)
    assert told[by_zone["south"].id]["features"] == []
    assert by_zone["south"].kind == "no-change"
    assert "coverage" in (by_zone["far"].not_observable or "")
    assert by_zone["tiny"].kind == "not-observable"


def test_a_picture_without_crs_is_refused_where_a_site_is_asked_for(tmp_path: Path) -> None:
    """Guessing the place would put the change anywhere."""
    paths = [write_tiff(tmp_path / f"{n}.tif", ground().astype("uint8"), crs=None) for n in (1, 2)]
    with pytest.raises(BadInput, match="no CRS"):
        list(observe_files(site(zone("a", 0, 0, 50, 50)), *paths, LookOptions()))


@pytest.mark.parametrize(
    ("lon", "lat", "crs"),
    [(179.999, -16.5, "EPSG:32760"), (-179.999, 66, "EPSG:32601"), (20, 86, "EPSG:3413"),
     (0, -85, "EPSG:3031"), (35.9, 34.9, "EPSG:32636")],
)  # fmt: skip
def test_grids_hold_at_the_antimeridian_and_the_poles(lon: float, lat: float, crs: str) -> None:
    """A site in Fiji or on Franz Josef Land has a grid around itself like any other."""
    place = Site("x", "X", "port", ("X",), Where(lon, lat, 500))
    frame = site_grid(place, 10.0)
    assert frame.grid.crs == crs
    west, south, east, north = frame.bounds
    assert south < lat < north
    assert (east - west) % 360 < 1
    assert (lon - west) % 360 < (east - west) % 360
    size = 0.001 if abs(lat) < 80 else 0.005
    ring = tuple(
        ((lon + dx * size + 180) % 360 - 180, lat + dy * 0.001)
        for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    )
    inside = zone_mask(Zone("z", "Z", "quay", (ring,)), frame.grid, frame.shape)
    assert 10 < inside.sum() < 5000


def test_radar_at_a_quay_has_changed_backscatter_never_a_count(tmp_path: Path) -> None:
    """At 10 m ships beside a quay merge with it."""
    rng = np.random.default_rng(2)
    scene = np.where(np.arange(200)[None, :] < 120, 0.01, 0.2) * np.ones((200, 200))
    paths = []
    for number, power in enumerate((scene, scene.copy())):
        if number:
            power[60:90, 60:110] *= 12
        pixels = (power * rng.gamma(8, 1 / 8, power.shape)).astype(np.float32)
        paths.append(write_tiff(tmp_path / f"{number}.tif", pixels[None], gsd_m=10.0))
    here = site(zone("quay", 170, 170, 380, 320, "quay"))
    (row,) = observe_files(here, *paths, LookOptions())
    assert isinstance(row, Observation)
    assert row.kind == "change"
    assert "radar backscatter changed" in row.text
    assert not row.quantities
    assert "never a count" in (row.caveat or "")
