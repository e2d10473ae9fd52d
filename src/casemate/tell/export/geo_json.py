"""GeoJSON (RFC 7946, 2016): sites, zones and observations as features, streamed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from casemate.nouns import Failure
from casemate.tell.export.places import Place, Ring, places
from casemate.tell.export.put_whole import put_array, put_text
from casemate.tell.export.selection import Selection


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One FeatureCollection; the uncertainty of a point is `radius_m` in its properties."""
    about = selection.about
    members: dict[str, Any] = {"type": "FeatureCollection", "name": about.name}
    if about.notice:
        members["notice"] = about.notice
    head = json.dumps(members, ensure_ascii=False)[:-1] + ', "features": ['
    with put_text(out) as stream:
        put_array(stream, head, _features(selection))
    return ()


def _features(selection: Selection) -> Iterator[str]:
    for place in places(selection):
        properties: dict[str, Any] = {"what": place.what, "name": place.name, **place.properties}
        if place.where is not None:
            properties["radius_m"] = place.where.radius_m
        feature = {
            "type": "Feature",
            "id": place.id,
            "geometry": _geometry(place),
            "properties": properties,
        }
        yield json.dumps(feature, ensure_ascii=False)


def _geometry(place: Place) -> dict[str, Any] | None:
    if place.rings:
        outer, *holes = place.rings
        rings = [_turned(outer, False), *(_turned(hole, True) for hole in holes)]
        return {"type": "Polygon", "coordinates": rings}
    if place.where is not None:
        return {"type": "Point", "coordinates": [place.where.lon_deg, place.where.lat_deg]}
    return None


def _turned(ring: Ring, clockwise: bool) -> list[tuple[float, float]]:
    """The ring in the direction that RFC 7946 asks for: outer ones counter-clockwise."""
    twice_area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return list(ring if (twice_area < 0) == clockwise else reversed(ring))
