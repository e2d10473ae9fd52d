"""The scale of the date control: days of reporting evenly, earlier years folded together.

Two lanes stand on it, what held and what was known, so that a fact of 1971 that became known to
the case in 2024 is seen as just that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casemate.nouns import When
from casemate.tell.wording import short_day

_HISTORY = 0.2  # share of the width that earlier years take where there are any
_YEARS_NAMED = 5
_LONGEST = 3_660


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark on a lane. at: 0 to 100 from the left. weight: 1 to 3, how much is there."""

    at: float
    day: str
    weight: int
    label: str


@dataclass(frozen=True, slots=True)
class DateScale:
    """The scale of one site. stops: the days that can be chosen, with their place in percent."""

    stops: tuple[tuple[str, float, str], ...]
    held: tuple[Dot, ...]
    known: tuple[Dot, ...]
    years: tuple[tuple[str, float], ...]
    first: str
    last: str


def date_scale(held: Iterable[When], known: Iterable[tuple[date, int]]) -> DateScale | None:
    """The scale for these times; None where nothing is dated.

    The stops run from the day before anything was known to the last day on which something
    became known.
    """
    known_days = sorted((day, number) for day, number in known if number)
    if not known_days:
        return None
    last = known_days[-1][0]
    first = max(known_days[0][0], last - timedelta(days=_LONGEST)) - timedelta(days=1)
    begins = Counter(w.first_day or w.last_day for w in held)
    begins.pop(None, None)
    held_days = {day: number for day, number in begins.items() if day is not None}
    early = sorted({day.year for day in held_days if day < first})
    left = _HISTORY if early else 0.0
    span = max(1, (last - first).days)

    def place(day: date) -> float:
        if day < first:
            return round(100 * left * (early.index(day.year) + 0.5) / len(early), 2)
        share = min(1.0, (day - first).days / span)
        return round(100 * (left + (1 - left) * share * 0.985), 2)

    every = (first + timedelta(days=n) for n in range(span + 1))
    return DateScale(
        stops=tuple((day.isoformat(), place(day), short_day(day)) for day in every),
        held=tuple(
            Dot(place(day), day.isoformat(), _weight(n), f"held {short_day(day)}: {n}")
            for day, n in sorted(held_days.items())
            if day <= last
        ),
        known=tuple(
            Dot(place(day), day.isoformat(), _weight(n), f"known {short_day(day)}: {n}")
            for day, n in known_days
            if day >= first
        ),
        years=_named(early, place),
        first=short_day(first),
        last=short_day(last),
    )


def _named(early: list[int], place: object) -> tuple[tuple[str, float], ...]:
    if not early or not callable(place):
        return ()
    step = max(1, -(-len(early) // _YEARS_NAMED))
    return tuple((str(year), place(date(year, 1, 1))) for year in early[::step])


def _weight(number: int) -> int:
    return 1 if number <= 2 else 2 if number <= 8 else 3
