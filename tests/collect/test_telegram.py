"""If these fail, posts lose their author, time or the name of whom they forward."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casemate.collect.find_files import find_files
from casemate.collect.media_type import TELEGRAM_HTML, TELEGRAM_JSON, media_type_of
from casemate.collect.record import Record
from casemate.collect.records import records
from casemate.collect.source import PART, Found, Source
from casemate.errors import BadInput
from casemate.nouns import Capture, Document, Failure, Precision
from casemate.read.documents import read_capture

OURS = datetime(2026, 1, 1, tzinfo=UTC)
CHAT = {
    "name": "Quay Watch",
    "type": "public_channel",
    "id": 77,
    "messages": [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2024-12-10T10:00:00",
            "date_unixtime": "1733817600",
            "edited_unixtime": "1733821200",
            "from": "Quay Watch",
            "author": "R. Watcher",
            "text": ["Ships left ", {"type": "bold", "text": "Tartus"}, ".\n\nThe quay is empty."],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2024-12-10T11:00:00",
            "from": "Quay Watch",
            "forwarded_from": "Mole Bulletin",
            "text": "Four frigates at anchor.",
            "photo": "photos/a.jpg",
        },
        {"id": 4, "type": "message", "date": "x", "text": [7]},
        {"id": 5, "type": "message", "photo": "photos/b.jpg", "text": ""},
    ],
}


def taken(content: bytes) -> tuple[list[Document], list[Failure]]:
    kind = media_type_of(io.BytesIO(content), "result.json")
    capture = Capture("0" * 64, len(content), kind, "export/result.json", OURS)
    items = list(records(capture, io.BytesIO(content)))
    found = [read_capture(i.capture, i.content) for i in items if isinstance(i, Record)]
    return found, [i for i in items if isinstance(i, Failure)]


def test_a_channel_gives_its_messages_and_names_the_broken_one() -> None:
    content = json.dumps(CHAT, indent=1).encode()
    assert media_type_of(io.BytesIO(content), "x") == TELEGRAM_JSON
    (first, second), (failure,) = taken(content)
    assert first.text == "Ships left Tartus.\n\nThe quay is empty."
    assert (first.outlet, first.byline, first.record) == ("Quay Watch", "R. Watcher", "message 2")
    assert first.published == datetime(2024, 12, 10, 8, tzinfo=UTC)
    assert first.forwarded_from is None
    assert second.forwarded_from == "Mole Bulletin"
    assert second.text == "Four frigates at anchor."
    assert second.published_precision is Precision.DAY
    assert "number 4" in failure.what


def test_a_whole_account_keeps_its_chats_apart() -> None:
    other = {**CHAT, "id": 78, "name": "Mole"}
    account = {"about": "Here is the data you requested.", "chats": {"list": [CHAT, other]}}
    documents, _ = taken(json.dumps(account).encode())
    assert [d.record for d in documents] == [
        f"chat {chat} message {n}" for chat in (77, 78) for n in (2, 3)
    ]
    assert len({d.id for d in documents}) == 4


def test_an_export_that_is_cut_off_says_so() -> None:
    documents, failures = taken(json.dumps(CHAT).encode()[:-30])
    assert documents == []
    assert "not an export" in failures[0].reason


PAGE = b"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title>
<link href="css/style.css" rel="stylesheet"/></head><body onload="CheckLocation();">
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Quay Watch</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">10 December 2024</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="10.12.2024 10:00:00 UTC+02:00">10:00</div>
<div class="from_name">Quay Watch </div>
<div class="text">Ships left <strong>Tartus</strong>.<br><br>The quay is empty.</div>
<div class="signature details">R. Watcher</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="10.12.2024 11:00:00 UTC+02:00">11:00</div>
<div class="forwarded body"><div class="from_name">Mole Bulletin <span class="date details"
 title="09.12.2024 08:00:00 UTC+02:00"> 09.12.2024 08:00:00</span></div>
<div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="photos/a.jpg">
</a></div><div class="text">Four frigates at anchor.</div></div></div></div>
<div class="message default clearfix" id="message4"><div class="body">
<div class="from_name">B</div><div class="reply_to details">In reply to
<a href="#go_to_message2">this message</a></div></div></div>
</div></div></div></body></html>"""


def test_the_html_export_gives_the_same_posts() -> None:
    assert media_type_of(io.BytesIO(PAGE), "messages.html") == TELEGRAM_HTML
    (first, second), failures = taken(PAGE)
    assert failures == []
    assert first.text == "Ships left Tartus.\n\nThe quay is empty."
    assert (first.outlet, first.byline) == ("Quay Watch", "R. Watcher")
    assert first.published == datetime(2024, 12, 10, 8, tzinfo=UTC)
    assert (second.outlet, second.forwarded_from) == ("Quay Watch", "Mole Bulletin")
    assert second.published == datetime(2024, 12, 10, 9, tzinfo=UTC)


def test_posts_of_any_network_come_as_lines() -> None:
    lines = [
        {
            "text": "Ships left Tartus.",
            "author": "R. Watcher",
            "handle": "@rw",
            "time": "2024-12-10T08:00:00Z",
            "url": "https://posts.example/1",
            "forwarded_from": "Mole Bulletin",
        },
        {"text": 7, "handle": "@rw"},
    ]
    content = "\n".join(map(json.dumps, lines)).encode()
    capture = Capture("0" * 64, len(content), "application/jsonl", "posts.jsonl", OURS)
    first, second = (r for r in records(capture, io.BytesIO(content)) if isinstance(r, Record))
    document = read_capture(first.capture, first.content)
    assert (document.byline, document.forwarded_from) == ("R. Watcher", "Mole Bulletin")
    assert document.published == datetime(2024, 12, 10, 8, tzinfo=UTC)
    assert document.url == "https://posts.example/1"
    with pytest.raises(BadInput, match='"text" must be a string'):
        read_capture(second.capture, second.content)


def test_what_lies_beside_a_page_or_an_export_is_kept_as_its_part(tmp_path: Path) -> None:
    for name in ("a.html", "a_files/s.css", "a_files/deep/p.png", "b_files/x.txt",
                 "tg/result.json", "tg/photos/a.jpg", "tg/chats/note.txt"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = {f.address: f.how for f in find_files(Source(".", tmp_path)) if isinstance(f, Found)}
    parts = {name for name, how in found.items() if how == PART}
    assert parts == {"a_files/s.css", "a_files/deep/p.png", "tg/photos/a.jpg"}
    assert len(found) == 7
