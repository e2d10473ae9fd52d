"""Tracks one after the other as columns, ready for finding events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casemate.track.positions import Codes, Floats, Ints, Mask, Positions
from casemate.track.rules import Rules
from casemate.track.separate import Separated
from casemate.track.still import still


@dataclass(frozen=True, slots=True)
class Tracks:
    """Positions sorted by entity, track and time, displaced runs left out.

    first: whether a track begins here. track: 0 is the entity's own. air: an aircraft's.
    unspoken: its track never reports a speed. shared: its entity has more than one track.
    displaced: how many displaced positions of any entity came before, in the order of entity and
    time.
    """

    positions: Positions
    track: Codes
    first: Mask
    x: Floats
    y: Floats
    z: Floats
    air: Mask
    unspoken: Mask
    shared: Mask
    displaced: Ints

    def __len__(self) -> int:
        return len(self.first)

    def displaced_before(self, at: Ints) -> Mask:
        """Whether displaced positions came in between these positions and the ones before."""
        found: Mask = self.displaced[at] != self.displaced[at - 1]
        return found


def tracks_of(found: Separated) -> Tracks:
    """The tracks that stand in their own right, each in one piece."""
    raw = np.flatnonzero(found.kept)
    number = found.track[raw]
    shared = np.zeros(len(raw), bool)
    if number.any():
        entities = found.positions.entity[raw].astype(np.int64)
        several = np.unique(entities[number > 0])
        shared = np.isin(entities, several)
        order = np.argsort(entities * 4096 + number, kind="stable")
        raw, number, shared = raw[order], number[order], shared[order]
    whole = len(raw) == len(found.kept) and not number.any()
    positions = found.positions if whole else found.positions.take(raw)
    x, y, z = (c if whole else c[raw] for c in (found.x, found.y, found.z))
    air = found.air if whole else found.air[raw]
    before: Ints = np.cumsum(~found.kept, dtype=np.int64)[raw]
    first = np.ones(len(raw), bool)
    first[1:] = (np.diff(positions.entity) != 0) | (np.diff(number) != 0)
    unspoken = _unspoken(positions, first)
    return Tracks(positions, number, first, x, y, z, air, unspoken, shared, before)


def _unspoken(positions: Positions, first: Mask) -> Mask:
    unknown = np.isnan(positions.speed_kn)
    if not unknown.any():
        return unknown
    # A single missing speed decides nothing; a track without any is judged by its positions.
    starts = np.flatnonzero(first)
    whole = np.logical_and.reduceat(unknown, starts)
    found: Mask = np.repeat(whole, np.diff(np.append(starts, len(first))))
    return found


def pace(tracks: Tracks, where: Mask, rules: Rules) -> tuple[Mask, Mask]:
    """Which positions are slow and which are moving; neither holds between the two thresholds.

    By reported speed; for tracks without any, by whether they stay within `still_m` for
    `still_h`, found where the mask holds and only there.
    """
    speed = tracks.positions.speed_kn
    slow, moving = speed <= np.float32(rules.stop_kn), speed >= np.float32(rules.moving_kn)
    wanted = np.flatnonzero(where & tracks.unspoken)
    if not len(wanted):
        return slow, moving
    part = _around(tracks, wanted, rules.still_h * 3600)
    first = tracks.first[part]
    first[0] = True
    first[1:] |= np.diff(part) != 1
    ours = tracks.positions
    found = still(
        ours.time_s[part],
        ours.lat_deg[part],
        ours.lon_deg[part],
        first,
        rules.still_h * 3600,
        rules.still_m,
    )
    slow[part], moving[part] = found, ~found
    return slow, moving


def _around(tracks: Tracks, wanted: Ints, seconds: float) -> Ints:
    """The wanted positions with all others of their tracks that lie within so many seconds."""
    time_s, first = tracks.positions.time_s, tracks.first
    # All tracks on one time line, farther apart than any window reaches.
    number = np.cumsum(first) - 1
    line = time_s - time_s.min()
    line += number * (line.max() + 2 * seconds + 1)
    # Only the ends of consecutive stretches need looking up.
    new = np.ones(len(wanted), bool)
    new[1:] = (np.diff(wanted) != 1) | first[wanted[1:]]
    heads = np.flatnonzero(new)
    low, high = wanted[heads], wanted[np.append(heads[1:], len(wanted)) - 1]
    begin = np.searchsorted(line, line[low] - seconds, side="left")
    end = np.searchsorted(line, line[high] + seconds, side="right")
    change = np.bincount(begin, minlength=len(line) + 1)
    change -= np.bincount(np.minimum(end, len(line)), minlength=len(line) + 1)
    found: Ints = np.flatnonzero(np.cumsum(change[: len(line)]) > 0)
    return found
