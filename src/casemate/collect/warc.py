"""WARC files (ISO 28500): every saved page a child capture; a broken record loses only itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from casemate.collect.media_type import PDF, SNIFF_BYTES, media_type
from casemate.collect.record import MAX_BYTES, Record, child, failed, too_long
from casemate.errors import BadInput
from casemate.fetch.http_body import TooLong, http_body
from casemate.nouns import Capture, Failure

# What a page is saved as; pictures, styles and scripts stay inside the container.
READABLE = ("text/html", "text/plain", "application/xhtml+xml", PDF)
_TOOLS = re.compile(r"urn:|about:|data:|dns:|metadata:", re.I)
_RECORD_START = re.compile(rb"\x1f\x8b\x08|WARC/[01]\.\d")
_CHUNK = 1 << 20
# A file broken in more places than this is not an archive with a few bad records.
_MAX_BREAKS = 1_000


def warc_records(
    capture: Capture,
    stream: BinaryIO,
    place: str = "",
    wanted: Callable[[str, str | None], bool] = lambda _address, _moved_to: True,
) -> Iterator[Record | Failure]:
    """The pages of a WARC (plain or compressed by record), each named by the byte it starts at.

    place: put before that, for a WARC inside another container. wanted: asked with the address of
    each response and where it redirects to. Memory use does not grow with the file.
    """
    begin = 0
    breaks = 0
    while True:
        last = begin
        try:
            for record in _iterate(stream, begin):
                last = record.stream_pos
                yield from _page(capture, record, f"{place}byte {last}", wanted)
            if not _cut_off(stream, last):
                return
            # A damaged header can claim all that follows as its own without an error.
            found = _resume(stream, last + 1)
            reason = "a broken record after it was passed over; the rest is read"
            if found is None:
                reason = "the file is cut off in a record after it"
            yield failed(capture, f"{place}byte {last}", reason)
            if found is None:
                return
            begin = found
            continue
        except OSError as fault:
            breaks += 1
            reason = f"a broken record after it was passed over ({fault}); the rest is read"
            if breaks > _MAX_BREAKS:
                reason = f"broken in more than {_MAX_BREAKS} places: the rest is not read"
            yield failed(capture, f"{place}byte {last}", reason)
            if breaks > _MAX_BREAKS:
                return
        found = _resume(stream, last + 1)
        if found is None:
            return
        begin = found


def _iterate(stream: BinaryIO, begin: int) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream.seek(begin)
    kinds = WarcRecordType.response | WarcRecordType.resource
    return iter(
        ArchiveIterator(
            stream, record_types=kinds, parse_http=True, auto_decode="none", fsspec_args=False
        )
    )


def _resume(stream: BinaryIO, begin: int) -> int | None:
    """Where the next record that can be read starts, at or after `begin`."""
    stream.seek(begin)
    held, at = b"", begin
    while chunk := stream.read(_CHUNK):
        held += chunk
        for match in _RECORD_START.finditer(held):
            found = at + match.start()
            if _readable(stream, found):
                return found
        stream.seek(at + len(held))
        at += max(len(held) - 8, 0)
        held = held[-8:]
    return None


def _readable(stream: BinaryIO, begin: int) -> bool:
    try:
        for record in _iterate(stream, begin):
            return bool(record.stream_pos == begin)
    except OSError:
        return False
    return False


def _page(
    capture: Capture, record: Any, place: str, wanted: Callable[[str, str | None], bool]
) -> Iterator[Record | Failure]:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if not address or _TOOLS.match(address):
        return
    http = record.http_headers
    status = 200 if http is None else http.status_code
    moved_to = http.get("Location") if http is not None and 300 <= (status or 0) < 400 else None
    if not wanted(address, moved_to) or status != 200:
        return
    stated = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
    if stated and not stated.startswith(READABLE):
        return
    size = record.content_length
    raw = record.reader.read(MAX_BYTES + 1)
    if len(raw) < min(size, MAX_BYTES):
        reason = f"{address}: cut off, {len(raw)} of {size} bytes are there; what is there is read"
        yield failed(capture, place, reason)
    try:
        content = _body(raw, http)
    except TooLong:
        yield failed(capture, place, f"{address}: {too_long(max(size, MAX_BYTES))}")
        return
    except BadInput as fault:
        yield failed(capture, place, f"{address}: {fault}")
        return
    if not content.strip():
        return
    kind = media_type(content[:SNIFF_BYTES], address)
    if not kind.startswith(READABLE):
        return
    charset = record.http_charset
    if charset and kind.startswith("text/"):
        kind = f"{kind}; charset={charset}"
    yield Record(child(capture, place, kind, "warc record", address, record.record_date), content)


def _body(raw: bytes, http: Any) -> bytes:
    packed = http.get("Content-Encoding") if http is not None else None
    chunks = http.get("Transfer-Encoding") if http is not None else None
    return http_body(raw, packed or "", chunks or "", MAX_BYTES)


def _cut_off(stream: BinaryIO, begin: int) -> bool:
    """Whether the last compressed record of a file has no end."""
    stream.seek(begin)
    held = stream.read(_CHUNK)
    if not held.startswith(b"\x1f\x8b"):
        return False
    unpacker = zlib.decompressobj(31)
    while held:
        try:
            unpacker.decompress(held, _CHUNK)
        except zlib.error:
            return True
        held = unpacker.unconsumed_tail
        if unpacker.eof:
            held = unpacker.unused_data
            unpacker = zlib.decompressobj(31)
            if not held and not (held := stream.read(_CHUNK)):
                return False
        elif not held:
            held = stream.read(_CHUNK)
    return True
