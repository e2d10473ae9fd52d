"""Great circles on the mean sphere (IUGG 1980: 6,371,008.8 m); degrees in, metres out."""

from __future__ import annotations

import math

EARTH_RADIUS_M = 6_371_008.8


def distance_m(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """Great-circle distance in metres (haversine; Sinnott, 1984)."""
    phi_1, phi_2 = math.radians(lat_1), math.radians(lat_2)
    half_phi = math.sin((phi_2 - phi_1) / 2)
    half_lambda = math.sin(math.radians(lon_2 - lon_1) / 2)
    h = half_phi * half_phi + math.cos(phi_1) * math.cos(phi_2) * half_lambda * half_lambda
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, h)))
