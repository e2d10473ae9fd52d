"""The page of one site, in reading order: date, state, not known, key points, disagreements, …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casemate.nouns import Observation
from casemate.tell.date_scale import DateScale, date_scale
from casemate.tell.map_svg import SiteMap, site_map
from casemate.tell.material import Header, Material
from casemate.tell.not_known import not_known
from casemate.tell.rendering import render
from casemate.tell.said import anchor, said_by_sensor
from casemate.tell.strip import strip_of

_QUICK = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, or a pair of pictures before and after; paths from the dossier's folder."""

    anchor: str
    text: str
    before: str
    after: str | None
    known: str
    held: str | None
    tags: tuple[tuple[str, str], ...]


def build_site_page(
    material: Material,
    headers: Mapping[str, Header],
    claims_href: str,
    pictures: Mapping[str, str],
) -> str:
    """The page as HTML. pictures: where the pictures of observations were put, by their path."""
    held = [t.shown.valid for t in material.timeline if t.shown.valid is not None]
    scale = date_scale(held, material.known_days)
    found: SiteMap | None = site_map(material.site, material.case.sites)
    last = material.known_days[-1][0] if material.known_days else None
    return render(
        "site.html.j2",
        root="",
        here=material.site.id,
        case=material.case,
        coverage=material.case.coverage,
        site=material.site,
        other_names=[n for n in material.site.names if n != material.site.name],
        m=material,
        headers=headers,
        scale=scale,
        quick=_quick(scale),
        since=None,
        strip=strip_of(material),
        unknowns=not_known(material),
        last_word=last,
        map=found.svg if found else None,
        map_note=found.note if found else "",
        pictures=[p for o in material.observations if (p := _picture(o, pictures))],
        claims_href=claims_href,
    )


def _quick(scale: DateScale | None) -> list[tuple[int, str]]:
    """A few days worth a button: spread over the days on which something became known."""
    if scale is None:
        return []
    places = {day: number for number, (day, _, _) in enumerate(scale.stops)}
    days = [places[dot.day] for dot in scale.known if dot.day in places]
    if len(days) > _QUICK:
        days = [days[round(n * (len(days) - 1) / (_QUICK - 1))] for n in range(_QUICK)]
    return [(n, scale.stops[n][2].rsplit(" ", 1)[0]) for n in dict.fromkeys(days)]


def _picture(observation: Observation, pictures: Mapping[str, str]) -> Picture | None:
    shown = [pictures[path] for path in observation.pictures if path in pictures]
    if not shown:
        return None
    said = said_by_sensor(observation)
    known = observation.known.first_day
    return Picture(
        anchor=anchor(observation.id),
        text=observation.text,
        before=shown[0],
        after=shown[1] if len(shown) > 1 else None,
        known="9999-12-31" if known is None else known.isoformat(),
        held=said.held,
        tags=said.tags,
    )
