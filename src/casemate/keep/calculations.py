"""calculations.jsonl: sums that people set beside claims, appended, bound to quoted words."""

from __future__ import annotations

from pathlib import Path

from casemate.errors import BadInput
from casemate.keep.codec import from_text, to_text
from casemate.keep.custody import append_whole
from casemate.nouns import Calculation

NAME = "calculations.jsonl"


def read_calculations(case: Path) -> tuple[Calculation, ...]:
    """All calculations, oldest first; BadInput names the line when one cannot be read."""
    try:
        lines = (case / NAME).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(from_text(Calculation, line))
        except (ValueError, KeyError, TypeError) as fault:
            raise BadInput(f"{case / NAME} line {number} is no calculation: {fault}") from fault
    return tuple(found)


def append_calculation(case: Path, calculation: Calculation) -> None:
    """One more calculation; raises CannotWrite."""
    append_whole(case / NAME, (to_text(calculation) + "\n").encode())
