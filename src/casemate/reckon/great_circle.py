"""Great circles on the mean sphere (IUGG 1980: 6,371,008.8 m); degrees in, metres out."""

from __future__ import annotations

import math
from collections.abc import Sequence

EARTH_RADIUS_M = 6_371_008.8
LonLat = tuple[float, float]


def distance_m(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """Great-circle distance in metres (haversine; Sinnott, 1984)."""
    phi_1, phi_2 = math.radians(lat_1), math.radians(lat_2)
    half_phi = math.sin((phi_2 - phi_1) / 2)
    half_lambda = math.sin(math.radians(lon_2 - lon_1) / 2)
    h = half_phi * half_phi + math.cos(phi_1) * math.cos(phi_2) * half_lambda * half_lambda
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, h)))


def between(here: LonLat, there: LonLat, share: float) -> LonLat:
    """The point at a share (0 to 1) of the great circle from one point to another."""
    angle = distance_m(*here, *there) / EARTH_RADIUS_M
    if angle == 0:
        return here
    a = math.sin((1 - share) * angle) / math.sin(angle)
    b = math.sin(share * angle) / math.sin(angle)
    (lam_1, phi_1), (lam_2, phi_2) = (
        (math.radians(lon), math.radians(lat)) for lon, lat in (here, there)
    )
    x = a * math.cos(phi_1) * math.cos(lam_1) + b * math.cos(phi_2) * math.cos(lam_2)
    y = a * math.cos(phi_1) * math.sin(lam_1) + b * math.cos(phi_2) * math.sin(lam_2)
    z = a * math.sin(phi_1) + b * math.sin(phi_2)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def in_ring(lon: float, lat: float, ring: Sequence[LonLat]) -> bool:
    """Whether a point lies in a ring of (lon, lat) that does not cross 180 degrees (even-odd)."""
    odd = False
    for i, (x_2, y_2) in enumerate(ring):
        x_1, y_1 = ring[i - 1]
        if (y_1 > lat) != (y_2 > lat) and lon < x_1 + (lat - y_1) * (x_2 - x_1) / (y_2 - y_1):
            odd = not odd
    return odd
