"""Tracks as lines on a site's map, with what is said of each beside the map.

A line joins positions; it is dashed where nothing was received in between. What would make a page
heavy or a map a tangle is left out, and counted.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from markupsafe import escape

from casemate.nouns import Observation, ThinTrack, TrackCitation, TrackPoint, Where
from casemate.tell.wording import SHORT_MONTHS, plural

MOST_TRACKS = 40
MOST_POINTS = 4_000
# Colours that differ for most eyes (after Okabe and Ito, 2008) and stand out on land and sea; the
# style sheet gives each its shade.
COLOURS = 6
_BEYOND_PX = 40.0
_COARSEST_PX = 64.0
# More names than this hide the lines; the others are told below and on pointing.
_NAMED = 8
_LONGEST_NAME = 28
_NAME_PX = 110.0
_LETTER_PX = 6.7

Place = Callable[[float, float], tuple[float, float]]
Dot = tuple[float, float, bool]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A track on the map and its entry in the legend.

    anchor: id of the entry. label: the entity as it is called. colour: number of its colour.
    window, rows: first to last, in words. files: SHA-256 of each. seen: ids of the observations
    at the site that rest on it, the newest first. known: ISO day.
    """

    anchor: str
    label: str
    colour: int
    window: str
    rows: str
    files: tuple[str, ...]
    positions: int
    simulated: bool
    known: str
    seen: tuple[str, ...]
    runs: tuple[tuple[Dot, ...], ...]
    last: tuple[float, float] | None

    @property
    def points(self) -> int:
        """How many points are drawn."""
        return sum(map(len, self.runs))


def subjects_of(observations: Sequence[Observation]) -> tuple[str, ...]:
    """Entities that positions show at a site: most observations first, then the latest seen."""
    counted: Counter[str] = Counter()
    latest: dict[str, int] = {}
    for o in observations:
        if o.subject is None or not _tracked(o):
            continue
        counted[o.subject] += 1
        day = (o.valid.first_day or date.min).toordinal()
        latest[o.subject] = max(day, latest.get(o.subject, 0))
    return tuple(sorted(counted, key=lambda e: (-counted[e], -latest[e], e)))


def draw_tracks(
    tracks: Sequence[ThinTrack],
    observations: Sequence[Observation],
    centre: Where,
    place: Place,
    size: tuple[float, float],
) -> tuple[Drawn, ...]:
    """The tracks that come into the window, in the order given, as far as there is room.

    place: longitude and latitude to picture units. size: of the window, in picture units.
    """
    drawn: list[Drawn] = []
    points = 0
    share = MOST_POINTS // max(1, min(len(tracks), MOST_TRACKS))
    for track in tracks:
        if len(drawn) == MOST_TRACKS:
            break
        runs = _in_window(track, centre, place, size)
        runs = _coarser(runs, share)
        count = sum(map(len, runs))
        if not runs or points + count > MOST_POINTS:
            continue
        points += count
        drawn.append(_drawn(track, len(drawn), runs, observations, size))
    return tuple(drawn)


def lines(
    drawn: Sequence[Drawn], here: Sequence[tuple[float, float]], size: tuple[float, float]
) -> Iterator[str]:
    """The lines as SVG, each a link to its entry in the legend, labelled clear of `here`."""
    boxes = [(x - 8, y - 18, x + _NAME_PX, y + 8) for x, y in here]
    labels = [
        _label(one, _cut(one.label, _LONGEST_NAME) + _made_up(one), boxes, size)
        for one in drawn[:_NAMED]
    ]
    for one in reversed(drawn):
        hashes = ", ".join(_cut(file, 12) for file in one.files)
        tip = escape(f"{one.label}{_made_up(one)}, {one.window} UTC, {one.rows}, sha256 {hashes}")
        yield (
            f'<a class="way c{one.colour}" href="#{one.anchor}" data-known="{one.known}" '
            f'aria-label="{tip}"><title>{tip}</title>{_paths(one)}</a>'
        )
    yield from labels


def not_drawn(observations: Sequence[Observation], drawn: Sequence[Drawn]) -> str:
    """What the map leaves out, in words; "" when nothing is."""
    shown = {id for one in drawn for id in one.seen}
    entities = {o.subject for o in observations if _tracked(o) and o.subject is not None}
    left = len(entities - {o.subject for o in observations if o.id in shown})
    if not left:
        return ""
    return f"Not drawn: the tracks of {plural(left, 'more entity', 'more entities')}."


def _tracked(observation: Observation) -> bool:
    return any(isinstance(c, TrackCitation) for c in observation.citations)


def _drawn(
    track: ThinTrack,
    number: int,
    runs: tuple[tuple[Dot, ...], ...],
    observations: Sequence[Observation],
    size: tuple[float, float],
) -> Drawn:
    seen = [
        o
        for o in observations
        if o.subject == track.entity
        and any(isinstance(c, TrackCitation) and c.capture in track.captures for c in o.citations)
    ]
    seen.sort(key=lambda o: (o.valid.first_day or date.min, o.id), reverse=True)
    name = f"{track.name} ({track.entity})" if track.name else track.entity
    ends = [(x, y) for x, y, _ in runs[-1] if 0 <= x <= size[0] and 0 <= y <= size[1]]
    return Drawn(
        anchor=f"way-{number + 1}",
        label=name if track.number == 0 else f"{name}, track {track.number + 1}",
        colour=number % COLOURS,
        window=f"{_moment(track.points[0].at)} to {_moment(track.points[-1].at)}",
        rows=_rows(track),
        files=track.captures,
        positions=track.of,
        simulated=track.simulated,
        known="9999-12-31" if track.known is None else track.known.date().isoformat(),
        seen=tuple(o.id for o in seen),
        runs=runs,
        last=ends[-1] if ends else None,
    )


def _rows(track: ThinTrack) -> str:
    """First and last row in each file; between them may be rows of other entities."""
    return "rows " + ", ".join(f"{first} to {last}" for first, last in track.rows)


def _moment(at: datetime) -> str:
    moment = at.astimezone(UTC)
    return f"{moment.day} {SHORT_MONTHS[moment.month - 1]} {moment.year} {moment:%H:%M}"


def _in_window(
    track: ThinTrack, centre: Where, place: Place, size: tuple[float, float]
) -> tuple[tuple[Dot, ...], ...]:
    """The pieces of the line that touch the window."""

    def dot(point: TrackPoint) -> Dot:
        # The way around the globe on which the point is nearer.
        turns = round((centre.lon_deg - point.lon_deg) / 360)
        x, y = place(point.lon_deg + 360 * turns, max(-85.0, min(85.0, point.lat_deg)))
        return x, y, point.silent

    def meets(a: Dot, b: Dot) -> bool:
        return all(
            min(a[axis], b[axis]) <= size[axis] + _BEYOND_PX
            and max(a[axis], b[axis]) >= -_BEYOND_PX
            for axis in (0, 1)
        )

    half = abs(place(180.0, 0.0)[0] - place(0.0, 0.0)[0])
    runs: list[tuple[Dot, ...]] = []
    run: list[Dot] = []
    dots = [dot(point) for point in track.points]
    if len(dots) == 1 and meets(dots[0], dots[0]):
        return ((dots[0],),)
    for a, b in itertools.pairwise(dots):
        if abs(a[0] - b[0]) < half and meets(a, b):
            run = run or [a]
            run.append(b)
        elif run:
            runs.append(tuple(run))
            run = []
    return (*runs, tuple(run)) if run else tuple(runs)


def _coarser(runs: tuple[tuple[Dot, ...], ...], most: int) -> tuple[tuple[Dot, ...], ...]:
    """The same lines by points farther from each other, until there are few enough."""
    apart = 0.7
    while True:
        found = tuple(_apart(run, apart) for run in runs)
        if sum(map(len, found)) <= most or apart > _COARSEST_PX:
            return found
        apart *= 2


def _apart(run: tuple[Dot, ...], apart: float) -> tuple[Dot, ...]:
    kept = [run[0]]
    silent = False
    for dot in run[1:-1]:
        silent = silent or dot[2]
        if math.dist(dot[:2], kept[-1][:2]) >= apart:
            kept.append((dot[0], dot[1], silent))
            silent = False
    if len(run) > 1:
        kept.append((run[-1][0], run[-1][1], silent or run[-1][2]))
    return tuple(kept)


def _paths(one: Drawn) -> str:
    """Received pieces, silent ones, and a dot at the last position."""
    heard: list[str] = []
    silent: list[str] = []
    for run in one.runs:
        for quiet, pairs in itertools.groupby(itertools.pairwise(run), lambda ab: ab[1][2]):
            listed = list(pairs)
            points = [listed[0][0], *(b for _, b in listed)]
            line = "M" + "L".join(f"{x:g} {y:g}" for x, y, _ in points)
            (silent if quiet else heard).append(line)
    parts = []
    if heard or silent:
        # A broad unseen line, so that a pointer or a finger finds the narrow one.
        parts.append(f'<path class="reach" d="{"".join(heard + silent)}"/>')
    if heard:
        parts.append(f'<path d="{"".join(heard)}"/>')
    if silent:
        parts.append(f'<path class="silent" d="{"".join(silent)}"/>')
    if one.last is not None:
        parts.append(f'<circle cx="{one.last[0]:g}" cy="{one.last[1]:g}" r="3"/>')
    return "".join(parts)


def _label(one: Drawn, words: str, boxes: list[Box], size: tuple[float, float]) -> str:
    """The words at an end or bend of the line where they are clear of the others; else none."""
    width = _LETTER_PX * len(words)
    dots = [dot for run in one.runs for dot in run]
    middle = sum(y for _, y, _ in dots) / len(dots)
    for x, y in ([one.last] if one.last else []) + [(x, y) for x, y, _ in dots]:
        # Away from the rest of the line: above where that lies below, else below.
        base = y - 8 if y <= middle else y + 17
        for left in (x - 8, x + 8 - width):
            box = (left, base - 11, left + width, base + 3)
            inside = left > 4 and box[1] > 4 and box[2] < size[0] - 4 and box[3] < size[1] - 28
            if inside and not any(_overlap(box, other) for other in boxes):
                boxes.append(box)
                return (
                    f'<text class="way c{one.colour}" data-known="{one.known}" '
                    f'x="{left:.1f}" y="{base:.1f}">{escape(words)}</text>'
                )
    return ""


def _overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _made_up(one: Drawn) -> str:
    return " (simulated)" if one.simulated else ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"
