"""Chooses what a site page tells out of all claims of the site, streamed, in bounded memory."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from casemate.tell.material import Told
from casemate.words.tokens import bare_words

KEY_POINTS = 8
TIMELINE = 60
PAIRS = 10
LISTED = 2_000
_POOL = 80
_FROM_ONE_SPEAKER = 2
# Claims without a traced origin only fill up a page that would be all but empty.
_ENOUGH = 3
_SAME_WORDS = 0.6
_KEY_LENGTH = (25, 420)
# A key point of the newest day outweighs one of the oldest by this much.
_NEWNESS = 2.5


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a site page tells. listed: the strongest claims, for the page of claims.

    disputed: claims that something speaks against, strongest first.
    """

    key_points: tuple[Told, ...]
    timeline: tuple[Told, ...]
    disputed: tuple[Told, ...]
    listed: tuple[Told, ...]
    claims: int
    in_dispute: int
    untraced: int


@dataclass(slots=True)
class _Best:
    """The strongest few of a stream; of equals the first."""

    size: int
    heap: list[tuple[float, int, Told]] = field(default_factory=list)
    seen: int = 0

    def offer(self, told: Told, score: float) -> None:
        self.seen += 1
        item = (score, -self.seen, told)
        if len(self.heap) < self.size:
            heapq.heappush(self.heap, item)
        elif item[:2] > self.heap[0][:2]:
            heapq.heapreplace(self.heap, item)

    def best_first(self) -> list[Told]:
        return [told for _, _, told in sorted(self.heap, key=lambda i: (-i[0], -i[1]))]


def choose(claims: Iterable[Told], first: date | None, last: date | None) -> Chosen:
    """Key points, timeline, disputes and the list of claims, from one pass over all claims.

    first, last: the days between which things became known; newness is measured on them.
    """
    points, timeline, disputes = _Best(_POOL), _Best(TIMELINE), _Best(_POOL)
    listed = _Best(LISTED)
    number = in_dispute = untraced = 0
    for told in claims:
        number += 1
        listed.offer(told, told.strength)
        if _can_be_key(told):
            points.offer(told, told.strength + _newness(told, first, last))
        if told.shown.valid is not None:
            timeline.offer(told, told.strength + (0.0 if told.shown.valid.is_open else 2.0))
        if told.claim.contradicts or told.claim.denied_by or told.claim.supersedes:
            in_dispute += 1
            disputes.offer(told, told.strength)
        if told.count.separate == 0:
            untraced += 1
    return Chosen(
        key_points=tuple(_varied(points.best_first())),
        timeline=tuple(sorted(timeline.best_first(), key=_held_newest_first)),
        disputed=tuple(disputes.best_first()),
        listed=tuple(listed.best_first()),
        claims=number,
        in_dispute=in_dispute,
        untraced=untraced,
    )


def _can_be_key(told: Told) -> bool:
    length = len(told.shown.words)
    told_in_text = told.shown.kind != "caption"
    return told_in_text and _KEY_LENGTH[0] <= length <= _KEY_LENGTH[1]


def _newness(told: Told, first: date | None, last: date | None) -> float:
    if told.known is None or first is None or last is None or last <= first:
        return 0.0
    day = min(max(told.known, first), last)
    return _NEWNESS * (day - first).days / (last - first).days


def _varied(best: list[Told]) -> list[Told]:
    """No two that say the same, and no speaker more than twice."""
    kept: list[Told] = []
    speakers: Counter[str] = Counter()
    for told in best:
        who = told.shown.who.casefold()
        if speakers[who] >= _FROM_ONE_SPEAKER or any(_alike(told, other) for other in kept):
            continue
        if told.count.separate == 0 and len(kept) >= _ENOUGH:
            continue
        speakers[who] += 1
        kept.append(told)
        if len(kept) == KEY_POINTS:
            break
    return kept


def _alike(one: Told, other: Told) -> bool:
    a, b = set(bare_words(one.shown.words)), set(bare_words(other.shown.words))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) > _SAME_WORDS


def _held_newest_first(told: Told) -> tuple[int, int, str]:
    valid = told.shown.valid
    assert valid is not None
    held = valid.first_day or valid.last_day or date.min
    known = told.known or date.max
    return -held.toordinal(), -known.toordinal(), told.claim.id
