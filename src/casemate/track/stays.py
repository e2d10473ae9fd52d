"""Stays at sites: from the first position inside to the first one outside again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casemate.track.fences import Fence, near
from casemate.track.positions import Ints, Mask
from casemate.track.rules import Rules
from casemate.track.tracks import Tracks, pace


@dataclass(frozen=True, slots=True)
class Stays:
    """One entry per stay; begin and last are indices of its first and last positions inside.

    fence: index. entered, left: whether a position of the same track was seen before and after
    (then begin - 1 and last + 1 are outside). has_stop: it holds a stop; silent: an in-port gap.
    landed, last_on_ground: first and last position of an aircraft on the ground, -1 without one.
    """

    fence: Ints
    begin: Ints
    last: Ints
    entered: Mask
    left: Mask
    has_stop: Mask
    silent: Mask
    landed: Ints
    last_on_ground: Ints

    @property
    def is_visit(self) -> Mask:
        """A stay with a stop, an in-port gap or a landing; the others are transits."""
        found: Mask = self.has_stop | self.silent | (self.landed >= 0)
        return found


@dataclass(frozen=True, slots=True)
class StaysFound:
    """Stays, with the stops and the silences inside them as (stay, first, last position)."""

    stays: Stays
    stops: tuple[Ints, Ints, Ints]
    gaps: tuple[Ints, Ints, Ints]


def find_stays(
    tracks: Tracks, fences: Sequence[Fence], rules: Rules, with_stops: bool = True
) -> StaysFound:
    """Stays of every track at every fence. with_stops: without, no stay is known to hold one.

    Inside from the first position within the entry distance (and below the ceiling), outside from
    the first beyond the exit distance; a position in between changes nothing.
    """
    ours = tracks.positions
    n = len(ours)
    fence_no: list[Ints] = []
    begins: list[Ints] = []
    lasts: list[Ints] = []
    candidates = (
        np.flatnonzero(near(fences, ours.lat_deg, ours.lon_deg)) if n else np.empty(0, np.int64)
    )
    lat, lon = ours.lat_deg[candidates], ours.lon_deg[candidates]
    for number, fence in enumerate(fences):
        margin = fence.reach_km / 110.0
        band = np.flatnonzero(np.abs(lat - fence.lat_deg) <= margin)
        if not len(band):
            continue
        rows = candidates[band]
        vectors = (tracks.x[rows], tracks.y[rows], tracks.z[rows])
        inside, outside = fence.sides(lat[band], lon[band], vectors)
        held = ~outside
        rows = rows[held]
        here = inside[held] & _low(tracks, rows, fence)
        begin, last = _chunks(rows, here, tracks.first)
        begins.append(begin)
        lasts.append(last)
        fence_no.append(np.full(len(begin), number))
    if not begins:
        begins, lasts, fence_no = [np.empty(0, np.int64)], [np.empty(0, np.int64)], []
    begin, last = np.concatenate(begins), np.concatenate(lasts)
    numbers = np.concatenate(fence_no) if fence_no else np.empty(0, np.int64)
    order = np.argsort(begin, kind="stable")
    return _described(tracks, numbers[order], begin[order], last[order], rules, with_stops)


def _low(tracks: Tracks, rows: Ints, fence: Fence) -> Mask:
    air = tracks.air[rows]
    if not air.any():
        return np.ones(len(rows), bool)
    ours = tracks.positions
    altitude = ours.alt_m[rows]
    # Without an altitude, an aircraft faster than any approach is taken to be passing over.
    unknown = np.isnan(altitude) & ~(ours.speed_kn[rows] > 200)
    found: Mask = ~air | (altitude <= fence.ceiling_m) | unknown | (ours.ground[rows] == 1)
    return found


def _chunks(rows: Ints, here: Mask, first: Mask) -> tuple[Ints, Ints]:
    """First position inside, and last position held, of each run of consecutive rows."""
    if not here.any():
        empty = np.empty(0, np.int64)
        return empty, empty
    new = np.ones(len(rows), bool)
    new[1:] = (np.diff(rows) != 1) | first[rows[1:]]
    chunk = np.cumsum(new) - 1
    chunk_last = rows[np.append(np.flatnonzero(new)[1:], len(rows)) - 1]
    inside = np.flatnonzero(here)
    of = chunk[inside]
    opening = np.ones(len(of), bool)
    opening[1:] = np.diff(of) != 0
    return rows[inside[opening]], chunk_last[of[opening]]


def _described(
    tracks: Tracks, fence: Ints, begin: Ints, last: Ints, rules: Rules, with_stops: bool
) -> StaysFound:
    n = len(tracks)
    count = len(begin)
    entered = ~tracks.first[begin]
    left = np.zeros(count, bool)
    inner = last + 1 < n
    left[inner] = ~tracks.first[last[inner] + 1]
    # Every position of every stay, one after the other (stays of two fences may overlap).
    sizes = last - begin + 1
    of = np.repeat(np.arange(count), sizes)
    offset = np.cumsum(sizes) - sizes
    at = np.arange(int(sizes.sum())) - np.repeat(offset - begin, sizes)
    if not with_stops:
        slow = moving = np.zeros(len(at), bool)
    elif tracks.unspoken.any():
        where = np.zeros(n, bool)
        where[at] = True
        slow, moving = (column[at] for column in pace(tracks, where, rules))
    else:
        speed = tracks.positions.speed_kn[at]
        slow, moving = speed <= np.float32(rules.stop_kn), speed >= np.float32(rules.moving_kn)
    stop_of, stop_first, stop_last = spells(of, at, slow, moving)
    seconds = np.zeros(len(at))
    if len(at):
        seconds[1:] = np.diff(tracks.positions.time_s[at])
        seconds[offset] = 0
    silent = np.flatnonzero(seconds > rules.port_gap_h * 3600)
    silent = silent[~tracks.displaced_before(at[silent])]
    has_stop, has_gap = np.zeros(count, bool), np.zeros(count, bool)
    has_stop[stop_of] = True
    has_gap[of[silent]] = True
    on = np.flatnonzero((tracks.positions.ground[at] == 1) & tracks.air[at])
    landed, last_on_ground = np.full(count, -1), np.full(count, -1)
    # Of several assignments to one place the last one stays.
    landed[of[on[::-1]]] = at[on[::-1]]
    last_on_ground[of[on]] = at[on]
    return StaysFound(
        Stays(fence, begin, last, entered, left, has_stop, has_gap, landed, last_on_ground),
        (stop_of, stop_first, stop_last),
        (of[silent], at[silent] - 1, at[silent]),
    )


def spells(of: Ints, at: Ints, slow: Mask, moving: Mask) -> tuple[Ints, Ints, Ints]:
    """Stops: from the first slow position to the last before one that moves.

    of: what each position `at` belongs to; a stop does not reach from one to the next. Returns
    that, and the first and last position, of each stop.
    """
    empty = np.empty(0, np.int64)
    if not slow.any():
        return empty, empty, empty
    # Numbering the stretches between moving positions tells which slow ones belong together.
    stretch = np.cumsum(moving)
    which = np.flatnonzero(slow)
    new = np.ones(len(which), bool)
    new[1:] = (np.diff(stretch[which]) != 0) | (np.diff(of[which]) != 0)
    start = np.flatnonzero(new)
    end = np.append(start[1:], len(which)) - 1
    return of[which[start]], at[which[start]], at[which[end]]
