"""The way of a ship or aircraft, thinned for drawing, each point with the row it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """A position as it was reported, WGS 84 degrees.

    row: 1-based, in the file that `file` is the place of in the track's `captures`.
    silent: between the point before and this one nothing was received for hours.
    """

    lon_deg: float
    lat_deg: float
    at: datetime
    row: int
    file: int = 0
    silent: bool = False


@dataclass(frozen=True, slots=True)
class ThinTrack:
    """Points of one track that show its shape; it belongs to no site.

    number: 0 for the entity's own track, 1 and more where transmitters share its identity.
    captures: SHA-256 of the files it is from; rows: the first and last of its rows in each, between
    which other entities may stand. of: positions of the full track.
    name: what the entity called itself. known: when its files became known to the case.
    simulated: shown as such wherever the track shows.
    """

    entity: str
    number: int
    points: tuple[TrackPoint, ...]
    captures: tuple[str, ...]
    rows: tuple[tuple[int, int], ...]
    of: int
    name: str | None = None
    known: datetime | None = None
    simulated: bool = False
