"""A fence read wrongly would move every arrival, or lose the site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from casemate.errors import BadInput
from casemate.nouns import Site, Where
from casemate.track.distances import unit_vectors
from casemate.track.fences import fences_from_geojson, fences_of_sites, near
from casemate.track.rules import Rules

SQUARE = [[[10.0, 50.0], [10.2, 50.0], [10.2, 50.1], [10.0, 50.1], [10.0, 50.0]]]


def written(path: Path, geometry: Any, **said: Any) -> Path:
    feature = {"type": "Feature", "properties": {"id": "x", **said}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def sides(fence: Any, points: list[tuple[float, float]]) -> list[str]:
    lat, lon = (np.array([p[i] for p in points]) for i in (0, 1))
    inside, outside = fence.sides(lat, lon, unit_vectors(lat, lon))
    return ["in" if i else "out" if o else "between" for i, o in zip(inside, outside, strict=True)]


def test_a_point_has_the_default_radii(tmp_path: Path) -> None:
    place = written(tmp_path / "s.geojson", {"type": "Point", "coordinates": [35.86, 34.905]})
    (fence,) = fences_from_geojson(place, Rules())
    points = [(34.905 + km / 111.195, 35.86) for km in (0, 2.99, 3.5, 4.01)]
    assert sides(fence, points) == ["in", "in", "between", "out"]


def test_a_site_may_have_its_own(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [35.86, 34.905]}
    path = written(tmp_path / "s.geojson", point, entry_km=5, exit_km=7, elevation_m=1655)
    (fence,) = fences_from_geojson(path, Rules())
    assert (fence.entry_km, fence.exit_km, fence.ceiling_m) == (5, 7, 4655)
    (other,) = fences_from_geojson(written(path, point, radius_m=600), Rules())
    assert (other.entry_km, other.exit_km) == (0.6, pytest.approx(1.6))


def test_an_area_is_inside_its_edge_and_left_beyond_it(tmp_path: Path) -> None:
    path = written(tmp_path / "s.geojson", {"type": "Polygon", "coordinates": SQUARE})
    (fence,) = fences_from_geojson(path, Rules())
    points = [(50.05, 10.1), (50.05, 9.995), (50.05, 9.98), (50.2, 10.1)]
    assert sides(fence, points) == ["in", "between", "out", "out"]


def test_a_hole_is_outside(tmp_path: Path) -> None:
    hole = [[10.05, 50.03], [10.15, 50.03], [10.15, 50.07], [10.05, 50.07], [10.05, 50.03]]
    shape = {"type": "Polygon", "coordinates": [SQUARE[0], hole]}
    (fence,) = fences_from_geojson(written(tmp_path / "s.geojson", shape, exit_km=0.5), Rules())
    assert sides(fence, [(50.05, 10.1), (50.05, 10.02)]) == ["out", "in"]


def test_fences_reach_across_180_degrees(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [179.985, -16.78]}
    fences = fences_from_geojson(written(tmp_path / "s.geojson", point), Rules())
    lat, lon = np.array([-16.78, -16.78, -16.78]), np.array([-179.99, 179.99, 0.0])
    assert near(fences, lat, lon).tolist() == [True, True, False]
    assert sides(fences[0], [(-16.78, -179.99), (-16.78, -179.9)]) == ["in", "out"]


@pytest.mark.parametrize("lat", [-89.99, -60.0, 0.0, 45.0, 78.2, 89.99])
def test_near_never_misses_a_position_within_reach(tmp_path: Path, lat: float) -> None:
    point = {"type": "Point", "coordinates": [-179.97, lat]}
    fences = fences_from_geojson(written(tmp_path / "s.geojson", point), Rules())
    random = np.random.default_rng(1)
    lats = np.clip(lat + random.uniform(-0.1, 0.1, 4000), -90, 90)
    lons = random.uniform(-180, 180, 4000)
    inside, outside = fences[0].sides(lats, lons, unit_vectors(lats, lons))
    assert near(fences, lats, lons)[inside | ~outside].all()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not GeoJSON"),
        ("{}", "no features"),
        ('{"features": [{"geometry": null}]}', "no geometry"),
        ('{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}', "no id"),
        (
            '{"features": [{"id": "a", "geometry": {"type": "Point", "coordinates": [1, 95]}}]}',
            "longitude first",
        ),
        (
            '{"features": [{"id": "a", "geometry": {"type": "LineString", "coordinates": []}}]}',
            "a LineString",
        ),
        (
            '{"features": [{"id": "a", "properties": {"entry_km": 4, "exit_km": 3},'
            ' "geometry": {"type": "Point", "coordinates": [1, 5]}}]}',
            "less than entry_km",
        ),
    ],
)
def test_a_bad_file_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(text)
    with pytest.raises(BadInput, match=said):
        fences_from_geojson(path, Rules())


def test_sites_of_a_case_become_fences() -> None:
    site = Site("t", "T", "port", ("T",), Where(35.86, 34.905, 600))
    wide = Site("w", "W", "base", ("W",), Where(35.86, 34.905, 9000))
    nowhere = Site("n", "N", "depot", ("N",))
    fences = fences_of_sites((site, wide, nowhere), Rules())
    assert [(f.id, f.entry_km, f.exit_km) for f in fences] == [("t", 3.0, 4.0), ("w", 9.0, 10.0)]
