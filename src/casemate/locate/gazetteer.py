"""Names to places, offline: look-up by exact and by loose key in the mapped gazetteer."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from pathlib import Path

from casemate.errors import BadInput
from casemate.locate.gazetteer_file import GazetteerFile
from casemate.locate.kinds import BY_EXTENT, KIND_NUMBER, KINDS
from casemate.locate.names import KEYS, exact_key, key_number, loose_key
from casemate.locate.place import Place

DEFAULT_PATH = Path(__file__).with_name("gazetteer.bin")
BUCKET_BITS = 20
_SHIFT = 64 - BUCKET_BITS
_REMEMBERED = 200_000
# Of a posting (row << 1 | main): whether the name is the place's own rather than another spelling.
MAIN = 1
_BY_EXTENT = frozenset(KIND_NUMBER[kind] for kind in BY_EXTENT)


class Gazetteer:
    """Places by name. Rows of one name come most important first (kind, then population).

    The columns are open to `read`, which scores thousands of candidates a second: degrees are
    hundred-thousandths in `lon_e5` and `lat_e5`, `kind` indexes KINDS, `country` indexes
    `countries`, and `country_row`, `region`, `county` are rows, -1 for none.
    """

    def __init__(self, path: Path = DEFAULT_PATH) -> None:
        file = GazetteerFile(path)
        self.file = file
        self.about = file.about
        if file.about.get("keys") != KEYS:
            raise BadInput(
                f"the gazetteer {path} was built by another version of Casemate: "
                "build it again with  python -m casemate.locate.build_gazetteer"
            )
        self.countries: list[str] = list(file.about["countries"])
        self.lon_e5 = file.column("lon_e5")
        self.lat_e5 = file.column("lat_e5")
        self.population = file.column("population")
        self.radius_m = file.column("radius_m")
        self.kind = file.column("kind")
        self.country = file.column("country")
        self.region = file.column("region")
        self.county = file.column("county")
        self.geonameid = file.column("geonameid")
        self._text = file.column("text")
        self._name_at = file.column("name_at")
        self._code_at = file.column("code_at")
        self._exact = _Index(file, "exact")
        self._loose = _Index(file, "loose")
        self._country_row: dict[int, int] = {}
        self._known: dict[str, tuple[int, ...]] = {}
        country_rows: dict[str, int] = file.about["country_rows"]
        self.country_rows = {self.countries.index(code): row for code, row in country_rows.items()}

    def __len__(self) -> int:
        return len(self.kind)

    def postings(self, key: str) -> tuple[int, ...]:
        """row << 1 | MAIN for each place of an exact key, most important first; () when none."""
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._exact.find(key) if key else ()
        return known

    def look_up(self, name: str, loosely: bool = True) -> tuple[Place, ...]:
        """Places of a name; those that only a loose key finds when there is no exact one."""
        found = self.postings(exact_key(name))
        if not found and loosely:
            found = self.loose_postings(name)
        return tuple(self.place(posting >> 1) for posting in found)

    def loose_postings(self, name: str) -> tuple[int, ...]:
        """Postings under the loose key of a name, for spellings that the exact index misses."""
        key = loose_key(name)
        return self._loose.find(key) if len(key) >= 3 else ()

    def place(self, row: int) -> Place:
        """The place of a row; raises BadInput when the file is damaged."""
        try:
            return Place(
                row=row,
                name=self.name(row),
                kind=KINDS[self.kind[row]],
                lon_deg=self.lon_e5[row] / 1e5,
                lat_deg=self.lat_e5[row] / 1e5,
                radius_m=self.radius_m[row],
                country=self.countries[self.country[row]],
                region=self.region[row],
                county=self.county[row],
                population=self.population[row],
                geonameid=self.geonameid[row] or None,
                code=self._string(self._code_at[row]),
            )
        except (IndexError, UnicodeDecodeError) as fault:
            raise self.file.damaged(f"row {row} points outside it") from fault

    def importance(self, row: int) -> float:
        """How much a place is spoken of: log10 of its people, else of its reach in metres."""
        population = self.population[row]
        if not population and self.kind[row] in _BY_EXTENT:
            population = self.radius_m[row]
        return math.log10(1 + population)

    def name(self, row: int) -> str:
        """A place's own name, as its source writes it."""
        return self._string(self._name_at[row])

    def within(self, row: int) -> tuple[str, ...]:
        """Names of what a place lies in, nearest first: county, region, country."""
        rows = [self.county[row], self.region[row], self.country_rows.get(self.country[row], -1)]
        return tuple(self.name(r) for r in rows if r >= 0 and r != row)

    def __iter__(self) -> Iterator[Place]:
        return (self.place(row) for row in range(len(self)))

    def _string(self, at: int) -> str:
        size = self._text[at]
        return bytes(self._text[at + 1 : at + 1 + size]).decode("utf-8")


class _Index:
    """64-bit keys in order, reached through a table of their top bits."""

    def __init__(self, file: GazetteerFile, name: str) -> None:
        self._file = file
        self._buckets = file.column(f"{name}_buckets")
        self._keys = file.column(f"{name}_keys")
        self._begin = file.column(f"{name}_begin")
        self._postings = file.column(f"{name}_postings")

    def find(self, key: str) -> tuple[int, ...]:
        number = key_number(key)
        bucket = number >> _SHIFT
        keys = self._keys
        try:
            for at in range(self._buckets[bucket], self._buckets[bucket + 1]):
                if keys[at] == number:
                    return tuple(self._postings[self._begin[at] : self._begin[at + 1]])
        except IndexError as fault:
            raise self._file.damaged("its index points outside it") from fault
        return ()


@functools.cache
def gazetteer(path: Path = DEFAULT_PATH) -> Gazetteer:
    """The gazetteer of the package (or of a path), opened once. Raises BadInput when not there."""
    try:
        return Gazetteer(path)
    except (KeyError, ValueError) as fault:
        raise BadInput(
            f"the gazetteer {path} is not one that this version reads: "
            "build it again with  python -m casemate.locate.build_gazetteer"
        ) from fault
