"""If these fail, pages that people saved are lost, or one bad record takes the others with it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import tracemalloc
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import given, settings
from hypothesis import strategies as st

from casemate.collect.media_type import HAR, HTML, MHTML, TEXT, WACZ, WARC, media_type_of
from casemate.collect.record import Record
from casemate.collect.records import MAX_BYTES, records
from casemate.nouns import Capture, Failure

OURS = datetime(2026, 1, 1, tzinfo=UTC)
SAVED = "2024-12-10T08:00:00Z"
HTML_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def page(number: int) -> bytes:
    return f"<html><body><p>Page {number}: the quay is empty. طرطوس</p></body></html>".encode()


def record(
    number: int,
    body: bytes | None = None,
    head: bytes = HTML_HEAD,
    address: str | None = None,
    packed: bool = True,
) -> bytes:
    made = WarcRecord()
    made.init_headers(WarcRecordType.response, b"uuid:00000000-0000-0000-0000-%012d" % number)
    made.headers["WARC-Target-URI"] = address or f"https://harbourpost.example/{number}"
    made.headers["WARC-Date"] = SAVED
    made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content(head + b"\r\n" + (page(number) if body is None else body))
    out = io.BytesIO()
    made.write(out)
    return gzip.compress(out.getvalue(), mtime=0) if packed else out.getvalue()


def split(content: bytes, name: str = "saved/x") -> tuple[list[Record], list[Failure]]:
    kind = media_type_of(io.BytesIO(content), name)
    capture = Capture(hashlib.sha256(content).hexdigest(), len(content), kind, name, OURS)
    items = list(records(capture, io.BytesIO(content)))
    return (
        [i for i in items if isinstance(i, Record)],
        [i for i in items if isinstance(i, Failure)],
    )


@pytest.mark.parametrize("packed", [True, False])
def test_every_page_of_a_warc_is_a_child_with_its_address_and_time(packed: bool) -> None:
    content = b"".join(record(n, packed=packed) for n in range(5))
    assert media_type_of(io.BytesIO(content), "x.warc.gz") == WARC
    pages, failures = split(content)
    assert failures == []
    assert [p.content for p in pages] == [page(n) for n in range(5)]
    third = pages[2].capture
    assert third.address == "https://harbourpost.example/2"
    assert third.captured_at == datetime(2024, 12, 10, 8, tzinfo=UTC)
    assert third.sha256 == hashlib.sha256(content).hexdigest()
    assert len({p.capture.record for p in pages}) == 5
    # The record's name is the byte it starts at: anybody can cut it out and look.
    begin = int((third.record or "").removeprefix("byte "))
    assert content[begin:].startswith(b"\x1f\x8b" if packed else b"WARC/1")


def test_what_is_no_page_stays_inside() -> None:
    content = (
        record(0, b"\x89PNG....", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n")
        + record(1, b"gone", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n")
        + record(2, b"", b"HTTP/1.1 301 Moved\r\nLocation: /3\r\n")
        + record(3, b"\x89PNG\x00\x01", HTML_HEAD)
        + record(4)
    )
    pages, failures = split(content)
    assert [p.capture.address[-1] for p in pages] == ["4"]
    assert failures == []


@pytest.mark.parametrize("packed", [True, False])
def test_a_broken_record_in_the_middle_loses_only_itself(packed: bool) -> None:
    parts = [record(n, packed=packed) for n in range(7)]
    begin = 5 if packed else 0
    broken = bytearray(parts[3])
    broken[begin : begin + 60] = bytes(60)
    pages, failures = split(b"".join([*parts[:3], bytes(broken), *parts[4:]]), "x.warc")
    assert [int(p.capture.address[-1]) for p in pages] == [0, 1, 2, 4, 5, 6]
    assert len(failures) == 1
    assert "broken record" in failures[0].reason


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_cut_off_at_its_end_gives_all_before(packed: bool) -> None:
    content = b"".join(record(n, packed=packed) for n in range(4))
    pages, failures = split(content[:-70], "x.warc")
    assert [int(p.capture.address[-1]) for p in pages][:3] == [0, 1, 2]
    assert failures


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_damage_leaves_the_records_outside_it(data: st.DataObject) -> None:
    parts = [record(n, packed=True) for n in range(6)]
    content = bytearray(b"".join(parts))
    hit = data.draw(st.integers(1, 4))
    begin = sum(map(len, parts[:hit]))
    at = begin + data.draw(st.integers(0, len(parts[hit]) - 1))
    length = min(data.draw(st.integers(1, 40)), begin + len(parts[hit]) - at)
    content[at : at + length] = data.draw(st.binary(min_size=length, max_size=length))
    pages, _ = split(bytes(content), "x.warc.gz")
    found = {p.capture.address for p in pages if p.content in {page(n) for n in range(6)}}
    wanted = {f"https://harbourpost.example/{n}" for n in range(6) if n != hit}
    assert wanted <= found


def test_a_header_that_claims_all_that_follows_loses_only_its_own_record() -> None:
    parts = [record(n, packed=True) for n in range(6)]
    broken = bytearray(parts[1])
    broken[3] = 4  # a gzip header with an extra field as long as the next two bytes say
    pages, failures = split(b"".join([parts[0], bytes(broken), *parts[2:]]), "x.warc.gz")
    found = {p.capture.address[-1] for p in pages if p.content in {page(n) for n in range(6)}}
    assert {"0", "2", "3", "4", "5"} <= found
    assert failures


def test_compressed_and_chunked_answers_are_unpacked_and_bombs_are_not() -> None:
    packed = gzip.compress(page(1))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    head = HTML_HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    bomb = gzip.compress(bytes(200 << 20), 6)
    content = (
        record(1, chunked, head)
        + record(2, bomb, HTML_HEAD + b"Content-Encoding: gzip\r\n")
        + record(3)
    )
    tracemalloc.start()
    pages, failures = split(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [p.content for p in pages] == [page(1), page(3)]
    assert "split it" in failures[0].reason
    assert peak < 4 * MAX_BYTES


def test_the_charset_of_the_answer_is_kept() -> None:
    body = "<p>Порт пуст, сообщили жители.</p>".encode("koi8-r")
    pages, _ = split(
        record(1, body, b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=KOI8-R\r\n")
    )
    assert pages[0].capture.media_type.lower() == "text/html; charset=koi8-r"


def wacz(**overrides: bytes) -> bytes:
    archive = (
        record(0, b"", b"HTTP/1.1 302 Found\r\nLocation: /1\r\n")
        + record(1)
        + record(2)
        + record(9, b"shot", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", "urn:text:x")
    )
    listed = {"format": "json-pages-1.0"}, {"url": "https://harbourpost.example/0#top", "ts": SAVED}
    files = {
        "archive/data.warc.gz": archive,
        "pages/pages.jsonl": "\n".join(map(json.dumps, listed)).encode(),
        **overrides,
    }
    resources = [
        {"path": name, "hash": "sha256:" + hashlib.sha256(body).hexdigest(), "bytes": len(body)}
        for name, body in files.items()
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, body in files.items():
            packed.writestr(name, body)
        packed.writestr("datapackage.json", json.dumps({"resources": resources}))
    return out.getvalue()


def test_a_wacz_gives_the_pages_it_lists_through_their_redirects() -> None:
    content = wacz()
    assert media_type_of(io.BytesIO(content), "x.zip") == WACZ
    pages, failures = split(content)
    assert [p.capture.address for p in pages] == ["https://harbourpost.example/1"]
    assert failures == []
    assert (pages[0].capture.record or "").startswith("archive/data.warc.gz byte ")


def test_a_wacz_without_a_list_gives_every_page() -> None:
    pages, _ = split(wacz(**{"pages/pages.jsonl": b""}))
    assert [p.capture.address[-1] for p in pages] == ["1", "2"]


def test_a_wacz_that_was_changed_is_told_by_its_own_hashes() -> None:
    content = wacz()
    pages, failures = split(content.replace(b"#top", b"#tip"))
    assert pages or failures
    assert any("hash" in f.reason or "cannot be read" in f.reason for f in failures)


def har(**entry: Any) -> bytes:
    def answer(mime: str, text: str, **more: Any) -> dict[str, Any]:
        return {
            "startedDateTime": SAVED,
            "request": {"url": "https://harbourpost.example/1"},
            "response": {"status": 200, "content": {"mimeType": mime, "text": text, **more}},
        }

    entries = [
        {**answer("text/html; charset=utf-8", page(1).decode()), "_resourceType": "document"},
        {**answer("text/html", "<p>an advertisement</p>"), "_resourceType": "xhr"},
        answer("image/png", "iVBOR", encoding="base64"),
        {
            "request": "broken",
            "response": {"status": 200, "content": {"mimeType": "text/html", "text": "<p>x"}},
        },
        answer("text/html", base64.b64encode(page(2)).decode(), encoding="base64"),
    ]
    return json.dumps({"log": {"version": "1.2", "entries": entries}}).encode()


def test_the_pages_of_a_har_are_read_and_one_broken_entry_is_named() -> None:
    assert media_type_of(io.BytesIO(har()), "x.har") == HAR
    pages, failures = split(har())
    assert [p.content for p in pages] == [page(1), page(2)]
    assert pages[0].capture.record == "entry 1"
    assert ["entry 4" in f.what for f in failures] == [True]


def test_a_har_that_is_cut_off_says_so() -> None:
    pages, failures = split(har()[:-20])
    assert pages == []
    assert "not a HAR" in failures[0].reason


MHTML_TEXT = """From: <Saved by Blink>
Snapshot-Content-Location: https://harbourpost.example/quay
Subject: Quay
Date: Tue, 10 Dec 2024 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----b----"

------b----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://harbourpost.example/quay

<html><body><p>Page 1: the quay is em=
pty. =D8=B7=D8=B1=D8=B7=D9=88=D8=B3</p></body></html>
------b----
Content-Type: text/html
Content-Location: cid:frame-2@mhtml.blink

<p>an advertisement</p>
------b----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://harbourpost.example/a.png

iVBORw0KGgo=
------b------
""".replace("\n", "\r\n").encode()


def test_an_mhtml_file_gives_its_page() -> None:
    assert media_type_of(io.BytesIO(MHTML_TEXT), "x.mhtml") == MHTML
    (found,), failures = split(MHTML_TEXT)
    assert failures == []
    assert found.content.strip() == page(1)
    assert found.capture.address == "https://harbourpost.example/quay"
    assert found.capture.captured_at.year == 2026  # "-0000" says that the zone is not known
    assert found.capture.record == "part 1"


def test_an_mhtml_file_without_a_page_or_cut_off() -> None:
    without = MHTML_TEXT.replace(b"text/html\r\n", b"image/gif\r\n")
    assert "without a page" in split(without)[1][0].reason
    assert split(MHTML_TEXT[:700])[0]


def test_a_time_later_than_our_own_capture_is_not_believed() -> None:
    late = MHTML_TEXT.replace(b"2024 08:00:00 -0000", b"2094 08:00:00 +0000")
    (found,), _ = split(late)
    assert found.capture.captured_at == OURS


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([WARC, WACZ, HAR, MHTML]),
    st.binary(max_size=300),
    st.sampled_from([b"", b"WARC/1.0\r\n", b"PK\x03\x04", b'{"log": {', MHTML_TEXT[:200]]),
)
def test_no_bytes_end_the_run(kind: str, noise: bytes, head: bytes) -> None:
    content = head + noise
    capture = Capture("0" * 64, len(content), kind, "x", OURS)
    for item in records(capture, io.BytesIO(content)):
        assert isinstance(item, Record | Failure)


def test_an_old_custody_line_that_called_it_text_is_told_anew() -> None:
    capture = Capture("0" * 64, len(MHTML_TEXT), TEXT, "saved/x.mhtml", OURS)
    (found,) = records(capture, io.BytesIO(MHTML_TEXT))
    assert isinstance(found, Record)
    assert found.capture.media_type == HTML
