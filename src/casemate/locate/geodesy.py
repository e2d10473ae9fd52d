"""Great circles: distance, bearing, destination; degrees in, metres out.

On the sphere of the Earth's mean radius (IUGG 1980: 6,371,008.8 m), so within 0.56 % of the WGS 84
ellipsoid everywhere. Distances use the haversine, exact for near points and stable at the antipode
after clamping (Sinnott, "Virtues of the Haversine", Sky and Telescope, 1984). Longitudes may be any
number of turns; what is returned lies within [-180, 180]. Poles and the antimeridian need no care.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_M = 6_371_008.8
LonLat = tuple[float, float]


def distance_m(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """Great-circle distance in metres between two points in degrees."""
    phi_1, phi_2 = math.radians(lat_1), math.radians(lat_2)
    half_phi = math.sin((phi_2 - phi_1) / 2)
    half_lambda = math.sin(math.radians(lon_2 - lon_1) / 2)
    h = half_phi * half_phi + math.cos(phi_1) * math.cos(phi_2) * half_lambda * half_lambda
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, h)))


def distances_m(
    lon_1: ArrayLike, lat_1: ArrayLike, lon_2: ArrayLike, lat_2: ArrayLike
) -> NDArray[np.float64]:
    """The same for arrays that broadcast against each other."""
    phi_1 = np.radians(np.asarray(lat_1, np.float64))
    phi_2 = np.radians(np.asarray(lat_2, np.float64))
    turn = np.radians(np.asarray(lon_2, np.float64) - np.asarray(lon_1, np.float64))
    h = np.sin((phi_2 - phi_1) / 2) ** 2 + np.cos(phi_1) * np.cos(phi_2) * np.sin(turn / 2) ** 2
    metres: NDArray[Any] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return metres


def bearing_deg(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """Initial course from the first point to the second, degrees clockwise of north, [0, 360).

    0 for two equal points.
    """
    phi_1, phi_2 = math.radians(lat_1), math.radians(lat_2)
    turn = math.radians(lon_2 - lon_1)
    east = math.sin(turn) * math.cos(phi_2)
    north = math.cos(phi_1) * math.sin(phi_2) - math.sin(phi_1) * math.cos(phi_2) * math.cos(turn)
    course = math.degrees(math.atan2(east, north)) % 360.0
    # The remainder of a tiny negative angle rounds up to a full turn.
    return 0.0 if course >= 360.0 else course


def destination(lon: float, lat: float, bearing: float, metres: float) -> LonLat:
    """(lon, lat) reached by going `metres` along the great circle that starts at `bearing`."""
    phi, course, angle = math.radians(lat), math.radians(bearing), metres / EARTH_RADIUS_M
    sin_phi_2 = math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(course)
    phi_2 = math.asin(max(-1.0, min(1.0, sin_phi_2)))
    east = math.sin(course) * math.sin(angle) * math.cos(phi)
    north = math.cos(angle) - math.sin(phi) * sin_phi_2
    return wrapped_lon(lon + math.degrees(math.atan2(east, north))), math.degrees(phi_2)


def midpoint(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> LonLat:
    """(lon, lat) half way along the great circle; of two antipodes, some point between."""
    half = distance_m(lon_1, lat_1, lon_2, lat_2) / 2
    return destination(lon_1, lat_1, bearing_deg(lon_1, lat_1, lon_2, lat_2), half)


def path_length_m(points: Iterable[LonLat]) -> float:
    """Length in metres of a line through (lon, lat) points."""
    total, before = 0.0, None
    for point in points:
        if before is not None:
            total += distance_m(*before, *point)
        before = point
    return total


def wrapped_lon(lon: float) -> float:
    """The same longitude within [-180, 180]; 180 and -180 are kept as given."""
    if -180.0 <= lon <= 180.0:
        return lon
    return (lon + 180.0) % 360.0 - 180.0


def in_ring(lon: float, lat: float, ring: Iterable[LonLat]) -> bool:
    """Whether a point lies in a ring of (lon, lat), closed or not; rings may cross 180 degrees.

    Even-odd rule. An edge goes the short way around the globe, so none may span half of it, and a
    ring around a pole cannot be told from its outside.
    """
    corners: list[LonLat] = []
    for x, y in ring:
        corners.append((corners[-1][0] + wrapped_lon(x - corners[-1][0]) if corners else x, y))
    odd = False
    for (x_1, y_1), (x_2, y_2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y_1 > lat) == (y_2 > lat):
            continue
        crossing = x_1 + (lat - y_1) * (x_2 - x_1) / (y_2 - y_1)
        # Unrolled, a ring spans less than two turns: three copies of the point meet all of it.
        for turn in (-360.0, 0.0, 360.0):
            if lon + turn < crossing:
                odd = not odd
    return odd
