"""One fixed grid of metres for a site, on which every pass is laid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casemate.errors import BadInput
from casemate.look.raster import Grid, Mask
from casemate.nouns import Site, Zone

# Registration and levels need unchanged ground around the zones.
MARGIN_SHARE, LEAST_HALF_M, MOST_HALF_M = 0.35, 600.0, 10_000.0
NOT_SAID_HALF_M = 2_000.0


@dataclass(frozen=True, slots=True)
class SiteGrid:
    """grid: UTM (polar stereographic beyond 84 N and 80 S). bounds: (west, south, east, north)
    in degrees; west > east when the site lies on the antimeridian."""

    grid: Grid
    shape: tuple[int, int]
    gsd_m: float
    bounds: tuple[float, float, float, float]


def site_grid(site: Site, gsd_m: float) -> SiteGrid:
    """The grid of a site at one ground sample distance. Raises BadInput for a site without a place.

    Corners lie on whole multiples of the pixel, so that the same site always has the same grid.
    """
    from rasterio.warp import transform

    lon, lat, half = _centre(site)
    crs = _crs(lon, lat)
    east, north = transform("EPSG:4326", crs, [lon], [lat])
    count = int(np.ceil(2 * half / gsd_m))
    left = float(np.floor((east[0] - half) / gsd_m) * gsd_m)
    top = float(np.ceil((north[0] + half) / gsd_m) * gsd_m)
    across = np.array([left, left + count * gsd_m] * 2 + [east[0]] * 2)
    bottom = top - count * gsd_m
    down = np.array([top, top, bottom, bottom, top, north[0]])
    lons, lats = transform(crs, "EPSG:4326", across.tolist(), down.tolist())
    # Differences are taken from the centre: the corner at -179.9 lies east of the one at 179.9.
    offsets = (np.array(lons) - lon + 180) % 360 - 180
    west, east_deg = _wrapped(lon + offsets.min()), _wrapped(lon + offsets.max())
    grid = Grid(crs, (gsd_m, 0.0, left, 0.0, -gsd_m, top))
    return SiteGrid(grid, (count, count), gsd_m, (west, min(lats), east_deg, max(lats)))


def zone_mask(zone: Zone, grid: Grid, shape: tuple[int, int]) -> Mask:
    """Pixels of the grid whose centre lies in the zone, by even-odd rings."""
    from rasterio.features import geometry_mask

    rings = [pixel_ring(ring, grid) for ring in zone.polygon]
    if not rings or len(rings[0]) < 4:
        return np.zeros(shape, bool)
    geometry = {"type": "Polygon", "coordinates": [ring.tolist() for ring in rings]}
    from rasterio import Affine

    inside: Mask = geometry_mask([geometry], shape, Affine.identity(), invert=True)
    return inside


def pixel_ring(ring: tuple[tuple[float, float], ...], grid: Grid) -> NDArray[np.float64]:
    """A ring of (lon, lat) as columns and rows of the grid, the upper left corner being (0, 0)."""
    from rasterio.warp import transform

    east, north = transform("EPSG:4326", grid.crs, [p[0] for p in ring], [p[1] for p in ring])
    a, _, c, _, e, f = grid.transform
    return np.stack([(np.array(east) - c) / a, (np.array(north) - f) / e], axis=1)


def _centre(site: Site) -> tuple[float, float, float]:
    """Longitude, latitude and half the side in metres."""
    points = [point for zone in site.zones for ring in zone.polygon for point in ring]
    if points:
        reference = points[0][0]
        lons = [reference + ((lon - reference + 180) % 360 - 180) for lon, _ in points]
        lats = [lat for _, lat in points]
        lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        tall = (max(lats) - min(lats)) * 111_320 / 2
        wide = (max(lons) - min(lons)) * 111_320 * np.cos(np.radians(lat)) / 2
        half = max(tall, float(wide), site.where.radius_m if site.where else 0)
        lon = _wrapped(lon)
    elif site.where is not None:
        lon, lat = site.where.lon_deg, site.where.lat_deg
        half = site.where.radius_m or NOT_SAID_HALF_M
    else:
        raise BadInput(
            f"site {site.id} has no place: give it lon, lat and radius_m, or an area with zones"
        )
    return lon, lat, min(MOST_HALF_M, max(LEAST_HALF_M, (1 + MARGIN_SHARE) * half))


def _crs(lon: float, lat: float) -> str:
    if lat > 84:
        return "EPSG:3413"
    if lat < -80:
        return "EPSG:3031"
    zone = int((lon + 180) // 6) % 60 + 1
    return f"EPSG:{32600 + zone if lat >= 0 else 32700 + zone}"


def _wrapped(lon: float) -> float:
    return float((lon + 180) % 360 - 180)
