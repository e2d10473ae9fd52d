"""Where being there begins and ends: a radius or an area for each site."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from casemate.errors import BadInput
from casemate.nouns import Site
from casemate.track.distances import EARTH_KM, chord_of_km, haversine_km, unit_vectors
from casemate.track.positions import Floats, Mask
from casemate.track.rules import Rules

Ring = tuple[tuple[float, float], ...]
_KM_PER_DEG = math.pi * EARTH_KM / 180


@dataclass(frozen=True, slots=True)
class Fence:
    """One site as the tracks meet it.

    lat_deg, lon_deg: its point, or the middle of its area. reach_km: nothing farther from that
    point matters. rings: of an area, (lon, lat) in degrees, every other ring a hole.
    entry_km, exit_km: from the point; for an area, entry is its edge and exit_km lies beyond it.
    ceiling_m: aircraft above are not there (above sea level).
    """

    id: str
    kind: str
    lat_deg: float
    lon_deg: float
    entry_km: float
    exit_km: float
    reach_km: float
    ceiling_m: float
    rings: tuple[Ring, ...] = ()

    def sides(
        self, lat_deg: Floats, lon_deg: Floats, vectors: tuple[Floats, Floats, Floats]
    ) -> tuple[Mask, Mask]:
        """Which positions lie inside, and which outside; those in between are neither.

        vectors: the same positions as unit vectors.
        """
        if not self.rings:
            x, y, z = vectors
            a, b, c = unit_vectors(np.array([self.lat_deg]), np.array([self.lon_deg]))
            square = (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2
            return (
                square <= chord_of_km(self.entry_km) ** 2,
                square >= chord_of_km(self.exit_km) ** 2,
            )
        east = ((lon_deg - self.lon_deg + 180) % 360 - 180) * _KM_PER_DEG
        east *= math.cos(math.radians(self.lat_deg))
        north = (lat_deg - self.lat_deg) * _KM_PER_DEG
        inside = np.zeros(len(east), bool)
        nearest = np.full(len(east), np.inf)
        for ring in self.rings:
            xs, ys = _flat(ring, self.lat_deg, self.lon_deg)
            for x0, y0, x1, y1 in zip(xs[:-1], ys[:-1], xs[1:], ys[1:], strict=True):
                crosses = (y0 > north) != (y1 > north)
                with np.errstate(divide="ignore", invalid="ignore"):
                    inside ^= crosses & (east < (x1 - x0) * (north - y0) / (y1 - y0) + x0)
                length = (x1 - x0) ** 2 + (y1 - y0) ** 2 or 1.0
                along = np.clip(((east - x0) * (x1 - x0) + (north - y0) * (y1 - y0)) / length, 0, 1)
                gap = (east - x0 - along * (x1 - x0)) ** 2 + (north - y0 - along * (y1 - y0)) ** 2
                nearest = np.minimum(nearest, gap)
        return inside, ~inside & (nearest >= self.exit_km**2)


def fences_from_geojson(path: Path, rules: Rules) -> tuple[Fence, ...]:
    """Fences from a FeatureCollection of points, polygons or multipolygons.

    Properties read: id (or the feature's own, or name), kind, entry_km, exit_km, radius_m,
    ceiling_m, elevation_m. Raises BadInput when the file or one of its sites cannot be used.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise BadInput(f"cannot open {path}: {fault.strerror}") from fault
    except ValueError as fault:
        raise BadInput(f"{path} is not GeoJSON ({fault}); sites are a FeatureCollection") from fault
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not features:
        raise BadInput(f"{path} has no features; sites are a GeoJSON FeatureCollection")
    found = tuple(_fence(f, f"{path}, feature {n}", rules) for n, f in enumerate(features, 1))
    twice = {f.id for f in found if sum(g.id == f.id for g in found) > 1}
    if twice:
        raise BadInput(f"{path}: the site id {sorted(twice)[0]} stands there twice; ids are unique")
    return found


def fences_of_sites(sites: Iterable[Site], rules: Rules) -> tuple[Fence, ...]:
    """Fences of a case's sites: the site's point with its radius, else its zones together."""
    found = []
    for site in sites:
        rings = tuple(ring for zone in site.zones for ring in zone.polygon)
        if site.where is not None:
            entry = max(rules.entry_km, site.where.radius_m / 1000)
            point = (site.where.lat_deg, site.where.lon_deg)
            found.append(_round(site.id, site.kind, *point, entry, None, rules.ceiling_m, rules))
        elif rings:
            found.append(_area(site.id, site.kind, rings, None, rules.ceiling_m, rules))
    return tuple(found)


def _fence(feature: Any, where: str, rules: Rules) -> Fence:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise BadInput(f"{where}: no geometry; a site is a Point, Polygon or MultiPolygon")
    said = feature.get("properties") or {}
    name = said.get("id") or feature.get("id") or said.get("name")
    if name is None:
        raise BadInput(f"{where}: no id; give the site one in its properties")
    kind = str(said.get("kind") or "other")
    try:
        entry = _km(said, "entry_km") or (_km(said, "radius_m") or 0) / 1000 or None
        leave = _km(said, "exit_km")
        ceiling = _km(said, "ceiling_m") or rules.ceiling_m + (_km(said, "elevation_m") or 0.0)
        shape, points = feature["geometry"].get("type"), feature["geometry"].get("coordinates")
        if shape == "Point":
            lon, lat = float(points[0]), float(points[1])
            _check(lat, lon, where)
            return _round(str(name), kind, lat, lon, entry or rules.entry_km, leave, ceiling, rules)
        if shape in ("Polygon", "MultiPolygon"):
            parts = [points] if shape == "Polygon" else points
            rings = tuple(tuple((float(p[0]), float(p[1])) for p in r) for a in parts for r in a)
            for lon, lat in (point for ring in rings for point in ring):
                _check(lat, lon, where)
            return _area(str(name), kind, rings, leave, ceiling, rules)
    except (TypeError, ValueError, IndexError) as fault:
        raise BadInput(f"{where} ({name}): {fault}") from fault
    raise BadInput(f"{where} ({name}): a {shape}; a site is a Point, Polygon or MultiPolygon")


def _km(said: dict[str, Any], key: str) -> float | None:
    if said.get(key) is None:
        return None
    value = float(said[key])
    if not (math.isfinite(value) and value >= 0):
        raise ValueError(f"{key} is {said[key]}; it must be a number of at least 0")
    return value


def _check(lat: float, lon: float, where: str) -> None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadInput(f"{where}: {lon}, {lat} is off the globe; GeoJSON puts longitude first")


def _round(
    name: str,
    kind: str,
    lat: float,
    lon: float,
    entry: float,
    leave: float | None,
    ceiling: float,
    rules: Rules,
) -> Fence:
    outer = entry + rules.exit_km - rules.entry_km if leave is None else leave
    if outer < entry:
        raise BadInput(f"site {name}: exit_km {outer} is less than entry_km {entry}")
    return Fence(name, kind, lat, lon, entry, outer, outer, ceiling)


def _area(
    name: str,
    kind: str,
    rings: tuple[Ring, ...],
    leave: float | None,
    ceiling: float,
    rules: Rules,
) -> Fence:
    closed = tuple(r if r[0] == r[-1] else (*r, r[0]) for r in rings if len(r) > 2)
    if not closed:
        raise BadInput(f"site {name}: an area needs at least three corners")
    first_lon = closed[0][0][0]
    around = [(lat, (lon - first_lon + 180) % 360 - 180) for r in closed for lon, lat in r]
    lat = (min(a for a, _ in around) + max(a for a, _ in around)) / 2
    lon = (min(o for _, o in around) + max(o for _, o in around)) / 2 + first_lon
    lon = (lon + 180) % 360 - 180
    beyond = rules.exit_km - rules.entry_km if leave is None else leave
    lats, lons = (np.array([p[i] for r in closed for p in r]) for i in (1, 0))
    reach = float(haversine_km(lats, lons, np.array([lat]), np.array([lon])).max()) + beyond
    # A flat drawing is good to a thousandth over such distances; 5 % is room enough.
    return Fence(name, kind, lat, lon, 0.0, beyond, reach * 1.05, ceiling, closed)


def _flat(ring: Ring, lat_deg: float, lon_deg: float) -> tuple[list[float], list[float]]:
    squeeze = math.cos(math.radians(lat_deg)) * _KM_PER_DEG
    return (
        [((lon - lon_deg + 180) % 360 - 180) * squeeze for lon, _ in ring],
        [(lat - lat_deg) * _KM_PER_DEG for _, lat in ring],
    )


def near(fences: Sequence[Fence], lat_deg: Floats, lon_deg: Floats, margin_km: float = 0.0) -> Mask:
    """Which positions may lie within reach of any fence; a superset, found by 0.1° cells."""
    cells = np.zeros((1802, 3600), bool)
    for fence in fences:
        reach = (fence.reach_km + margin_km) / _KM_PER_DEG * 1.01 + 0.1
        south, north = max(fence.lat_deg - reach, -90), min(fence.lat_deg + reach, 90)
        rows = slice(int((south + 90) * 10), int((north + 90) * 10) + 1)
        farthest = max(abs(south), abs(north))
        # Around a pole every longitude is near.
        wide = 180.0 if farthest > 89 else reach / math.cos(math.radians(farthest))
        first = math.floor((fence.lon_deg - wide + 180) * 10)
        columns = np.arange(first, math.floor((fence.lon_deg + wide + 180) * 10) + 1) % 3600
        cells[rows, columns] = True
    at = ((lat_deg + 90) * 10).astype(np.int32) * 3600
    at += ((lon_deg + 180) * 10).astype(np.int32) % 3600
    found: Mask = cells.ravel()[at]
    return found
