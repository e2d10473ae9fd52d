"""Where it happened: toponyms found in a text and resolved to places."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.locate.gazetteer import Gazetteer, gazetteer
from casemate.nouns import Document, Mention, PlaceMention, Site, Span
from casemate.read.places.candidates import candidates
from casemate.read.places.find_toponyms import find_toponyms
from casemate.read.places.resolve import resolve
from casemate.read.places.toponym import Toponym
from casemate.read.places.written_context import hints_of, key_of, note_containment


def find_places(
    document: Document, mentions: Sequence[Mention], sites: Sequence[Site]
) -> tuple[PlaceMention, ...]:
    """Places of a document in reading order; the case's own sites come first."""
    places = gazetteer()
    text = document.text
    if document.toponyms is not None:
        toponyms = [_given(places, text, span) for span in sorted(document.toponyms)]
    else:
        toponyms = find_toponyms(places, text, mentions)
    note_containment(places, text, toponyms)
    resolved = resolve(places, toponyms, hints_of(places, document, toponyms))
    return tuple(_mention(places, t, row) for t, (row, _) in zip(toponyms, resolved, strict=True))


def _given(places: Gazetteer, text: str, span: Span) -> Toponym:
    name = text[span[0] : span[1]]
    rows, main, kind = candidates(places, name)
    return Toponym(span, name, key_of(name), kind, rows, main)


def _mention(places: Gazetteer, t: Toponym, row: int) -> PlaceMention:
    if row < 0:
        return PlaceMention(t.span, t.name, t.kind or "unknown")
    place = places.place(row)
    demonym = t.kind == "demonym"
    return PlaceMention(
        span=t.span,
        name=place.name,
        kind="demonym" if demonym else place.kind,
        where=None if demonym else place.where,
        geonameid=place.geonameid,
        country=place.country or None,
    )
