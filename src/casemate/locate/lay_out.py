"""From rows of any source to the gazetteer's columns and indexes."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casemate.locate.gazetteer import BUCKET_BITS, MAIN
from casemate.locate.gazetteer_file import write_columns
from casemate.locate.geodesy import distance_m
from casemate.locate.kinds import KIND_NUMBER, RADIUS_M, city_radius_m
from casemate.locate.names import KEYS, exact_key, key_number, loose_key

_SHIFT = 64 - BUCKET_BITS
_TEXT_LIMIT = 255


@dataclass(slots=True)
class SourceRow:
    """A place as a source has it. Degrees, metres; None or 0 or "" where the source is silent.

    region, county: GeoNames codes ("US.TX", "US.TX.201") of what it lies in.
    code: its own code, by which others refer to it: alpha-2 of a country, code of an area, ICAO.
    names: other spellings. own_names: those as good as `name`.
    """

    name: str
    kind: str
    lon: float | None
    lat: float | None
    country: str = ""
    region: str = ""
    county: str = ""
    code: str = ""
    population: int = 0
    geonameid: int = 0
    radius_m: int = 0
    own_names: Sequence[str] = ()
    names: Sequence[str] = field(default=())


def lay_out(rows: Iterable[SourceRow], path: Path, about: Mapping[str, Any]) -> int:
    """Write the gazetteer of these rows; the number of places. The same rows give the same bytes.

    Areas without a point get the middle of the places in them and a radius that holds nine
    tenths of them; areas without such places are left out.
    """
    places = sorted(rows, key=_order)
    _place_areas(places)
    places = [p for p in places if p.lon is not None and p.lat is not None]
    codes = {
        (p.kind, p.code): row
        for row, p in enumerate(places)
        if p.kind in ("country", "region", "county")
    }
    countries = sorted({p.country for p in places} | {""})
    country_number = {code: number for number, code in enumerate(countries)}
    columns = {
        "lon_e5": array("i", (round((p.lon or 0.0) * 1e5) for p in places)),
        "lat_e5": array("i", (round((p.lat or 0.0) * 1e5) for p in places)),
        "population": array("I", (min(p.population, 2**32 - 1) for p in places)),
        "radius_m": array("I", map(_radius_m, places)),
        "kind": array("B", (KIND_NUMBER[p.kind] for p in places)),
        "country": array("H", (country_number[p.country] for p in places)),
        "region": array("i", (codes.get(("region", p.region), -1) for p in places)),
        "county": array("i", (codes.get(("county", p.county), -1) for p in places)),
        "geonameid": array("I", (p.geonameid for p in places)),
        **_strings(places),
        **_index("exact", _keyed(places, exact_key)),
        **_index("loose", _keyed(places, loose_key)),
    }
    country_rows = {code: row for (kind, code), row in sorted(codes.items()) if kind == "country"}
    head = {"keys": KEYS, "countries": countries, "country_rows": country_rows}
    write_columns(path, columns, {**about, **head})
    return len(places)


def _order(p: SourceRow) -> tuple[Any, ...]:
    return (-p.population, p.kind, p.geonameid, p.name, p.code, p.lon or 0.0, p.lat or 0.0)


def _radius_m(p: SourceRow) -> int:
    if p.radius_m:
        return p.radius_m
    return city_radius_m(p.population) if p.kind == "city" else RADIUS_M[p.kind]


def _place_areas(places: Sequence[SourceRow]) -> None:
    members: dict[tuple[str, str], list[SourceRow]] = defaultdict(list)
    for p in places:
        if p.kind in ("city", "locality") and p.lon is not None:
            members["country", p.country].append(p)
            members["region", p.region].append(p)
            members["county", p.county].append(p)
    for p in places:
        inside = members.get((p.kind, p.code), ())
        if p.kind not in ("country", "region", "county") or not inside:
            continue
        points = [(m.lon, m.lat) for m in inside if m.lon is not None and m.lat is not None]
        if p.lon is None or p.lat is None:
            p.lon, p.lat = _middle(points)
        if not p.radius_m:
            far = sorted(distance_m(p.lon, p.lat, lon, lat) for lon, lat in points)
            p.radius_m = max(int(far[(9 * len(far)) // 10]), RADIUS_M["county"] // 2)
        if not p.population:
            p.population = sum(m.population for m in inside)


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Mean direction of points on the sphere, so that the antimeridian does no harm."""
    x = y = z = 0.0
    for lon, lat in points:
        flat = math.cos(math.radians(lat))
        x += flat * math.cos(math.radians(lon))
        y += flat * math.sin(math.radians(lon))
        z += math.sin(math.radians(lat))
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _strings(places: Sequence[SourceRow]) -> dict[str, array[Any] | bytes]:
    text = bytearray(b"\0")
    at: dict[str, int] = {"": 0}

    def put(string: str) -> int:
        if string not in at:
            raw = string.encode()
            while len(raw) > _TEXT_LIMIT:
                string = string[:-1]
                raw = string.encode()
            at[string] = len(text)
            text.append(len(raw))
            text.extend(raw)
        return at[string]

    return {
        "name_at": array("I", [put(p.name) for p in places]),
        "code_at": array("I", [put(p.code) for p in places]),
        "text": bytes(text),
    }


def _keyed(places: Sequence[SourceRow], key: Any) -> dict[int, dict[int, int]]:
    """Key number to row to MAIN or 0; rows of a key in the order of the rows."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for row, p in enumerate(places):
        for name in (p.name, *p.own_names):
            if k := key(name):
                found[key_number(k)][row] = MAIN
        for name in p.names:
            if k := key(name):
                found[key_number(k)].setdefault(row, 0)
    return found


def _index(name: str, keyed: Mapping[int, Mapping[int, int]]) -> dict[str, array[Any] | bytes]:
    keys = sorted(keyed)
    begin, postings = array("I", [0]), array("I")
    buckets = array("I", bytes(4 * (2**BUCKET_BITS + 1)))
    for key in keys:
        postings.extend(row << 1 | main for row, main in keyed[key].items())
        begin.append(len(postings))
        buckets[(key >> _SHIFT) + 1] += 1
    for bucket in range(2**BUCKET_BITS):
        buckets[bucket + 1] += buckets[bucket]
    return {
        f"{name}_keys": array("Q", keys),
        f"{name}_begin": begin,
        f"{name}_postings": postings,
        f"{name}_buckets": buckets,
    }
