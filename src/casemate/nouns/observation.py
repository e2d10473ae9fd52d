"""What a camera or a transponder showed: evidence on the same footing as a statement."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.nouns.citation import Citation
from casemate.nouns.statement import Quantity, Statement
from casemate.nouns.when import When
from casemate.nouns.where import Where


@dataclass(frozen=True, slots=True)
class Observation:
    """One dated observation at a site.

    kind: "occupied", "empty", "change", "count", "arrival", "departure", "gap", ...
    text: one line that says no more than the citation shows, with sensor and resolution.
    valid: when it held. known: when it became known to the case.
    subject: entity, zone object or None. not_observable: why nothing can be said, else None.
    origin_key: same for all observations that go back to one frame or one feed.
    confidence: 0 to 1, calibrated where the method says so; None when not computed.
    simulated: shown as such wherever the observation shows.
    """

    id: str
    kind: str
    site: str
    text: str
    valid: When
    known: When
    citations: tuple[Citation, ...]
    method: str
    origin_key: str
    zone: str | None = None
    where: Where | None = None
    subject: str | None = None
    predicate: str | None = None
    quantities: tuple[Quantity, ...] = ()
    confidence: float | None = None
    not_observable: str | None = None
    caveat: str | None = None
    pictures: tuple[str, ...] = ()
    simulated: bool = False


Evidence = Statement | Observation
