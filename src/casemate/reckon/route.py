"""The way between two places: great circle or sea lanes, longer where a passage is closed."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from casemate.errors import BadInput, MissingExtra
from casemate.locate.geodesy import distance_m
from casemate.nouns import Where
from casemate.reckon.airspace import MOST_CORNERS, Airspace, LonLat, way_around
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
    shut = [Airspace(ring) for ring in avoid]
    if sum(len(each.passing) for each in shut) > MOST_CORNERS:
        raise BadInput(
            f"closed airspace of more than {MOST_CORNERS} corners: a rough outline is enough"
        )
    for point in points:
        if any(each.holds(*point) for each in shut):
            raise BadInput(
                f"{point[0]:g},{point[1]:g} lies in a closed airspace: leave one of them out"
            )
    metres = sum(way_around(here, there, shut) for here, there in itertools.pairwise(points))
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
