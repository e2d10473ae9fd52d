"""The evidence locker: untouched bytes named by their SHA-256, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from casemate.errors import CannotWrite, Tampered

FOLDER = "evidence"
_INCOMING = ".incoming-"
_CHUNK = 1 << 20


class Locker:
    """The folder of untouched copies of one case."""

    def __init__(self, case: Path) -> None:
        self.folder = case / FOLDER

    def path(self, sha256: str) -> Path:
        """Where the copy with this hash lies."""
        return self.folder / sha256

    def store(self, stream: BinaryIO) -> tuple[str, int]:
        """Copies a stream in and returns (SHA-256, size in bytes); the same bytes are kept once.

        The copy appears under its name only when it is whole. Raises CannotWrite when the disk
        refuses; nothing half-written stays. Call `settle` before recording custody.
        """
        hasher = hashlib.sha256()
        size = 0
        incoming: str | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, incoming = tempfile.mkstemp(prefix=_INCOMING, dir=self.folder)
            with os.fdopen(descriptor, "wb") as copy:
                while chunk := stream.read(_CHUNK):
                    hasher.update(chunk)
                    size += len(chunk)
                    copy.write(chunk)
            if not self.has(hasher.hexdigest()):
                Path(incoming).chmod(0o444)
                Path(incoming).replace(self.path(hasher.hexdigest()))
                incoming = None
        except OSError as fault:
            raise CannotWrite(
                f"{self.folder} cannot take a copy ({fault.strerror}): "
                "free some space or give write permission, then run again"
            ) from fault
        finally:
            if incoming is not None:
                Path(incoming).unlink(missing_ok=True)
        return hasher.hexdigest(), size

    def settle(self) -> None:
        """Forces every copy to disk, so that custody never speaks of bytes a power cut can lose."""
        os.sync()

    def has(self, sha256: str) -> bool:
        """Whether a copy with this name is there (its content is for `verify` to check)."""
        return self.path(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """The bytes of a copy; raises Tampered when it is missing."""
        try:
            return self.path(sha256).open("rb")
        except OSError as fault:
            raise Tampered(
                f"{self.path(sha256)} is recorded in the custody chain but cannot be opened "
                f"({fault.strerror}): restore it from a backup; 'casemate verify' lists all such"
            ) from fault

    def names(self) -> Iterator[str]:
        """Names of all files in the locker except the custody record, sorted; for `verify`."""
        if not self.folder.is_dir():
            return
        for entry in sorted(self.folder.iterdir()):
            if not entry.name.startswith((_INCOMING, "custody.")):
                yield entry.name

    def remove(self, sha256: str) -> None:
        """Removes a copy for good; raises CannotWrite. Its tombstone is to be on record before."""
        try:
            self.path(sha256).unlink(missing_ok=True)
        except OSError as fault:
            raise CannotWrite(f"{self.path(sha256)} cannot be removed: {fault.strerror}") from fault

    def clear_incoming(self) -> None:
        """Removes what a killed process was still copying; it was never recorded."""
        if self.folder.is_dir():
            for left in self.folder.glob(_INCOMING + "*"):
                left.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
