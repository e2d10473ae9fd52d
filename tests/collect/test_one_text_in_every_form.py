"""If these fail, one text says different things depending on how it was saved."""

from __future__ import annotations

import email.mime.multipart
import email.mime.text
import gzip
import io
import json
import zipfile
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from casemate.collect.media_type import media_type_of
from casemate.collect.record import Record
from casemate.collect.records import records
from casemate.nouns import Capture, Document
from casemate.read.documents import read_capture
from casemate.read.reader import ReadOptions, read_document

OURS = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = [
    "Ships left Tartus on Monday, a port worker told the Harbour Post. The quay was empty on "
    "Tuesday, according to two residents who live above the northern mole.",
    "A coast watcher denied that the ships had sailed. “Four of them lie at anchor,” he said, and "
    "added that nobody had asked him before.",
    "Officials in the capital said that the base would stay open until talks were over; a "
    "spokesman did not answer questions about how long that might take.",
]


def page(paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{escape(p, quote=False)}</p>" for p in paragraphs)
    return f"<!doctype html><html><body><article>{body}</article></body></html>".encode()


def mhtml(paragraphs: list[str]) -> bytes:
    mail = email.mime.multipart.MIMEMultipart("related", type="text/html")
    mail["Snapshot-Content-Location"] = "https://harbourpost.example/1"
    mail.attach(email.mime.text.MIMEText(page(paragraphs).decode(), "html", "utf-8"))
    return mail.as_bytes()


def warc(paragraphs: list[str]) -> bytes:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = "https://harbourpost.example/1"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    record.set_bytes_content(head + page(paragraphs))
    out = io.BytesIO()
    record.write(out)
    return gzip.compress(out.getvalue())


def wacz(paragraphs: list[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("archive/data.warc.gz", warc(paragraphs))
        packed.writestr("pages/pages.jsonl", '{"url": "https://harbourpost.example/1"}')
        packed.writestr("datapackage.json", "{}")
    return out.getvalue()


def har(paragraphs: list[str]) -> bytes:
    content = {"mimeType": "text/html", "text": page(paragraphs).decode()}
    entry = {
        "request": {"url": "https://harbourpost.example/1"},
        "response": {"status": 200, "content": content},
    }
    return json.dumps({"log": {"version": "1.2", "entries": [entry]}}).encode()


def feed(paragraphs: list[str]) -> bytes:
    body = escape("".join(f"<p>{escape(p, quote=False)}</p>" for p in paragraphs))
    item = f"<item><title>Quay</title><description>{body}</description></item>"
    return f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>'.encode()


def pdf(paragraphs: list[str]) -> bytes:
    out = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(escape(p), style) for p in paragraphs])
    return out.getvalue()


def docx(paragraphs: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        packed.writestr("word/document.xml", document)
    return out.getvalue()


def telegram(paragraphs: list[str]) -> bytes:
    message = {"id": 1, "type": "message", "from": "Post", "text": "\n\n".join(paragraphs)}
    return json.dumps({"name": "P", "type": "public_channel", "messages": [message]}).encode()


FORMS = {f.__name__: f for f in (page, mhtml, warc, wacz, har, feed, pdf, docx, telegram)}


def documents(content: bytes) -> list[Document]:
    kind = media_type_of(io.BytesIO(content), "saved")
    capture = Capture("0" * 64, len(content), kind, "saved", OURS)
    items = list(records(capture, io.BytesIO(content)))
    return [read_capture(i.capture, i.content) for i in items if isinstance(i, Record)]


@pytest.mark.parametrize("form", FORMS)
def test_the_text_is_the_same_in_every_form(form: str) -> None:
    (document,) = documents(FORMS[form](WORDS))
    assert document.text == "\n\n".join(WORDS)


def heard(document: Document) -> list[tuple[str, ...]]:
    """Statements by their words, without the places where the words stand."""
    reading = read_document(document, ReadOptions(tier="fast"))
    spans = ((str(s.kind), (*s.source, *s.cue, *s.content)) for s in reading.statements)
    return sorted((kind, *(document.text[b:e] for b, e in found)) for kind, found in spans)


@pytest.mark.shared
@pytest.mark.parametrize("form", FORMS)
def test_the_seeds_give_the_same_statements_in_every_form(form: str, shared: Path) -> None:
    for seed in sorted((shared / "seeds").glob("*.txt")):
        blocks = seed.read_text(encoding="utf-8").split("\n\n")
        paragraphs = [" ".join(block.split()) for block in blocks if block.strip()]
        (document,) = documents(FORMS[form](paragraphs))
        plain = Document("x", "\n\n".join(paragraphs))
        assert heard(document) == heard(plain)
