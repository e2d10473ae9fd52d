"""The places of a case as geojson and kml tell them: sites, their zones, and observations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from casemate.nouns import When, Where
from casemate.tell.export.selection import SIMULATED, Selection, ShownObservation
from casemate.tell.export.tables import Cell, citation_words

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """what: site, zone or observation. where: a point with its radius; rings: an area.

    valid: when an observation held. properties: the rest, in reading order.
    """

    id: str
    what: str
    name: str
    where: Where | None = None
    rings: tuple[Ring, ...] = ()
    valid: When | None = None
    properties: dict[str, Cell] = field(default_factory=dict)


def places(selection: Selection) -> Iterator[Place]:
    """Sites, each followed by its zones, then observations.

    An observation without a point of its own has none here either: that its site has one does not
    say where in the site it was.
    """
    for site in selection.about.sites:
        marks: dict[str, Cell] = {"kind": site.kind, "names": "; ".join(site.names)}
        yield Place(site.id, "site", site.name, site.where, properties=_noted(selection, marks))
        for zone in site.zones:
            marks = {"kind": zone.kind, "site": site.id}
            yield Place(
                f"{site.id}/{zone.id}", "zone", zone.name, rings=tuple(map(_closed, zone.polygon)),
                properties=_noted(selection, marks),
            )  # fmt: skip
    for shown in selection.observations():
        yield _seen(selection, shown)


def _seen(selection: Selection, shown: ShownObservation) -> Place:
    seen = shown.observation
    marks: dict[str, Cell] = {
        "kind": seen.kind,
        "site": seen.site,
        "zone": seen.zone,
        "subject": seen.subject,
        "held": str(seen.valid),
        "known": str(seen.known),
        "confidence": seen.confidence,
        "not_observable": seen.not_observable,
        "caveat": seen.caveat,
        "method": seen.method,
        "citations": "; ".join(map(citation_words, seen.citations)),
        "status": shown.status,
        "reviewed_by": shown.reviewed_by,
        "simulated": seen.simulated,
    }
    name = (
        seen.text if not seen.simulated or "SIMULATED" in seen.text else f"SIMULATED: {seen.text}"
    )
    if seen.simulated:
        marks["warning"] = SIMULATED
    return Place(
        seen.id, "observation", name, seen.where, valid=seen.valid,
        properties=_noted(selection, marks),
    )  # fmt: skip


def _noted(selection: Selection, marks: dict[str, Cell]) -> dict[str, Cell]:
    noted = {**marks, "notice": selection.about.notice}
    return {name: value for name, value in noted.items() if value is not None}


def _closed(ring: Ring) -> Ring:
    return ring if not ring or ring[0] == ring[-1] else (*ring, ring[0])
