"""What a person may say about position files and what to find in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from casemate.errors import BadInput
from casemate.track.rules import Rules

# Our column: the names it goes by in open data, compared without case, blanks and underscores.
SYNONYMS: dict[str, tuple[str, ...]] = {
    ours: tuple(theirs.split())
    for ours, theirs in {
        "entity": "entity mmsi ssvid icao24 icao hex icaoaddress modes vesselid shipid id",
        "time": "time timestamp #timestamp datetime basedatetime dateutc timeutc utc ts t"
        " receivedat aispostimestamp date",
        "lat": "lat latitude y latdeg",
        "lon": "lon longitude lng long x londeg",
        "speed": "speed sog speedkn speedknots speedoverground gs groundspeed",
        "altitude": "altitude alt altbaro altitudeft",
        "on_ground": "onground ground isonground gnd",
        "name": "vesselname shipname",
    }.items()
}
NEEDED = ("entity", "time", "lat", "lon")


@dataclass(frozen=True, slots=True)
class TrackOptions:
    """columns: our column name to theirs, for tables. zone: of times that name none (an IANA
    name or UTC). time_format: strptime pattern of the times. kinds: which events to give, all
    when empty. stops_anywhere: also stops outside every site. encounters: whether to look for
    them. thin_points: thinned tracks of entities seen at a site have at most this many points, and
    are not made when it is 0. rows_in_memory: more positions than this go through files on disk.
    jobs: threads."""

    rules: Rules = field(default_factory=Rules)
    columns: tuple[tuple[str, str], ...] = ()
    zone: str | None = None
    time_format: str | None = None
    kinds: tuple[str, ...] = ()
    stops_anywhere: bool = False
    encounters: bool = True
    thin_points: int = 0
    rows_in_memory: int = 4_000_000
    jobs: int = 2


def column_map(text: str) -> tuple[tuple[str, str], ...]:
    """Reads `entity=ID,time=when`; BadInput names what a map may hold."""
    pairs = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        ours, equals, theirs = part.partition("=")
        if not equals or ours.strip() not in SYNONYMS or not theirs.strip():
            raise BadInput(
                f"--columns does not understand '{part}'; write for example "
                f"entity=ID,time=when with any of {', '.join(SYNONYMS)} on the left"
            )
        pairs.append((ours.strip(), theirs.strip()))
    return tuple(pairs)
