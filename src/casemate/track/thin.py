"""Tracks thinned for display, each point with the row it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from casemate.track.distances import EARTH_KM
from casemate.track.event import iso
from casemate.track.positions import Floats, Ints, Names
from casemate.track.tracks import Tracks

_KM_PER_DEG = np.pi * EARTH_KM / 180


@dataclass(frozen=True, slots=True)
class ThinTrack:
    """Points of one track that show its shape to within a tolerance.

    points: longitude, latitude (degrees), time (UTC), file (SHA-256) and row of each.
    of: how many positions the full track has.
    """

    entity: str
    number: int
    points: tuple[tuple[float, float, datetime, str, int], ...]
    of: int


def thinned(
    tracks: Tracks, names: Names, tolerance_km: float = 0.2, most: int = 2000
) -> Iterator[ThinTrack]:
    """Each track by the fewest points that keep every position within `tolerance_km` of the line.

    Douglas and Peucker's method (1973) on a flat map around the track; the tolerance is doubled
    until at most `most` points are left. Positions themselves are kept, never averaged.
    """
    starts = np.append(np.flatnonzero(tracks.first), len(tracks))
    ours = tracks.positions
    for begin, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        lat, lon = ours.lat_deg[begin:end], _unwrapped(ours.lon_deg[begin:end])
        middle = np.cos(np.radians(float(np.median(lat))))
        x, y = lon * _KM_PER_DEG * middle, lat * _KM_PER_DEG
        keep = _shape(x, y, tolerance_km)
        reach = tolerance_km
        while len(keep) > most:
            reach *= 2
            keep = keep[_shape(x[keep], y[keep], reach)]
        yield ThinTrack(
            names.entities[ours.entity.item(begin)],
            tracks.track.item(begin),
            tuple(
                (
                    round(ours.lon_deg.item(i), 6),
                    round(ours.lat_deg.item(i), 6),
                    datetime.fromtimestamp(ours.time_s.item(i), UTC),
                    names.files[ours.file.item(i)],
                    ours.row.item(i),
                )
                for i in (keep + begin).tolist()
            ),
            end - begin,
        )


def thin_as_feature(track: ThinTrack) -> dict[str, Any]:
    """A GeoJSON feature: the line, with times and rows beside its points.

    Longitudes run on beyond 180 degrees where the track crosses it, so that it is drawn whole.
    """
    drawn = _unwrapped(np.array([lon for lon, *_ in track.points])).round(6).tolist()
    points = [[lon, p[1]] for lon, p in zip(drawn, track.points, strict=True)]
    single = len(points) == 1
    return {
        "type": "Feature",
        "properties": {
            "entity": track.entity,
            "track": track.number + 1,
            "coordTimes": [iso(when) for _, _, when, _, _ in track.points],
            "files": list(dict.fromkeys(file for *_, file, _ in track.points)),
            "rows": [row for *_, row in track.points],
            "positions": track.of,
        },
        "geometry": {
            "type": "Point" if single else "LineString",
            "coordinates": points[0] if single else points,
        },
    }


def _unwrapped(lon_deg: Floats) -> Floats:
    found: Floats = np.unwrap(lon_deg, period=360)
    return found


def _shape(x: Floats, y: Floats, tolerance: float) -> Ints:
    keep = np.zeros(len(x), bool)
    keep[[0, -1]] = True
    waiting = [(0, len(x) - 1)]
    while waiting:
        begin, end = waiting.pop()
        if end - begin < 2:
            continue
        dx, dy = x[end] - x[begin], y[end] - y[begin]
        px, py = x[begin + 1 : end] - x[begin], y[begin + 1 : end] - y[begin]
        length = dx * dx + dy * dy
        # Distance from the piece of line, not from the line drawn on without end.
        along = np.clip((px * dx + py * dy) / length, 0, 1) if length > 0 else 0.0
        apart = np.hypot(px - along * dx, py - along * dy)
        worst = int(apart.argmax())
        if apart[worst] > tolerance:
            middle = begin + 1 + worst
            keep[middle] = True
            waiting += [(begin, middle), (middle, end)]
    return np.flatnonzero(keep)
