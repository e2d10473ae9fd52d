"""The tables of a case: what csv, xlsx and parquet hold, as rows of columns with a kind each.

Several ids in a cell are separated by spaces, several names by "; ". A time is the noun's own
ISO 8601 interval beside its first and last day. An empty cell is: not known, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casemate.nouns import (
    Citation,
    Link,
    Origin,
    SceneCitation,
    Spans,
    TextCitation,
    When,
)
from casemate.tell.export.selection import (
    Selection,
    ShownClaim,
    ShownDocument,
    ShownObservation,
    ShownStatement,
)

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """kind: text, number, whole, day or flag. of: the cell of a row's noun."""

    name: str
    kind: str
    of: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; rows: the nouns of a selection, streamed."""

    name: str
    columns: tuple[Column, ...]
    nouns: Callable[[Selection], Iterator[Any]]

    def rows(self, selection: Selection) -> Iterator[list[Cell]]:
        """One list of cells for each noun; the last cell says when the case is an example."""
        notice = selection.about.notice
        for noun in self.nouns(selection):
            yield [*(column.of(noun) for column in self.columns), notice]

    @property
    def header(self) -> tuple[Column, ...]:
        """The columns with that last one."""
        return (*self.columns, _text("notice", lambda _: None))


def about_rows(selection: Selection) -> list[tuple[str, Cell]]:
    """What holds for all tables, as (what, value)."""
    about = selection.about
    return [
        ("case", about.name),
        ("notice", about.notice),
        ("built with casemate", about.version),
        ("known by", about.as_of),
        ("rejected by a person, left out", selection.rejected),
        ("status", "machine-found: nobody reviewed it; reviewed: a person accepted it"),
    ]


def _text(name: str, of: Callable[[Any], Cell]) -> Column:
    return Column(name, "text", of)


def _number(name: str, of: Callable[[Any], Cell]) -> Column:
    return Column(name, "number", of)


def _whole(name: str, of: Callable[[Any], Cell]) -> Column:
    return Column(name, "whole", of)


def _flag(name: str, of: Callable[[Any], Cell]) -> Column:
    return Column(name, "flag", of)


def _times(prefix: str, of: Callable[[Any], When | None]) -> tuple[Column, ...]:
    def first(noun: Any) -> Cell:
        when = of(noun)
        return None if when is None else when.first_day

    def last(noun: Any) -> Cell:
        when = of(noun)
        return None if when is None else when.last_day

    def whole(noun: Any) -> Cell:
        when = of(noun)
        return None if when is None else str(when)

    return (
        _text(prefix, whole),
        Column(f"{prefix}_from", "day", first),
        Column(f"{prefix}_to", "day", last),
        _text(f"{prefix}_precision", lambda n: None if (w := of(n)) is None else w.precision.value),
    )


def spans_words(spans: Spans) -> str | None:
    """ "[12,40) [55,60)": character offsets, end exclusive; no spreadsheet takes it for a date."""
    return " ".join(f"[{begin},{end})" for begin, end in spans) or None


def citation_words(citation: Citation) -> str:
    """Where the proof lies, in one line."""
    if isinstance(citation, TextCitation):
        return f"sha256 {citation.capture} characters {spans_words(citation.spans)}"
    if isinstance(citation, SceneCitation):
        box = ",".join(map(str, citation.box_px))
        return f"sha256 {citation.capture} scene {citation.scene} pixels {box}"
    first, last = citation.rows
    return f"sha256 {citation.capture} track {citation.track} rows {first}-{last}"


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _ids(ids: tuple[str, ...]) -> str | None:
    return " ".join(ids) or None


def _names(names: tuple[str, ...]) -> str | None:
    return "; ".join(names) or None


_CLAIMS: tuple[Column, ...] = (
    _text("id", lambda c: c.claim.id),
    _text("words", lambda c: c.claim.text),
    _text("site", lambda c: c.claim.site),
    *_times("held", lambda c: c.claim.valid),
    _whole("separate_origins", lambda c: c.claim.independent_origins),
    _whole("separate_origins_at_most", lambda c: c.claim.independent_origins_at_most),
    _whole("separate_parties", lambda c: c.claim.independent_parties),
    _text("why", lambda c: c.claim.why),
    _whole("credibility_proposed", lambda c: c.claim.credibility),
    _text("credibility_why", lambda c: c.claim.credibility_why),
    _text("contradicts", lambda c: _ids(c.claim.contradicts)),
    _text("denied_by", lambda c: _ids(c.claim.denied_by)),
    _text("supersedes", lambda c: _ids(c.claim.supersedes)),
    _text("tension", lambda c: _ids(c.claim.tension)),
    _text("differs_only_in_time", lambda c: _ids(c.claim.differs_only_in_time)),
    _text("evidence", lambda c: _ids(c.claim.statements)),
    _text("origins", lambda c: _ids(c.claim.origins)),
    _text("absorbed_ids", lambda c: _ids(c.claim.redirects)),
    _text("status", lambda c: c.status),
    _whole("evidence_reviewed", lambda c: c.reviewed),
    _text("simulated", lambda c: c.simulated or None),
)
_STATEMENTS: tuple[Column, ...] = (
    _text("id", lambda s: s.statement.id),
    _text("claim", lambda s: s.claim),
    _text("words", lambda s: s.statement.text),
    _text("speaker", lambda s: s.quoted.who),
    _flag("speaker_named", lambda s: s.statement.source_name is not None),
    _text("speaker_kind", lambda s: s.statement.source_kind.value),
    _text("chain", lambda s: " → ".join(step.name for step in s.quoted.chain)),
    _text("attribution", lambda s: s.statement.kind.value),
    _text("act", lambda s: s.statement.act.value),
    _text("stance", lambda s: s.statement.stance.value),
    _text("likelihood_stated", lambda s: s.statement.likelihood),
    _text("predicate", lambda s: s.statement.predicate),
    _text("polarity", lambda s: s.statement.polarity.value),
    _text("places", lambda s: _names(s.statement.places)),
    *_times("held", lambda s: s.statement.valid),
    _text("held_rests_on", lambda s: v.value if (v := s.statement.valid_basis) else None),
    Column("known", "day", lambda s: s.header.known),
    _flag("known_by_capture", lambda s: s.header.known_by_capture),
    _text("outlet", lambda s: s.header.outlet),
    _text("title", lambda s: s.header.title),
    _text("url", lambda s: s.header.url),
    _text("lang", lambda s: s.header.lang),
    _text("document", lambda s: s.header.id),
    _text("characters", lambda s: spans_words(s.statement.content)),
    _text("speaker_characters", lambda s: spans_words(s.statement.source)),
    _text("cue_characters", lambda s: spans_words(s.statement.cue)),
    _text("stands_in", lambda s: s.statement.parent),
    _text("capture_sha256", lambda s: s.header.capture),
    _text("text_sha256", lambda s: s.header.text_sha256),
    _text("extractor", lambda s: s.header.extractor),
    _text("status", lambda s: s.status),
    _text("reviewed_by", lambda s: s.reviewed_by),
    _flag("corrected", lambda s: s.corrected),
    _flag("simulated", lambda s: s.simulated),
)
_ORIGINS: tuple[Column, ...] = (
    _text("id", lambda o: o.id),
    _text("name", lambda o: o.name),
    _text("kind", lambda o: o.kind.value),
    _text("party", lambda o: o.party),
    _text("first_document", lambda o: o.first_document),
    _text("evidence", lambda o: _ids(o.statements)),
)
_LINKS: tuple[Column, ...] = (
    _text("from", lambda x: x.source),
    _text("to", lambda x: x.target),
    _text("relation", lambda x: x.relation.value),
    _number("probability", lambda x: float(x.probability)),
    _text("shown_by_characters", lambda x: spans_words((x.evidence,)) if x.evidence else None),
    _text("why", lambda x: x.why or None),
)
_DOCUMENTS: tuple[Column, ...] = (
    _text("id", lambda d: d.document.id),
    _text("title", lambda d: d.document.title),
    _text("outlet", lambda d: d.document.outlet),
    _text("byline", lambda d: d.document.byline),
    _text("url", lambda d: d.document.url),
    _text("lang", lambda d: d.header.lang),
    _text("published", lambda d: _moment(d.document.published)),
    Column("known", "day", lambda d: d.header.known),
    _text("captured_at", lambda d: _moment(d.document.captured_at)),
    _text("capture_sha256", lambda d: d.document.capture),
    _text("record", lambda d: d.document.record),
    _text("text_sha256", lambda d: d.header.text_sha256),
    _text("extractor", lambda d: d.document.extractor),
    _whole("characters", lambda d: len(d.document.text)),
    _text("not_read", lambda d: d.header.not_read),
    _flag("simulated", lambda d: d.simulated),
)
_OBSERVATIONS: tuple[Column, ...] = (
    _text("id", lambda o: o.observation.id),
    _text("kind", lambda o: o.observation.kind),
    _text("site", lambda o: o.observation.site),
    _text("zone", lambda o: o.observation.zone),
    _text("words", lambda o: o.observation.text),
    *_times("held", lambda o: o.observation.valid),
    Column("known", "day", lambda o: o.observation.known.first_day),
    _number("lon_deg", lambda o: w.lon_deg if (w := o.observation.where) else None),
    _number("lat_deg", lambda o: w.lat_deg if (w := o.observation.where) else None),
    _number("radius_m", lambda o: w.radius_m if (w := o.observation.where) else None),
    _text("subject", lambda o: o.observation.subject),
    _text("predicate", lambda o: o.observation.predicate),
    _number("confidence", lambda o: o.observation.confidence),
    _text("not_observable", lambda o: o.observation.not_observable),
    _text("caveat", lambda o: o.observation.caveat),
    _text("method", lambda o: o.observation.method),
    _text("origin_key", lambda o: o.observation.origin_key),
    _text("pictures", lambda o: _names(o.observation.pictures)),
    _text("citations", lambda o: _names(tuple(map(citation_words, o.observation.citations)))),
    _text("status", lambda o: o.status),
    _text("reviewed_by", lambda o: o.reviewed_by),
    _flag("simulated", lambda o: o.observation.simulated),
)


def _claims(selection: Selection) -> Iterator[ShownClaim]:
    return selection.claims()


def _statements(selection: Selection) -> Iterator[ShownStatement]:
    return selection.statements()


def _origins(selection: Selection) -> Iterator[Origin]:
    return selection.case.origins()


def _links(selection: Selection) -> Iterator[Link]:
    return selection.case.links()


def _documents(selection: Selection) -> Iterator[ShownDocument]:
    return selection.documents()


def _observations(selection: Selection) -> Iterator[ShownObservation]:
    return selection.observations()


TABLES = (
    Table("claims", _CLAIMS, _claims),
    Table("statements", _STATEMENTS, _statements),
    Table("origins", _ORIGINS, _origins),
    Table("links", _LINKS, _links),
    Table("documents", _DOCUMENTS, _documents),
    Table("observations", _OBSERVATIONS, _observations),
)
