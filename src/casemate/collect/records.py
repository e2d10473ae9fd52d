"""Containers to records: feed entries and JSON lines, each a child capture of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from casemate.collect.media_type import FEED, FEED_ENTRY, JSON_DOCUMENT, JSON_LINES, POSITIONS
from casemate.collect.source import WINDOW
from casemate.errors import BadInput
from casemate.nouns import Capture, Failure

# A record or a file longer than this is kept in evidence but not read: no article is that long,
# and one that pretends to be would hold up everything else.
MAX_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """A capture, or one record of it, with its bytes."""

    capture: Capture
    content: bytes


def records(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    """The records of a capture: a feed's entries, a file's JSON lines, else the capture itself.

    Material that is not read as text (positions, windows of scenes) has none.
    """
    if capture.media_type == POSITIONS or capture.how == WINDOW:
        return
    if capture.media_type == JSON_LINES:
        yield from _json_lines(capture, stream)
    elif capture.media_type == FEED:
        yield from _feed_entries(capture, stream)
    elif capture.size_bytes > MAX_BYTES:
        yield Failure("read", capture.address, _too_long(capture.size_bytes))
    else:
        yield Record(capture, stream.read())


def _json_lines(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        place = f"line {number}"
        if len(line) > MAX_BYTES:
            yield Failure("read", f"{capture.address} {place}", _too_long(len(line)))
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
        elif line.strip():
            child = replace(capture, record=place, media_type=JSON_DOCUMENT, how="json line")
            yield Record(child, line)


def _feed_entries(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    import feedparser  # 30 ms that a case without feeds need not wait for

    if capture.size_bytes > MAX_BYTES:
        yield Failure("read", capture.address, _too_long(capture.size_bytes))
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


def _too_long(size_bytes: int) -> str:
    return (
        f"{size_bytes / 1e6:.0f} MB of text in one piece: kept as evidence, not read "
        f"(the limit is {MAX_BYTES / 1e6:.0f} MB); split it into documents"
    )
