"""One identity, several tracks: displaced runs, shared identities and swapped pairs told apart.

Steps faster than a vessel can go cut an entity's positions into runs. Each run goes to the
nearest track that it can have followed in the time, or begins a new one; a run that no track can
have reached, but would with latitude and longitude exchanged, is exchanged. The track with the
most positions is the entity's own. Another one is a second transmitter when the identity keeps
returning to it, or when it lasts; anything else is a displaced run: falsified, or a receiver's
mistake. (The idea of following feasible moves is that of Global Fishing Watch's segmenter, 2016.)
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from casemate.track.clean import Counts
from casemate.track.distances import EARTH_KM, KM_PER_NM, chord_of_km, km_of_chord, unit_vectors
from casemate.track.positions import Codes, Floats, Ints, Mask, Positions
from casemate.track.rules import Rules

_SAME_PLACE_KM = 1.0  # a step this short stays in its track, however fast
_FAR = chord_of_km(50.0) ** 2  # a run this far from its track may be a swapped pair
_LONG_SILENCE_S = 1800.0
_MOST_SWAPPED = 3  # positions in a row
_MOST_TRACKS = 24  # under one identity; the longest silent is closed first
_Point = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Separated:
    """Positions in the order of time per entity, each with its track.

    track: 0 is the entity's own, 1 and more are others. kept: whether the position belongs to a
    track of its own right; the rest are displaced runs. too_fast: whether the step that leads to
    the position breaks the limit. first: whether an entity's positions begin here.
    x, y, z: unit vectors. air: whether its entity is an aircraft.
    """

    positions: Positions
    track: Codes
    kept: Mask
    too_fast: Mask
    first: Mask
    x: Floats
    y: Floats
    z: Floats
    air: Mask


@dataclass(slots=True)
class _Track:
    last: _Point
    before: _Point | None
    runs: list[int]
    rows: int


def separate(given: Positions, air_of_entity: Mask, rules: Rules, counts: Counts) -> Separated:
    """Tells tracks apart; `given` is sorted by entity and time, `air_of_entity` by code."""
    n = len(given)
    x, y, z = unit_vectors(given.lat_deg, given.lon_deg)
    air = air_of_entity[given.entity]
    first = np.ones(n, bool)
    first[1:] = np.diff(given.entity) != 0
    limit_kn = np.where(air, rules.air_limit_kn, rules.ship_limit_kn)
    least_s = _resolution(given, first)
    too_fast, far = _steps(x, y, z, given.time_s, limit_kn, least_s, first, rules)
    track, kept = np.zeros(n, np.int32), np.ones(n, bool)
    mended = given
    if far.any():
        cuts = np.flatnonzero(far | first)
        entities = np.cumsum(first) - 1
        busy = np.unique(entities[far])
        starts = np.flatnonzero(first)
        ends = np.append(starts[1:], n)
        swapped: list[tuple[int, int]] = []
        for low, high in zip(starts[busy].tolist(), ends[busy].tolist(), strict=True):
            inner = cuts[np.searchsorted(cuts, low) : np.searchsorted(cuts, high)]
            limit = float(limit_kn[low]) * KM_PER_NM / 3600 / EARTH_KM
            least = float(least_s[low])
            swapped += _one_entity(
                given, (x, y, z), inner, high, limit, least, bool(air[low]), rules, track, kept
            )
        if swapped:
            mended = _exchange(given, swapped)
            where = np.concatenate([np.arange(a, b) for a, b in swapped])
            x[where], y[where], z[where] = unit_vectors(
                mended.lat_deg[where], mended.lon_deg[where]
            )
            around = np.unique(np.concatenate([where, where - 1, np.minimum(where + 1, n - 1)]))
            around = around[around >= 0]
            again, _ = _steps(
                x[around],
                y[around],
                z[around],
                given.time_s[around],
                limit_kn[around],
                least_s[around],
                first[around],
                rules,
            )
            # Only steps between neighbours count: the others were not taken.
            beside = np.zeros(len(around), bool)
            beside[1:] = np.diff(around) == 1
            too_fast[around[beside]] = again[beside]
            counts.changed["latitude and longitude swapped"] += len(where)
        counts.left_out["in a displaced run"] += int((~kept).sum())
    return Separated(mended, track, kept, too_fast, first, x, y, z, air)


def _resolution(given: Positions, first: Mask) -> Floats:
    """Seconds below which two times of an entity cannot be told apart: 60 where it has whole
    minutes alone, else 1."""
    starts = np.flatnonzero(first)
    if not len(starts):
        return np.ones(0)
    sizes = np.diff(np.append(starts, len(first)))
    whole = sizes > 2
    # Nearly every entity shows its seconds within a few positions; the rest is looked at in full.
    for step in range(4):
        whole &= given.time_s[np.minimum(starts + step, starts + sizes - 1)] % 60 == 0
    if whole.any():
        rows = np.flatnonzero(np.repeat(whole, sizes))
        heads = np.cumsum(sizes[whole]) - sizes[whole]
        whole[whole] = np.logical_and.reduceat(given.time_s[rows] % 60 == 0, heads)
    return np.repeat(np.where(whole, 60.0, 1.0), sizes)


def _steps(
    x: Floats,
    y: Floats,
    z: Floats,
    time_s: Floats,
    limit_kn: Floats,
    least_s: Floats,
    first: Mask,
    rules: Rules,
) -> tuple[Mask, Mask]:
    """Which steps are too fast, and which of those also lead elsewhere."""
    square = np.diff(x) ** 2
    square += np.diff(y) ** 2
    square += np.diff(z) ** 2
    seconds = np.maximum(np.diff(time_s), least_s[1:])
    reach = limit_kn[1:] * (KM_PER_NM / 3600 / EARTH_KM) * seconds
    too_fast, far = np.zeros(len(x), bool), np.zeros(len(x), bool)
    # The chord is shorter than the arc, so what it lets through is measured along the arc.
    maybe = np.flatnonzero((square > (reach * 0.6) ** 2) & ~first[1:])
    km = km_of_chord(np.sqrt(square[maybe]))
    over = (km > reach[maybe] * EARTH_KM) & (km >= rules.noise_km)
    too_fast[maybe[over] + 1] = True
    far[maybe[over & (km > _SAME_PLACE_KM)] + 1] = True
    return too_fast, far


def _one_entity(
    given: Positions,
    vectors: tuple[Floats, Floats, Floats],
    cuts: Ints,
    high: int,
    limit: float,
    least_s: float,
    is_air: bool,
    rules: Rules,
    track: Codes,
    kept: Mask,
) -> list[tuple[int, int]]:
    """Assigns the runs of one entity; fills `track` and `kept`, returns what was exchanged."""
    lasts = np.append(cuts[1:], high) - 1
    heads, tails = (_points(given, vectors, at) for at in (cuts, lasts))
    seconds_last = _points(given, vectors, np.maximum(lasts - 1, cuts))
    sizes = (lasts - cuts + 1).tolist()
    open_tracks: list[_Track] = []
    closed: list[_Track] = []
    swapped: list[tuple[int, int]] = []
    strays: list[int] = []
    runs = zip(heads, tails, seconds_last, sizes, strict=True)
    for run, (head, tail, before_tail, size) in enumerate(runs):
        chosen, apart = _nearest(open_tracks, head, limit, least_s)
        if run and size <= _MOST_SWAPPED and apart > _FAR:
            # Exchanged, it may lie right beside a track; as it is, on one only by long silence.
            start, stop = int(cuts[run]), int(lasts[run]) + 1
            flip = _exchanged(given, start, stop)
            if flip is not None:
                other, flipped_apart = _nearest(open_tracks, flip[0], limit, least_s)
                if other is not None and flipped_apart < apart:
                    chosen, tail = other, flip[1]
                    swapped.append((start, stop))
        if chosen is None:
            chosen = _behind_a_stray(open_tracks, head, limit, least_s)
            if chosen is not None:
                # The last position of that track was reached only because of a long silence.
                stray = int(lasts[chosen.runs[-1]])
                flip = _exchanged(given, stray, stray + 1)
                if flip is not None and _can(flip[0], head, limit, least_s):
                    swapped.append((stray, stray + 1))
                else:
                    strays.append(stray)
        before = None if size < 2 else before_tail
        if chosen is None:
            if len(open_tracks) == _MOST_TRACKS:
                oldest = min(open_tracks, key=lambda t: t.last[3])
                open_tracks.remove(oldest)
                closed.append(oldest)
            open_tracks.append(_Track(tail, before, [run], size))
        else:
            chosen.before = before if before is not None else chosen.last
            chosen.last = tail
            chosen.runs.append(run)
            chosen.rows += size
        soon_h = rules.shared_return_air_h if is_air else rules.shared_return_h
    tracks = open_tracks + closed
    _name_tracks(tracks, cuts, lasts, given.time_s, soon_h, rules, track, kept)
    kept[strays], track[strays] = False, _MOST_TRACKS + len(cuts)
    return swapped


def _nearest(
    tracks: list[_Track], head: _Point, limit: float, least_s: float
) -> tuple[_Track | None, float]:
    """The nearest track that can have come to `head`, and the square of the chord to it."""
    best, chosen = 9.0, None
    x, y, z, t = head
    for track in tracks:
        a, b, c, s = track.last
        square = (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c)
        reach = limit * (t - s if t - s > least_s else least_s)
        if square < best and square <= reach * reach:
            best, chosen = square, track
    return chosen, best


def _can(start: _Point, end: _Point, limit: float, least_s: float) -> bool:
    square = sum((a - b) ** 2 for a, b in zip(start[:3], end[:3], strict=True))
    return square <= (limit * max(end[3] - start[3], least_s)) ** 2


def _behind_a_stray(
    tracks: list[_Track], head: _Point, limit: float, least_s: float
) -> _Track | None:
    """A track that can go on to `head` from its last position but one, when its last is odd:
    reached after a long silence, or at more than half the speed limit. None when there is none,
    or more than one."""
    found = [
        t
        for t in tracks
        if t.before is not None
        and (
            t.last[3] - t.before[3] > _LONG_SILENCE_S
            or not _can(t.before, t.last, limit / 2, least_s)
        )
        and _can(t.before, head, limit, least_s)
    ]
    return found[0] if len(found) == 1 else None


def _exchanged(given: Positions, start: int, stop: int) -> tuple[_Point, _Point] | None:
    """First and last point of rows with latitude and longitude exchanged, where that is a place."""
    lat, lon = given.lon_deg[[start, stop - 1]], given.lat_deg[[start, stop - 1]]
    if (np.abs(lat) > 90).any():
        return None
    x, y, z = unit_vectors(lat, lon)
    at = given.time_s[[start, stop - 1]]
    return (
        (float(x[0]), float(y[0]), float(z[0]), float(at[0])),
        (float(x[1]), float(y[1]), float(z[1]), float(at[1])),
    )


def _points(given: Positions, vectors: tuple[Floats, Floats, Floats], at: Ints) -> list[_Point]:
    columns = (*vectors, given.time_s)
    return list(zip(*(c[at].tolist() for c in columns), strict=True))


def _name_tracks(
    tracks: list[_Track],
    cuts: Ints,
    lasts: Ints,
    time_s: Floats,
    soon_h: float,
    rules: Rules,
    track: Codes,
    kept: Mask,
) -> None:
    """Numbers the tracks, the largest 0, and marks the ones that are displaced runs."""
    for number, one in enumerate(sorted(tracks, key=lambda t: -t.rows)):
        if number == 0:
            continue
        real = _in_its_own_right(one, cuts, lasts, time_s, soon_h, rules)
        for run in one.runs:
            part = slice(int(cuts[run]), int(lasts[run]) + 1)
            track[part] = number
            kept[part] = real


def _in_its_own_right(
    one: _Track, cuts: Ints, lasts: Ints, time_s: Floats, soon_h: float, rules: Rules
) -> bool:
    begins, ends = time_s[cuts[one.runs]], time_s[lasts[one.runs]]
    apart = np.array(one.runs[1:]) - np.array(one.runs[:-1]) > 1
    soon = begins[1:] - ends[:-1] < soon_h * 3600
    returns = int((apart & soon).sum())
    return bool(
        returns >= rules.shared_returns or (ends - begins).max() >= rules.shared_track_h * 3600
    )


def _exchange(given: Positions, swapped: list[tuple[int, int]]) -> Positions:
    lat, lon = given.lat_deg.copy(), given.lon_deg.copy()
    for start, stop in swapped:
        part = slice(start, stop)
        lat[part], lon[part] = given.lon_deg[part], given.lat_deg[part]
    return replace(given, lat_deg=lat, lon_deg=lon)


def tracks_by_entity(found: Separated) -> Counter[int]:
    """How many tracks in their own right each entity code has, where there is more than one."""
    extra = found.kept & (found.track > 0)
    pairs = {
        (int(e), int(t))
        for e, t in zip(
            found.positions.entity[extra].tolist(), found.track[extra].tolist(), strict=True
        )
    }
    return Counter(entity for entity, _ in pairs)
