"""Closed airspace, and the shortest way around it."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from casemate.errors import BadInput
from casemate.locate.geodesy import EARTH_RADIUS_M, distance_m

LonLat = tuple[float, float]
Array = NDArray[np.float64]
# The way around is looked for over every pair of corners.
MOST_CORNERS = 200
# The way is looked at this often; an edge is bent along its great circle in pieces of this size.
_STEP_M = 20_000.0
_PIECE_M = 100_000.0
# A corner is passed outside it by this share of its distance from the middle.
_CLEARANCE = 2e-3


class Airspace:
    """A closed ring of (lon, lat) whose edges are great circles, not crossing 180 degrees.

    passing: points just outside its corners. Raises BadInput for fewer than three corners.
    """

    def __init__(self, ring: Sequence[LonLat]) -> None:
        corners = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
        if len(corners) < 3:
            raise BadInput("a closed airspace with fewer than three corners: draw its outline")
        pieces = [
            points_between(here, there, max(1, math.ceil(distance_m(*here, *there) / _PIECE_M)))
            for here, there in zip(corners, (*corners[1:], corners[0]), strict=True)
        ]
        self._lon = np.concatenate([lon[:-1] for lon, _ in pieces])
        self._lat = np.concatenate([lat[:-1] for _, lat in pieces])
        lon = sum(lon for lon, _ in corners) / len(corners)
        lat = sum(lat for _, lat in corners) / len(corners)
        self.passing = [
            (x + (x - lon) * _CLEARANCE, y + (y - lat) * _CLEARANCE) for x, y in corners
        ]

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies inside."""
        return self.holds_any(np.array([lon]), np.array([lat]))

    def holds_any(self, lon: Array, lat: Array) -> bool:
        """Whether any of the points lies inside (even-odd rule)."""
        x_1, y_1 = self._lon, self._lat
        x_2, y_2 = np.roll(x_1, -1), np.roll(y_1, -1)
        spans = (y_1 > lat[:, None]) != (y_2 > lat[:, None])
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = x_1 + (lat[:, None] - y_1) * (x_2 - x_1) / (y_2 - y_1)
        odd = np.sum(spans & (lon[:, None] < crossing), axis=1) % 2
        return bool(np.any(odd))


def way_around(here: LonLat, there: LonLat, shut: Sequence[Airspace]) -> float:
    """Metres of the shortest way that crosses no closed airspace, over its corners.

    A visibility graph (Lozano-Perez and Wesley, 1979) searched from `here` (Dijkstra, 1959).
    Raises BadInput when no way is left.
    """
    if not _blocked(here, there, shut):
        return distance_m(*here, *there)
    corners = [point for each in shut for point in each.passing]
    nodes = [here, there, *(p for p in corners if not any(each.holds(*p) for each in shut))]
    best = {0: 0.0}
    queue = [(0.0, 0)]
    while queue:
        gone, at = heapq.heappop(queue)
        if at == 1:
            return gone
        if gone > best[at]:
            continue
        for other, node in enumerate(nodes):
            if other == at:
                continue
            far = gone + distance_m(*nodes[at], *node)
            if far < best.get(other, math.inf) and not _blocked(nodes[at], node, shut):
                best[other] = far
                heapq.heappush(queue, (far, other))
    raise BadInput("no way is left around the closed airspace: open one, or state --km")


def points_between(here: LonLat, there: LonLat, steps: int) -> tuple[Array, Array]:
    """Longitudes and latitudes of `steps` + 1 points along the great circle, both ends included."""
    share = np.linspace(0.0, 1.0, steps + 1)
    angle = distance_m(*here, *there) / EARTH_RADIUS_M
    if angle == 0:
        return np.full_like(share, here[0]), np.full_like(share, here[1])
    from_here = np.sin((1 - share) * angle) / math.sin(angle)
    from_there = np.sin(share * angle) / math.sin(angle)
    (lam_1, phi_1), (lam_2, phi_2) = (
        (math.radians(lon), math.radians(lat)) for lon, lat in (here, there)
    )
    x = from_here * math.cos(phi_1) * math.cos(lam_1)
    x = x + from_there * math.cos(phi_2) * math.cos(lam_2)
    y = from_here * math.cos(phi_1) * math.sin(lam_1)
    y = y + from_there * math.cos(phi_2) * math.sin(lam_2)
    z = from_here * math.sin(phi_1) + from_there * math.sin(phi_2)
    return np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(z, np.hypot(x, y)))


def _blocked(here: LonLat, there: LonLat, shut: Sequence[Airspace]) -> bool:
    """Whether the great circle between two points enters closed airspace, ends left out."""
    if not shut:
        return False
    lon, lat = points_between(here, there, max(2, int(distance_m(*here, *there) / _STEP_M)))
    return any(each.holds_any(lon[1:-1], lat[1:-1]) for each in shut)
