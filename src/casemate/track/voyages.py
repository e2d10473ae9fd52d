"""Voyages: from leaving one site to arriving at another, by the same track."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from casemate.track.event import Event
from casemate.track.fences import Fence
from casemate.track.maker import Maker
from casemate.track.stays import Stays
from casemate.track.tracks import Tracks
from casemate.track.unseen import Unseen


def voyage_events(
    stays: Stays,
    unseen: Sequence[Unseen],
    tracks: Tracks,
    fences: Sequence[Fence],
    maker: Maker,
) -> Iterator[Event]:
    """One event between each two successive visits at different sites, inferred ones included."""
    which = np.flatnonzero(stays.is_visit)
    calls = [
        (first, last, fence, False)
        for first, last, fence in zip(
            stays.begin[which].tolist(),
            stays.last[which].tolist(),
            stays.fence[which].tolist(),
            strict=True,
        )
    ]
    calls += [(u.last, u.last if u.next is None else u.next, u.fence, True) for u in unseen]
    calls.sort()
    track_of = np.cumsum(tracks.first)
    for (_, left, origin, guess), (reached, _, aim, guessed) in pairwise(calls):
        if origin == aim or reached <= left or track_of[left] != track_of[reached]:
            continue
        hours = float(np.diff(tracks.positions.time_s[left : reached + 1]).max()) / 3600
        notes = []
        if guess or guessed:
            notes.append("one of its ends is an inferred landing")
        if hours > 1:
            notes.append(f"not received for up to {hours:.1f} h on the way; it may have called")
        yield maker.event(
            "voyage",
            fences[aim].id,
            left,
            reached,
            moved=True,
            from_site=fences[origin].id,
            caveat="; ".join(notes) or None,
        )
