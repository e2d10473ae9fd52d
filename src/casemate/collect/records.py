"""Containers to records: pages, feed entries, JSON lines, posts, each a child capture."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from casemate.collect.har import har_records
from casemate.collect.media_type import (
    BINARY,
    DOCX,
    FEED,
    FEED_ENTRY,
    GZIP,
    HAR,
    HTML,
    JSON_DOCUMENT,
    JSON_LINES,
    MHTML,
    ODT,
    PDF,
    POSITIONS,
    TELEGRAM_HTML,
    TELEGRAM_JSON,
    TEXT,
    WACZ,
    WARC,
    ZIP,
    media_type_of,
)
from casemate.collect.mhtml import mhtml_records
from casemate.collect.record import MAX_BYTES, MAX_WHOLE_BYTES, Record, too_long
from casemate.collect.source import PART, WINDOW
from casemate.collect.telegram import telegram_html, telegram_json
from casemate.collect.wacz import wacz_records
from casemate.collect.warc import warc_records
from casemate.errors import BadInput
from casemate.nouns import Capture, Failure

__all__ = ["MAX_BYTES", "Record", "records"]

Splitter = Callable[[Capture, BinaryIO], Iterator[Record | Failure]]
# Kinds that an earlier version recorded for what this one can tell apart.
_TOLD_COARSELY = (TEXT, HTML, JSON_LINES, GZIP, ZIP, BINARY)
_TOLD_FINER = (DOCX, HAR, MHTML, ODT, TELEGRAM_HTML, TELEGRAM_JSON, WACZ, WARC)
# Pages with their pictures inside, papers: longer than their words.
_BULKY = (HTML, PDF, DOCX, ODT)


def records(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    """The records of a capture: a container's pages, entries, lines or posts, else itself.

    Material that is not read as text (positions, windows of scenes, the pictures and styles beside
    a saved page) has none. stream: seekable, at its start.
    """
    if capture.media_type == POSITIONS or capture.how in (PART, WINDOW):
        return
    bare = capture.media_type.partition("; charset=")[0]
    if bare in _TOLD_COARSELY:
        told = media_type_of(stream, capture.address)
        if told in _TOLD_FINER:
            capture = replace(capture, media_type=told)
            bare = told
    split = _SPLITTERS.get(capture.media_type)
    whole = split is None or split in _HELD_WHOLE
    bulky = split is not None or bare in _BULKY
    limit = MAX_WHOLE_BYTES if bulky else MAX_BYTES
    if whole and capture.size_bytes > limit:
        yield Failure("read", capture.address, too_long(capture.size_bytes, limit))
    elif split is not None:
        yield from split(capture, stream)
    else:
        yield Record(capture, stream.read())


def _json_lines(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        place = f"line {number}"
        if len(line) > MAX_BYTES:
            yield Failure("read", f"{capture.address} {place}", too_long(len(line)))
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
        elif line.strip():
            child = replace(capture, record=place, media_type=JSON_DOCUMENT, how="json line")
            yield Record(child, line)


def _feed_entries(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    import feedparser  # 30 ms that a case without feeds need not wait for

    if capture.size_bytes > MAX_BYTES:
        yield Failure("read", capture.address, too_long(capture.size_bytes))
        return
    content = stream.read()
    try:
        _refuse_entities(content)
    except BadInput as fault:
        yield Failure("read", capture.address, str(fault))
        return
    feed = feedparser.parse(content, sanitize_html=True, resolve_relative_uris=False)
    if not feed.entries:
        reason = f": {feed.bozo_exception}" if feed.get("bozo") else ""
        yield Failure("read", capture.address, f"a feed without entries{reason}")
    for number, entry in enumerate(feed.entries, 1):
        child = replace(capture, record=f"entry {number}", media_type=FEED_ENTRY, how="feed entry")
        yield Record(child, json.dumps(_entry(feed, entry), ensure_ascii=False).encode())


def _entry(feed: Any, entry: Any) -> dict[str, Any]:
    bodies = [c.get("value", "") for c in entry.get("content", [])]
    bodies.append(entry.get("summary", ""))
    stamp = entry.get("published") or entry.get("updated")
    return {
        "title": entry.get("title"),
        "url": entry.get("link"),
        "byline": entry.get("author"),
        "outlet": feed.feed.get("title"),
        "lang": (feed.feed.get("language") or "").split("-")[0].lower() or None,
        "stated_time": stamp,
        "html": max(bodies, key=len),
    }


def _refuse_entities(content: bytes) -> None:
    """Entity bombs (a few bytes that unfold to gigabytes) are told by what they declare."""
    if b"<!ENTITY" in content:
        raise BadInput(
            "the feed declares XML entities of its own; no real feed needs that and a bomb does, "
            "so it is kept but not read"
        )


_SPLITTERS: dict[str, Splitter] = {
    FEED: _feed_entries,
    HAR: har_records,
    JSON_LINES: _json_lines,
    MHTML: mhtml_records,
    TELEGRAM_HTML: telegram_html,
    TELEGRAM_JSON: telegram_json,
    WACZ: wacz_records,
    WARC: warc_records,
}
# Those that parse the whole file at once.
_HELD_WHOLE = (har_records, mhtml_records, telegram_html, telegram_json)
