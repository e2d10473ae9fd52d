"""Claims with their counts: separate origins found, at most, and parties, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casemate.nouns import Claim, OriginKind, Stance
from casemate.weigh.against import Against
from casemate.weigh.credibility import propose
from casemate.weigh.origins import Roots
from casemate.weigh.parties import same_party
from casemate.weigh.piece import Piece
from casemate.weigh.wording import count_sentence


def count_claims(
    pieces: Sequence[Piece],
    groups: Sequence[Sequence[int]],
    roots: Roots,
    against: Against,
) -> tuple[Claim, ...]:
    """One claim for each group, named for its earliest piece and told in that piece's words."""
    ids = [pieces[group[0]].id for group in groups]
    counts = [_count(group, pieces, roots) for group in groups]
    claims: list[Claim] = []
    for number, (group, count) in enumerate(zip(groups, counts, strict=True)):
        denials = tuple(pieces[m].id for m in group if pieces[m].stance is Stance.DENIES)
        contradicted = against.contradicts.get(number, ())
        grade = propose(count.origins, count.parties, count.kinds, len(denials), len(contradicted))
        told = _told(group, pieces)
        claims.append(
            Claim(
                id=ids[number],
                text=told.text,
                site=next((pieces[m].site for m in group if pieces[m].site), None),
                valid=next((pieces[m].valid for m in group if pieces[m].valid), None),
                statements=tuple(pieces[m].id for m in group),
                origins=count.ids,
                independent_origins=count.origins,
                independent_origins_at_most=count.at_most,
                independent_parties=count.parties,
                why=count.why,
                contradicts=tuple(ids[n] for n in contradicted),
                denied_by=denials,
                supersedes=tuple(ids[n] for n in against.supersedes.get(number, ())),
                tension=tuple(ids[n] for n in against.tension.get(number, ())),
                differs_only_in_time=tuple(ids[n] for n in against.time_only.get(number, ())),
                credibility=grade.number,
                credibility_why=grade.why,
            )
        )
    return tuple(claims)


@dataclass(frozen=True, slots=True)
class _Count:
    ids: tuple[str, ...]
    origins: int
    at_most: int
    parties: int
    kinds: tuple[OriginKind, ...]
    why: str


def _count(group: Sequence[int], pieces: Sequence[Piece], roots: Roots) -> _Count:
    """How many origins assert a claim: those that are known, and one more if any is not."""
    asserting = [m for m in group if pieces[m].stance is Stance.ASSERTS]
    if not asserting:
        asserting = [m for m in group if pieces[m].stance is not Stance.DENIES]
    sure = sorted({roots.of[m] for m in asserting if roots.known[m]})
    unsure = sorted({roots.of[m] for m in asserting if not roots.derived[m]} - set(sure))
    origins = [roots.origins[o] for o in sure]
    carriers = len({pieces[m].document for m in asserting})
    return _Count(
        ids=tuple(roots.origins[o].id for o in sorted({*sure, *unsure})),
        origins=len(sure),
        at_most=len(sure) + (1 if unsure else 0),
        parties=_parties([origin.party or origin.id for origin in origins]),
        kinds=tuple(origin.kind for origin in origins),
        why=count_sentence(origins, carriers, len(unsure)),
    )


def _told(group: Sequence[int], pieces: Sequence[Piece]) -> Piece:
    """The piece whose words tell the claim: the earliest that asserts it."""
    return pieces[next((m for m in group if pieces[m].stance is Stance.ASSERTS), group[0])]


def _parties(keys: Sequence[str]) -> int:
    """How many bodies the keys name."""
    apart: list[str] = []
    for key in sorted(keys, key=len, reverse=True):
        if not any(same_party(key, other) for other in apart):
            apart.append(key)
    return len(apart)
