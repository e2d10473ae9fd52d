"""If these fail, pages lose their text, date or captions, or a bad page ends the run."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import BadInput
from casemate.nouns import Capture, PassageKind, Precision, SourceHints
from casemate.read.decode import decode
from casemate.read.documents import document_id, read_capture
from casemate.read.page import read_page

PAGE = """<html lang="en"><head><title>Ships leave the quay</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="A. Writer">
<meta property="article:published_time" content="2024-12-10T08:00:00+02:00"></head>
<body><nav>Home Contact</nav><article><h1>Ships leave the quay</h1>
<p>Ships left the quay on Monday, a port worker said. It stood empty for the first time in years
and everybody in the town could see it from the shore.</p>
<figure><img src="a.jpg"><figcaption>A corvette at <b>the quay</b> in 2019.</figcaption></figure>
<p>Nobody knows what comes next, the port worker added. He asked not to be named, as many people
in the town do these days when they talk to strangers.</p></article>
<footer>All rights</footer></body></html>"""


def capture(kind: str = "text/html", **fields: object) -> Capture:
    return Capture(
        "0" * 64,
        9,
        kind,
        "saved/a.html",
        datetime(2024, 12, 11, tzinfo=UTC),
        **fields,  # type: ignore[arg-type]
    )


def test_a_page_keeps_what_it_says_of_itself() -> None:
    document = read_capture(capture(), PAGE.encode())
    assert document.title == "Ships leave the quay"
    assert document.outlet == "Harbour Post"
    assert document.lang == "en"
    assert document.published is not None
    assert document.published.isoformat() == "2024-12-10T08:00:00+02:00"
    assert document.published_precision is Precision.SECOND
    assert "Home Contact" not in document.text


def test_a_caption_is_a_passage_of_its_own_in_its_place() -> None:
    document = read_capture(capture(), PAGE.encode())
    captions = [p for p in document.passages if p.kind is PassageKind.CAPTION]
    (begin, end), *rest = [p.span for p in captions]
    assert rest == []
    assert document.text[begin:end] == "A corvette at the quay in 2019."
    assert document.text.index("Nobody knows") > end


def test_hints_fill_in_and_never_overrule() -> None:
    hints = SourceHints(outlet="Other", lang="fr", published=datetime(2020, 1, 1, tzinfo=UTC))
    page = read_capture(capture(hints=hints), PAGE.encode())
    assert (page.outlet, page.lang) == ("Harbour Post", "en")
    text = read_capture(capture("text/plain", hints=hints), b"Ships left the quay.")
    assert (text.outlet, text.lang) == ("Other", "fr")
    assert text.published == hints.published


def test_the_same_bytes_at_two_addresses_are_two_documents() -> None:
    one, two = capture(), capture(record="line 2")
    assert document_id(one) != document_id(two)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Тартус и Хмеймим".encode("utf-16"), "Тартус и Хмеймим"),
        ("\ufeffplain".encode(), "plain"),
        ("Порт Тартус опустел, сообщили жители города утром во вторник".encode("cp1251"), "Порт"),
        ("café".encode("latin-1") + b' charset="latin-1"', "café"),
        ("cut off in a char: é".encode()[:-1], "cut off"),
        (b"line one\r\nline two\rline three", "line one\nline two\nline three"),
        (b"a\x00b\x07c", "a\ufffdb\ufffdc"),
    ],
)
def test_encodings(content: bytes, words: str) -> None:
    assert words in decode(content)


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(content: bytes) -> None:
    try:
        text = decode(content)
    except BadInput:
        return
    assert "\x00" not in text
    assert "\r" not in text


def test_empty_and_unreadable_material_is_refused_with_its_reason() -> None:
    with pytest.raises(BadInput, match="empty"):
        read_capture(capture("application/x-empty"), b"")
    with pytest.raises(BadInput, match="no text"):
        read_capture(capture("text/plain"), b"  \n ")
    with pytest.raises(BadInput, match="cannot read it"):
        read_capture(capture("image/gif"), b"GIF89a")


def test_a_page_nested_a_hundred_thousand_deep_is_still_read() -> None:
    page = read_page("<div>" * 100_000 + "The quay is empty." + "</div>" * 100_000)
    assert page.text == "The quay is empty."
    assert not page.whole


def test_scripts_are_never_text() -> None:
    page = read_page("<div>" * 600 + "<script>alert(1)</script>words" + "</div>" * 600)
    assert page.text == "words"


def test_a_page_with_its_pictures_inside_is_read_fast_and_dated_by_its_saving() -> None:
    picture = b"data:image/png;base64," + b"iVBORw0KGgo" * 2_000_000
    saved = (
        b"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n"
        b" url: https://harbourpost.example/quay \n"
        b" saved date: Tue Dec 10 2024 08:00:00 GMT+0200 (Eastern European Standard Time)\n-->"
    )
    content = PAGE.replace("2024-12-10T08:00:00+02:00", "").encode()
    content = content.replace(b'<html lang="en">', saved).replace(b"a.jpg", picture)
    begin = time.process_time()
    document = read_capture(capture(), content)
    assert time.process_time() - begin < 2
    assert document.published is None
    assert document.url == "https://harbourpost.example/quay"
    assert document.captured_at == datetime(2024, 12, 10, 6, tzinfo=UTC)
    assert "iVBOR" not in document.text


def test_a_saving_later_than_our_capture_is_not_believed() -> None:
    saved = (
        "<!-- Page saved with SingleFile\n url: https://a.example/ \n"
        " saved date: Fri Dec 10 2094 08:00:00 GMT+0200 -->"
    )
    document = read_capture(capture(), PAGE.replace("<head>", f"<head>{saved}").encode())
    assert document.captured_at == capture().captured_at


def test_what_the_server_called_the_encoding_counts() -> None:
    words = "Порт опустел"
    kind = "text/plain; charset=KOI8-R"
    assert read_capture(capture(kind), words.encode("koi8-r")).text == words
    wrong = "text/plain; charset=no-such"
    assert read_capture(capture(wrong), words.encode()).text == words
