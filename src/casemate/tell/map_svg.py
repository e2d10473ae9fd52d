"""A map of where a site lies, drawn as SVG: coast, borders, places, and the site's uncertainty.

Web Mercator, as the tiles are. The circle about the site is its radius of uncertainty where that
is large enough to see; the bar shows the scale at the site's latitude.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from casemate.nouns import Observation, Site, ThinTrack, Where
from casemate.tell.basemap.pmtiles import Tiles
from casemate.tell.basemap.vector_tile import Feature, Layer, layers
from casemate.tell.map_tracks import Drawn, draw_tracks, lines
from casemate.tell.quoting import site_page
from casemate.tell.rendering import short_name

_ARCHIVE = Path(__file__).parent / "basemap" / "basemap_ne10m_z7.pmtiles"
_WIDTH, _HEIGHT = 640.0, 400.0
_EARTH_M = 40_075_016.686
_DEEPEST = 7
_HALF_WIDTH_M = 55_000.0
_NEIGHBOUR_M = 160_000.0
_NAMED_PLACES = 6
_BARS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_POLAR = 85.0
_AGREED = "International boundary"


@dataclass(frozen=True, slots=True)
class SiteMap:
    """svg: the drawing. note: a line under it. tracks: those that are drawn, for the legend."""

    svg: Markup
    note: str
    tracks: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class _View:
    """A window on the Mercator square of side 1: its centre and the width of a picture unit."""

    x: float
    y: float
    unit: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        return (
            round((x - self.x) / self.unit + _WIDTH / 2, 1),
            round((y - self.y) / self.unit + _HEIGHT / 2, 1),
        )

    def at(self, where: Where) -> tuple[float, float]:
        return self.place(*_mercator(where))


def site_map(
    site: Site,
    sites: Sequence[Site],
    seen: Sequence[Observation] = (),
    tracks: Sequence[ThinTrack] = (),
) -> SiteMap | None:
    """The map of a site with its neighbours of the case; None where it has no place.

    seen: observations; those with a place of their own are drawn with its uncertainty. tracks: in
    the order in which they are drawn as long as there is room.
    """
    where = site.where
    if where is None or abs(where.lat_deg) > _POLAR:
        return None
    near = [s for s in sites if s.where and s.id != site.id and _within(where, s.where)]
    view, metres = _view(where, [s.where for s in near if s.where])
    here = [view.at(w) for w in (where, *(s.where for s in near if s.where))]
    ground = list(_ground(view, here))
    drawn = draw_tracks(
        tracks, seen, where, lambda lon, lat: view.place(*_square(lon, lat)), (_WIDTH, _HEIGHT)
    )
    parts = [
        *ground,
        *lines(drawn, here, (_WIDTH, _HEIGHT)),
        *_seen(view, seen, metres),
        *_marks(view, site, where, near, metres),
        _bar(metres),
    ]
    title = escape(f"Map: {site.name} and its surroundings")
    # A picture with links in it is a group: a screen reader would pass over them in an image.
    role = "group" if near or drawn else "img"
    svg = Markup(
        f'<svg class="map" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="{role}" '
        f'aria-label="{title}">{"".join(parts)}</svg>'
    )
    radius = (
        f"{where.radius_m:,.0f} m"
        if where.radius_m < 10_000
        else (f"{where.radius_m / 1000:,.0f} km")
    )
    return SiteMap(
        svg,
        f"The place is known to within {radius}. Coast and borders: Natural Earth, 1:10 million.",
        drawn,
    )


def _view(where: Where, near: list[Where]) -> tuple[_View, float]:
    """The window, and how many metres a picture unit is at the site."""
    x, y = _mercator(where)
    scale = math.cos(math.radians(where.lat_deg)) * _EARTH_M
    points = [_mercator(w) for w in near]
    half = max(
        _HALF_WIDTH_M / scale,
        6 * where.radius_m / scale,
        *(abs(px - x) * 1.25 for px, _ in points),
        *(abs(py - y) * 1.25 * _WIDTH / _HEIGHT for _, py in points),
        0.0,
    )
    unit = 2 * half / _WIDTH
    return _View(x, y, unit), unit * scale


def _ground(view: _View, here: list[tuple[float, float]]) -> Iterator[str]:
    """Land, water, rivers, borders and the names of places, from the tiles under the window."""
    zoom = min(_DEEPEST, max(0, int(math.log2(2.5 / (view.unit * _WIDTH)))))
    count = 1 << zoom
    left, right = view.x - view.unit * _WIDTH / 2, view.x + view.unit * _WIDTH / 2
    top, bottom = view.y - view.unit * _HEIGHT / 2, view.y + view.unit * _HEIGHT / 2
    fills: dict[str, list[str]] = {"land": [], "water": []}
    lines: dict[str, list[str]] = {"coast": [], "river": [], "border": [], "disputed": []}
    named: list[tuple[float, str, float, float]] = []
    for ty in range(max(0, math.floor(top * count)), min(count - 1, int(bottom * count)) + 1):
        for tx in range(math.floor(left * count), int(right * count) + 1):
            data = _tiles().tile(zoom, tx % count, ty)
            if data is None:
                continue
            found = layers(data)
            grid = _Grid(view, tx, ty, count)
            for name, kind in (("land", "land"), ("lakes", "water")):
                fills[kind].extend(grid.fill(f) for f in _features(found, name))
            for f in _features(found, "land"):
                lines["coast"].extend(grid.edges(f, closed=True))
            for f in _features(found, "rivers"):
                lines["river"].extend(grid.edges(f))
            for f in (*_features(found, "borders"), *_features(found, "disputed")):
                lines[_kind_of_border(f)].extend(grid.edges(f))
            named.extend(grid.named(f) for f in _features(found, "places") if f.paths)
    if fills["land"]:
        yield f'<path class="land" stroke="none" d="{"".join(fills["land"])}"/>'
    if fills["water"]:
        yield f'<path class="water" d="{"".join(fills["water"])}"/>'
    for kind in ("river", "border", "disputed", "coast"):
        if lines[kind]:
            yield f'<path class="{kind}" d="{"".join(lines[kind])}"/>'
    yield from _names(named, here)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A tile's own units placed in the picture."""

    view: _View
    tx: int
    ty: int
    count: int
    extent: int = 4096

    def place(self, x: float, y: float) -> tuple[float, float]:
        return self.view.place(
            (self.tx + x / self.extent) / self.count, (self.ty + y / self.extent) / self.count
        )

    def fill(self, feature: Feature) -> str:
        """The rings as path data; tiles overlap a little, which leaves no seams."""
        return "".join(
            f"M{_d([self.place(*p) for p in _clipped(ring, self.extent)])}Z"
            for ring in feature.paths
            if len(_clipped(ring, self.extent)) > 2
        )

    def edges(self, feature: Feature, closed: bool = False) -> Iterator[str]:
        """The lines without those along the tile's own border, which are not on the ground."""
        for path in feature.paths:
            ring = (*path, path[0]) if closed else path
            run: list[tuple[float, float]] = []
            for a, b in itertools.pairwise(ring):
                if self._inside(a, b):
                    run = run or [self.place(*a)]
                    run.append(self.place(*b))
                elif run:
                    yield f"M{_d(run)}"
                    run = []
            if run:
                yield f"M{_d(run)}"

    def _inside(self, a: tuple[int, int], b: tuple[int, int]) -> bool:
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        if not (0 <= x <= self.extent and 0 <= y <= self.extent):
            return False
        px, py = self.place(x, y)
        return -80 < px < _WIDTH + 80 and -80 < py < _HEIGHT + 80

    def named(self, feature: Feature) -> tuple[float, str, float, float]:
        given = feature.properties
        rank = next((given[k] for k in ("scalerank", "SCALERANK") if k in given), 10)
        name = next((given[k] for k in ("name", "NAME") if k in given), "")
        x, y = self.place(*feature.paths[0][0])
        return float(str(rank)), str(name), x, y


def _kind_of_border(feature: Feature) -> str:
    """Only what Natural Earth calls an international boundary is drawn as one; the rest dashed."""
    agreed = str(feature.properties.get("featurecla", "")).startswith(_AGREED)
    return "border" if agreed else "disputed"


def _features(found: dict[str, Layer], name: str) -> tuple[Feature, ...]:
    layer = found.get(name)
    return () if layer is None else layer.features


def _names(
    named: list[tuple[float, str, float, float]], here: list[tuple[float, float]]
) -> Iterator[str]:
    """The largest places, clear of each other and of the sites; their own are added to `here`."""
    most = _NAMED_PLACES + len(here)
    for _, name, x, y in sorted(set(named)):
        inside = 20 < x < _WIDTH - 70 and 16 < y < _HEIGHT - 24
        if not name or not inside or any(abs(x - a) < 90 and abs(y - b) < 22 for a, b in here):
            continue
        here.append((x, y))
        yield f'<circle class="other" cx="{x}" cy="{y}" r="2"/>'
        yield f'<text x="{x + 6}" y="{y + 4}">{escape(name)}</text>'
        if len(here) == most:
            return


def _seen(view: _View, seen: Sequence[Observation], metres: float) -> Iterator[str]:
    """Observations in the window, newest last and so on top, each with when it became known."""
    for observation in sorted(seen, key=lambda o: (str(o.known), o.id)):
        if observation.where is None:
            continue
        x, y = view.at(observation.where)
        if not (0 <= x <= _WIDTH and 0 <= y <= _HEIGHT):
            continue
        radius = max(4.0, observation.where.radius_m / metres)
        known = observation.known.first_day or "9999-12-31"
        yield (
            f'<circle class="seen" data-known="{known}" cx="{x}" cy="{y}" r="{radius:.1f}">'
            f"<title>{escape(observation.text)}</title></circle>"
        )


def _marks(view: _View, site: Site, where: Where, near: list[Site], metres: float) -> Iterator[str]:
    for other in near:
        assert other.where is not None
        x, y = view.at(other.where)
        name = escape(short_name(other.names, other.name))
        yield (
            f'<a href="{escape(site_page(other.id))}"><circle class="near" cx="{x}" cy="{y}" '
            f'r="6"/><text class="site" x="{x + 11}" y="{y - 6}">{name}</text></a>'
        )
    x, y = view.at(where)
    radius = max(9.0, where.radius_m / metres)
    yield f'<circle class="near" cx="{x}" cy="{y}" r="{radius:.1f}"/>'
    yield f'<circle class="here" cx="{x}" cy="{y}" r="3.5"/>'
    yield (f'<text class="site" x="{x + radius + 6:.1f}" y="{y - 6}">{escape(site.name)}</text>')


def _bar(metres: float) -> str:
    """A scale bar of a round length, a quarter of the width at most."""
    km = max((k for k in _BARS_KM if k * 1000 / metres <= _WIDTH / 4), default=_BARS_KM[0])
    length = km * 1000 / metres
    left, y = 16.0, _HEIGHT - 14
    return (
        f'<path class="scale" d="M{left} {y - 5}V{y}H{left + length:.1f}V{y - 5}"/>'
        f'<text x="{left + length + 7:.1f}" y="{y + 1}">{km} km</text>'
    )


def _clipped(ring: Sequence[tuple[int, int]], extent: int) -> list[tuple[int, int]]:
    """Points pulled onto the tile's edge with a little overlap (a clamp keeps fills right)."""
    low, high = -8, extent + 8
    out: list[tuple[int, int]] = []
    for x, y in ring:
        point = (min(max(x, low), high), min(max(y, low), high))
        if not out or out[-1] != point:
            out.append(point)
    return out


def _d(points: Sequence[tuple[float, float]]) -> str:
    out: list[str] = []
    last: tuple[float, float] | None = None
    for point in points:
        if point != last:
            out.append(f"{point[0]:g} {point[1]:g}")
        last = point
    return "L".join(out)


def _mercator(where: Where) -> tuple[float, float]:
    return _square(where.lon_deg, where.lat_deg)


def _square(lon_deg: float, lat_deg: float) -> tuple[float, float]:
    """On the Mercator square of side 1; longitudes beyond 180 degrees lie beyond it."""
    lat = math.radians(lat_deg)
    return lon_deg / 360 + 0.5, 0.5 - math.asinh(math.tan(lat)) / (2 * math.pi)


def _within(one: Where, other: Where) -> bool:
    north = (one.lat_deg - other.lat_deg) * _EARTH_M / 360
    east = (one.lon_deg - other.lon_deg) * _EARTH_M / 360 * math.cos(math.radians(one.lat_deg))
    return math.hypot(north, east) <= _NEIGHBOUR_M


@functools.cache
def _tiles() -> Tiles:
    return Tiles(_ARCHIVE)
