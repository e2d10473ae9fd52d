"""What a person decided, appended and never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision, bound to quoted words of a capture so that it outlives new readers.

    action: accept, correct, reject, same, not-same, grade, note, undo.
    target: what it was made on (statement, claim or source id at that time).
    """

    id: str
    at: datetime
    by: str
    action: str
    target: str
    capture: str | None = None
    quote: str | None = None
    value: str | None = None
    note: str | None = None
