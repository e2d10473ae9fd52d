"""Ships that stay side by side, far from any anchorage given.

Global Fishing Watch's definition (Miller and others 2018): within 500 m for at least two hours at
under two knots, ten kilometres or more from an anchorage. Positions are brought onto a ten-minute
grid by straight lines between neighbours; silences over 90 minutes are left empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from casemate.track.distances import EARTH_KM, haversine_km
from casemate.track.event import Event
from casemate.track.fences import Fence, near
from casemate.track.maker import Maker
from casemate.track.positions import Floats, Ints, Mask, Names
from casemate.track.rules import Rules
from casemate.track.tracks import Tracks

_GRID_S = 600.0
_FILL_S = 5400.0
_MISSED = 3  # grid times a pair may miss in between
_DEG = 180 / np.pi / EARTH_KM


@dataclass(frozen=True, slots=True)
class Slow:
    """Slow ships on the grid: one entry for each ship and grid time.

    ship: entity and track in one number. at: the position just before, as `maker` knows it (it
    keeps these positions alone, so that the rest of the piece can go).
    """

    tick: Ints
    ship: Ints
    lat_deg: Floats
    lon_deg: Floats
    at: Ints
    maker: Maker


def slow_on_grid(
    tracks: Tracks,
    slow: Mask,
    broken: Mask,
    fences: Sequence[Fence],
    names: Names,
    rules: Rules,
) -> Slow:
    """The slow positions far from every fence, on the grid."""
    ours = tracks.positions
    away = np.flatnonzero(slow)
    if len(away) and fences:
        away = away[~near(fences, ours.lat_deg[away], ours.lon_deg[away], rules.encounter_off_km)]
    later = away[1:][(np.diff(away) == 1) & ~broken[away[1:]]] if len(away) else away
    begin, end = ours.time_s[later - 1], ours.time_s[later]
    short = end - begin <= _FILL_S
    later, begin, end = later[short], begin[short], end[short]
    low = np.ceil(begin / _GRID_S).astype(np.int64)
    count = np.maximum(np.ceil(end / _GRID_S).astype(np.int64) - low, 0)
    of = np.repeat(np.arange(len(later)), count)
    tick = low[of] + np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    part = (tick * _GRID_S - begin[of]) / (end[of] - begin[of])
    here, there = later[of] - 1, later[of]
    turn = (ours.lon_deg[there] - ours.lon_deg[here] + 180) % 360 - 180
    used, at = np.unique(here, return_inverse=True)
    maker = Maker(ours.take(used), tracks.track[used], tracks.shared[used], names)
    return Slow(
        tick,
        ours.entity[there].astype(np.int64) * 4096 + tracks.track[there],
        ours.lat_deg[here] + part * (ours.lat_deg[there] - ours.lat_deg[here]),
        ours.lon_deg[here] + part * turn,
        at,
        maker,
    )


def encounter_events(pieces: Sequence[Slow], rules: Rules) -> Iterator[Event]:
    """One event for each pair of ships and each time they lay side by side."""
    if not pieces:
        return
    tick, ship, lat, lon, at = (
        np.concatenate([getattr(p, name) for p in pieces])
        for name in ("tick", "ship", "lat_deg", "lon_deg", "at")
    )
    piece = np.repeat(np.arange(len(pieces)), [len(p.at) for p in pieces])
    left, right = _side_by_side(tick, ship, lat, lon, rules.encounter_m / 1000)
    if not len(left):
        return
    swap = ship[left] > ship[right]
    left, right = np.where(swap, right, left), np.where(swap, left, right)
    order = np.lexsort((tick[left], ship[right], ship[left]))
    left, right = left[order], right[order]
    new = np.ones(len(left), bool)
    new[1:] = (
        (np.diff(ship[left]) != 0)
        | (np.diff(ship[right]) != 0)
        | (np.diff(tick[left]) > 1 + _MISSED)
    )
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(left)) - 1
    long = (tick[left[ends]] - tick[left[starts]]) * _GRID_S >= rules.encounter_h * 3600
    for a, b in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
        for one, other in ((left, right), (right, left)):
            maker = pieces[piece.item(one[a])].maker
            beside = pieces[piece.item(other[a])].maker
            yield maker.event(
                "encounter",
                None,
                at.item(one[a]),
                at.item(one[b]),
                other=beside.entity(at.item(other[a])),
                caveat=f"within {rules.encounter_m:.0f} m; anchorages are known only as far as "
                "they are among the sites given",
            )


def _side_by_side(
    tick: Ints, ship: Ints, lat: Floats, lon: Floats, reach_km: float
) -> tuple[Ints, Ints]:
    """Pairs of entries of different ships at one grid time within reach."""
    row = np.floor(lat / (reach_km * _DEG)).astype(np.int64)
    # Columns narrow with latitude, by row, so that a neighbour is never two columns off.
    width = (
        reach_km * _DEG / np.cos(np.radians(np.minimum((np.abs(row) + 1) * reach_km * _DEG, 89)))
    )
    pairs: list[tuple[Ints, Ints]] = []
    order = np.lexsort((lon, row, tick))
    tick_o, row_o, lon_o = tick[order], row[order], lon[order]
    key = (tick_o - tick_o.min() if len(tick_o) else tick_o) * 100_000 + row_o + 50_000
    # One number per entry that sorts like (tick, row, longitude); windows become searches.
    line = key * 1000.0 + lon_o + 200.0
    for down in (0, 1):
        low = (key + down) * 1000.0 + lon_o + 200.0 - (0 if down == 0 else width[order])
        first = np.searchsorted(line, low, side="left")
        last = np.searchsorted(line, (key + down) * 1000.0 + lon_o + 200.0 + width[order], "right")
        if down == 0:
            first = np.arange(1, len(line) + 1)
        count = np.maximum(last - first, 0)
        of = np.repeat(np.arange(len(line)), count)
        to = np.arange(len(of)) + np.repeat(first - (np.cumsum(count) - count), count)
        pairs.append((order[of], order[to]))
    left, right = (np.concatenate([p[side] for p in pairs]) for side in (0, 1))
    apart = haversine_km(lat[left], lon[left], lat[right], lon[right])
    good = (ship[left] != ship[right]) & (apart <= reach_km)
    return left[good], right[good]
