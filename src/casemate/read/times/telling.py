"""Where the reader stands in a text: when it was published, what was dated before."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, field
from datetime import date

from casemate.read.times.calendar import step
from casemate.read.times.tense import direction

_QUARTERS = re.compile(
    r"(?:first|second|third|fourth|fiscal|latest|year-ago|year-earlier)[- ](?:fiscal[- ])?quarter"
    r"|quarter ended|\bq[1-4]\b"
)
# A story may go on this many years at once; further off a year needs a sentence of its own.
_NEAR_YEARS = 4
_SENTENCE_BEGIN = re.compile(
    r"(?:^|[.!?:]\s|\n|\()(?:(?:in|by|during|since|from|until|after|before|early|late|of)\s)*$"
)
_RANK = ["D", "W", "WE", "2W", "M", "SE", "Q", "H6", "Y", "E", "C"]


@dataclass(slots=True)
class Telling:
    """State of one reading, changed only by `remember`.

    text, low: the text and its lower-case form of the same length.
    published: local day of publication, None when unknown.
    narrative: the text tells a story on its own dates.
    day, unit: the last date that was told, and the unit it was told in.
    last_day: the last date told as a day. quarter: the last quarter told.
    """

    text: str
    low: str
    published: date | None
    narrative: bool
    day: date | None = None
    unit: str | None = None
    last_day: date | None = None
    quarter: date | None = None
    before_christ: int | None = None
    full_dates: list[tuple[int, int]] = field(default_factory=list)
    _quarter_talk: bool | None = None

    @property
    def now(self) -> date | None:
        """What "now" hangs on: publication in news, the story's last date in a narrative."""
        return self.day if self.narrative else self.published

    @property
    def quarter_talk(self) -> bool:
        """Whether the text speaks of business quarters, so that "the quarter" is one."""
        if self._quarter_talk is None:
            self._quarter_talk = _QUARTERS.search(self.low) is not None
        return self._quarter_talk

    def year_around(self, at: int) -> int | None:
        """The year of the full dates before and after a place, where they agree.

        A story that says "March 10, 1975 … on 20 March … April 2, 1975" is in 1975 throughout,
        whatever other years it mentions between.
        """
        place = bisect(self.full_dates, (at, 0))
        if not 0 < place < len(self.full_dates):
            return None
        before, after = self.full_dates[place - 1], self.full_dates[place]
        return before[1] if before[1] == after[1] else None

    def ahead(self, begin: int, end: int) -> int:
        """+1 when the words at begin..end lie ahead of the telling, -1 behind, 0 untold."""
        return direction(self.low, begin, end)

    def remember(self, day: date, unit: str, at: int) -> None:
        """A date was told; one told in passing does not move the story."""
        if self._in_passing(day, unit, at):
            return
        self.day, self.unit = day, unit
        self.before_christ = None
        if unit in ("D",):
            self.last_day = day
        if unit == "Q" and (self.quarter is None or not self._to_come(day)):
            self.quarter = day

    def _in_passing(self, day: date, unit: str, at: int) -> bool:
        """A far year within a sentence of a story: "records declassified in 2005 show …"."""
        if not self.narrative or unit != "Y" or self.day is None:
            return False
        if abs(day.year - self.day.year) <= _NEAR_YEARS:
            return False
        return _SENTENCE_BEGIN.search(self.low, max(0, at - 24), at) is None

    def _to_come(self, quarter: date) -> bool:
        """Whether a quarter is not over at publication: expected, not reported on."""
        over = step(quarter, "Q", 1)
        return self.published is not None and over is not None and over > self.published

    def nearest(self, candidates: list[date], direction_told: int) -> date | None:
        """Of dates that words can mean, the one that the tense asks for."""
        now = self.now
        if now is None or not candidates:
            return None
        if direction_told > 0:
            later = [day for day in candidates if day >= now]
            return min(later, default=max(candidates))
        earlier = [day for day in candidates if day <= now]
        return max(earlier, default=min(candidates))


def fine_enough(unit: str | None, wanted: str) -> bool:
    """Whether a date told in `unit` pins down one in `wanted`: a month does not tell the day."""
    return unit in _RANK and wanted in _RANK and _RANK.index(unit) <= _RANK.index(wanted)


def moved(day: date | None, unit: str, count: int) -> date | None:
    """`step` that passes None on."""
    return None if day is None else step(day, unit, count)
