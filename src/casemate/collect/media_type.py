"""What kind of material a file is, told from its first bytes and only then from its name."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import PurePath
from typing import BinaryIO

from casemate.collect.record import UNZIP_FAULTS

HTML = "text/html"
TEXT = "text/plain"
FEED = "application/feed+xml"
JSON_LINES = "application/jsonl"
JSON_DOCUMENT = "application/json; record=document"
FEED_ENTRY = "application/json; record=feed-entry"
POST = "application/json; record=post"
# Given by what case.toml calls a source, not by sniffing: rows of positions, scenes of a catalog.
POSITIONS = "application/x-positions"
BINARY = "application/octet-stream"
EMPTY = "application/x-empty"
MHTML = "multipart/related"
WARC = "application/warc"
WACZ = "application/wacz"
HAR = "application/har+json"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
TELEGRAM_JSON = "application/json; export=telegram"
TELEGRAM_HTML = "text/html; export=telegram"
GZIP = "application/gzip"
ZIP = "application/zip"

# Enough to see past a comment and a prologue; a page whose <html> stands later is read as text.
SNIFF_BYTES = 4_096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|title|meta|p|div|h[1-6])\b", re.I)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.I)
_JSON_LINE = re.compile(rb"\s*\{")
_MHTML = re.compile(rb"^Content-Type:\s*multipart/related\b", re.I | re.M)
_MAIL_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_HAR = re.compile(rb'\s*\{\s*"log"\s*:\s*\{')
# Telegram Desktop: one chat (its type and messages), or a whole account (a list of chats).
_TELEGRAM_CHAT = re.compile(
    rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup)|private_group|personal_chat'
    rb'|saved_messages|bot_chat)"'
)
_TELEGRAM_ACCOUNT = re.compile(rb'\s*\{[^{]*"about"\s*:\s*"Here is the data you requested')
_TELEGRAM_PAGE = re.compile(rb"<title>Exported Data</title>")
_MAGIC = {
    b"%PDF-": PDF,
    b"\x1f\x8b": GZIP,
    b"PK\x03\x04": ZIP,
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"SQLite format 3\x00": "application/vnd.sqlite3",
    b"WARC/": WARC,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole-storage",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Text to a machine, not to a reader.
_CODE = {".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript"}
_OFFICE = {"word/document.xml": DOCX}


def media_type(head: bytes, name: str) -> str:
    """The media type of material that begins with `head` (SNIFF_BYTES of it) and is named `name`.

    Mislabelled material is taken for what its bytes say.
    """
    if not head:
        return EMPTY
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return _unpacked(head) if kind == GZIP else kind
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "replace").encode()
    elif b"\x00" in head or _control_share(head) > 0.05:
        return BINARY
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _MAIL_HEADER.match(head) and _MHTML.search(head):
        return MHTML
    if _JSON_LINE.match(head):
        return _json(head, PurePath(name).suffix.lower())
    if _FEED.search(head):
        return FEED
    if _HTML.search(head):
        return TELEGRAM_HTML if _TELEGRAM_PAGE.search(head) else HTML
    return _CODE.get(PurePath(name).suffix.lower(), TEXT)


def media_type_of(stream: BinaryIO, name: str) -> str:
    """The media type of an open file, looked into where it is a zip; the stream is at its start."""
    kind = media_type(stream.read(SNIFF_BYTES), name)
    stream.seek(0)
    if kind == ZIP:
        kind = _zipped(stream)
        stream.seek(0)
    return kind


def _json(head: bytes, suffix: str) -> str:
    if _HAR.match(head):
        return HAR
    if _TELEGRAM_ACCOUNT.match(head) or (
        b'"messages"' in head and _TELEGRAM_CHAT.search(head.partition(b'"messages"')[0])
    ):
        return TELEGRAM_JSON
    return JSON_LINES if suffix in (".jsonl", ".ndjson", ".json") else TEXT


def _unpacked(head: bytes) -> str:
    """What a gzip file holds, told from what its first bytes unpack to."""
    try:
        inner = zlib.decompressobj(31).decompress(head, SNIFF_BYTES)
    except zlib.error:
        return GZIP
    return WARC if inner.startswith(b"WARC/") else GZIP


def _zipped(stream: BinaryIO) -> str:
    """What a zip file is, told from the names in it."""
    try:
        with zipfile.ZipFile(stream) as packed:
            names = set(packed.namelist())
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 200:
                stated = packed.read("mimetype").decode("ascii", "replace").strip()
                return stated if stated == ODT else ZIP
    except UNZIP_FAULTS:
        return ZIP
    for name, kind in _OFFICE.items():
        if name in names:
            return kind
    warcs = any(n.startswith("archive/") and ".warc" in n for n in names)
    return WACZ if warcs or "datapackage.json" in names else ZIP


def _control_share(head: bytes) -> float:
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return control / len(head)
