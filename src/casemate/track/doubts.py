"""What makes a track that passes the jump test doubtful all the same.

Two signs that published analyses of falsified AIS rest on (Bergman 2019 and 2021, SkyTruth and
Global Fishing Watch): a piece of track whose shape is repeated exactly, at another time or under
another identity; and implausible company, several vessels reporting the very same changing
positions at the same time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from casemate.track.event import Event
from casemate.track.positions import Floats, Ints, Names
from casemate.track.stays import Stays
from casemate.track.tracks import Tracks

_STEPS = 8  # successive moving steps that must agree
_GRID_DEG = 1e-5  # about a metre: receivers' noise alone keeps honest tracks from agreeing
_LEAST_DEG = 2e-4  # a step shorter than about 20 m is not moving
_LEAST_KN = 1.0
_MOST_ROWS = 10_000_000
_MIX = np.uint64(0x9E3779B97F4A7C15)


def repeated_shapes(tracks: Tracks, stays: Stays) -> dict[int, int]:
    """Stays in which a shape occurs that occurs elsewhere too: stay to position of the other.

    Only positions inside stays are looked at. A shape is a run of eight moving steps, compared by
    their differences in latitude and longitude to a metre.
    """
    begins, lasts = stays.begin, stays.last
    sizes = lasts - begins + 1
    if not len(sizes) or sizes.sum() > _MOST_ROWS:
        return {}
    of = np.repeat(np.arange(len(begins)), sizes)
    at = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes - begins, sizes)
    ours = tracks.positions
    # Most of a stay is spent lying still; only what moves has a shape.
    going = np.flatnonzero(~(ours.speed_kn[at] < _LEAST_KN))
    of, at = of[going], at[going]
    lat, lon = ours.lat_deg[at], ours.lon_deg[at]
    down, right = np.diff(lat), np.diff(lon)
    moving = (np.abs(down) + np.abs(right) > _LEAST_DEG) & (np.diff(of) == 0) & (np.diff(at) == 1)
    if len(moving) < _STEPS:
        return {}
    steady = sliding_window_view(moving, _STEPS).all(axis=1)
    rows = np.flatnonzero(steady)
    if len(rows) < 2:
        return {}
    windows = rows[:, None] + np.arange(_STEPS)
    # A straight and even course repeats itself; a shape must turn or change its pace.
    spread = np.ptp(down[windows], axis=1) + np.ptp(right[windows], axis=1)
    windows, rows = windows[spread > _LEAST_DEG], rows[spread > _LEAST_DEG]
    key = _hash(down[windows], right[windows])
    shape = np.zeros(len(rows), np.uint64)
    for step in range(_STEPS):
        shape = shape * _MIX + key[:, step]
    by_shape = np.argsort(shape, kind="stable")
    order = rows[by_shape]
    twin = np.flatnonzero(shape[by_shape][1:] == shape[by_shape][:-1])
    found: dict[int, int] = {}
    for a, b in zip(order[twin].tolist(), order[twin + 1].tolist(), strict=True):
        # Pieces of one straight even course agree with themselves a step later.
        if abs(at.item(a) - at.item(b)) >= _STEPS:
            found.setdefault(of.item(a), at.item(b))
            found.setdefault(of.item(b), at.item(a))
    return found


def shape_notes(found: dict[int, int], tracks: Tracks, names: Names) -> dict[int, str]:
    """The caveat for each such stay."""
    ours = tracks.positions
    return {
        stay: "its track repeats a shape to the metre, also under "
        f"{names.entities[ours.entity.item(at)]}, row {ours.row.item(at)}: copied or made up"
        for stay, at in found.items()
    }


def implausible_company(events: Sequence[Event]) -> dict[int, str]:
    """Jumps of three or more entities to one place within an hour: event to caveat.

    Such crowds come from interference with satellite navigation, or from falsified positions.
    """
    groups: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for place, event in enumerate(events):
        if event.kind == "jump" and event.lat_deg is not None and event.lon_deg is not None:
            hour = int(event.begin.timestamp() // 3600)
            spot = (round(event.lat_deg * 20), round(event.lon_deg * 20))
            groups[hour, *spot].append(place)
    found: dict[int, str] = {}
    for crowd in groups.values():
        others = {events[place].entity for place in crowd}
        if len(others) >= 3:
            note = f"{len(others)} entities jumped to this place within the hour: interference"
            found.update(dict.fromkeys(crowd, note))
    return found


def doubted(event: Event, note: str | None) -> Event:
    """The event with the note in its caveat."""
    if note is None:
        return event
    return event._replace(caveat=f"{event.caveat}; {note}" if event.caveat else note)


def _hash(down: Floats, right: Floats) -> NDArray[np.uint64]:
    a: Ints = np.round(down / _GRID_DEG).astype(np.int64)
    b: Ints = np.round(right / _GRID_DEG).astype(np.int64)
    mixed = a.astype(np.uint64) * _MIX ^ (b.astype(np.uint64) + _MIX)
    return mixed * np.uint64(0xBF58476D1CE4E5B9)
