"""Great-circle distances over whole columns of positions.

Positions become unit vectors once; the straight chord between two of them then gives the
great-circle distance without another sine. Spherical Earth of mean radius 6371.0088 km (IUGG),
which is within 0.6 % of the ellipsoid.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EARTH_KM = 6371.0088
KM_PER_NM = 1.852


def unit_vectors(lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats, Floats]:
    """x, y and z on the unit sphere of WGS 84 latitudes and longitudes in degrees."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    flat = np.cos(lat)
    return flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)


def chord_of_km(distance_km: float) -> float:
    """The chord on the unit sphere that spans `distance_km` along a great circle."""
    return float(2 * np.sin(min(distance_km / (2 * EARTH_KM), np.pi / 2)))


def km_of_chord(chord: Floats) -> Floats:
    """Great-circle kilometres of chords on the unit sphere."""
    return 2 * EARTH_KM * np.arcsin(np.clip(chord / 2, 0, 1))


def haversine_km(lat_a: Floats, lon_a: Floats, lat_b: Floats, lon_b: Floats) -> Floats:
    """Great-circle kilometres between pairs of points in degrees (arrays or numbers)."""
    lat_1, lon_1, lat_2, lon_2 = (np.radians(v) for v in (lat_a, lon_a, lat_b, lon_b))
    a = (
        np.sin((lat_1 - lat_2) / 2) ** 2
        + np.cos(lat_1) * np.cos(lat_2) * np.sin((lon_1 - lon_2) / 2) ** 2
    )
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(a, 0, 1)))
    return found


def wrapped_deg(lon_deg: Floats) -> Floats:
    """Longitudes brought into -180 (included) to 180 (excluded) degrees."""
    found: Floats = (lon_deg + 180.0) % 360.0 - 180.0
    return found
