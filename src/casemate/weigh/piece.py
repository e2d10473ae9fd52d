"""A statement or observation as the comparisons of this room need it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from casemate.nouns import (
    Act,
    Document,
    Observation,
    Polarity,
    Reading,
    Site,
    SourceKind,
    Span,
    Stance,
    Statement,
    StatementKind,
    When,
    hull,
    words_of,
)
from casemate.weigh.stems import stem
from casemate.words.fold import fold

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of evidence with what it is compared by.

    document: its place among the documents weighed; -1 for an observation.
    order: (known time, document id, first character): evidence is always handled in this order.
    source_text: the words that name its source. known: day it was published.
    """

    id: str
    document: int
    order: tuple[str, str, int]
    text: str
    words: frozenset[str]
    valid: When | None
    known: date | None
    stance: Stance
    polarity: Polarity
    act: Act
    kind: StatementKind | None
    span: Span | None
    source_text: str
    source_name: str | None
    source_kind: SourceKind
    via: tuple[str, ...]
    site: str | None
    origin_key: str | None = None
    parent: str | None = None
    source_span: Span | None = None


def pieces_of(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    observations: Sequence[Observation] = (),
    sites: Sequence[Site] = (),
) -> tuple[Piece, ...]:
    """All evidence in a fixed order that does not depend on the order given."""
    places: Mapping[str, int] = {d.id: i for i, d in enumerate(documents)}
    found: list[Piece] = []
    names = [(f" {fold(name)} ", site.id) for site in sites for name in (*site.names, site.id)]
    for reading in readings:
        place = places.get(reading.document)
        if place is None:
            continue
        found_at = {k: p.site for p in reading.places if p.site for k in (p.name, p.site)}
        found += [
            _of_statement(s, place, documents[place], found_at, names) for s in reading.statements
        ]
    found += [_of_observation(o) for o in observations if o.not_observable is None]
    return tuple(sorted(found, key=lambda piece: (piece.order, piece.id)))


def _of_statement(
    s: Statement,
    place: int,
    document: Document,
    sites: Mapping[str, str | None],
    names: Sequence[tuple[str, str]],
) -> Piece:
    known = document.known
    day = None if known is None or known.begin is None else known.begin.date()
    site = next((sites[name] for name in s.places if sites.get(name)), None)
    if site is None and names:
        # The case's own names, in the places found and in the words themselves.
        said = f" {' '.join(_WORD.findall(fold(' '.join((s.text, *s.places)))))} "
        site = next((ident for name, ident in names if name in said), None)
    return Piece(
        id=s.id,
        document=place,
        order=(_moment(document), document.id, hull(s.content)[0]),
        text=s.text,
        words=content_words(s.text),
        valid=s.valid,
        known=day,
        stance=s.stance,
        polarity=s.polarity,
        act=s.act,
        kind=s.kind,
        span=hull(s.content),
        source_text=words_of(document.text, s.source),
        source_name=s.source_name,
        source_kind=s.source_kind,
        via=s.via,
        site=site,
        parent=s.parent,
        source_span=hull(s.source) if s.source else None,
    )


def _of_observation(o: Observation) -> Piece:
    day = None if o.known.begin is None else o.known.begin.date()
    return Piece(
        id=o.id,
        document=-1,
        order=(_day(day), o.id, 0),
        text=o.text,
        words=content_words(o.text),
        valid=o.valid,
        known=day,
        stance=Stance.ASSERTS,
        polarity=Polarity.AFFIRMED,
        act=Act.PERCEIVES,
        kind=None,
        span=None,
        source_text="",
        source_name=o.method,
        source_kind=SourceKind.IMAGERY,
        via=(),
        site=o.site,
        origin_key=o.origin_key,
    )


def content_words(text: str) -> frozenset[str]:
    """The words of a text, folded and without plural and past endings."""
    return frozenset(stem(word) for word in _WORD.findall(fold(text)))


def _moment(document: Document) -> str:
    moment = document.published or document.captured_at
    return "9999" if moment is None else moment.astimezone(UTC).isoformat()


def _day(day: date | None) -> str:
    return "9999" if day is None else day.isoformat()
