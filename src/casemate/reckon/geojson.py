"""Places and closed airspace as GeoJSON (RFC 7946) text."""

from __future__ import annotations

import json
from typing import Any

from casemate.errors import BadInput
from casemate.nouns import Site, Where
from casemate.reckon.airspace import LonLat


def points_from_geojson(text: str, name: str) -> dict[str, Where | None]:
    """Point features by their id; None for one that is no point. `name` stands in the messages.

    Raises BadInput for what is not GeoJSON and for coordinates off the globe.
    """
    found: dict[str, Where | None] = {}
    for feature in _features(text, name):
        shape, properties = _object(feature, "geometry"), _object(feature, "properties")
        id = properties.get("id", feature.get("id"))
        if id is None:
            continue
        found[str(id)] = None
        if shape.get("type") == "Point":
            try:
                lon, lat = shape["coordinates"][:2]
                found[str(id)] = Where(float(lon), float(lat), 0)
            except (KeyError, TypeError, ValueError) as fault:
                raise BadInput(f"{name}, site {str(id)!r}: {fault}") from fault
    return found


def rings_from_geojson(text: str, name: str) -> list[list[LonLat]]:
    """Outer rings of the polygons. Raises BadInput for what is not GeoJSON or has no polygon."""
    rings: list[list[LonLat]] = []
    for feature in _features(text, name):
        shape = _object(feature, "geometry") or feature
        corners, kind = shape.get("coordinates") or [], shape.get("type")
        polygons = [corners] if kind == "Polygon" else corners if kind == "MultiPolygon" else []
        for polygon in polygons if isinstance(polygons, list) else [polygons]:
            try:
                rings.append([(float(point[0]), float(point[1])) for point in polygon[0]])
            except (KeyError, TypeError, ValueError, IndexError) as fault:
                raise BadInput(f"{name}: a polygon that cannot be read ({fault})") from fault
    if not rings:
        raise BadInput(f"{name} has no polygon: closed airspace is drawn as GeoJSON polygons")
    return rings


def middle_of(site: Site) -> Where | None:
    """A site's coordinates, else the middle of its outlines; None when it has neither."""
    corners = [corner for zone in site.zones for ring in zone.polygon for corner in ring]
    if site.where is not None or not corners:
        return site.where
    return Where(
        sum(lon for lon, _ in corners) / len(corners),
        sum(lat for _, lat in corners) / len(corners),
        0,
    )


def _features(text: str, name: str) -> list[dict[str, Any]]:
    try:
        read = json.loads(text)
    except json.JSONDecodeError as fault:
        raise BadInput(f"{name} is not JSON: {fault}") from fault
    if not isinstance(read, dict):
        raise BadInput(f"{name} is not GeoJSON: a FeatureCollection is wanted")
    features = read.get("features", [read])
    if not isinstance(features, list):
        raise BadInput(f"{name} is not GeoJSON: its features are no list")
    return [each for each in features if isinstance(each, dict)]


def _object(feature: dict[str, Any], key: str) -> dict[str, Any]:
    held = feature.get(key)
    return held if isinstance(held, dict) else {}
