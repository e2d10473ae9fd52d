"""Positions that stay within a small box for a long time, for data that report no speed.

A position is still when it lies in some window of at least the given time whose bounding box has
a diagonal below the given length: the stop definition of MovingPandas (Graser 2019) taken over
every window. Shortest windows, once forward and once backward from each position, cover them all.
Their boxes come from tables of minima and maxima over lengths that are powers of two.
"""

from __future__ import annotations

import numpy as np

from casemate.track.distances import EARTH_KM
from casemate.track.positions import Floats, Ints, Mask

_M_PER_DEG = np.pi / 180 * EARTH_KM * 1000


def still(
    time_s: Floats, lat_deg: Floats, lon_deg: Floats, first: Mask, least_s: float, diameter_m: float
) -> Mask:
    """Which positions are still. Sorted by track and time; `first` marks where a track begins."""
    n = len(time_s)
    found = np.zeros(n, bool)
    if n < 2:
        return found
    # Tracks are laid out on one time line, farther apart than any window reaches.
    line = time_s - time_s.min()
    starts = np.flatnonzero(first)
    sizes = np.diff(np.append(starts, n))
    line = line + np.repeat(np.arange(len(starts)) * (line.max() + 2 * least_s + 1), sizes)
    last = np.repeat(starts + sizes - 1, sizes)
    here = np.arange(n)
    ahead = np.searchsorted(line, line + least_s, side="left")
    behind = np.searchsorted(line, line - least_s, side="right") - 1
    forward = np.flatnonzero(ahead <= last)
    backward = np.flatnonzero(behind >= np.repeat(starts, sizes))
    begin = np.concatenate([here[forward], behind[backward]])
    end = np.concatenate([ahead[forward], here[backward]])
    close = _diagonal_below(lat_deg, _unwrapped(lon_deg, first), begin, end, diameter_m)
    change = np.bincount(begin[close], minlength=n + 1) - np.bincount(
        end[close] + 1, minlength=n + 1
    )
    found[:] = np.cumsum(change[:n]) > 0
    return found


def _unwrapped(lon_deg: Floats, first: Mask) -> Floats:
    """Longitudes that do not break at 180 degrees within a track."""
    step = np.diff(lon_deg)
    turn = -np.round(step / 360.0)
    turn[first[1:]] = 0
    if not turn.any():
        return lon_deg
    return lon_deg + 360.0 * np.concatenate([[0.0], np.cumsum(turn)])


def _diagonal_below(lat: Floats, lon: Floats, begin: Ints, end: Ints, diameter_m: float) -> Mask:
    found = np.zeros(len(begin), bool)
    # Two corners of the window already too far apart rule most of them out.
    squeeze = np.cos(np.radians(lat[begin]))
    limit = (diameter_m / _M_PER_DEG) ** 2
    ends = (lat[begin] - lat[end]) ** 2 + ((lon[begin] - lon[end]) * squeeze) ** 2
    left = np.flatnonzero(ends < limit)
    if not len(left):
        return found
    length = end[left] - begin[left] + 1
    level = np.frexp(length.astype(np.float64))[1] - 1  # floor of the binary logarithm
    tables = [lat, -lat, lon, -lon]
    for step in range(int(level.max()) + 1):
        if step:
            half = 1 << (step - 1)
            tables = [np.maximum(t[:-half], t[half:]) for t in tables]
        these = left[level == step]
        if not len(these):
            continue
        a, b = begin[these], end[these] - (1 << step) + 1
        north, south, east, west = (np.maximum(t[a], t[b]) for t in tables)
        narrow = np.cos(np.radians((north - south) / 2))
        found[these] = (north + south) ** 2 + ((east + west) * narrow) ** 2 < limit
    return found
