"""Captured bytes to documents: text, title, byline, date, outlet, and captions as passages."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version

from casemate.errors import BadInput
from casemate.nouns import Capture, Document, Passage, PassageKind, Precision, Span
from casemate.read import picture, posts
from casemate.read.decode import clean, decode
from casemate.read.json_documents import document_from_json, read_published
from casemate.read.office import EXTRACTOR, OfficeText, read_docx, read_odt
from casemate.read.page import Page, read_page, without_pictures
from casemate.read.pdf import Paper, pdf_extractor, read_pdf
from casemate.read.picture import PICTURES, PictureCaption, read_picture
from casemate.words.sentences import paragraphs

_TEXT = "casemate-text 1"
_ENTRY = "casemate-feed 1"
_HEADLINE_MAX = 160
_OFFICE: dict[str, Callable[[bytes], OfficeText]] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_docx,
    "application/vnd.oasis.opendocument.text": read_odt,
}


@functools.cache
def page_extractor() -> str:
    """Name and version of what reads pages; part of every citation into one."""
    return f"trafilatura {version('trafilatura')} + casemate-page 1"


@functools.cache
def extractors() -> str:
    """Names and versions of all that turns bytes into text: what a reading depends on."""
    return ", ".join(
        (
            page_extractor(),
            _TEXT,
            _ENTRY,
            pdf_extractor(),
            EXTRACTOR,
            posts.EXTRACTOR,
            picture.EXTRACTOR,
        )
    )


def document_id(capture: Capture) -> str:
    """hash(capture, record, address): the same bytes at two addresses are two documents."""
    parts = "\x00".join((capture.sha256, capture.record or "", capture.address))
    return "d" + hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_capture(capture: Capture, content: bytes) -> Document:
    """The document in a capture's bytes, or in one record of it.

    What the material says of itself comes first; what the person said who added it fills in.
    Raises BadInput when there is no text to read, with the reason.
    """
    kind, _, charset = capture.media_type.partition("; charset=")
    if kind == "application/json; record=document":
        document = _from_json_line(content)
    elif kind == "application/json; record=post":
        document = posts.document_from_post(json.loads(content))
    elif kind == "application/json; record=feed-entry":
        document = _from_feed_entry(content)
    elif kind in ("text/html", "application/xhtml+xml"):
        document = _from_page(_page(content, charset or None), capture)
    elif kind == "text/plain":
        document = _from_text(decode(content, charset or None))
    elif kind == "application/pdf":
        document = _from_paper(read_pdf(content))
    elif kind in _OFFICE:
        document = _from_office(_OFFICE[kind](content))
    elif kind in PICTURES:
        document = _from_picture(read_picture(content))
    elif kind == "application/x-ole-storage":
        raise BadInput("an old Word file, or a new one with a password: save it as DOCX or PDF")
    elif kind == "application/x-empty":
        raise BadInput("the file is empty")
    else:
        raise BadInput(f"{kind} is kept as evidence, but this version cannot read it")
    if not document.text.strip():
        raise BadInput("no text was found in it")
    return _with_hints(replace(document, id=document_id(capture)), capture)


def _with_hints(document: Document, capture: Capture) -> Document:
    hints = capture.hints
    return replace(
        document,
        capture=capture.sha256,
        record=capture.record,
        captured_at=document.captured_at or capture.captured_at,
        title=document.title or hints.title,
        outlet=document.outlet or hints.outlet,
        lang=document.lang or hints.lang,
        published=document.published or hints.published,
        passages=document.passages or plain_passages(document.text),
        url=document.url or (capture.address if "://" in capture.address else None),
    )


def plain_passages(text: str) -> tuple[Passage, ...]:
    """Every paragraph a passage."""
    return tuple(Passage(span) for span in paragraphs(text))


def _believed(saved_at: datetime | None, capture: Capture) -> datetime | None:
    """When the page was saved, as it says; nobody saved it after we had it."""
    return saved_at if saved_at is not None and saved_at <= capture.captured_at else None


def _from_text(text: str) -> Document:
    return Document(id="", text=text, extractor=_TEXT)


def _from_json_line(content: bytes) -> Document:
    try:
        given = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise BadInput(f"not a JSON object: {fault}") from fault
    if not isinstance(given, dict):
        raise BadInput("not a JSON object")
    if any(mark in given for mark in posts.MARKS):
        return posts.document_from_post(given)
    given.setdefault("id", "")
    return document_from_json(given)


def _from_feed_entry(content: bytes) -> Document:
    entry = json.loads(content)
    page = read_page("<html><body><article>" + entry["html"] + "</article></body></html>")
    text = page.text or re.sub(r"<[^>]+>", " ", entry["html"]).strip() or (entry["title"] or "")
    published = _stated_time(entry["stated_time"])
    return Document(
        id="",
        text=text,
        title=entry["title"],
        outlet=entry["outlet"],
        url=entry["url"],
        byline=entry["byline"],
        lang=entry["lang"],
        published=published,
        published_precision=Precision.SECOND,
        passages=_passages(text, page.captions) if page.text else (),
        extractor=f"{_ENTRY}, {page_extractor()}",
    )


def _stated_time(stated: str | None) -> datetime | None:
    """A feed's time: RFC 822 or ISO 8601; None when it is neither."""
    if not stated:
        return None
    try:
        moment = parsedate_to_datetime(stated)
    except ValueError:
        try:
            return read_published(stated)[0]
        except BadInput:
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _page(content: bytes, charset: str | None) -> Page:
    return read_page(decode(without_pictures(content), charset))


def _from_page(page: Page, capture: Capture) -> Document:
    published, precision = None, Precision.DAY
    if page.published:
        try:
            published, precision = read_published(page.published)
        except BadInput:
            # A page that states its date in no known form has not stated it to us.
            published = None
    return Document(
        id="",
        text=page.text,
        title=page.title,
        outlet=page.outlet,
        url=page.url or page.saved_from,
        byline=page.byline,
        lang=page.lang,
        published=published,
        published_precision=precision,
        captured_at=_believed(page.saved_at, capture),
        passages=_passages(page.text, page.captions),
        extractor=page_extractor() if page.whole else "casemate-tags 1",
    )


def _from_paper(paper: Paper) -> Document:
    text = clean(paper.text)
    return Document(
        id="",
        text=text,
        title=paper.title,
        byline=paper.author,
        passages=tuple(
            replace(passage, page=paper.pages.get(passage.span[0]))
            for passage in _passages(text, ())
        ),
        extractor=pdf_extractor(),
    )


def _from_office(given: OfficeText) -> Document:
    passages = []
    begin = 0
    for words, kind in given.paragraphs:
        passages.append(Passage((begin, begin + len(words)), kind))
        begin += len(words) + 2
    return Document(
        id="",
        text=clean("\n\n".join(words for words, _ in given.paragraphs)),
        title=given.title,
        byline=given.author,
        passages=tuple(passages),
        extractor=EXTRACTOR,
    )


def _from_picture(caption: PictureCaption) -> Document:
    text = clean(caption.text)
    return Document(
        id="",
        text=text,
        title=caption.headline,
        byline=caption.author,
        outlet=caption.credit,
        passages=tuple(Passage(span, PassageKind.CAPTION) for span in paragraphs(text)),
        extractor=picture.EXTRACTOR,
    )


def _passages(text: str, captions: tuple[Span, ...]) -> tuple[Passage, ...]:
    starts = {span[0] for span in captions}
    found = []
    for span in paragraphs(text):
        if span[0] in starts:
            kind = PassageKind.CAPTION
        elif _is_heading(text, span):
            kind = PassageKind.HEADING
        else:
            kind = PassageKind.PARAGRAPH
        found.append(Passage(span, kind))
    return tuple(found)


def _is_heading(text: str, span: Span) -> bool:
    words = text[span[0] : span[1]]
    return len(words) <= _HEADLINE_MAX and words[-1].isalnum() and "\n" not in words
