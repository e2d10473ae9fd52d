"""If these fail, entries of feeds or lines of files are lost, or a bomb in one goes off."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

from casemate.collect.media_type import FEED, HTML, JSON_LINES, TEXT, media_type
from casemate.collect.records import MAX_BYTES, Record, records
from casemate.nouns import Capture, Failure

FEED_TEXT = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<language>en</language>
<item><title>Quay empty</title><link>https://harbourpost.example/1</link>
<pubDate>Tue, 10 Dec 2024 08:00:00 +0200</pubDate>
<description>The quay is empty.</description></item>
<item><title>Second</title><description>More.</description></item></channel></rss>"""


def taken(content: bytes, kind: str) -> list[Record | Failure]:
    capture = Capture("0" * 64, len(content), kind, "saved/x", datetime(2024, 12, 10, tzinfo=UTC))
    return list(records(capture, io.BytesIO(content)))


def test_a_feed_gives_a_child_for_each_entry() -> None:
    first, second = taken(FEED_TEXT, FEED)
    assert isinstance(first, Record)
    assert first.capture.record == "entry 1"
    assert json.loads(first.content)["outlet"] == "Harbour Post"
    assert isinstance(second, Record)


def test_an_entity_bomb_is_refused_before_it_unfolds() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY a%d "&a%d;&a%d;&a%d;">' % (n + 1, n, n, n) for n in range(30)
    )
    (failure,) = taken(bomb + b"]><rss><channel><item>&a30;</item></channel></rss>", FEED)
    assert isinstance(failure, Failure)
    assert "entities" in failure.reason


def test_lines_are_children_and_blank_ones_are_passed() -> None:
    children = taken(b'{"id":"a","text":"x"}\n\n{"id":"b","text":"y"}', JSON_LINES)
    assert [c.capture.record for c in children if isinstance(c, Record)] == ["line 1", "line 3"]


def test_one_endless_line_does_not_stop_the_others() -> None:
    content = b'{"text": "' + b"x" * (MAX_BYTES + 10) + b'"}\n{"id":"b","text":"y"}\n'
    first, second = taken(content, JSON_LINES)
    assert isinstance(first, Failure)
    assert "split it" in first.reason
    assert isinstance(second, Record)


def test_a_broken_feed_says_why() -> None:
    (failure,) = taken(b"<rss><channel><title>cut off", FEED)
    assert isinstance(failure, Failure)
    assert "without entries" in failure.reason


def test_kinds_are_told_by_bytes_before_names() -> None:
    assert media_type(b"<!doctype html><p>hi", "page.txt") == HTML
    assert media_type(b"plain words", "page.html") == TEXT
    assert media_type(b'{"id": "a"}', "docs.jsonl") == JSON_LINES
    assert media_type(FEED_TEXT, "feed") == FEED
    assert media_type(b"%PDF-1.7 ...", "x.html") == "application/pdf"
    assert media_type(b"\x00\x01\x02\x03" * 9, "x.txt") == "application/octet-stream"
    assert media_type("Тартус".encode("utf-16"), "x.txt") == TEXT
