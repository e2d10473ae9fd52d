"""state.jsonl: what later runs need to remember, one JSON object a line, appended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casemate.keep.custody import append_whole

NAME = "state.jsonl"
CUSTODY_HEAD = "custody-head"
# What a server gave to ask with whether its answer is still the same.
FETCHED = "fetched"


class Journal:
    """The journal of a case. A last line without its end (a killed writer) is passed over."""

    def __init__(self, case: Path) -> None:
        self.path = case / NAME

    def entries(self, kind: str) -> Iterator[dict[str, Any]]:
        """Entries of one kind, oldest first."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        for raw in content.split(b"\n"):
            try:
                entry = json.loads(raw)
            except ValueError:
                continue
            if isinstance(entry, dict) and entry.get("kind") == kind:
                yield entry

    def append(self, kind: str, **fields: Any) -> None:
        """One more entry, with its time; raises CannotWrite."""
        entry = {"kind": kind, "at": datetime.now(UTC).isoformat(timespec="seconds"), **fields}
        line = json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n"
        # A torn end would swallow the new entry: start on a line of its own.
        content = self.path.read_bytes() if self.path.exists() else b""
        torn = bool(content) and not content.endswith(b"\n")
        append_whole(self.path, (("\n" if torn else "") + line).encode())
