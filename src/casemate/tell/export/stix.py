"""STIX 2.1 (OASIS, 2021): reports, notes, opinions, locations and identities in one bundle.

A statement is a note whose author is its speaker; a claim is a note about the notes that make it;
who denies a claim has an opinion on it. Ids are UUIDs of version 5 over the names of a case, so
that a second export updates what the first brought. Two documents that name the same speaker
give two identities: that they mean one person is not known.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casemate.nouns import Failure, Site, SourceKind
from casemate.tell.export.neutral import web_address
from casemate.tell.export.put_whole import put_array, put_text
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

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:casemate")
_SHA256 = re.compile(r"[0-9a-f]{64}")
# STIX's open vocabulary of identity classes; a person whose office is named is still a person.
_CLASSES = {
    SourceKind.OFFICIAL: "individual",
    SourceKind.EXPERT: "individual",
    SourceKind.ANONYMOUS: "unknown",
    SourceKind.MEDIA: "organization",
    SourceKind.IMAGERY: "system",
    SourceKind.DOCUMENT: "unknown",
    SourceKind.ORGANIZATION: "organization",
    SourceKind.UNKNOWN: "unknown",
}
Thing = dict[str, Any]


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One bundle. A site with neither coordinates nor country is no STIX location: a Failure."""
    bundle = _Bundle(selection)
    key = f"{selection.about.name}|{selection.about.as_of}"
    head = json.dumps({"type": "bundle", "id": _id("bundle", key)})[:-1] + ', "objects": ['
    with put_text(out) as stream:
        things = (json.dumps(thing, ensure_ascii=False) for thing in bundle.things())
        put_array(stream, head, things)
    return tuple(bundle.failures)


@dataclass(slots=True)
class _Bundle:
    """What the objects of one bundle share. start: when the case began; author: who made it."""

    selection: Selection
    failures: list[Failure] = field(default_factory=list)
    start: datetime = field(init=False)
    author: str = field(init=False)
    locations: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        captured = (capture.captured_at for capture in self.selection.captures())
        self.start = min(captured, default=datetime(1970, 1, 1, tzinfo=UTC))
        self.author = _id("identity", "casemate")

    def things(self) -> Iterator[Thing]:
        about = self.selection.about
        yield self._thing("identity", "casemate", self.start, [], {
            "name": f"Casemate {about.version}".strip(),
            "identity_class": "system",
            "description": "Finds drafts in open sources, for people to review.",
        })  # fmt: skip
        for site in about.sites:
            location = self._location(site)
            if location is not None:
                self.locations[site.id] = location["id"]
                yield location
        outlets: set[str] = set()
        for shown in self.selection.documents():
            outlet = shown.header.outlet
            if outlet not in outlets:
                outlets.add(outlet)
                yield self._identity(f"outlet|{outlet}", outlet, "organization")
            yield from self._document(shown)
        for seen in self.selection.observations():
            yield self._observation(seen)
        for claim in self.selection.claims():
            yield from self._claim(claim)

    def _location(self, site: Site) -> Thing | None:
        where: Thing = {"name": site.name}
        if site.where is not None:
            where["latitude"] = site.where.lat_deg
            where["longitude"] = site.where.lon_deg
            where["precision"] = site.where.radius_m
        if site.country:
            where["country"] = site.country
        if len(where) == 1:
            reason = "a STIX location needs coordinates or a country: give the site lon and lat"
            self.failures.append(Failure("tell", site.id, reason))
            return None
        return self._thing("location", site.id, self.start, [], where)

    def _document(self, shown: ShownDocument) -> Iterator[Thing]:
        document, header = shown.document, shown.header
        known = document.known
        at = self.start if known is None or known.begin is None else known.begin
        reference: Thing = {"source_name": header.outlet, "external_id": document.id}
        if address := web_address(document.url):
            reference["url"] = address
        if document.capture and _SHA256.fullmatch(document.capture):
            reference["hashes"] = {"SHA-256": document.capture}
        notes: list[str] = []
        speakers: set[str] = set()
        for said in self.selection.statements_of(shown):
            who = said.quoted.who
            key = f"speaker|{document.id}|{who}"
            if key not in speakers:
                speakers.add(key)
                yield self._identity(key, who, _CLASSES[said.statement.source_kind])
            yield self._statement(said, at, _id("identity", key))
            notes.append(_id("note", said.statement.id))
        labels = ["simulated"] if shown.simulated else []
        yield self._thing("report", document.id, at, labels, {
            "name": f"{SIMULATED}: {header.title}" if shown.simulated else header.title,
            "published": _moment(at),
            "object_refs": [_id("identity", f"outlet|{header.outlet}"), *notes],
            "external_references": [reference],
            "lang": header.lang or "und",
        })  # fmt: skip

    def _statement(self, said: ShownStatement, at: datetime, speaker: str) -> Thing:
        statement = said.statement
        chain = " → ".join(step.name for step in said.quoted.chain)
        spans = spans_words(statement.content)
        sites = [self.locations[p] for p in statement.places if p in self.locations]
        labels = _labels(said.reviewed_by, said.simulated)
        return self._thing("note", statement.id, at, [*labels, statement.stance.value], {
            "abstract": f"{chain}; characters {spans} of text sha256 {said.header.text_sha256}",
            "content": statement.text,
            "authors": [said.quoted.who],
            "object_refs": [speaker, *sites],
        })  # fmt: skip

    def _observation(self, shown: ShownObservation) -> Thing:
        seen = shown.observation
        proof = "; ".join(map(citation_words, seen.citations))
        labels = _labels(shown.reviewed_by, seen.simulated)
        return self._thing("note", seen.id, seen.known.begin or self.start, labels, {
            "abstract": f"{seen.method}; held {seen.valid}; {proof}",
            "content": seen.text,
            "object_refs": [self.locations.get(seen.site, self.author)],
        })  # fmt: skip

    def _claim(self, shown: ShownClaim) -> Iterator[Thing]:
        claim = shown.claim
        count = Count(None, claim.independent_origins, claim.independent_origins_at_most, 0)
        evidence = [s.statement.id for s in shown.statements]
        evidence += [o.observation.id for o in shown.observations]
        labels = [shown.status, *(["simulated"] if shown.simulated else [])]
        yield self._thing("note", f"claim|{claim.id}", self.start, labels, {
            "abstract": f"claim: {origins_words(count)}; {claim.why}",
            "content": claim.text,
            "object_refs": [_id("note", id) for id in evidence],
        })  # fmt: skip
        for said in self.selection.shown(claim.denied_by):
            key = f"{claim.id}|{said.statement.id}"
            labels = _labels(said.reviewed_by, said.simulated)
            yield self._thing("opinion", key, self.start, labels, {
                "opinion": "disagree",
                "explanation": said.statement.text,
                "authors": [said.quoted.who],
                "object_refs": [_id("note", f"claim|{claim.id}")],
            })  # fmt: skip

    def _identity(self, key: str, name: str, kind: str) -> Thing:
        return self._thing("identity", key, self.start, [], {"name": name, "identity_class": kind})

    def _thing(self, type: str, key: str, at: datetime, labels: list[str], rest: Thing) -> Thing:
        notice = ["example: not reporting"] if self.selection.about.notice else []
        made: Thing = {
            "type": type,
            "spec_version": "2.1",
            "id": _id(type, key),
            "created_by_ref": self.author,
            "created": _moment(at),
            "modified": _moment(at),
            **rest,
        }
        if key == "casemate":
            del made["created_by_ref"]
        if labels or notice:
            made["labels"] = [*labels, *notice]
        return made


def _labels(reviewed_by: str | None, simulated: bool) -> list[str]:
    review = ["machine-found"] if reviewed_by is None else ["reviewed", f"by {reviewed_by}"]
    return [*review, *(["simulated"] if simulated else [])]


def _id(type: str, key: str) -> str:
    return f"{type}--{uuid.uuid5(_NAMESPACE, f'{type}|{key}')}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
