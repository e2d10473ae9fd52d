"""The chain of custody: one line for every act of capturing, each bound to the line before.

A line holds the SHA-256 of the line before it, so that a change, a removal or a swap anywhere
shows. The method is the Berkeley Protocol's (2020, section VI.C: integrity, chain of custody).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from casemate.errors import CannotWrite, Tampered
from casemate.nouns import Capture, SourceHints

NAME = "custody.jsonl"
FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """One act of capturing. by: a name or a pseudonym. previous: SHA-256 of the line before.

    http: of what was fetched: status, final address, redirects, headers, SHA-256 of the
        certificate, and what robots.txt said.
    removed: of a tombstone: why the copy with this hash had to go.
    """

    number: int
    at: datetime
    by: str
    how: str
    address: str
    sha256: str
    size_bytes: int
    media_type: str
    tool: str
    hints: SourceHints
    previous: str
    http: Mapping[str, Any] | None = None
    removed: str | None = None

    def as_text(self) -> str:
        """The line as it stands in the file, without its line end."""
        row: dict[str, Any] = asdict(self)
        row["at"] = self.at.isoformat()
        hints = {k: v for k, v in row.pop("hints").items() if v}
        if self.hints.published is not None:
            hints["published"] = self.hints.published.isoformat()
        row["hints"] = hints
        for later in ("http", "removed"):
            # Lines from before there were such fields stay as they were, to the byte.
            if row[later] is None:
                del row[later]
        return json.dumps(row, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> CustodyLine:
        """Raises ValueError when the text is not a custody line."""
        row = json.loads(text)
        if not isinstance(row, dict):
            raise ValueError("not a custody line")
        hints = row.pop("hints", {})
        if "published" in hints:
            hints["published"] = datetime.fromisoformat(hints["published"])
        try:
            row["at"] = datetime.fromisoformat(row["at"])
            return cls(hints=SourceHints(**hints), **row)
        except (KeyError, TypeError) as fault:
            raise ValueError(f"not a custody line: {fault}") from fault

    def as_capture(self) -> Capture:
        """The capture that the line records."""
        return Capture(
            sha256=self.sha256,
            size_bytes=self.size_bytes,
            media_type=self.media_type,
            address=self.address,
            captured_at=self.at,
            how=self.how,
            hints=self.hints,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """What a custody line will say, before it is given its number and its place in the chain."""

    at: datetime
    by: str
    how: str
    address: str
    sha256: str
    size_bytes: int
    media_type: str
    tool: str
    hints: SourceHints
    http: Mapping[str, Any] | None = None
    removed: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The custody file as read: its lines, the hash of the last, and the bytes of a torn end."""

    lines: tuple[CustodyLine, ...]
    head: str
    whole_bytes: int
    torn: bytes

    @property
    def removed(self) -> dict[str, CustodyLine]:
        """By hash, the tombstones: what had to go, and will not be taken in again."""
        return {line.sha256: line for line in self.lines if line.removed is not None}


def digest(line: str) -> str:
    """SHA-256 of a line's text without its line end."""
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()


def read_chain(path: Path) -> Chain:
    """All custody lines; a last line without its end (a killed writer) is given apart.

    Raises Tampered, naming the line, when a line is no custody line. The chain itself is checked
    by `verify`, so that a case whose custody was damaged can still be looked at.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = b""
    whole, _, torn = content.rpartition(b"\n")
    lines = []
    head = FIRST
    for number, raw in enumerate(whole.split(b"\n") if whole else [], 1):
        try:
            text = raw.decode("utf-8")
            lines.append(CustodyLine.from_text(text))
        except ValueError as fault:
            raise Tampered(f"{path} line {number} is not a custody line: {fault}") from fault
        head = digest(text)
    return Chain(tuple(lines), head, len(content) - len(torn), torn)


def append(path: Path, chain: Chain, entries: Iterable[Entry]) -> Chain:
    """Writes lines for `entries` after `chain` and returns the longer chain; all or nothing.

    A torn end left by a killed writer is cut off first: its capture was never recorded, and the
    run that calls this records it again. Raises CannotWrite when the disk refuses.
    """
    lines = list(chain.lines)
    head = chain.head
    texts = []
    for entry in entries:
        line = CustodyLine(
            number=len(lines) + 1, previous=head, **{f: getattr(entry, f) for f in _ENTRY_FIELDS}
        )
        text = line.as_text()
        head = digest(text)
        lines.append(line)
        texts.append(text + "\n")
    data = "".join(texts).encode("utf-8", "surrogatepass")
    append_whole(path, data, at=chain.whole_bytes)
    return Chain(tuple(lines), head, chain.whole_bytes + len(data), b"")


def append_whole(path: Path, data: bytes, at: int | None = None) -> None:
    """Appends `data` and forces it to disk; when that fails the file is as it was.

    at: the length to which the file is cut first; None appends at its end.
    Raises CannotWrite.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as fault:
        raise CannotWrite(f"{path} cannot be written: {fault.strerror}") from fault
    try:
        begin = os.fstat(descriptor).st_size if at is None else at
        try:
            os.ftruncate(descriptor, begin)
            os.lseek(descriptor, begin, os.SEEK_SET)
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
        except OSError as fault:
            os.ftruncate(descriptor, begin)
            raise CannotWrite(
                f"{path} could not be written ({fault.strerror}): nothing was recorded; "
                "free some space and run again"
            ) from fault
    finally:
        os.close(descriptor)


_ENTRY_FIELDS = tuple(Entry.__dataclass_fields__)
