"""FollowTheMoney entities, one JSON object a line, as its own tools and Aleph read them.

A claim is a Note and not an Event: an Event in a graph says that something happened. A speaker
belongs to a document: that two documents name one person is not known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from casemate.nouns import Failure, SourceKind, When
from casemate.tell.export.neutral import as_xml, web_address
from casemate.tell.export.put_whole import put_text
from casemate.tell.export.selection import (
    SIMULATED,
    Selection,
    ShownClaim,
    ShownDocument,
    ShownObservation,
    ShownStatement,
)
from casemate.tell.export.tables import citation_words, spans_words
from casemate.tell.material import Count
from casemate.tell.wording import origins_words

_SCHEMATA = {
    SourceKind.OFFICIAL: "Person",
    SourceKind.EXPERT: "Person",
    SourceKind.MEDIA: "Organization",
    SourceKind.ORGANIZATION: "Organization",
}
# FollowTheMoney's languages are ISO 639-3.
_LANGUAGES = {
    "ar": "ara", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra",
    "he": "heb", "hy": "hye", "it": "ita", "ku": "kur", "pl": "pol", "pt": "por", "ru": "rus",
    "sv": "swe", "tr": "tur", "uk": "ukr",
}  # fmt: skip
Entity = dict[str, Any]
Values = dict[str, Iterable[str | None]]


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """Addresses of sites, Articles, who speaks in them, and Notes and Events with their proof."""
    with put_text(out) as stream:
        for entity in _entities(selection):
            stream.write(json.dumps(entity, ensure_ascii=False, separators=(",", ":")) + "\n")
    return ()


def _entities(selection: Selection) -> Iterator[Entity]:
    notice = selection.about.notice
    sites = {site.id for site in selection.about.sites}
    for site in selection.about.sites:
        where = site.where
        yield _entity("Address", "site", site.id, {
            "name": [site.name],
            "full": [site.name],
            "latitude": [str(where.lat_deg)] if where else [],
            "longitude": [str(where.lon_deg)] if where else [],
            "country": [site.country.lower()] if site.country else [],
            "remarks": [f"within {where.radius_m:g} m"] if where else [],
            "notes": [notice],
        })  # fmt: skip
    for shown in selection.documents():
        yield _article(shown, notice)
        speakers: set[str] = set()
        for said in selection.statements_of(shown):
            who = f"{shown.document.id}|{said.quoted.who}"
            if who not in speakers:
                speakers.add(who)
                schema = _SCHEMATA.get(said.statement.source_kind, "LegalEntity")
                article = [_id("document", shown.document.id)]
                names: Values = {"name": [said.quoted.who], "proof": article, "notes": [notice]}
                yield _entity(schema, "speaker", who, names)
            yield _statement(said, who, sites, notice)
    for seen in selection.observations():
        yield _event(seen, sites, notice)
    for claim in selection.claims():
        yield _claim(claim, sites, notice)


def _article(shown: ShownDocument, notice: str | None) -> Entity:
    document, header = shown.document, shown.header
    return _entity("Article", "document", document.id, {
        "title": [header.title],
        "publisher": [document.outlet],
        "author": [document.byline],
        "sourceUrl": [web_address(document.url)],
        "publishedAt": [document.published.date().isoformat() if document.published else None],
        "retrievedAt": [document.captured_at.date().isoformat() if document.captured_at else None],
        "language": [_LANGUAGES.get(header.lang or "")],
        "summary": [f"archived copy sha256 {document.capture}" if document.capture else None],
        "notes": [notice, SIMULATED if shown.simulated else None],
    })  # fmt: skip


def _statement(said: ShownStatement, who: str, sites: set[str], notice: str | None) -> Entity:
    statement, header = said.statement, said.header
    chain = " → ".join(step.name for step in said.quoted.chain)
    spans = spans_words(statement.content)
    return _entity("Note", "evidence", statement.id, {
        "description": [statement.text],
        "summary": [f"{chain}; characters {spans} of text sha256 {header.text_sha256}"],
        "entity": [_id("speaker", who), *_addresses(statement.places, sites)],
        "proof": [_id("document", header.id)],
        "publisher": [header.outlet],
        "sourceUrl": [web_address(header.url)],
        "keywords": _keywords(said.reviewed_by, said.simulated, statement.stance.value),
        "notes": [notice],
    })  # fmt: skip


def _event(shown: ShownObservation, sites: set[str], notice: str | None) -> Entity:
    seen = shown.observation
    proof = "; ".join(map(citation_words, seen.citations))
    return _entity("Event", "evidence", seen.id, {
        "name": [seen.text],
        "startDate": _day(seen.valid, 0),
        "endDate": _day(seen.valid, 1),
        "summary": [f"{seen.method}: {proof}"],
        "addressEntity": _addresses((seen.site,), sites),
        "keywords": _keywords(shown.reviewed_by, seen.simulated, seen.kind),
        "notes": [notice, seen.not_observable, seen.caveat],
    })  # fmt: skip


def _claim(shown: ShownClaim, sites: set[str], notice: str | None) -> Entity:
    claim = shown.claim
    count = Count(None, claim.independent_origins, claim.independent_origins_at_most, 0)
    evidence = [s.statement.id for s in shown.statements]
    evidence += [o.observation.id for o in shown.observations]
    return _entity("Note", "claim", claim.id, {
        "name": ["Claim"],
        "description": [claim.text],
        "summary": [f"{origins_words(count)}; {claim.why}"],
        "entity": [*(_id("evidence", id) for id in evidence),
                   *_addresses((claim.site or "",), sites)],
        "proof": sorted({_id("document", s.header.id) for s in shown.statements}),
        "keywords": [shown.status, "simulated" if shown.simulated else None],
        "notes": [notice],
    })  # fmt: skip


def _entity(schema: str, kind: str, key: str, properties: Values) -> Entity:
    kept = {
        name: cleaned
        for name, values in properties.items()
        if (cleaned := list(dict.fromkeys(" ".join(as_xml(v).split()) for v in values if v)))
    }
    return {"id": _id(kind, key), "schema": schema, "properties": kept}


def _addresses(places: Iterable[str], sites: set[str]) -> list[str]:
    return [_id("site", place) for place in places if place in sites]


def _keywords(reviewed_by: str | None, simulated: bool, *more: str) -> list[str | None]:
    review = ["machine-found"] if reviewed_by is None else ["reviewed", f"by {reviewed_by}"]
    return [*review, "simulated" if simulated else None, *more]


def _day(valid: When, side: int) -> list[str | None]:
    day = (valid.first_day, valid.last_day)[side]
    return [None if day is None else day.isoformat()]


def _id(kind: str, key: str) -> str:
    """The same in every export; kinds are kept apart since a claim has its first statement's id."""
    return "casemate-" + hashlib.sha256(f"{kind}|{key}".encode()).hexdigest()[:32]
