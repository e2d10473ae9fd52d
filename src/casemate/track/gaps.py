"""Silences outside every site. They say that nothing was received, never why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from casemate.track.distances import km_of_chord, unit_vectors
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
    ends = np.setdiff1d(long, in_port)
    said = zip(
        ends.tolist(),
        _nearest(tracks, ends - 1, fences),
        _nearest(tracks, ends, fences),
        strict=True,
    )
    for last, before, after in said:
        note = f"not received for {maker.hours(last - 1, last):.1f} h; the reason is not known"
        for side, (site, km) in (("last", before), ("next", after)):
            if km <= _NEAR_KM:
                note += f"; {side} position {km:.0f} km from {site}"
        yield maker.event("gap", None, last - 1, last, moved=True, caveat=note)


def _nearest(tracks: Tracks, at: Ints, fences: Sequence[Fence]) -> list[tuple[str, float]]:
    """The nearest site of each position, and how many kilometres away it is."""
    if not fences:
        return [("", np.inf)] * len(at)
    points = np.column_stack([tracks.x[at], tracks.y[at], tracks.z[at]])
    lats = np.array([f.lat_deg for f in fences])
    lons = np.array([f.lon_deg for f in fences])
    sites = np.vstack(unit_vectors(lats, lons))
    best = np.argmax(points @ sites, axis=1)
    km = km_of_chord(np.linalg.norm(points - sites.T[best], axis=1))
    return [(fences[n].id, d) for n, d in zip(best.tolist(), km.tolist(), strict=True)]
