"""Silences outside every site. They say that nothing was received, never why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from casemate.track.distances import haversine_km
from casemate.track.event import Event
from casemate.track.fences import Fence
from casemate.track.maker import Maker
from casemate.track.positions import Ints
from casemate.track.rules import Rules
from casemate.track.tracks import Tracks

_NEAR_KM = 60.0  # about the reach of a receiver on the coast (AIS, VHF line of sight)


def gap_events(
    tracks: Tracks,
    in_port: Ints,
    fences: Sequence[Fence],
    maker: Maker,
    rules: Rules,
) -> Iterator[Event]:
    """Gaps of `gap_h` or more that are not inside one site.

    A silence in which displaced positions came in is none.
    in_port: indices of the positions that end an in-port gap.
    """
    time_s = tracks.positions.time_s
    if len(time_s) < 2:
        return
    long = np.flatnonzero((np.diff(time_s) >= rules.gap_h * 3600) & ~tracks.first[1:]) + 1
    long = long[~tracks.displaced_before(long)]
    for last in np.setdiff1d(long, in_port).tolist():
        yield maker.event(
            "gap",
            None,
            last - 1,
            last,
            moved=True,
            caveat=_caveat(tracks, last, fences, maker),
        )


def _caveat(tracks: Tracks, last: int, fences: Sequence[Fence], maker: Maker) -> str:
    ours = tracks.positions
    said = f"not received for {maker.hours(last - 1, last):.1f} h; the reason is not known"
    if not fences:
        return said
    lats = np.array([f.lat_deg for f in fences])
    lons = np.array([f.lon_deg for f in fences])
    for at, side in ((last - 1, "last"), (last, "next")):
        km = haversine_km(ours.lat_deg[at : at + 1], ours.lon_deg[at : at + 1], lats, lons)
        nearest = int(km.argmin())
        if km[nearest] <= _NEAR_KM:
            said += f"; {side} position {km[nearest]:.0f} km from {fences[nearest].id}"
    return said
