"""A point on the Earth that never travels without its uncertainty."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """WGS 84 longitude and latitude in degrees, and the radius in metres within which it lies.

    Raises ValueError for coordinates off the globe and for a negative or unknown radius.
    """

    lon_deg: float
    lat_deg: float
    radius_m: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lon_deg) and -180 <= self.lon_deg <= 180):
            raise ValueError(f"longitude {self.lon_deg} is not within -180 and 180 degrees")
        if not (math.isfinite(self.lat_deg) and -90 <= self.lat_deg <= 90):
            raise ValueError(
                f"latitude {self.lat_deg} is not within -90 and 90 degrees; "
                "are longitude and latitude swapped?"
            )
        if not (math.isfinite(self.radius_m) and self.radius_m >= 0):
            raise ValueError(f"a radius of {self.radius_m} m")
