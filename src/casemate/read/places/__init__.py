"""Where it happened: toponyms found in a text and resolved to places."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.locate.gazetteer import Gazetteer, gazetteer
from casemate.locate.sites import find_site
from casemate.nouns import Document, Mention, PlaceMention, Site, Span
from casemate.read.places.apart import meets, merged
from casemate.read.places.candidates import candidates
from casemate.read.places.capitals import runs
from casemate.read.places.find_toponyms import find_toponyms
from casemate.read.places.name_sites import (
    known_sites_in,
    last_named,
    sites_by_row,
    sites_of_the_case,
)
from casemate.read.places.resolve import resolve
from casemate.read.places.toponym import Toponym
from casemate.read.places.written_context import hints_of, key_of, note_containment

_SITE_KINDS = frozenset(("port", "airfield", "base"))


def find_places(
    document: Document, mentions: Sequence[Mention], sites: Sequence[Site]
) -> tuple[PlaceMention, ...]:
    """Places of a document in reading order; the case's own sites come first.

    mentions: what the mention model found; without them the gazetteer and the text decide alone.
    With `document.toponyms` given, just those are resolved.
    """
    places = gazetteer()
    text = document.text
    if document.toponyms is not None:
        spans = sorted(set(document.toponyms))
        toponyms = [_given(places, text, span, sites) for span in spans]
    else:
        toponyms = _found(places, text, mentions, sites)
    note_containment(places, text, toponyms)
    resolved = resolve(places, toponyms, hints_of(places, document, toponyms))
    rows = [row for row, _ in resolved]
    if document.toponyms is None:
        toponyms, rows = _with_last_named(places, text, toponyms, rows)
    return tuple(_mention(places, t, row) for t, row in zip(toponyms, rows, strict=True))


def _found(
    places: Gazetteer, text: str, mentions: Sequence[Mention], sites: Sequence[Site]
) -> list[Toponym]:
    """The case's sites, then known sites, then all other toponyms, where no span meets another."""
    words = list(runs(text))
    kept = merged(sites_of_the_case(text, sites), known_sites_in(places, text, words))
    return merged(kept, find_toponyms(places, text, words, mentions))


def _given(places: Gazetteer, text: str, span: Span, sites: Sequence[Site]) -> Toponym:
    name = text[span[0] : span[1]]
    own = sites_of_the_case(name, sites)
    if own and own[0].span == (0, len(name)):
        return Toponym(span, name, own[0].key, "site", site=own[0].site)
    rows, main, kind = candidates(places, name)
    return Toponym(span, name, key_of(name), kind, rows, main)


def _with_last_named(
    places: Gazetteer, text: str, toponyms: Sequence[Toponym], rows: Sequence[int]
) -> tuple[list[Toponym], list[int]]:
    """Add "the base" and its like, meaning the site named last."""
    known = sites_by_row(places)
    named: list[tuple[Span, Site]] = []
    for t, row in zip(toponyms, rows, strict=True):
        if site := t.site or known.get(row):
            named.append((t.span, site))
    taken = [t.span for t in toponyms]
    also = [t for t in last_named(text, named) if not meets(t.span, taken)]
    own = {t.site.id for t in toponyms if t.site is not None}
    for t in also:
        if t.site is not None and t.site.id not in own:
            # A known site that the case does not follow: a place, not a site of the case.
            t.rows = tuple(row for row, site in known.items() if site.id == t.site.id)
            t.site = None
    both = [*zip(toponyms, rows, strict=True), *((t, t.rows[0] if t.rows else -1) for t in also)]
    both.sort(key=lambda pair: pair[0].span)
    return [t for t, _ in both], [row for _, row in both]


def _mention(places: Gazetteer, t: Toponym, row: int) -> PlaceMention:
    if t.site is not None:
        where = t.site.where
        if where is None and (known := find_site(t.site.id)) is not None:
            where = known.where
        kind = t.site.kind if t.site.kind in _SITE_KINDS else "site"
        return PlaceMention(
            t.span, t.site.name, kind, where, country=t.site.country, site=t.site.id
        )
    if row < 0:
        return PlaceMention(t.span, t.name, _unresolved_kind(t))
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


def _unresolved_kind(t: Toponym) -> str:
    return t.kind if t.kind not in ("", "part", "loose", "site") else "unknown"
