"""A place as the gazetteer knows it."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.nouns import Where


@dataclass(frozen=True, slots=True)
class Place:
    """row: its number in the file. country: ISO 3166-1 alpha-2, "" for what belongs to none.

    region, county: rows of the first- and second-level areas it lies in; -1 unknown.
    geonameid: None for what GeoNames does not number here. population: 0 unknown.
    code: ICAO code of an airfield, admin code of a region ("US.TX"), alpha-2 code of a country.
    """

    row: int
    name: str
    kind: str
    lon_deg: float
    lat_deg: float
    radius_m: int
    country: str
    region: int
    county: int
    population: int
    geonameid: int | None
    code: str

    @property
    def where(self) -> Where:
        """Point and radius."""
        return Where(self.lon_deg, self.lat_deg, self.radius_m)
