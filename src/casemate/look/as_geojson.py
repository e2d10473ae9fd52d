"""What was found, as GeoJSON: longitude and latitude where the picture has a place on the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from casemate.look.bright_targets import Target
from casemate.look.objects import ObjectChange
from casemate.look.raster import Grid


def targets_as_geojson(targets: Iterable[Target], grid: Grid | None, kind: str) -> dict[str, Any]:
    """A FeatureCollection of ships or aircraft; `px` is the pixel [x, y], lengths in metres."""
    place = placer(grid)
    return _collection(
        _feature(
            place(target.x, target.y),
            {
                "px": [round(target.x, 2), round(target.y, 2)],
                "score": round(target.score, 3),
                "length_m": round(target.length_m, 1),
                "length_error_m": round(target.length_error_m, 1),
                "heading_deg": round(target.heading_deg),
                "kind": kind,
            },
        )
        for target in targets
    )


def changes_as_geojson(changes: Iterable[ObjectChange], grid: Grid | None) -> dict[str, Any]:
    """A FeatureCollection of objects that went or came, in pixels of the first pass."""
    place = placer(grid)
    return _collection(
        _feature(
            place(change.x, change.y),
            {
                "px": [round(change.x, 2), round(change.y, 2)],
                "score": round(change.sigmas, 2),
                "area_px": change.area_px,
                "fate": change.fate.value,
            },
        )
        for change in changes
    )


def objects_as_geojson(
    objects: Iterable[ObjectChange | Target], grid: Grid | None
) -> dict[str, Any]:
    """The objects of one observation: those that went or came, or ships on the later pass."""
    some = list(objects)
    ships = [one for one in some if isinstance(one, Target)]
    if ships:
        return targets_as_geojson(ships, grid, "ship")
    return changes_as_geojson([one for one in some if isinstance(one, ObjectChange)], grid)


def placer(grid: Grid | None) -> Callable[[float, float], tuple[float, float]]:
    """From pixel (x, y), the centre of the upper left one being (0, 0), to WGS 84 degrees.

    Without a grid the pixel stands for itself, as the contract says.
    """
    if grid is None:
        return lambda x, y: (round(x, 2), round(y, 2))
    from rasterio.warp import transform

    a, b, c, d, e, f = grid.transform

    def place(x: float, y: float) -> tuple[float, float]:
        east = a * (x + 0.5) + b * (y + 0.5) + c
        north = d * (x + 0.5) + e * (y + 0.5) + f
        lon, lat = transform(grid.crs, "EPSG:4326", [east], [north])
        return round(lon[0], 7), round(lat[0], 7)

    return place


def _feature(at: tuple[float, float], properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": list(at)}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
