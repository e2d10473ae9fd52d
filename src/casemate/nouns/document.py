"""A text as it was published, with offsets that every later finding points into."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from datetime import datetime

from casemate.nouns.span import Span, Spans
from casemate.nouns.when import Precision, When


class PassageKind(enum.StrEnum):
    """What a stretch of a document is."""

    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text that stands by itself.

    page: the page of a paper it begins on, from 1; None where there are no pages.
    """

    span: Span
    kind: PassageKind = PassageKind.PARAGRAPH
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One published text.

    id: unique in its file or case; in a case it is hash(capture, record, address).
    text: clean text, paragraphs separated by blank lines; all offsets are Python `str` indices.
    capture: SHA-256 of the bytes it was read from; None for a document given in memory.
    extractor: name and version of what turned the bytes into text; part of every citation.
    published: aware, in the offset it was published with, so that `.date()` is the local
        calendar day that "on Sunday" hangs on. None when unknown.
    captured_at: aware; the `known` clock falls back on it.
    genre: "news" or "narrative" when stated; None is decided from the text.
    forwarded_from: whose words a post passes on, as its network names them; None: its own.
    toponyms: places already found (then only these are resolved); None when not given.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    lang: str | None = None
    published: datetime | None = None
    published_precision: Precision = Precision.DAY
    genre: str | None = None
    passages: tuple[Passage, ...] = ()
    toponyms: Spans | None = None
    capture: str | None = None
    record: str | None = None
    extractor: str = "given 1"
    captured_at: datetime | None = None
    forwarded_from: str | None = None

    def __post_init__(self) -> None:
        for moment in (self.published, self.captured_at):
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"document {self.id}: a time without a zone")

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text as UTF-8 (lone surrogates kept), which citations bind to."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def known(self) -> When | None:
        """When its words were known: publication time, else capture time, else unknown."""
        moment = self.published or self.captured_at
        if moment is None:
            return None
        if self.published is not None and self.published_precision is Precision.DAY:
            return When.day(self.published.date())
        return When.instant(moment)
