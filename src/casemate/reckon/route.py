"""The way between two places: great circle or sea lanes, longer where a passage is closed."""

from __future__ import annotations

import heapq
import itertools
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from casemate.errors import BadInput, MissingExtra
from casemate.nouns import Where
from casemate.reckon.great_circle import LonLat, between, distance_m, in_ring
from casemate.reckon.inputs import Basis, Given
from casemate.reckon.ranges import Range, positive

# What people call the passages that searoute knows.
PASSAGES = {
    "bosporus": "bosporus",
    "bosphorus": "bosporus",
    "dardanelles": "bosporus",
    "turkish-straits": "bosporus",
    "suez": "suez",
    "bab-el-mandeb": "babalmandab",
    "gibraltar": "gibraltar",
    "hormuz": "ormuz",
    "panama": "panama",
    "malacca": "malacca",
    "sunda": "sunda",
    "magellan": "chili",
    "good-hope": "south_africa",
    "bering": "bering",
    "northwest-passage": "northwest",
}
_ALWAYS_CLOSED = ("northwest",)
_STEP_M = 20_000.0
# A corner of a closed airspace is passed outside it by this share of its distance from the middle.
_CLEARANCE = 2e-3
_EDGE_PARTS = 32


@dataclass(frozen=True, slots=True)
class Route:
    """A way of `distance` km. how: one line for the note. closed: passages it had to avoid.

    Raises BadInput for a distance of zero or less.
    """

    distance: Given
    how: str
    closed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        positive("the distance in km", self.distance.range)


def stated_route(kilometres: Given) -> Route:
    """A way whose length somebody stated."""
    return Route(kilometres, f"{kilometres.range} km, as stated")


def air_route(
    begin: Where,
    end: Where,
    via: Sequence[LonLat] = (),
    avoid: Sequence[Sequence[LonLat]] = (),
) -> Route:
    """Great circle from `begin` to `end`, through `via`, around the closed airspaces `avoid`.

    avoid: rings of (lon, lat). The way around is the shortest over their corners (a visibility
    graph, Lozano-Perez and Wesley, 1979), edges being great circles.
    Raises BadInput when a place lies in a closed airspace or no way is left.
    """
    points = [(begin.lon_deg, begin.lat_deg), *via, (end.lon_deg, end.lat_deg)]
    shut = [_Airspace(tuple(ring)) for ring in avoid]
    for point in points:
        if any(each.holds(point) for each in shut):
            raise BadInput(
                f"{point[0]:g},{point[1]:g} lies in a closed airspace: leave one of them out"
            )
    metres = sum(_around(here, there, shut) for here, there in itertools.pairwise(points))
    direct = sum(distance_m(*here, *there) for here, there in itertools.pairwise(points))
    how = f"great circle, {metres / 1000:,.0f} km"
    if via:
        how += f", by way of {len(via)} stated point{'s' if len(via) > 1 else ''}"
    closed: tuple[str, ...] = ()
    if avoid:
        longer = (metres - direct) / 1000
        closed = ("airspace",)
        how += (
            f", {longer:,.0f} km longer around closed airspace"
            if longer >= 1
            else "; the closed airspace does not lie on it"
        )
    return Route(_computed(metres), how, closed)


def sea_route(begin: Where, end: Where, closed: Sequence[str] = ()) -> Route:
    """Shortest way over the sea lanes of the `searoute` package, without the `closed` passages.

    Places on land are joined to the nearest lane by a great circle. Raises BadInput for an unknown
    passage and when no way is left, MissingExtra without the package.
    """
    shut = tuple(dict.fromkeys(passage(name) for name in closed))
    metres, open_m = _lanes(begin, end, shut), None
    if shut:
        open_m = _lanes(begin, end, ())
    if metres is None:
        raise BadInput(
            f"no sea way is left with {', '.join(closed)} closed: open one, or state --km"
        )
    how = f"sea lanes, {metres / 1000:,.0f} km"
    if open_m is not None:
        longer = (metres - open_m) / 1000
        how += (
            f", {longer:,.0f} km longer with {', '.join(closed)} closed"
            if longer >= 1
            else f"; the way does not pass {', '.join(closed)}, closed"
        )
    return Route(_computed(metres), how, tuple(closed))


def passage(name: str) -> str:
    """What `searoute` calls a passage. Raises BadInput with the known names."""
    key = name.strip().casefold().replace(" ", "-").replace("_", "-")
    found = PASSAGES.get(key)
    if found is None:
        raise BadInput(f"unknown passage {name!r}: use one of {', '.join(PASSAGES)}")
    return found


def _computed(metres: float) -> Given:
    km = metres / 1000
    return Given(Range(km, km), Basis.COMPUTED, "between the coordinates of the two places")


def _lanes(begin: Where, end: Where, shut: tuple[str, ...]) -> float | None:
    try:
        from searoute import searoute
    except ImportError as fault:
        raise MissingExtra("lift", "lift") from fault
    here, there = (begin.lon_deg, begin.lat_deg), (end.lon_deg, end.lat_deg)
    with warnings.catch_warnings():
        # It warns, and returns an empty line, where no way is left.
        warnings.simplefilter("ignore")
        line = searoute(list(here), list(there), units="km", restrictions=[*_ALWAYS_CLOSED, *shut])
    lanes = [(float(lon), float(lat)) for lon, lat in line["geometry"]["coordinates"]]
    if not lanes:
        return None
    points = [here, *lanes, there]
    return sum(distance_m(*a, *b) for a, b in itertools.pairwise(points))


class _Airspace:
    """A closed ring whose edges are great circles, as airspace borders are."""

    def __init__(self, ring: tuple[LonLat, ...]) -> None:
        corners = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
        if len(corners) < 3:
            raise BadInput("a closed airspace with fewer than three corners: draw its outline")
        self.border = [
            between(here, there, step / _EDGE_PARTS)
            for here, there in zip(corners, (*corners[1:], corners[0]), strict=True)
            for step in range(_EDGE_PARTS)
        ]
        lon = sum(lon for lon, _ in corners) / len(corners)
        lat = sum(lat for _, lat in corners) / len(corners)
        self.passing = [
            (x + (x - lon) * _CLEARANCE, y + (y - lat) * _CLEARANCE) for x, y in corners
        ]

    def holds(self, point: LonLat) -> bool:
        return in_ring(*point, self.border)


def _around(here: LonLat, there: LonLat, shut: Sequence[_Airspace]) -> float:
    """Length in metres of the shortest way that crosses no closed airspace (Dijkstra)."""
    if not _blocked(here, there, shut):
        return distance_m(*here, *there)
    corners = [point for each in shut for point in each.passing]
    nodes = [here, there, *(p for p in corners if not any(each.holds(p) for each in shut))]
    best = {0: 0.0}
    queue = [(0.0, 0)]
    while queue:
        gone, at = heapq.heappop(queue)
        if at == 1:
            return gone
        if gone > best[at]:
            continue
        for other, node in enumerate(nodes):
            if other == at:
                continue
            far = gone + distance_m(*nodes[at], *node)
            if far < best.get(other, float("inf")) and not _blocked(nodes[at], node, shut):
                best[other] = far
                heapq.heappush(queue, (far, other))
    raise BadInput("no way is left around the closed airspace: open one, or state --km")


def _blocked(here: LonLat, there: LonLat, shut: Sequence[_Airspace]) -> bool:
    """Whether the great circle between two points enters closed airspace, looked at every 20 km."""
    if not shut:
        return False
    steps = max(2, int(distance_m(*here, *there) / _STEP_M))
    return any(
        each.holds(between(here, there, step / steps)) for step in range(1, steps) for each in shut
    )
