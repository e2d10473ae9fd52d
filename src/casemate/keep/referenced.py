"""Files too large to copy: recorded by their hash, read where they lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from casemate.keep.custody import CustodyLine
from casemate.keep.evidence import sha256_of

# What the custody line of such a file says instead of how it was copied.
REFERENCED = "referenced"


def at_address(case: Path, line: CustodyLine) -> Path | None:
    """The regular file at a line's address, whatever its bytes; None when there is none.

    A path in a custody line may come from somebody else's case: devices and pipes are no files.
    """
    path = case / line.address
    try:
        return path if path.is_file() else None
    except (OSError, ValueError):
        return None


def is_as_recorded(path: Path, line: CustodyLine) -> bool:
    """Whether the file's bytes are those of the line. Raises OSError when it cannot be read."""
    return path.stat().st_size == line.size_bytes and sha256_of(path) == line.sha256


@dataclass(frozen=True, slots=True)
class Sought:
    """A referenced file as it was looked for. path: of the recorded bytes, else None and why.

    changed: other bytes lie at an address of it.
    """

    path: Path | None
    why: str = ""
    changed: bool = False


def seek(case: Path, lines: Iterable[CustodyLine]) -> Sought:
    """Looks for the bytes of these lines (of one hash) at their addresses."""
    found = Sought(None, "not here, referenced by hash")
    for line in lines:
        path = at_address(case, line)
        if path is None:
            continue
        try:
            if is_as_recorded(path, line):
                return Sought(path)
            why = "is not the file that was recorded"
            found = Sought(None, f"{line.address} {why}", changed=True)
        except OSError as fault:
            found = Sought(None, f"{line.address} cannot be read: {fault.strerror}")
    return found
