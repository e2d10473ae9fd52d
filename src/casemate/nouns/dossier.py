"""What is told: sentences that cannot exist without their proof."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.errors import Uncited
from casemate.nouns.citation import Citation


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a dossier with its citations; raises Uncited when there are none.

    claim: the claim it tells, if any. reviewed_by: who accepted it; None is machine-found.
    """

    text: str
    citations: tuple[Citation, ...]
    claim: str | None = None
    reviewed_by: str | None = None

    def __post_init__(self) -> None:
        if not self.citations:
            raise Uncited(
                f"this sentence has no citation, so it is not told: {self.text!r}. "
                "Attach the statement or observation it rests on."
            )


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is told of one site, in reading order."""

    site: str
    key_points: tuple[Sentence, ...]
    timeline: tuple[Sentence, ...]
