"""Ships that stay slow for long, outside every site."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from casemate.track.distances import EARTH_KM, KM_PER_NM
from casemate.track.event import Event
from casemate.track.maker import Maker
from casemate.track.positions import Mask
from casemate.track.rules import Rules
from casemate.track.stays import Stays
from casemate.track.tracks import Tracks


def in_stays(stays: Stays, n: int) -> Mask:
    """Which of `n` positions lie in some stay."""
    change = np.bincount(stays.begin, minlength=n + 1)
    change -= np.bincount(stays.last + 1, minlength=n + 1)
    found: Mask = np.cumsum(change[:n]) > 0
    return found


def slow_spells(tracks: Tracks, busy: Mask, rules: Rules) -> tuple[Mask, Mask]:
    """Which positions are slow ships' outside every site, and where a spell of them breaks.

    A spell also breaks at a silence longer than `port_gap_h`: nobody knows what it did then.
    """
    slow = tracks.positions.speed_kn <= np.float32(rules.encounter_kn)
    if tracks.unspoken.any():
        slow |= tracks.unspoken & _slow_steps(tracks, rules)
    slow &= ~busy & ~tracks.air
    broken = tracks.first.copy()
    broken[1:] |= np.diff(tracks.positions.time_s) > rules.port_gap_h * 3600
    return slow, broken


def _slow_steps(tracks: Tracks, rules: Rules) -> Mask:
    """Whether the steps to and from a position are no faster than `encounter_kn`."""
    square = np.diff(tracks.x) ** 2 + np.diff(tracks.y) ** 2 + np.diff(tracks.z) ** 2
    reach = np.diff(tracks.positions.time_s) * (rules.encounter_kn * KM_PER_NM / 3600 / EARTH_KM)
    slow = (square <= reach**2) | tracks.first[1:]
    found = np.ones(len(tracks), bool)
    found[1:] &= slow
    found[:-1] &= slow
    return found


def loitering_events(
    tracks: Tracks, slow: Mask, broken: Mask, maker: Maker, rules: Rules
) -> Iterator[Event]:
    """Spells of `loiter_h` or more under `encounter_kn`."""
    rows = np.flatnonzero(slow)
    if not len(rows):
        return
    new = np.ones(len(rows), bool)
    new[1:] = (np.diff(rows) != 1) | broken[rows[1:]]
    first = rows[new]
    last = rows[np.append(np.flatnonzero(new)[1:], len(rows)) - 1]
    time_s = tracks.positions.time_s
    long = time_s[last] - time_s[first] >= rules.loiter_h * 3600
    for begin, end in zip(first[long].tolist(), last[long].tolist(), strict=True):
        yield maker.event(
            "loitering",
            None,
            begin,
            end,
            moved=True,
            caveat=f"under {rules.encounter_kn:g} kn for {maker.hours(begin, end):.1f} h outside "
            "every site given; it may lie at a place that is not among them",
        )
