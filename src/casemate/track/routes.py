"""Routes: which sites are linked, how often, by whom and when, with their hubs."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from casemate.errors import BadInput, CannotWrite
from casemate.track.event import Event, iso
from casemate.track.fences import Fence

# A cell that begins so is run as a formula by spreadsheet programs (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Route:
    """Voyages from one site to another.

    by: entities with how many voyages each made. months: "2024-03" to how many.
    voyages: the events themselves, in the order of time.
    """

    origin: str
    aim: str
    by: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    first: datetime
    last: datetime
    voyages: tuple[Event, ...]

    @property
    def count(self) -> int:
        """How many voyages."""
        return len(self.voyages)


@dataclass(frozen=True, slots=True)
class Chain:
    """How often one entity came to a site from `origin` and went on to `aim` in a row.

    voyages: each time as the voyage there and the one on, in the order of time.
    """

    origin: str
    aim: str
    entity: str
    voyages: tuple[tuple[Event, Event], ...]

    @property
    def count(self) -> int:
        """How often."""
        return len(self.voyages)


@dataclass(frozen=True, slots=True)
class Hub:
    """A site that entities reach from one place and leave for another.

    chains: the most frequent first.
    """

    site: str
    arriving: int
    leaving: int
    chains: tuple[Chain, ...]


def routes_of(events: Iterable[Event]) -> tuple[Route, ...]:
    """Routes from voyage events, the busiest first; other kinds are passed over."""
    legs: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.kind == "voyage" and event.from_site and event.site:
            legs[event.from_site, event.site].append(event)
    found = []
    for (origin, aim), voyages in legs.items():
        voyages.sort(key=lambda e: (e.begin, e.entity))
        by = Counter(e.entity for e in voyages)
        months = Counter(e.begin.strftime("%Y-%m") for e in voyages)
        found.append(
            Route(
                origin,
                aim,
                tuple(sorted(by.items(), key=lambda pair: (-pair[1], pair[0]))),
                tuple(sorted(months.items())),
                voyages[0].begin,
                max(e.end or e.begin for e in voyages),
                tuple(voyages),
            )
        )
    return tuple(sorted(found, key=lambda r: (-r.count, r.origin, r.aim)))


def hubs_of(routes: Iterable[Route]) -> tuple[Hub, ...]:
    """Sites where voyages are joined, the most joined first: who comes from where, and on to where.

    Two voyages of one entity (and track) are joined when the second is the next it made.
    """
    coming: Counter[str] = Counter()
    going: Counter[str] = Counter()
    chains: dict[str, dict[tuple[str, str, str], list[tuple[Event, Event]]]] = defaultdict(dict)
    of: dict[tuple[str, int], list[Event]] = defaultdict(list)
    for route in routes:
        coming[route.aim] += route.count
        going[route.origin] += route.count
        for event in route.voyages:
            of[event.entity, event.track or 0].append(event)
    for (entity, _), made in of.items():
        made.sort(key=lambda e: e.begin)
        for before, after in pairwise(made):
            if before.site is not None and before.site == after.from_site:
                way = before.from_site or "", after.site or "", entity
                chains[before.site].setdefault(way, []).append((before, after))
    hubs = [
        Hub(
            site,
            coming[site],
            going[site],
            tuple(
                Chain(*way, tuple(sorted(both, key=lambda pair: pair[0].begin)))
                for way, both in sorted(
                    chains[site].items(), key=lambda item: (-len(item[1]), item[0])
                )
            ),
        )
        for site in sorted({*coming, *going})
    ]
    return tuple(sorted(hubs, key=lambda h: (-sum(c.count for c in h.chains), h.site)))


def plain_cell(text: str) -> str:
    """The text as a spreadsheet will show it: a quote before what it would run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def routes_as_csv(routes: Sequence[Route]) -> str:
    """One line per route and entity."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["from", "to", "entity", "voyages", "first", "last", "file", "rows"])
    for route in routes:
        for entity, count in route.by:
            made = [e for e in route.voyages if e.entity == entity]
            proof = made[0].rows[0] if made[0].rows else None
            writer.writerow(
                [
                    *(plain_cell(t) for t in (route.origin, route.aim, entity)),
                    count,
                    iso(made[0].begin),
                    iso(made[-1].end or made[-1].begin),
                    proof.file if proof else "",
                    f"{proof.first}-{proof.last}" if proof else "",
                ]
            )
    return out.getvalue()


def hubs_as_csv(hubs: Iterable[Hub]) -> str:
    """One line per staging post, way through it and entity; sites that join nothing are left out.

    in, out: file (SHA-256) and rows of the first voyage there and of the first one on.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["site", "from", "on_to", "entity", "times", "first", "last", "in", "out"])
    for hub in hubs:
        for chain in hub.chains:
            there, on = chain.voyages[0]
            last = chain.voyages[-1][1]
            named = (hub.site, chain.origin, chain.aim, chain.entity)
            writer.writerow(
                [
                    *(plain_cell(t) for t in named),
                    chain.count,
                    iso(there.begin),
                    iso(last.end or last.begin),
                    _proof(there),
                    _proof(on),
                ]
            )
    return out.getvalue()


def _proof(event: Event) -> str:
    return " ".join(f"{r.file}:{r.first}-{r.last}" for r in event.rows)


def routes_as_geojson(routes: Sequence[Route], fences: Sequence[Fence]) -> str:
    """One line per route between its sites' points, with counts; not the way that was taken."""
    at = {f.id: (f.lon_deg, f.lat_deg) for f in fences}
    features = [
        {
            "type": "Feature",
            "properties": {
                "from": r.origin,
                "to": r.aim,
                "voyages": r.count,
                "entities": [e for e, _ in r.by],
                "months": dict(r.months),
                "first": iso(r.first),
                "last": iso(r.last),
                "note": "a straight line between two sites, not the way that was taken",
            },
            "geometry": _line(at[r.origin], at[r.aim]),
        }
        for r in routes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def write_routes(routes: Sequence[Route], fences: Sequence[Fence], path: Path) -> None:
    """Writes a table (.csv), a map layer (.geojson) or a plot (.svg), by the name's ending."""
    from casemate.track.route_plot import route_plot

    ending = path.suffix.lower()
    if ending == ".csv":
        text = routes_as_csv(routes)
    elif ending in (".geojson", ".json"):
        text = routes_as_geojson(routes, fences)
    elif ending == ".svg":
        text = route_plot(routes)
    else:
        raise BadInput(f"--routes {path}: write .csv, .geojson or .svg")
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise CannotWrite(f"cannot write {path}: {fault.strerror}") from fault


def _line(start: tuple[float, float], end: tuple[float, float]) -> dict[str, object]:
    """A line that does not run around the world where it crosses 180 degrees (RFC 7946, 3.1.9)."""
    if abs(start[0] - end[0]) <= 180:
        return {"type": "LineString", "coordinates": [start, end]}
    east = 180.0 if start[0] > 0 else -180.0
    shifted = end[0] + 2 * east
    share = (east - start[0]) / ((shifted - start[0]) or 1.0)
    middle = start[1] + share * (end[1] - start[1])
    return {
        "type": "MultiLineString",
        "coordinates": [[start, (east, middle)], [(-east, middle), end]],
    }
