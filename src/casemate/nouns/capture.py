"""What was collected: bytes, named by their hash, and how they came here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SourceHints:
    """What the person who added a source said of it; used where the material itself is silent.

    simulated: made up for show; every sentence and picture from it says so.
    """

    outlet: str | None = None
    lang: str | None = None
    published: datetime | None = None
    title: str | None = None
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """Untouched bytes, or one record inside them (a feed entry, a JSON line).

    sha256: of the stored bytes (of the container, for a record inside it).
    address: where from: a URL, or a path as the case names it.
    record: which record of a container, for example "line 12"; None for the whole.
    captured_at: aware UTC time of the first capture.
    how: one of "file", "feed entry", "json line", "fetched", ...
    """

    sha256: str
    size_bytes: int
    media_type: str
    address: str
    captured_at: datetime
    how: str = "file"
    record: str | None = None
    hints: SourceHints = field(default_factory=SourceHints)
