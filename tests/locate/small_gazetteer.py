"""A gazetteer of a few places, for tests that must not need the built one."""

from __future__ import annotations

from pathlib import Path

from casemate.locate.from_packages import our_places
from casemate.locate.gazetteer import Gazetteer
from casemate.locate.lay_out import SourceRow, lay_out

_COUNTRIES = [
    ("SY", "Syria", 163843, 17_000_000), ("LY", "Libya", 2215636, 6_600_000),
    ("US", "United States", 6252001, 327_000_000), ("FR", "France", 3017382, 66_900_000),
    ("RU", "Russia", 2017370, 144_000_000), ("GE", "Georgia", 614540, 3_700_000),
    ("CA", "Canada", 6251999, 37_000_000), ("GB", "United Kingdom", 2635167, 66_000_000),
    ("FJ", "Fiji", 2205218, 883_000), ("AQ", "Antarctica", 6697173, 0),
]  # fmt: skip
_REGIONS = [
    ("SY.02", "Latakia Governorate", 173578), ("SY.14", "Tartus Governorate", 163342),
    ("US.TX", "Texas", 4736286), ("US.KY", "Kentucky", 6254925), ("US.GA", "Georgia", 4197000),
    ("US.VA", "Virginia", 6254928), ("CA.08", "Ontario", 6093943),
    ("FR.11", "Ile-de-France", 3012874),
]  # fmt: skip
_CITIES = [
    ("Latakia", 173576, 35.79, 35.53, 700_000, "SY", "SY.02", "", ["Lattakia", "اللاذقية"]),
    ("Ţarţūs", 163345, 35.887, 34.889, 458_000, "SY", "SY.14", "", ["Tartus", "Tartous", "طرطوس"]),
    ("Homs", 169577, 36.72, 34.73, 775_000, "SY", "SY.11", "", ["Hims", "Хомс"]),
    ("Paris", 2988507, 2.3488, 48.8534, 2_138_000, "FR", "FR.11", "", []),
    ("Paris", 4717560, -95.5555, 33.6609, 24_800, "US", "US.TX", "US.TX.277", []),
    ("Paris", 4303602, -84.253, 38.2098, 9_800, "US", "US.KY", "US.KY.017", []),
    ("Dallas", 4684888, -96.8067, 32.7831, 1_300_000, "US", "US.TX", "US.TX.113", []),
    ("Lexington", 4297983, -84.4777, 38.0317, 314_000, "US", "US.KY", "US.KY.067", []),
    ("London", 2643743, -0.1257, 51.5085, 8_961_000, "GB", "GB.ENG", "", []),
    ("London", 6058560, -81.233, 42.9834, 346_000, "CA", "CA.08", "", []),
    ("Toronto", 6167865, -79.4163, 43.7001, 2_600_000, "CA", "CA.08", "", []),
    ("Atlanta", 4180439, -84.388, 33.749, 463_000, "US", "US.GA", "", []),
    ("Tbilisi", 611717, 44.8337, 41.6941, 1_049_000, "GE", "GE.51", "", []),
    ("Moscow", 524901, 37.6156, 55.7522, 10_381_000, "RU", "RU.48", "", ["Москва", "Moskva"]),
    ("Lamar", 4705708, -95.6, 33.7, 900, "US", "US.TX", "US.TX.277", []),
    ("Labasa", 2204506, 179.38, -16.43, 28_000, "FJ", "FJ.03", "", []),
    ("Waiyevo", 2198148, -179.98, -16.79, 700, "FJ", "FJ.03", "", []),
    ("Pole Station", 6696480, 0.0, -90.0, 200, "AQ", "", "", []),
]  # fmt: skip
_SHORT = {"US.TX": ["TX", "Tex."], "US.KY": ["KY", "Ky."], "CA.08": ["ON", "Ont."]}
_COUNTIES = [("US.TX.277", "Lamar County", 4705708 + 1), ("US.KY.017", "Bourbon County", 4284861)]


def rows() -> list[SourceRow]:
    """Countries, regions, counties, towns, and our own places."""
    found = [
        SourceRow(name, "country", None, None, country=c, code=c, population=p, geonameid=i)
        for c, name, i, p in _COUNTRIES
    ]
    found[2].own_names = ["US", "U.S.", "America", "USA"]
    found += [
        SourceRow(
            name, "region", None, None, country=code[:2], code=code, geonameid=i,
            own_names=[name.removesuffix(" Governorate"), *_SHORT.get(code, [])],
        )
        for code, name, i in _REGIONS
    ]  # fmt: skip
    found += [
        SourceRow(
            name, "county", None, None, country="US", region=code[:5], code=code, geonameid=i,
            names=[name.removesuffix(" County")],
        )
        for code, name, i in _COUNTIES
    ]  # fmt: skip
    found += [
        SourceRow(
            name, "city", lon, lat, country=country, region=region, county=county,
            population=population, geonameid=i, names=names,
        )
        for name, i, lon, lat, population, country, region, county, names in _CITIES
    ]  # fmt: skip
    return [*found, *our_places()]


def small_gazetteer(folder: Path) -> Gazetteer:
    """Written to a folder and opened."""
    path = folder / "small.bin"
    lay_out(rows(), path, {"attribution": "a test", "sources": {}})
    return Gazetteer(path)
