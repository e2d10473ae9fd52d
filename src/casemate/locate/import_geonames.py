"""A gazetteer of the user's own GeoNames dump: `allCountries.txt` and `alternateNamesV2.txt`.

The dump's columns are those of the readme.txt beside it (2024): geonameid, name, asciiname,
alternatenames, latitude, longitude, feature class and code, country, cc2, admin1 to admin4,
population, elevation, dem, timezone, modified. Needs about 1 kB of memory a place.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from casemate.errors import BadInput
from casemate.locate.from_packages import ATTRIBUTION, is_a_name, our_places
from casemate.locate.lay_out import SourceRow, lay_out

# GeoNames feature classes and codes that news speaks of, longest code first, and our kinds.
_KIND_OF = {
    "A.ADM1": "region", "A.ADM2": "county", "A.PCLI": "country", "A.PCLD": "country",
    "A.PCLS": "country", "A.PCLF": "country", "A.PCL": "country", "A.TERR": "country",
    "P": "city", "S.AIRB": "airfield", "S.AIRP": "airfield", "S.AIRF": "airfield",
    "L.MILB": "base", "L.NVB": "port", "L.PRT": "port", "L.CONT": "continent", "L.RGN": "area",
    "L.PRK": "park", "H.OCN": "sea", "H.SEA": "sea", "H.GULF": "sea", "H.BAY": "sea",
    "H.STRT": "strait", "H.CNL": "canal", "H.STM": "river", "H.LK": "lake", "H.RSV": "lake",
    "T.CAPE": "cape", "T.ISL": "island", "T.ISLS": "island", "T.MT": "mountain",
    "T.MTS": "mountain", "T.PEN": "area", "T.DSRT": "area", "T.VAL": "area",
}  # fmt: skip
_COLUMNS = 19
# Links, postal codes, airport codes and the like among the alternate names.
_NOT_NAMES = frozenset(
    "link post iata icao faac wkdt unlc phon piny abbr tcid fr_1793".split()
)  # fmt: skip


def import_geonames(dump: Path, alternates: Path | None, out: Path) -> int:
    """Write a gazetteer of the dump (text or zip); the number of places. Raises BadInput."""
    others = _alternate_names(alternates) if alternates is not None else {}
    rows = [*_rows(dump, others), *our_places()]
    return lay_out(rows, out, {"attribution": ATTRIBUTION, "sources": {"dump": dump.name}})


def _rows(dump: Path, others: dict[int, list[str]]) -> Iterator[SourceRow]:
    read = 0
    with _opened(dump) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != _COLUMNS:
                raise BadInput(
                    f"{dump} line {number} has {len(cells)} columns instead of {_COLUMNS}: "
                    "give GeoNames' allCountries.txt, or a country's file of the same form"
                )
            row = _row(cells, others, f"{dump} line {number}")
            if row is not None:
                read += 1
                yield row
    if not read:
        raise BadInput(f"{dump} has no place in it")


def _row(cells: list[str], others: dict[int, list[str]], at: str) -> SourceRow | None:
    feature = f"{cells[6]}.{cells[7]}"
    kind = _KIND_OF.get(feature) or _KIND_OF.get(cells[6])
    if kind is None:
        return None
    try:
        number, lat, lon = int(cells[0]), float(cells[4]), float(cells[5])
        population = int(cells[14] or 0)
    except ValueError as fault:
        raise BadInput(f"{at}: {fault}") from fault
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadInput(
            f"{at}: latitude {lat}, longitude {lon} is no place on Earth; are they swapped?"
        )
    country, region = cells[8], f"{cells[8]}.{cells[10]}"
    county = f"{region}.{cells[11]}" if cells[11] else ""
    code = {"country": country, "region": region, "county": county}.get(kind, "")
    return SourceRow(
        name=cells[1],
        kind=kind,
        lon=lon,
        lat=lat,
        country=country,
        region="" if kind in ("country", "region") else region,
        county="" if kind == "county" else county,
        code=code,
        population=population,
        geonameid=number,
        own_names=[cells[2]],
        names=[n for n in (*cells[3].split(","), *others.get(number, ())) if is_a_name(n)],
    )


def _alternate_names(path: Path) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 4 or not cells[1].isdigit():
                raise BadInput(
                    f"{path} line {number} is not of GeoNames' alternateNamesV2.txt: "
                    "give that file, or leave --alternates out"
                )
            if cells[2] not in _NOT_NAMES:
                found[int(cells[1])].append(cells[3])
    return found


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """Lines of a text file, or of the file of the same name in a zip."""
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                inside = path.with_suffix(".txt").name
                with archive.open(inside) as raw, TextIOWrapper(raw, "utf-8") as lines:
                    yield lines
            return
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield lines
    except (OSError, KeyError, zipfile.BadZipFile) as fault:
        raise BadInput(f"cannot read {path}: {fault}") from fault
    except UnicodeDecodeError as fault:
        raise BadInput(f"{path} is not UTF-8 text: give GeoNames' file as downloaded") from fault
