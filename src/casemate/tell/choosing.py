"""Chooses what a site page tells out of all claims of the site, streamed, in bounded memory."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from casemate.nouns import OriginKind
from casemate.tell.material import Speaker, Told
from casemate.tell.since import Standing, standing
from casemate.words.tokens import bare_words

KEY_POINTS = 10
TIMELINE = 40
_SHORT_TIMELINE = 8
PAIRS = 10
LISTED = 2_000
_SPEAKERS = 12
_ARTICLES = frozenset(("a", "an", "the"))
_PRONOUNS = frozenset("he she it they we i you who".split())
_POOL = 80
_FROM_ONE_SPEAKER = 2
# Claims without a traced origin only fill up a page that would be all but empty.
_ENOUGH = 3
_SAME_WORDS = 0.6
_KEY_LENGTH = (25, 420)
# A key point of the newest day outweighs one of the oldest by this much.
_NEWNESS = 2.5
# A claim that names the site goes before one that is only in a report about it.
_CONTEXT_COSTS = 1.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a site page tells. listed: the strongest claims, for the page of claims.

    disputed: claims that something speaks against, strongest first.
    """

    key_points: tuple[Told, ...]
    timeline: tuple[Told, ...]
    disputed: tuple[Told, ...]
    listed: tuple[Told, ...]


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


@dataclass(slots=True)
class Chooser:
    """Takes the claims of one site, one by one, and keeps what its page will tell.

    first, last: the days between which things became known; newness is measured on them.
    """

    first: date | None
    last: date | None
    claims: int = 0
    by_context: int = 0
    in_dispute: int = 0
    untraced: int = 0
    statements: int = 0
    documents: set[str] = field(default_factory=set)
    known_days: Counter[date] = field(default_factory=Counter)
    claim_days: Counter[date] = field(default_factory=Counter)
    standing: Standing = field(default_factory=dict)
    absorbed: dict[str, str] = field(default_factory=dict)
    origins: dict[str, OriginKind] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    _points: _Best = field(default_factory=lambda: _Best(_POOL))
    _timeline: _Best = field(default_factory=lambda: _Best(TIMELINE))
    _disputes: _Best = field(default_factory=lambda: _Best(_POOL))
    _listed: _Best = field(default_factory=lambda: _Best(LISTED))

    def add(self, told: Told) -> None:
        """A claim whose words are about the site."""
        self.claims += 1
        self.standing[told.claim.id] = standing(told)
        self.absorbed.update((id, told.claim.id) for id in told.claim.redirects)
        self.statements += 1 + len(told.evidence) + told.more_evidence
        self.in_dispute += _is_disputed(told)
        self.untraced += told.count.separate == 0
        if told.known:
            self.claim_days[told.known] += 1
        for said in (told.shown, *told.evidence):
            if said.document:
                self.documents.add(said.document)
            if said.known:
                self.known_days[said.known] += 1
        self._hear(told)
        self._offer(told, told.strength)

    def add_by_context(self, told: Told) -> None:
        """A claim that names no site, from a report about this one; only if somebody says it."""
        if told.shown.kind != "words" or told.count.separate == 0:
            return
        self.by_context += 1
        if told.known:
            self.known_days[told.known] += 1
        self._hear(told)
        self._offer(replace(told, by_context=True), told.strength - _CONTEXT_COSTS)

    def most_heard(self) -> tuple[Speaker, ...]:
        """Who is quoted most often on the site; of equals, who spoke last."""
        ranked = sorted(
            self.speakers.values(),
            key=lambda s: (-s.claims, -(s.last or date.min).toordinal(), s.name),
        )
        return tuple(ranked[:_SPEAKERS])

    def _hear(self, told: Told) -> None:
        """Counts origins and speakers; an outlet in its own words is no speaker."""
        self.origins.update((origin.id, origin.kind) for origin in told.origins)
        shown = told.shown
        if shown.document is None or not shown.named:
            return
        key = _bare_name(shown.who)
        if key in _PRONOUNS:
            return
        before = self.speakers.get(key, Speaker(shown.who, 0, None, shown.href))
        newer = (told.known or date.min) >= (before.last or date.min)
        self.speakers[key] = Speaker(
            before.name,
            before.claims + 1,
            told.known if newer else before.last,
            shown.href if newer else before.href,
        )

    def _offer(self, told: Told, strength: float) -> None:
        self._listed.offer(told, strength)
        if _can_be_key(told):
            self._points.offer(told, strength + self._newness(told))
        self._timeline.offer(told, strength + _datedness(told))
        if _is_disputed(told):
            self._disputes.offer(told, strength)

    def chosen(self) -> Chosen:
        """What was kept of all that was added."""
        return Chosen(
            key_points=tuple(_varied(self._points.best_first())),
            timeline=tuple(_in_time(self._timeline.best_first())),
            disputed=tuple(self._disputes.best_first()),
            listed=tuple(self._listed.best_first()),
        )

    def _newness(self, told: Told) -> float:
        first, last = self.first, self.last
        if told.known is None or first is None or last is None or last <= first:
            return 0.0
        day = min(max(told.known, first), last)
        return _NEWNESS * (day - first).days / (last - first).days


def _bare_name(who: str) -> str:
    """A speaker without article or capitals: "A port worker" is "the port worker"."""
    name = who.casefold()
    first, _, rest = name.partition(" ")
    return rest if first in _ARTICLES and rest else name


def _is_disputed(told: Told) -> bool:
    return bool(told.claim.contradicts or told.claim.denied_by or told.claim.supersedes)


def _can_be_key(told: Told) -> bool:
    length = len(told.shown.words)
    if told.shown.kind == "caption" or told.shown.simulated:
        return False
    return _KEY_LENGTH[0] <= length <= _KEY_LENGTH[1]


def _datedness(told: Told) -> float:
    """A timeline is for what says when it held; what is only in the present tense comes after."""
    return 4.0 if told.shown.stated else 0.0


def _varied(best: list[Told]) -> list[Told]:
    """No two that say the same; every speaker once before any speaks again; strongest first."""
    kept: list[Told] = []
    traced = [told for told in best if told.count.separate]
    for turn in range(1, _FROM_ONE_SPEAKER + 1):
        _take(traced, kept, turn, KEY_POINTS)
    _take([told for told in best if not told.count.separate], kept, _FROM_ONE_SPEAKER, _ENOUGH)
    return sorted(kept, key=best.index)


def _take(best: list[Told], kept: list[Told], turn: int, limit: int) -> None:
    """Adds to `kept`, up to `limit`, claims of speakers who have fewer than `turn` there."""
    speakers = Counter(_bare_name(told.shown.who) for told in kept)
    for told in best:
        if len(kept) >= limit:
            return
        who = _bare_name(told.shown.who)
        if speakers[who] < turn and not any(_alike(told, other) for other in kept):
            speakers[who] += 1
            kept.append(told)


def _alike(one: Told, other: Told) -> bool:
    a, b = set(bare_words(one.shown.words)), set(bare_words(other.shown.words))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) > _SAME_WORDS


def _in_time(best: list[Told]) -> list[Told]:
    """Those that say when they held, by that, newest first; a few others where there are few."""
    dated = [told for told in best if told.shown.stated]
    others = [told for told in best if not told.shown.stated and not told.by_context]
    return sorted(dated + others[: max(0, _SHORT_TIMELINE - len(dated))], key=_held_newest_first)


def _held_newest_first(told: Told) -> tuple[int, int, str]:
    valid = told.shown.valid
    known = told.known or date.max
    held = (valid.first_day or valid.last_day) if valid is not None else None
    return -(held or known).toordinal(), -known.toordinal(), told.claim.id
