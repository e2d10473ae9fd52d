"""What happened, to whom, where and when, with the rows of the files that show it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args

Kind = Literal[
    "arrival",
    "departure",
    "visit",
    "transit",
    "stop",
    "gap",
    "jump",
    "encounter",
    "loitering",
    "landing",
    "takeoff",
    "voyage",
    "shared_identity",
]
KINDS: tuple[str, ...] = get_args(Kind)


# Tens of thousands of events are made at a time, and a tuple costs a fifth of a frozen dataclass.
class Rows(NamedTuple):
    """Rows of one file that an event rests on.

    file: SHA-256 of the bytes. first, last: 1-based and inclusive; a row is a data record of a
    table (its header not counted), a line of NMEA or JSON lines, or a point of a trace.
    """

    file: str
    first: int
    last: int


class Event(NamedTuple):
    """One movement event; all times aware UTC.

    begin, end: for what happens at once (arrival, departure, landing, takeoff) the interval in
        which it happened: last seen before, first seen after. For what lasts (visit, stop, gap,
        voyage) its own begin and end; a visit begins with the first position inside and ends with
        the first outside. end is None while open.
    begin_at_most: it had begun by then.
    confidence: of a visit, 4 entry and exit seen, 3 one of them, 2 neither, 1 inferred;
        None for other kinds.
    rows: in the order of time; more than one when files were joined.
    caveat: what a reader must know before using this.
    lat_deg, lon_deg: of its first position; to_*: of its last, where the event has moved.
    track: which of several tracks under one identity, counted from 1; None when there is one.
    from_site: of a voyage, where it began (`site` is where it ended).
    other: of an encounter, the second entity. steps: of a jump, how many steps were too fast.
    name: as the entity gave it in static messages.
    """

    entity: str
    kind: Kind
    site: str | None
    begin: datetime
    end: datetime | None
    begin_at_most: datetime
    rows: tuple[Rows, ...]
    open: bool = False
    confidence: int | None = None
    caveat: str | None = None
    lat_deg: float | None = None
    lon_deg: float | None = None
    to_lat_deg: float | None = None
    to_lon_deg: float | None = None
    track: int | None = None
    from_site: str | None = None
    other: str | None = None
    steps: int | None = None
    name: str | None = None


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 to the second with Z, as the contract prints times; `moment` is in UTC."""
    return None if moment is None else moment.isoformat()[:19] + "Z"


def event_as_json(event: Event) -> dict[str, Any]:
    """The event as one line of the contract; what is not known of it is left out."""
    first = event.rows[0] if event.rows else None
    line: dict[str, Any] = {
        "entity": event.entity,
        "kind": event.kind,
        "site": event.site,
        "begin": iso(event.begin),
        "end": iso(event.end),
        "begin_at_most": iso(event.begin_at_most),
        "open": event.open,
        "confidence": event.confidence,
        "file": None if first is None else first.file,
        "rows": None if first is None else [first.first, first.last],
        "caveat": event.caveat,
    }
    if len(event.rows) > 1:
        line["also"] = [{"file": r.file, "rows": [r.first, r.last]} for r in event.rows[1:]]
    for extra in ("from_site", "other", "steps", "track", "name"):
        value = getattr(event, extra)
        if value is not None:
            line[extra] = value
    if event.lat_deg is not None:
        line["lat"], line["lon"] = round(event.lat_deg, 6), round(event.lon_deg or 0.0, 6)
    if event.to_lat_deg is not None:
        line["to_lat"], line["to_lon"] = (
            round(event.to_lat_deg, 6),
            round(event.to_lon_deg or 0.0, 6),
        )
    return line
