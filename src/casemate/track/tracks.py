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
    slow, moving: by reported speed, or by the extent of the positions where none is reported;
    neither holds between the two thresholds. shared: its entity has more than one track.
    displaced: how many displaced positions of any entity came before, in the order of entity and
    time. derived: speed not reported.
    """

    positions: Positions
    track: Codes
    first: Mask
    x: Floats
    y: Floats
    z: Floats
    air: Mask
    slow: Mask
    moving: Mask
    derived: Mask
    shared: Mask
    displaced: Ints

    def __len__(self) -> int:
        return len(self.first)

    def displaced_before(self, at: Ints) -> Mask:
        """Whether displaced positions came in between these positions and the ones before."""
        found: Mask = self.displaced[at] != self.displaced[at - 1]
        return found


def tracks_of(found: Separated, rules: Rules) -> Tracks:
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
    x, y, z, air = (c if whole else c[raw] for c in (found.x, found.y, found.z, found.air))
    before = np.cumsum(~found.kept)[raw]
    first = np.ones(len(raw), bool)
    first[1:] = (np.diff(positions.entity) != 0) | (np.diff(number) != 0)
    slow, moving, derived = _pace(positions, (x, y, z), first, rules)
    return Tracks(positions, number, first, x, y, z, air, slow, moving, derived, shared, before)


def _pace(
    positions: Positions, vectors: tuple[Floats, Floats, Floats], first: Mask, rules: Rules
) -> tuple[Mask, Mask, Mask]:
    speed = positions.speed_kn
    slow, moving = speed <= np.float32(rules.stop_kn), speed >= np.float32(rules.moving_kn)
    derived = np.zeros(len(speed), bool)
    unknown = np.isnan(speed)
    if unknown.any() and len(speed):
        # Only tracks that never report a speed: a single missing one decides nothing.
        starts = np.flatnonzero(first)
        sizes = np.diff(np.append(starts, len(first)))
        without = np.repeat(np.minimum.reduceat(unknown, starts), sizes)
        if without.any():
            part = np.flatnonzero(without)
            found = still(
                positions.time_s[part],
                positions.lat_deg[part],
                positions.lon_deg[part],
                first[part],
                rules.still_h * 3600,
                rules.still_m,
            )
            slow[part], moving[part], derived[part] = found, ~found, True
    return slow, moving, derived
