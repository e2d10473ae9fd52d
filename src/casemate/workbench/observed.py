"""What looking or following gave."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.nouns import Failure, Observation


@dataclass(frozen=True, slots=True)
class Observed:
    """All observations of a kind, and what could not be observed."""

    observations: tuple[Observation, ...] = ()
    failures: tuple[Failure, ...] = ()
