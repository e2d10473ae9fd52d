"""Claims with their counts: separate origins found, at most, and parties, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Claim, Stance
from casemate.weigh.origins import Roots
from casemate.weigh.parties import same_party
from casemate.weigh.piece import Piece
from casemate.weigh.wording import count_sentence


def count_claims(
    pieces: Sequence[Piece], groups: Sequence[Sequence[int]], roots: Roots
) -> tuple[Claim, ...]:
    """One claim for each group, named for its earliest piece and told in that piece's words."""
    claims: list[Claim] = []
    for group in groups:
        first = pieces[group[0]]
        asserting = [m for m in group if pieces[m].stance is not Stance.DENIES]
        if counted := [m for m in asserting if pieces[m].stance is Stance.ASSERTS]:
            asserting = counted
        sure = {roots.of[m] for m in asserting if roots.known[m]}
        unsure = {roots.of[m] for m in asserting if not roots.derived[m]} - sure
        parties = _parties([roots.origins[o].party or roots.origins[o].id for o in sorted(sure)])
        at_most = len(sure) + (1 if unsure else 0)
        outlets = len({pieces[m].document for m in asserting})
        claims.append(
            Claim(
                id=first.id,
                text=first.text,
                site=next((pieces[m].site for m in group if pieces[m].site), None),
                valid=first.valid,
                statements=tuple(pieces[m].id for m in group),
                origins=tuple(roots.origins[o].id for o in sorted(sure | unsure)),
                independent_origins=len(sure),
                independent_origins_at_most=at_most,
                independent_parties=parties,
                why=count_sentence([roots.origins[o] for o in sorted(sure)], outlets, len(unsure)),
                denied_by=tuple(pieces[m].id for m in group if pieces[m].stance is Stance.DENIES),
            )
        )
    return tuple(claims)


def _parties(keys: Sequence[str]) -> int:
    """How many bodies the keys name."""
    apart: list[str] = []
    for key in sorted(keys, key=len, reverse=True):
        if not any(same_party(key, other) for other in apart):
            apart.append(key)
    return len(apart)
