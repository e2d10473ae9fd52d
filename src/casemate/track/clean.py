"""What is wrong with positions one by one: repaired or left out, and counted by reason."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from casemate.track.positions import Ints, Mask, Positions
from casemate.track.rules import EARLIEST_S, NO_LAT_DEG, NO_LON_DEG, NO_SPEED_KN

_MOST_CODES = 1 << 20


@dataclass(slots=True)
class Counts:
    """How many positions were read, and how many were left out or changed, by reason."""

    read: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)

    @property
    def kept(self) -> int:
        """Positions that events were found in."""
        return self.read - sum(self.left_out.values())

    def add(self, other: Counts) -> None:
        """Adds another's numbers to these."""
        self.read += other.read
        self.left_out.update(other.left_out)
        self.changed.update(other.changed)


def mark_impossible(given: Positions, counts: Counts, now_s: float | None = None) -> Positions:
    """Marks what is no position at all and repairs what is only written the wrong way, in place.

    Latitude 91 and longitude 181 mean "not available" (ITU-R M.1371-5); 0, 0 is where receivers
    without a fix put things; a latitude beyond 90 whose longitude would do is a swapped pair; a
    clock before 1990 or more than a day ahead of `now_s` is wrong. Speeds of 102.3 kn become
    unknown.
    """
    counts.read += len(given)
    latest = (time.time() if now_s is None else now_s) + 86_400
    _speeds(given, counts)
    # Nearly all positions are in order, and a comparison with "not a number" fails: one pass
    # finds the few that must be looked at.
    lat, lon, at = given.lat_deg, given.lon_deg, given.time_s
    good = (np.abs(lat) <= 90) & (np.abs(lon) <= 180) & (at >= EARLIEST_S) & (at <= latest)
    good &= (np.abs(lat) >= 1e-4) | (np.abs(lon) >= 1e-4)
    odd = np.flatnonzero(~good)
    if not len(odd):
        return given
    lat, lon, at = lat[odd], lon[odd], at[odd]
    none = ~(np.isfinite(lat) & np.isfinite(lon)) | (lat == NO_LAT_DEG) | (lon == NO_LON_DEG)
    reasons: tuple[tuple[str, Mask], ...] = (
        ("no time", ~np.isfinite(at)),
        ("clock wrong", (at < EARLIEST_S) | (at > latest)),
        ("position not available", none),
        ("position 0, 0", (np.abs(lat) < 1e-4) & (np.abs(lon) < 1e-4)),
        ("off the globe", (np.abs(lat) > 180) | (np.abs(lon) > 90)),
    )
    left = np.ones(len(odd), bool)
    for reason, mask in reasons:
        if out := int((mask & left).sum()):
            counts.left_out[reason] += out
        left &= ~mask
    swapped = odd[left]
    if len(swapped):
        given.lat_deg[swapped], given.lon_deg[swapped] = lon[left], lat[left]
        counts.changed["latitude and longitude swapped"] += len(swapped)
        good[swapped] = True
    # They go when the positions are put in order, so that columns are copied only once.
    given.time_s[~good] = np.nan
    return given


def _speeds(given: Positions, counts: Counts) -> None:
    # An aircraft may well fly 102.3 knots.
    unknown = (np.abs(given.speed_kn - np.float32(NO_SPEED_KN)) < 0.06) & np.isnan(given.alt_m)
    unknown |= given.speed_kn < 0
    if unknown.any():
        given.speed_kn[unknown] = np.nan
        counts.changed["speed not available"] += int(unknown.sum())


def in_order(given: Positions, counts: Counts) -> Positions:
    """Sorted by entity and time, first reception first; repeated positions left out.

    A repeated position has the same entity, time and place, whichever file or row it came in.
    """
    order = _order(given, counts)
    if len(order) < 2:
        return given.take(order)
    same = np.zeros(len(order), bool)
    same[1:] = np.diff(given.time_s[order]) == 0
    # Few share a time; only those are compared further.
    tied = np.flatnonzero(same)
    here, before = order[tied], order[tied - 1]
    for column in (given.entity, given.lat_deg, given.lon_deg):
        same[tied] &= column[here] == column[before]
    counts.left_out["repeated"] += int(same.sum())
    return given.take(order[~same])


def _order(given: Positions, counts: Counts) -> Ints:
    """Stable order by entity, then time, of the positions that have one.

    Files are nearly in time order, which a first pass by entity keeps, so that the second sort
    has almost nothing left to do.
    """
    codes = given.entity
    top = int(codes.max(initial=0))
    first = np.argsort(codes.astype(np.uint16) if top < 65_536 else codes, kind="stable")
    timed = np.isfinite(given.time_s)
    if not timed.all():
        first = first[timed[first]]
    if top >= _MOST_CODES:
        return first[np.lexsort((given.time_s[first], codes[first]))]
    # Milliseconds until 2248 and a million entities fit into 63 bits.
    key = codes.astype(np.int64) << 43
    key += np.round(np.where(timed, given.time_s, 0.0) * 1000).astype(np.int64)
    nearly = key[first]
    late = int((np.diff(nearly) < 0).sum())
    if late:
        counts.changed["out of order"] += late
        first = first[np.argsort(nearly, kind="stable")]
    found: Ints = first
    return found
