"""case.toml, schema 1: read and checked; every message names file, line, key and remedy."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from casemate.collect.source import Source
from casemate.errors import BadCaseFile, NewerSchema
from casemate.locate.sites import find_site
from casemate.nouns import Question, Site, SourceHints, Where, Zone
from casemate.workbench.case import FILE_NAME, Case

SCHEMA = 1
SITE_KINDS = ("port", "airfield", "base", "border", "depot", "other")
# Where a case may say what is collected; those not collected yet are known and said so at build.
SOURCE_PLACES = ("path", "folder", "feed", "page", "list", "telegram", "archive", "stac", "tracks")
_TOP = (
    *("schema", "name", "by", "example", "allow_private_addresses"),
    *("site", "question", "source"),
)
_SITE = ("id", "name", "kind", "names", "lon", "lat", "radius_m", "area", "country")
_QUESTION = ("id", "sites", "values")
_SOURCE = (*SOURCE_PLACES, "published", "outlet", "lang", "title", "simulated")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_NOT_SAID_RADIUS_M = 2_000.0


def read_case(folder: Path) -> Case:
    """The case in `folder`; raises BadCaseFile (file, line, key, remedy) or NewerSchema."""
    return read_case_file(folder / FILE_NAME)


def read_case_file(path: Path) -> Case:
    """The case that a file describes; paths in it are relative to the folder it lies in."""
    text, given = _toml(path)
    return _Checker(path, text).case(given)


def read_sites(path: Path) -> tuple[Site, ...]:
    """The sites of a SITE.toml: a case.toml, of which [[site]] alone needs to be there."""
    text, given = _toml(path)
    sites = _Checker(path, text).case({"schema": SCHEMA, "name": path.stem, **given}).sites
    if not sites:
        raise BadCaseFile(f"{path} has no site: write one that begins with  [[site]]")
    return sites


def _toml(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as fault:
        raise BadCaseFile(
            f"{path} is not there: make a case with  casemate new {path.parent}"
        ) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise BadCaseFile(f"{path} cannot be read: {fault}") from fault
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadCaseFile(f"{path}: not TOML: {fault}") from fault


class _Checker:
    """Holds the file's text, to say at which line something is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def case(self, given: Mapping[str, Any]) -> Case:
        self._schema(given)
        self._known(given, _TOP, None, 0)
        name = self._text(given, "name", None, 0)
        if name is None:
            raise self._fault(None, 0, "name", 'is missing: write  name = "what the case follows"')
        sites = tuple(self._site(g, n) for n, g in enumerate(self._tables(given, "site")))
        self._unique((s.id for s in sites), "site")
        site_ids = [s.id for s in sites]
        questions = tuple(
            self._question(g, n, site_ids) for n, g in enumerate(self._tables(given, "question"))
        )
        self._unique((q.id for q in questions), "question")
        sources = tuple(self._source(g, n) for n, g in enumerate(self._tables(given, "source")))
        return Case(
            folder=self.path.parent,
            name=name,
            sites=sites,
            questions=questions,
            sources=sources,
            by=self._text(given, "by", None, 0),
            example=self._flag(given, "example"),
            allow_private_addresses=self._flag(given, "allow_private_addresses"),
        )

    def _schema(self, given: Mapping[str, Any]) -> None:
        schema = given.get("schema")
        if isinstance(schema, int) and schema > SCHEMA:
            raise NewerSchema(
                f"{self.path} has schema {schema}, this Casemate reads schema {SCHEMA}: "
                "upgrade with  pip install --upgrade casemate"
            )
        if schema != SCHEMA:
            raise self._fault(None, 0, "schema", f"must stand first:  schema = {SCHEMA}")

    def _site(self, given: Mapping[str, Any], at: int) -> Site:
        self._known(given, _SITE, "site", at)
        id = self._id(given, "site", at)
        known = find_site(id)
        name = self._text(given, "name", "site", at) or (known and known.name)
        if not name:
            raise self._fault(
                "site", at, "name",
                f'is missing: "{id}" is none of the sites that come with the package, so write  '
                'name = "what it is called"',
            )  # fmt: skip
        kind = self._text(given, "kind", "site", at) or (known.kind if known else "other")
        if kind not in SITE_KINDS:
            raise self._fault("site", at, "kind", f'is "{kind}"; one of {", ".join(SITE_KINDS)}')
        names = (name, *self._texts(given, "names", "site", at), *(known.names if known else ()))
        return Site(
            id=id,
            name=name,
            kind=kind,
            names=tuple(dict.fromkeys(names)),
            where=self._where(given, at) or (known.where if known else None),
            zones=self._zones(given, at),
            country=self._text(given, "country", "site", at) or (known.country if known else None),
        )

    def _where(self, given: Mapping[str, Any], at: int) -> Where | None:
        if "lon" not in given and "lat" not in given:
            return None
        for key in ("lon", "lat"):
            if key not in given:
                raise self._fault("site", at, key, "is missing beside the other coordinate")
        try:
            return Where(
                self._number(given, "lon", at),
                self._number(given, "lat", at),
                self._number(given, "radius_m", at) if "radius_m" in given else _NOT_SAID_RADIUS_M,
            )
        except ValueError as fault:
            raise self._fault("site", at, "lon", f"does not work: {fault}") from fault

    def _zones(self, given: Mapping[str, Any], at: int) -> tuple[Zone, ...]:
        area = self._text(given, "area", "site", at)
        if area is None:
            return ()
        path = self.path.parent / area
        try:
            features = json.loads(path.read_text(encoding="utf-8"))["features"]
            return tuple(_zone(feature) for feature in features)
        except OSError as fault:
            raise self._fault(
                "site", at, "area", f"names {area}, which cannot be read: {fault.strerror}"
            ) from fault
        except (ValueError, KeyError, TypeError) as fault:
            raise self._fault(
                "site", at, "area",
                f"names {area}, which is no GeoJSON FeatureCollection of polygons with "
                f"id, name and kind ({fault!r})",
            ) from fault  # fmt: skip

    def _question(self, given: Mapping[str, Any], at: int, site_ids: list[str]) -> Question:
        self._known(given, _QUESTION, "question", at)
        id = self._id(given, "question", at)
        sites = self._texts(given, "sites", "question", at) or tuple(site_ids)
        for site in sites:
            if site not in site_ids:
                raise self._fault(
                    "question", at, "sites", f'names "{site}"{_nearest(site, site_ids)}'
                )
        return Question(id, tuple(sites), self._texts(given, "values", "question", at))

    def _source(self, given: Mapping[str, Any], at: int) -> Source:
        self._known(given, _SOURCE, "source", at)
        places = [key for key in SOURCE_PLACES if key in given]
        if len(places) != 1:
            raise self._fault(
                "source", at, places[1] if len(places) > 1 else "path",
                f"a source says one of {', '.join(SOURCE_PLACES)}, not {len(places)} of them",
            )  # fmt: skip
        pattern = self._text(given, places[0], "source", at)
        if not pattern:
            raise self._fault("source", at, places[0], "is empty: name a file, folder or pattern")
        return Source(
            pattern=pattern,
            base=self.path.parent,
            hints=SourceHints(
                outlet=self._text(given, "outlet", "source", at),
                lang=self._text(given, "lang", "source", at),
                published=self._moment(given, "published", at),
                title=self._text(given, "title", "source", at),
                simulated=self._flag(given, "simulated", "source", at),
            ),
            place=places[0],
        )

    def _moment(self, given: Mapping[str, Any], key: str, at: int) -> datetime | None:
        value = given.get(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise self._fault(
                    "source", at, key, "has no zone: add +00:00, Z or the place's own offset"
                )
            return value
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        raise self._fault("source", at, key, "must be a date without quotes, such as 2024-12-10")

    def _tables(self, given: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        tables = given.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            raise self._fault(None, 0, key, f"must be written with two brackets:  [[{key}]]")
        return tables

    def _known(
        self, given: Mapping[str, Any], known: Iterable[str], table: str | None, at: int
    ) -> None:
        for key in given:
            if key not in known:
                raise self._fault(table, at, key, f"is not known{_nearest(key, list(known))}")

    def _unique(self, ids: Iterable[str], table: str) -> None:
        seen: set[str] = set()
        for at, id in enumerate(ids):
            if id in seen:
                raise self._fault(table, at, "id", f'is "{id}" a second time: give it its own')
            seen.add(id)

    def _id(self, given: Mapping[str, Any], table: str, at: int) -> str:
        id = self._text(given, "id", table, at)
        if id is None:
            raise self._fault(
                table, at, "id", 'is missing: write a short one, such as  id = "tartus"'
            )
        if not _ID.fullmatch(id):
            raise self._fault(
                table, at, "id", f'is "{id}": small letters a-z, digits, - and _ only'
            )
        return id

    def _text(self, given: Mapping[str, Any], key: str, table: str | None, at: int) -> str | None:
        value = given.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self._fault(table, at, key, 'must be words in quotes: "…"')
        return value

    def _texts(
        self, given: Mapping[str, Any], key: str, table: str | None, at: int
    ) -> tuple[str, ...]:
        value = given.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self._fault(table, at, key, 'must be a list of words in quotes: ["…", "…"]')
        return tuple(value)

    def _number(self, given: Mapping[str, Any], key: str, at: int) -> float:
        value = given[key]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._fault("site", at, key, "must be a number without quotes")
        return float(value)

    def _flag(
        self, given: Mapping[str, Any], key: str, table: str | None = None, at: int = 0
    ) -> bool:
        value = given.get(key, False)
        if not isinstance(value, bool):
            raise self._fault(table, at, key, "must be true or false, without quotes")
        return value

    def _fault(self, table: str | None, at: int, key: str, problem: str) -> BadCaseFile:
        line = self._line(table, at, key)
        owner = f"[[{table}]] {key}" if table else key
        return BadCaseFile(f"{self.path} line {line}: {owner} {problem}")

    def _line(self, table: str | None, at: int, key: str) -> int:
        """The line of a key in the `at`-th table of its kind; the table's own where it lacks."""
        header = re.compile(rf"\s*\[\[\s*{re.escape(table or '')}\s*\]\]")
        any_header = re.compile(r"\s*\[")
        key_line = re.compile(
            rf"""\s*(?:{re.escape(key)}|"{re.escape(key)}"|\[\[?\s*{re.escape(key)}\s*\]?\])\s*(?:=|$|\])?"""
        )
        count = -1
        inside = table is None
        begin = 1
        for number, line in enumerate(self.lines, 1):
            if any_header.match(line) and not key_line.fullmatch(line.rstrip()):
                if table is not None and header.match(line):
                    count += 1
                    inside = count == at
                    begin = number if inside else begin
                else:
                    inside = False
            if inside and key_line.match(line):
                return number
        return begin


def _zone(feature: Mapping[str, Any]) -> Zone:
    properties = feature["properties"]
    geometry = feature["geometry"]
    if geometry["type"] != "Polygon":
        raise ValueError(f"a zone must be a Polygon, not a {geometry['type']}")
    rings = tuple(
        tuple((float(lon), float(lat)) for lon, lat, *_ in ring) for ring in geometry["coordinates"]
    )
    return Zone(str(properties["id"]), str(properties["name"]), str(properties["kind"]), rings)


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f'; did you mean "{close[0]}"?' if close else f"; known are {', '.join(known)}"
