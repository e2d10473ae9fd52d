"""MHTML (RFC 2557), as browsers save pages: the page itself, without its pictures and frames."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from casemate.collect.media_type import HTML
from casemate.collect.record import Record, child, failed
from casemate.nouns import Capture, Failure


def mhtml_records(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    """The root page of an MHTML file: the part that `start` names, else its first HTML part."""
    mail = BytesParser(policy=policy.compat32).parse(stream)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    start = mail.get_param("start")
    named = [p for p in parts if start and p.get("Content-ID") == start]
    pages = [p for p in named + parts if p.get_content_type() in (HTML, "application/xhtml+xml")]
    if not pages:
        yield Failure("read", capture.address, "an MHTML file without a page in it")
        return
    page = pages[0]
    place = f"part {parts.index(page) + 1}"
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes):
        yield failed(capture, place, "its encoding cannot be undone")
        return
    charset = page.get_content_charset()
    kind = HTML if charset is None else f"{HTML}; charset={charset}"
    address = mail.get("Snapshot-Content-Location") or page.get("Content-Location")
    yield Record(child(capture, place, kind, "mhtml part", _web(address), _date(mail)), content)


def _web(address: object) -> str | None:
    stated = str(address).strip() if address else ""
    return stated if stated.startswith(("http://", "https://")) else None


def _date(mail: Message) -> datetime | None:
    stated = mail.get("Date")
    if not stated:
        return None
    try:
        moment = parsedate_to_datetime(str(stated))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
