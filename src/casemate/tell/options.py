"""What a person may ask of a dossier, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casemate.nouns import Failure


@dataclass(frozen=True, slots=True)
class DossierOptions:
    """as_of: tell only what was known by the end of this day; None tells all."""

    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class DossierReport:
    """What was written. pages: all; written: those that changed; failures: what was left out."""

    folder: Path
    pages: int
    written: int
    failures: tuple[Failure, ...] = ()
