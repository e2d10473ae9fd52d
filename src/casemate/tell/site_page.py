"""The page of one site, in reading order: date, state, not known, key points, disagreements, …"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casemate.nouns import Citation, Observation, SceneCitation, TrackCitation
from casemate.tell.date_scale import DateScale, date_scale
from casemate.tell.map_svg import SiteMap, site_map
from casemate.tell.map_tracks import Drawn, not_drawn
from casemate.tell.material import Header, Material, Since
from casemate.tell.not_known import not_known
from casemate.tell.quoting import anchor, quote_observation
from casemate.tell.rendering import render
from casemate.tell.since import since_words
from casemate.tell.strip import strip_of

_QUICK = 4
_PICTURES = 12
_SEEN = 60
_SEEN_AT_ONCE = 8
_NAMES = 6
_WAYS_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """An observation as shown. before, after: its pictures, from the dossier's folder.

    proof: what it is cited from, in words.
    """

    anchor: str
    text: str
    before: str | None
    after: str | None
    known: str
    held: str | None
    tags: tuple[tuple[str, str], ...]
    proof: str


@dataclass(frozen=True, slots=True)
class Way:
    """A drawn track's entry beside the map. href: the newest of its events that is listed."""

    drawn: Drawn
    events: int
    href: str | None


def build_site_page(
    material: Material,
    headers: Mapping[str, Header],
    claims_href: str,
    pictures: Mapping[str, str],
) -> str:
    """The page as HTML. pictures: where the pictures of observations were put, by their path."""
    held = [t.shown.valid for t in material.timeline if t.shown.valid is not None]
    scale = date_scale(held, material.known_days)
    found: SiteMap | None = site_map(
        material.site, material.case.sites, material.observations, material.tracks
    )
    drawn = found.tracks if found else ()
    newest = sorted(material.observations, key=_newest_first)
    seen = [_seen(o, pictures) for o in newest]
    # Every track that is drawn leads to one of its events, however old.
    led_to = {anchor(one.seen[0]) for one in drawn if one.seen}
    unpictured = enumerate(s for s in seen if not s.before)
    listed = [s for number, s in unpictured if number < _SEEN or s.anchor in led_to]
    last = material.known_days[-1][0] if material.known_days else None
    return render(
        "site.html.j2",
        root="",
        here=material.site.id,
        case=material.case,
        coverage=material.case.coverage,
        site=material.site,
        other_names=[n for n in material.site.names if n != material.site.name][:_NAMES],
        m=material,
        headers=headers,
        scale=scale,
        quick=_quick(scale),
        since=since_words(material.since) if material.since else (),
        since_day=_day_of(material.since),
        strip=strip_of(material),
        unknowns=not_known(material),
        last_word=last,
        map=found.svg if found else None,
        map_note=found.note if found else "",
        pictures=list(_by_pictures(s for s in seen if s.before))[:_PICTURES],
        ways=[_way(one, {s.anchor for s in listed}) for one in drawn],
        way_files=list(dict.fromkeys(file for one in drawn for file in one.files)),
        ways_made_up=sum(one.simulated for one in drawn),
        ways_at_once=_WAYS_AT_ONCE,
        not_drawn=not_drawn(material.observations, drawn) if found else "",
        seen=listed,
        seen_at_once=_SEEN_AT_ONCE,
        claims_href=claims_href,
    )


def _day_of(since: Since | None) -> date | None:
    return date.fromisoformat(since.until) if since and since.until else None


def _quick(scale: DateScale | None) -> list[tuple[int, str]]:
    """A few days worth a button: spread over the days on which something became known."""
    if scale is None:
        return []
    places = {day: number for number, (day, _, _) in enumerate(scale.stops)}
    days = [places[dot.day] for dot in scale.known if dot.day in places]
    if len(days) > _QUICK:
        days = [days[round(n * (len(days) - 1) / (_QUICK - 1))] for n in range(_QUICK)]
    return [(n, scale.stops[n][2].rsplit(" ", 1)[0]) for n in dict.fromkeys(days)]


def _seen(observation: Observation, pictures: Mapping[str, str]) -> Seen:
    shown = [pictures[path] for path in observation.pictures if path in pictures]
    said = quote_observation(observation)
    known = observation.known.first_day
    return Seen(
        anchor=anchor(observation.id),
        text=observation.text,
        before=shown[0] if shown else None,
        after=shown[1] if len(shown) > 1 else None,
        known="9999-12-31" if known is None else known.isoformat(),
        held=said.held,
        tags=said.tags,
        proof="; ".join(_proof(c) for c in observation.citations),
    )


def _way(drawn: Drawn, listed: set[str]) -> Way:
    found = (anchor(id) for id in drawn.seen if anchor(id) in listed)
    href = next(found, None)
    return Way(drawn, len(drawn.seen), None if href is None else f"#{href}")


def _by_pictures(seen: Iterable[Seen]) -> Iterator[list[Seen]]:
    """What was seen in the same pictures, together."""
    groups: dict[tuple[str | None, str | None], list[Seen]] = defaultdict(list)
    for one in seen:
        groups[one.before, one.after].append(one)
    yield from groups.values()


def _newest_first(observation: Observation) -> tuple[int, str]:
    day = observation.valid.first_day or observation.valid.last_day or date.min
    return -day.toordinal(), observation.id


def _short(sha256: str) -> str:
    return f"{sha256[:12]}…" if len(sha256) > 12 else sha256


def _proof(citation: Citation) -> str:
    if isinstance(citation, SceneCitation):
        x0, y0, x1, y1 = citation.box_px
        return f"{citation.scene}, pixels {x0},{y0} to {x1},{y1}, sha256 {_short(citation.capture)}"
    if isinstance(citation, TrackCitation):
        first, last = citation.rows
        return f"{citation.track}, rows {first} to {last}, sha256 {_short(citation.capture)}"
    return f"{citation.document}, sha256 {citation.capture}"
