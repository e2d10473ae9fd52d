"""A capture, or one record inside it, with its bytes: what the readers get."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from casemate.nouns import Capture, Failure

# A record or a file longer than this is kept in evidence but not read: no article is that long,
# and one that pretends to be would hold up everything else.
MAX_BYTES = 16 << 20
# Pages with their pictures inside, and archives that must be held whole to be split.
MAX_WHOLE_BYTES = 256 << 20
# All that zipfile and what it unpacks with raise for a file that was damaged or made to harm.
UNZIP_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)


@dataclass(frozen=True, slots=True)
class Record:
    """A capture, or one record of it, with its bytes."""

    capture: Capture
    content: bytes


def too_long(size_bytes: int, limit: int = MAX_BYTES) -> str:
    """Why something this long is not read, and what to do."""
    return (
        f"{size_bytes / 1e6:.0f} MB of text in one piece: kept as evidence, not read "
        f"(the limit is {limit / 1e6:.0f} MB); split it into documents"
    )


def child(
    parent: Capture,
    record: str,
    kind: str,
    how: str,
    address: str | None = None,
    saved_at: datetime | None = None,
) -> Capture:
    """The capture of one record: its container's bytes, its own address and time of saving.

    saved_at: what the archive says; not believed when it lies after our own capture of it.
    """
    believed = saved_at is not None and saved_at <= parent.captured_at
    return replace(
        parent,
        record=record,
        media_type=kind,
        how=how,
        address=address or parent.address,
        captured_at=saved_at if believed and saved_at is not None else parent.captured_at,
    )


def moment(stated: str | None) -> datetime | None:
    """An ISO 8601 time with its zone as aware UTC; None for anything else."""
    if not stated:
        return None
    try:
        read = datetime.fromisoformat(stated.strip())
    except ValueError:
        return None
    return None if read.tzinfo is None else read.astimezone(UTC)


def failed(capture: Capture, place: str, reason: str) -> Failure:
    """A failure of one record, named by its container's address and its place in it."""
    return Failure("read", f"{capture.address} {place}", reason)
