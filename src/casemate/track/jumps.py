"""Steps no vessel can make: displaced runs, and the to and fro of a shared identity."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from casemate.track.event import Event
from casemate.track.maker import Maker
from casemate.track.positions import Ints, Mask
from casemate.track.rules import Rules
from casemate.track.separate import Separated

_DISPLACED = "positions displaced: falsified, interfered with, or a receiver's mistake"
_SHARED = "two transmitters under one identity, or falsified positions"
_SHORT = "very short step: a wrong clock or receivers that disagree"


def jump_events(found: Separated, maker: Maker, rules: Rules) -> Iterator[Event]:
    """One event for each run away from the entity's own track, and for each short fast step.

    A run's event begins with its first position and ends with the first one after it. Every step
    that is too fast belongs to exactly one event and is counted in its `steps`. Where a second
    transmitter makes more than `jumps_listed` runs, they are one event with the count.
    """
    n = len(found.track)
    if not n:
        return
    away = found.track > 0
    new = found.first.copy()
    new[1:] |= np.diff(found.track) != 0
    begins = np.flatnonzero(new & away)
    all_begins = np.append(np.flatnonzero(new), n)
    ends = all_begins[np.searchsorted(all_begins, begins, side="right")]
    opens = found.first
    # A step into or out of a run is the run's; between two runs it is the later one's.
    back = (ends < n) & ~opens[np.minimum(ends, n - 1)]
    home = back & ~away[np.minimum(ends, n - 1)]
    steps = found.too_fast[begins].astype(int) + (home & found.too_fast[np.minimum(ends, n - 1)])
    kept = found.kept[begins]
    listed = np.ones(len(begins), bool)
    for one in _crowds(found, begins, kept, rules):
        listed[one] = False
        first, last = begins.item(one[0]), min(ends.item(one[-1]), n - 1)
        yield maker.event(
            "jump",
            None,
            first,
            last if back[one[-1]] else ends.item(one[-1]) - 1,
            moved=True,
            steps=int(steps[one].sum()),
            caveat=f"{_SHARED}: {len(one)} runs away from its own track, summed up",
        )
    for run in np.flatnonzero(listed & (steps > 0)).tolist():
        first = begins.item(run)
        last = ends.item(run) if back[run] else ends.item(run) - 1
        yield maker.event(
            "jump",
            None,
            first,
            last,
            moved=True,
            steps=steps.item(run),
            caveat=_SHARED if kept[run] else _DISPLACED,
        )
    # Fast steps within one track: too short to lead anywhere else.
    inner = found.too_fast.copy()
    inner[begins] = False
    inner[ends[home]] = False
    for last in np.flatnonzero(inner).tolist():
        yield maker.event("jump", None, last - 1, last, moved=True, steps=1, caveat=_SHORT)


def shared_events(found: Separated, maker: Maker) -> Iterator[Event]:
    """One event for each second track under one identity, over the time it was in use."""
    other = found.kept & (found.track > 0)
    if not other.any():
        return
    at = np.flatnonzero(other)
    key = found.positions.entity[at].astype(np.int64) * 4096 + found.track[at]
    for one in np.unique(key).tolist():
        rows = at[key == one]
        yield maker.event(
            "shared_identity",
            None,
            int(rows[0]),
            int(rows[-1]),
            moved=True,
            caveat=f"{len(rows)} positions that the entity's own track cannot have reached: "
            f"{_SHARED}",
        )


def _crowds(found: Separated, begins: Ints, kept: Mask, rules: Rules) -> Iterator[Ints]:
    which = np.flatnonzero(kept)
    if len(which) <= rules.jumps_listed:
        return
    key = found.positions.entity[begins[which]].astype(np.int64) * 4096
    key += found.track[begins[which]]
    for one in np.unique(key).tolist():
        runs = which[key == one]
        if len(runs) > rules.jumps_listed:
            yield runs
