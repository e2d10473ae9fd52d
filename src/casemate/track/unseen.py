"""Landings nobody received: an aircraft lost low near an airfield and back low long after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from casemate.track.distances import KM_PER_NM, haversine_km
from casemate.track.event import Event
from casemate.track.fences import Fence
from casemate.track.loitering import in_stays
from casemate.track.maker import Maker
from casemate.track.rules import FT_TO_M, Rules
from casemate.track.stays import Stays
from casemate.track.tracks import Tracks

_LANDING_KINDS = ("airfield", "base")
_LOOK_BACK_S = 900.0
_SINKING_M = 150.0


@dataclass(frozen=True, slots=True)
class Unseen:
    """A visit inferred at a fence, between two positions; next is None at the end of the data."""

    fence: int
    last: int
    next: int | None
    caveat: str


def find_unseen(
    tracks: Tracks, stays: Stays, fences: Sequence[Fence], rules: Rules
) -> list[Unseen]:
    """Silences of aircraft that only a landing explains, and data that end on an approach.

    Lost descending and low, back climbing and low, both near the same airfield, and slower in
    between than anything flies. The nearest site is named; it may have been another field.
    """
    fields = [n for n, f in enumerate(fences) if f.kind in _LANDING_KINDS]
    n = len(tracks)
    if not fields or not tracks.air.any():
        return []
    ours = tracks.positions
    ends = np.append(tracks.first[1:], True)
    silence = np.zeros(n)
    silence[:-1] = np.diff(ours.time_s)
    low = tracks.air & (ours.alt_m <= rules.lost_below_m) & (ours.ground != 1)
    lost = np.flatnonzero(low & (ends | (silence > rules.lost_minutes * 60)))
    busy = in_stays(stays, n)
    found = []
    for last in lost.tolist():
        at_end = bool(ends[last])
        if busy[last] or not _sinking(tracks, last):
            continue
        fence, km = _nearest(tracks, last, fences, fields)
        altitude = f"{ours.alt_m.item(last) / FT_TO_M:.0f} ft"
        if at_end:
            near_enough = km <= rules.ends_within_km
            if near_enough and ours.alt_m.item(last) <= rules.ends_below_m:
                said = (
                    f"inferred: the data end with it descending at {altitude}, "
                    f"{km:.0f} km out; a landing was not received"
                )
                found.append(Unseen(fence, last, None, said))
            continue
        back = last + 1
        if busy[back] or km > rules.lost_within_km:
            continue
        here, again = _distance(tracks, back, fences[fence]), ours.alt_m.item(back)
        hours = silence.item(last) / 3600
        moved = _between(tracks, last, back)
        if (
            here > rules.lost_within_km
            or not again <= rules.back_below_m
            or moved / KM_PER_NM / hours > rules.lost_kn
            or not _rising(tracks, back)
        ):
            continue
        said = (
            f"inferred: lost descending at {altitude}, {km:.0f} km out; not received for "
            f"{hours * 60:.0f} min; back climbing at {again / FT_TO_M:.0f} ft, {here:.0f} km out; "
            "it landed here or nearby"
        )
        found.append(Unseen(fence, last, back, said))
    return found


def unseen_events(
    found: Sequence[Unseen], fences: Sequence[Fence], maker: Maker
) -> Iterator[Event]:
    """Arrival, visit and departure of each inferred landing, with its caveat."""
    for one in found:
        site, at = fences[one.fence].id, one.last
        if one.next is None:
            yield maker.event("visit", site, at, at, is_open=True, confidence=1, caveat=one.caveat)
            continue
        for kind in ("arrival", "landing", "visit", "takeoff", "departure"):
            yield maker.event(
                kind,
                site,
                at,
                one.next,
                at_most=one.next,
                confidence=1 if kind == "visit" else None,
                caveat=one.caveat,
            )


def _sinking(tracks: Tracks, at: int) -> bool:
    ours = tracks.positions
    low = at
    while (
        low > 0 and not tracks.first[low] and ours.time_s[at] - ours.time_s[low - 1] < _LOOK_BACK_S
    ):
        low -= 1
    before = ours.alt_m[low:at]
    known = before[~np.isnan(before)]
    return bool(len(known) and known.max() > ours.alt_m[at] + _SINKING_M)


def _rising(tracks: Tracks, at: int) -> bool:
    ours = tracks.positions
    high = at
    while (
        high + 1 < len(tracks)
        and not tracks.first[high + 1]
        and ours.time_s[high + 1] - ours.time_s[at] < _LOOK_BACK_S
    ):
        high += 1
    after = ours.alt_m[at + 1 : high + 1]
    known = after[~np.isnan(after)]
    return bool(len(known) and known.max() > ours.alt_m[at] + _SINKING_M)


def _nearest(
    tracks: Tracks, at: int, fences: Sequence[Fence], fields: Sequence[int]
) -> tuple[int, float]:
    km = [_distance(tracks, at, fences[n]) for n in fields]
    best = int(np.argmin(km))
    return fields[best], km[best]


def _distance(tracks: Tracks, at: int, fence: Fence) -> float:
    ours = tracks.positions
    here = (ours.lat_deg[at : at + 1], ours.lon_deg[at : at + 1])
    return float(haversine_km(*here, np.array([fence.lat_deg]), np.array([fence.lon_deg]))[0])


def _between(tracks: Tracks, first: int, last: int) -> float:
    ours = tracks.positions
    a, b = slice(first, first + 1), slice(last, last + 1)
    return float(
        haversine_km(ours.lat_deg[a], ours.lon_deg[a], ours.lat_deg[b], ours.lon_deg[b])[0]
    )
