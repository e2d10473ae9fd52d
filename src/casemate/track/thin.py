"""Tracks thinned for display, each point with the row it came from."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np

from casemate.nouns import ThinTrack, TrackPoint
from casemate.track.distances import EARTH_KM
from casemate.track.event import iso
from casemate.track.positions import Floats, Ints, Names, Positions
from casemate.track.tracks import Tracks

_KM_PER_DEG = np.pi * EARTH_KM / 180


# So long a silence is drawn as one; the same as inside a site (see `Rules`).
_SILENT_S = 4 * 3600.0


def thinned(
    tracks: Tracks,
    names: Names,
    tolerance_km: float = 0.2,
    most: int = 2000,
    only: Container[str] | None = None,
) -> Iterator[ThinTrack]:
    """Each track by the fewest points that keep every position within `tolerance_km` of the line.

    Douglas and Peucker's method (1973) on a flat map around the track; the tolerance is doubled
    until at most `most` points are left. Positions themselves are kept, never averaged; so are the
    ends of silences, as long as there is room. only: the entities wanted, all when None.
    """
    starts = np.append(np.flatnonzero(tracks.first), len(tracks))
    ours = tracks.positions
    for begin, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        entity = names.entities[ours.entity.item(begin)]
        if only is not None and entity not in only:
            continue
        lat, lon = ours.lat_deg[begin:end], _unwrapped(ours.lon_deg[begin:end])
        middle = np.cos(np.radians(float(np.median(lat))))
        x, y = lon * _KM_PER_DEG * middle, lat * _KM_PER_DEG
        late = np.flatnonzero(np.diff(ours.time_s[begin:end]) > _SILENT_S)
        keep = np.union1d(_shape(x, y, tolerance_km), np.append(late, late + 1))
        reach = tolerance_km
        while len(keep) > most:
            reach *= 2
            keep = keep[_shape(x[keep], y[keep], reach)]
        # How many silences lie before each kept point: more than before the last, and it is silent.
        before = np.searchsorted(late, keep)
        silent = np.append(False, np.diff(before) > 0)
        kept = (keep + begin).tolist()
        codes = np.unique(ours.file[begin:end]).tolist()
        yield ThinTrack(
            entity,
            tracks.track.item(begin),
            tuple(
                TrackPoint(
                    round(ours.lon_deg.item(i), 6),
                    round(ours.lat_deg.item(i), 6),
                    datetime.fromtimestamp(ours.time_s.item(i), UTC),
                    ours.row.item(i),
                    codes.index(ours.file.item(i)),
                    quiet,
                )
                for i, quiet in zip(kept, silent.tolist(), strict=True)
            ),
            tuple(names.files[code] for code in codes),
            tuple(_rows(ours, begin, end, code) for code in codes),
            end - begin,
            names.called.get(entity),
        )


def thin_as_feature(track: ThinTrack) -> dict[str, Any]:
    """A GeoJSON feature: the line, with times and rows beside its points.

    Longitudes run on beyond 180 degrees where the track crosses it, so that it is drawn whole.
    """
    drawn = _unwrapped(np.array([p.lon_deg for p in track.points])).round(6).tolist()
    points = [[lon, p.lat_deg] for lon, p in zip(drawn, track.points, strict=True)]
    single = len(points) == 1
    return {
        "type": "Feature",
        "properties": {
            "entity": track.entity,
            "track": track.number + 1,
            "coordTimes": [iso(p.at) for p in track.points],
            "files": list(track.captures),
            "rows": [p.row for p in track.points],
            "positions": track.of,
        },
        "geometry": {
            "type": "Point" if single else "LineString",
            "coordinates": points[0] if single else points,
        },
    }


def _rows(ours: Positions, begin: int, end: int, file: int) -> tuple[int, int]:
    rows = ours.row[begin:end][ours.file[begin:end] == file]
    return int(rows.min()), int(rows.max())


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
