"""Movement events as observations: evidence on the same footing as statements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from casemate.nouns import Observation, Precision, TrackCitation, When, Where
from casemate.track.event import Event, iso

METHOD = "track 1 (port visits and gaps as Global Fishing Watch defines them)"
# What is said of each kind; a sentence says no more than the rows show.
_SAID = {
    "arrival": "{who} was first received inside {site} between {begin} and {end}",
    "departure": "{who} was last received inside {site} at {begin} and outside it by {end}",
    "visit": "{who} was received inside {site} from {begin} to {end}, with a stop or long silence",
    "transit": "{who} passed through {site} from {begin} to {end} without a stop",
    "stop": "{who} lay still at {site} from {begin} to {end}",
    "gap": "{who} was not received from {begin} to {end}",
    "jump": "positions of {who} moved faster than it can between {begin} and {end}",
    "encounter": "{who} and {other} were received side by side from {begin} to {end}",
    "loitering": "{who} stayed slow outside every site from {begin} to {end}",
    "landing": "{who} landed at {site} between {begin} and {end}",
    "takeoff": "{who} took off from {site} between {begin} and {end}",
    "voyage": "{who} went from {from_site} to {site} between {begin} and {end}",
    "shared_identity": "the identity {who} was in two places at once between {begin} and {end}",
}
# The families that statements have too, so that weighing can lay both together.
_PREDICATE = {
    "arrival": "arrive",
    "departure": "leave",
    "visit": "stay",
    "stop": "stay",
    "landing": "arrive",
    "takeoff": "leave",
    "transit": "move",
    "voyage": "arrive",
}
_ENDS = {
    4: "entry and exit received",
    3: "only one of entry and exit received",
    2: "neither entry nor exit received",
}


def observe(
    events: Iterable[Event],
    known: datetime | None = None,
    feed: str | None = None,
    positions_radius_m: float = 100.0,
    site_names: Mapping[str, str] | None = None,
) -> Iterator[Observation]:
    """An observation for each event that happened at a site; the others belong to no site.

    A voyage belongs to the site it reached. site_names: what sentences call a site, by its id.
    known: when the files were captured, now when None. feed: the body behind the positions, so
    that all its observations are one origin; the first file's hash when None (two files of one
    feed then count as two origins: say the feed).
    No probability is given, for none is computed: a visit's caveat says instead what was seen of
    its two ends. What was inferred says so in words.
    """
    names = site_names or {}
    moment = datetime.now(UTC) if known is None else known
    since = When(moment, None, Precision.SECOND)
    for event in events:
        if event.site is None or not event.rows:
            continue
        end = None if event.end is None else event.end + timedelta(seconds=1)
        valid = When(event.begin, end, Precision.SECOND)
        who = f"{event.name} ({event.entity})" if event.name else event.entity
        text = _SAID[event.kind].format(
            who=who,
            site=names.get(event.site, event.site),
            from_site=names.get(event.from_site or "", event.from_site),
            other=event.other,
            begin=iso(event.begin),
            end=iso(event.end) or "the last position, still there",
        )
        if event.confidence == 1:
            text = f"inferred, not received: {text}"
        where = None
        if event.lat_deg is not None and event.lon_deg is not None:
            where = Where(event.lon_deg, event.lat_deg, positions_radius_m)
        yield Observation(
            id=_id(event),
            kind=event.kind,
            site=event.site,
            text=text,
            valid=valid,
            known=since,
            citations=tuple(
                TrackCitation(_track(event), r.file, (r.first, r.last), valid) for r in event.rows
            ),
            method=METHOD,
            origin_key=f"tracking-data:{feed or event.rows[0].file}",
            where=where,
            subject=event.entity,
            predicate=_PREDICATE.get(event.kind),
            not_observable=_unobserved(event),
            caveat=_caveat(event),
        )


def _track(event: Event) -> str:
    return event.entity if event.track is None else f"{event.entity} track {event.track}"


def _unobserved(event: Event) -> str | None:
    return event.caveat if event.kind == "gap" else None


def _caveat(event: Event) -> str:
    """Self-reported positions can be false whatever tests they pass; every observation says so."""
    general = "positions are what the transponder reported, as far as it was received"
    said = (event.caveat, _ENDS.get(event.confidence or 0), general)
    return "; ".join(note for note in said if note)


def _id(event: Event) -> str:
    rows = " ".join(f"{r.file}:{r.first}-{r.last}" for r in event.rows)
    key = "\0".join(
        (event.entity, str(event.track), event.kind, event.site or "", str(iso(event.begin)), rows)
    )
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]
