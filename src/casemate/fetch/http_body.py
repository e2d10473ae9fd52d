"""The body of an HTTP answer: chunks joined, compression undone, within bounds."""

from __future__ import annotations

import zlib

from casemate.errors import BadInput


class TooLong(BadInput):
    """The body unpacks to more than the limit."""


def http_body(raw: bytes, content_encoding: str, transfer_encoding: str, limit: int) -> bytes:
    """The body as its author wrote it; raises TooLong past `limit`, BadInput when it is broken.

    A body that is labelled as compressed and is not is given as it is: archives often store the
    unpacked body with the header it came under.
    """
    if "chunked" in transfer_encoding.lower():
        raw = _joined(raw)
    for coding in reversed([c.strip().lower() for c in content_encoding.split(",")]):
        raw = _unpacked(raw, coding, limit)
    if len(raw) > limit:
        raise TooLong(f"more than {limit / 1e6:.0f} MB")
    return raw


def _joined(raw: bytes) -> bytes:
    """Chunks to one piece (RFC 9112, 7.1); a body that is in no chunks stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\r\n", at, at + 1_000)
        try:
            size = int(raw[at:end].split(b";")[0], 16) if end > 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(pieces) if pieces else raw
        if size == 0:
            break
        pieces.append(raw[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(pieces)


def _unpacked(raw: bytes, coding: str, limit: int) -> bytes:
    if coding in ("gzip", "x-gzip") and raw.startswith(b"\x1f\x8b"):
        return _inflate(raw, 31, limit)
    if coding == "deflate":
        try:
            return _inflate(raw, 15, limit)
        except TooLong:
            raise
        except BadInput:
            return _inflate(raw, -15, limit)
    if coding == "br":
        return _unbrotli(raw, limit)
    if coding == "zstd" and raw.startswith(b"\x28\xb5\x2f\xfd"):
        raise BadInput("compressed with zstd, which this version cannot undo")
    return raw


def _inflate(raw: bytes, bits: int, limit: int) -> bytes:
    unpacker = zlib.decompressobj(bits)
    try:
        body = unpacker.decompress(raw, limit + 1)
    except zlib.error as fault:
        raise BadInput(f"its compression is broken ({fault})") from fault
    if len(body) > limit:
        raise TooLong(f"unpacks to more than {limit / 1e6:.0f} MB")
    return body


def _unbrotli(raw: bytes, limit: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        body: bytes = unpacker.process(raw, output_buffer_limit=limit + 1)
    except brotli.error:
        # There is no mark to tell brotli by: what cannot be unpacked was not packed.
        return raw
    if len(body) > limit:
        raise TooLong(f"unpacks to more than {limit / 1e6:.0f} MB")
    return body
