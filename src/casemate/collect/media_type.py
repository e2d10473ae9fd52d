"""What kind of material a file is, told from its first bytes and only then from its name."""

from __future__ import annotations

import re
from pathlib import PurePath

HTML = "text/html"
TEXT = "text/plain"
FEED = "application/feed+xml"
JSON_LINES = "application/jsonl"
JSON_DOCUMENT = "application/json; record=document"
FEED_ENTRY = "application/json; record=feed-entry"
# Given by what case.toml calls a source, not by sniffing: rows of positions, scenes of a catalog.
POSITIONS = "application/x-positions"
BINARY = "application/octet-stream"
EMPTY = "application/x-empty"

# Enough to see past a comment and a prologue; a page whose <html> stands later is read as text.
SNIFF_BYTES = 4_096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|title|meta|p|div|h[1-6])\b", re.I)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.I)
_JSON_LINE = re.compile(rb"\s*\{")
_MAGIC = {
    b"%PDF-": "application/pdf",
    b"\x1f\x8b": "application/gzip",
    b"PK\x03\x04": "application/zip",
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"SQLite format 3\x00": "application/vnd.sqlite3",
    b"WARC/": "application/warc",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def media_type(head: bytes, name: str) -> str:
    """The media type of material that begins with `head` (SNIFF_BYTES of it) and is named `name`.

    Mislabelled material is taken for what its bytes say.
    """
    if not head:
        return EMPTY
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "replace").encode()
    elif b"\x00" in head or _control_share(head) > 0.05:
        return BINARY
    if _FEED.search(head):
        return FEED
    suffix = PurePath(name).suffix.lower()
    if _HTML.search(head):
        return HTML
    if suffix in (".jsonl", ".ndjson", ".json") and _JSON_LINE.match(head):
        return JSON_LINES
    return TEXT


def _control_share(head: bytes) -> float:
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return control / len(head)
