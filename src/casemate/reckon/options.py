"""How a lift is reckoned, beside what is reckoned."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.errors import BadInput
from casemate.reckon.claim import LiftClaim


@dataclass(frozen=True, slots=True)
class LiftOptions:
    """claim: what is checked, if anything. stops: stops on the way, each with its ground time.

    draws, seed: of the Monte Carlo run; the same seed gives the same note. Raises BadInput for
    less than one draw and for fewer stops than none.
    """

    claim: LiftClaim | None = None
    stops: int = 0
    draws: int = 2000
    seed: int = 20241215

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise BadInput(f"{self.draws} draws: there must be at least one")
        if self.stops < 0:
            raise BadInput(f"{self.stops} stops on the way: there must be none or more")
