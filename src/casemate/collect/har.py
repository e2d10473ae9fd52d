"""HAR 1.2 files: the pages among the answers that a browser recorded."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from casemate.collect.media_type import SNIFF_BYTES, media_type
from casemate.collect.record import MAX_BYTES, Record, child, failed, moment, too_long
from casemate.collect.warc import READABLE
from casemate.nouns import Capture, Failure


def har_records(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    """The answers of a HAR that are pages; pictures, scripts and what scripts fetched are not."""
    try:
        entries = json.load(stream)["log"]["entries"]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        yield Failure("read", capture.address, f"not a HAR that can be read: {fault!r}")
        return
    for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        try:
            found = _page(capture, entry, f"entry {number}")
        except (KeyError, TypeError, ValueError, binascii.Error) as fault:
            found = failed(capture, f"entry {number}", f"not an entry of HAR 1.2: {fault!r}")
        if found is not None:
            yield found


def _page(capture: Capture, entry: dict[str, Any], place: str) -> Record | Failure | None:
    if entry.get("_resourceType", "document") != "document":
        return None
    response = entry["response"]
    body = response.get("content") or {}
    stated = str(body.get("mimeType") or "").lower()
    if response.get("status") != 200 or not stated.startswith(READABLE) or not body.get("text"):
        return None
    text: str = body["text"]
    if body.get("encoding") == "base64":
        content = base64.b64decode(text)
        charset = stated.partition("charset=")[2].strip(' "') or None
    else:
        # The browser has decoded it already, whatever the header said.
        content = text.encode("utf-8", "replace")
        charset = "utf-8"
    if len(content) > MAX_BYTES:
        return failed(capture, place, too_long(len(content)))
    address = str(entry["request"]["url"])
    kind = media_type(content[:SNIFF_BYTES], address)
    if not kind.startswith(READABLE):
        return None
    if charset and kind.startswith("text/"):
        kind = f"{kind}; charset={charset}"
    saved = moment(entry.get("startedDateTime"))
    return Record(child(capture, place, kind, "har entry", address, saved), content)
