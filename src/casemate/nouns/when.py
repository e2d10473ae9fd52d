"""A stretch of time with its stated precision. UTC inside; a naive time is refused at the door."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


class Precision(enum.StrEnum):
    """How finely a source stated a time. Ordered from fine to coarse."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part-of-day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_SUB_DAY = {Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.PART_OF_DAY}
_ONE_DAY = timedelta(days=1)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?\Z")


@dataclass(frozen=True, slots=True)
class When:
    """A UTC interval, half-open inside (`begin` <= t < `end`), inclusive when printed.

    begin, end: aware datetimes or None for an open side ("since 2015" has no end).
    precision: how finely the source put it; "in December 2024" is a month, not 31 days
        somebody measured.
    Raises ValueError for a naive time and for an interval that ends before it begins.
    """

    begin: datetime | None
    end: datetime | None
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        for side in (self.begin, self.end):
            if side is not None and side.tzinfo is None:
                raise ValueError("a time without a zone: say which, for example +00:00 or Z")
        if self.begin is not None and self.end is not None and self.end < self.begin:
            raise ValueError(f"an interval that ends ({self.end}) before it begins ({self.begin})")

    @classmethod
    def day(cls, day: date) -> When:
        """The whole of one calendar day, UTC."""
        begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
        # 9999-12-31 is the last day Python can count; its end stays open.
        return cls(begin, None if day == date.max else begin + _ONE_DAY, Precision.DAY)

    @classmethod
    def days(cls, first: date, last: date, precision: Precision = Precision.DAY) -> When:
        """From the begin of `first` to the end of `last`, both included."""
        return cls(cls.day(first).begin, cls.day(last).end, precision)

    @classmethod
    def since(cls, day: date, precision: Precision = Precision.DAY) -> When:
        """From `day` on, with no end stated."""
        return cls(cls.day(day).begin, None, precision)

    @classmethod
    def until(cls, day: date, precision: Precision = Precision.DAY) -> When:
        """Up to and including `day`, with no begin stated."""
        return cls(None, cls.day(day).end, precision)

    @classmethod
    def instant(cls, moment: datetime) -> When:
        """One second, given by a clock with a zone; any zone is turned into UTC."""
        if moment.tzinfo is None:
            raise ValueError("a time without a zone: say which, for example +00:00 or Z")
        begin = moment.astimezone(UTC).replace(microsecond=0)
        return cls(begin, begin + timedelta(seconds=1), Precision.SECOND)

    @classmethod
    def parse(cls, text: str, precision: Precision | None = None) -> When:
        """Reads what `str()` prints: `2024-12-13`, `2024-12`, `2017/..`, `2024-12-09/2024-12-15`.

        Raises ValueError for anything else, a naive clock time included.
        """
        left, slash, right = text.strip().partition("/")
        first = None if left in ("", "..") else _side(left)
        last = first if not slash else (None if right in ("", "..") else _side(right))
        given = [side for side in (first, last) if side is not None]
        if not given:
            return cls(None, None, precision or Precision.CENTURY)
        coarsest = max((side.precision for side in given), key=list(Precision).index)
        begin = None if first is None else first.begin
        end = None if last is None else last.end
        return cls(begin, end, precision or coarsest)

    def __str__(self) -> str:
        """ISO 8601 `begin/end`, dates inclusive, `..` for an open side."""
        if self.precision in _SUB_DAY:
            begin = ".." if self.begin is None else _clock(self.begin)
            last = None if self.end is None else self.end - timedelta(seconds=1)
            return f"{begin}/{'..' if last is None else _clock(max(last, self.begin or last))}"
        return f"{self.first_day or '..'}/{self.last_day or '..'}"

    @property
    def first_day(self) -> date | None:
        """The first day it touches, None when open."""
        return None if self.begin is None else self.begin.date()

    @property
    def last_day(self) -> date | None:
        """The last day it touches (inclusive), None when open."""
        if self.end is None:
            return None
        if self.begin is not None and self.begin == self.end:
            return self.end.date()
        return (self.end - timedelta(microseconds=1)).date()

    @property
    def is_open(self) -> bool:
        """Whether one side, or both, was not stated."""
        return self.begin is None or self.end is None

    def overlaps(self, other: When) -> bool:
        """Whether some moment lies in both; an open side reaches without limit."""
        return _before(self.begin, other.end) and _before(other.begin, self.end)

    def covers(self, moment: datetime) -> bool:
        """Whether `moment` (aware) lies within."""
        return (self.begin is None or self.begin <= moment) and (
            self.end is None or moment < self.end
        )

    def within(self, other: When) -> bool:
        """Whether all of this lies in `other`."""
        begins_later = other.begin is None or (self.begin is not None and self.begin >= other.begin)
        ends_sooner = other.end is None or (self.end is not None and self.end <= other.end)
        return begins_later and ends_sooner


def _side(text: str) -> When:
    if _DATE.match(text):
        return When.day(date.fromisoformat(text))
    if match := _YEAR_OR_MONTH.match(text):
        year, month = int(match[1]), match[2]
        if month is None:
            return When.days(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
        first = date(year, int(month), 1)
        next_month = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        return When.days(first, next_month - _ONE_DAY, Precision.MONTH)
    return When.instant(datetime.fromisoformat(text))


def _clock(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _before(begin: datetime | None, end: datetime | None) -> bool:
    return begin is None or end is None or begin < end
