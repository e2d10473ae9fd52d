"""The proposed Admiralty number of a claim: how credible the information is, 2 to 6.

STANAG 2511: 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful,
5 improbable, 6 truth cannot be judged. 1 is a person's to give and is never proposed. The rows of
`propose` are the whole of the rule; the first that fits counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casemate.nouns import OriginKind

# Somebody or something was there: saw, measured or recorded it.
DIRECT = frozenset(
    {
        OriginKind.IMAGERY,
        OriginKind.TRACKING_DATA,
        OriginKind.OWN_CORRESPONDENT,
        OriginKind.DOCUMENT,
    }
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A number 2 to 6 and the sentence that says what it rests on."""

    number: int
    why: str


def propose(
    origins: int,
    parties: int,
    kinds: Sequence[OriginKind],
    denials: int,
    contradictions: int,
) -> Proposal:
    """The number for a claim of so many separate origins and parties, against so much."""
    direct = any(kind in DIRECT for kind in kinds)
    disputed = denials + contradictions
    said = _said(origins, parties, direct, denials, contradictions)
    if origins == 0:
        number = 6
    elif disputed and parties == 1 and not direct:
        number = 5 if contradictions and denials else 4
    elif disputed:
        number = 3 if parties >= 2 else 4
    elif parties >= 3 or (parties >= 2 and direct):
        number = 2
    else:
        number = 3
    return Proposal(number, f"proposed {number}: {said}")


def _said(origins: int, parties: int, direct: bool, denials: int, contradictions: int) -> str:
    if origins == 0:
        return "no origin could be traced, so it cannot be judged"
    parts = [
        f"{origins} separate origin{'' if origins == 1 else 's'} of "
        f"{parties} part{'y' if parties == 1 else 'ies'}",
        "one of them saw or measured it" if direct else "none of them seen or measured",
    ]
    if denials:
        parts.append(f"denied {denials} time{'' if denials == 1 else 's'}")
    if contradictions:
        parts.append(
            f"{contradictions} claim{'' if contradictions == 1 else 's'} that may contradict it"
        )
    return ", ".join(parts)
