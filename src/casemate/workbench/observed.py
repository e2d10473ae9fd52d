"""What looking or following gave."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.nouns import Failure, Observation, ThinTrack


@dataclass(frozen=True, slots=True)
class Observed:
    """All observations of a kind, what could not be observed, and tracks to draw."""

    observations: tuple[Observation, ...] = ()
    failures: tuple[Failure, ...] = ()
    tracks: tuple[ThinTrack, ...] = ()
