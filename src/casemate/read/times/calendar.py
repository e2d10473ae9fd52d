"""Calendar arithmetic on TIMEX3 values: step by a unit, print a value, find what it covers.

Values are those of TIMEX3 (TimeML 1.2.1, 2006): `1998-02-27`, `1998-W09`, `1998-02`, `1998-Q1`,
`1998-SP`, `1998`, `199` (a decade), `19` (a century), `1998-02-27TMO`, `1998-02-27T22:00`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from casemate.nouns import Precision, When

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
# Local clock hours; a night runs into the next morning.
PART_HOURS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 24), "NI": (20, 30), "DT": (6, 18)}
_VALUE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<part>[A-Z]{2})|T(?P<clock>\d\d(?::\d\d){0,2}))?\Z"
    r"|(?P<weekyear>\d{4})-W(?P<week>\d\d)(?P<weekend>-WE)?\Z"
    r"|(?P<y>\d{4})(?:-(?:(?P<month>\d\d)|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?\Z"
    r"|(?P<decade>\d{3})\Z|(?P<century>\d\d)\Z"
)
_MONTHS_IN = {"M": 1, "Q": 3, "H6": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}


def day_or_none(year: int, month: int, day: int) -> date | None:
    """A date, or None for one that no calendar has (February 30, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def step(day: date, unit: str, count: int) -> date | None:
    """`day` moved by `count` units; a month's end stays a month's end. None out of range."""
    try:
        if unit in _MONTHS_IN:
            months = day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit]
            year, month = divmod(months, 12)
            return date(year, month + 1, min(day.day, _month_length(year, month + 1)))
        return day + timedelta(days=count * {"W": 7, "WE": 7, "2W": 14}.get(unit, 1))
    except (ValueError, OverflowError):
        return None


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that `day` lies in."""
    if unit in ("W", "WE", "2W"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "H6":
        return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
    if unit == "Y":
        return f"{day.year:04d}"
    if unit == "E":
        return f"{day.year:04d}"[:3]
    if unit == "C":
        return f"{day.year:04d}"[:2]
    return day.isoformat()


def hours_of(day: date, hours: tuple[int, int], offset_minutes: int = 0) -> When:
    """From one local clock hour of a day to another, in UTC; 30 is six the next morning."""
    local = datetime(day.year, day.month, day.day, tzinfo=_zone(offset_minutes))
    return When(
        (local + timedelta(hours=hours[0])).astimezone(UTC),
        (local + timedelta(hours=hours[1])).astimezone(UTC),
        Precision.HOUR if hours[1] - hours[0] == 1 else Precision.PART_OF_DAY,
    )


def covered(value: str | None, offset_minutes: int = 0) -> When | None:
    """The interval a value covers; None for vague, unanchored and pre-Christian ones.

    offset_minutes: of local time from UTC, for clock times and parts of a day.
    """
    match = _VALUE.match(value) if value else None
    if match is None:
        return None
    try:
        return _covered(match, offset_minutes)
    except (ValueError, OverflowError):
        return None


def _covered(match: re.Match[str], offset_minutes: int) -> When:
    if match["day"]:
        day = date.fromisoformat(match["day"])
        if match["part"] in PART_HOURS:
            return hours_of(day, PART_HOURS[match["part"]], offset_minutes)
        if match["clock"]:
            return _clock(day, match["clock"], offset_minutes)
        return When.day(day)
    if match["week"]:
        monday = date.fromisocalendar(int(match["weekyear"]), int(match["week"]), 1)
        first = monday + timedelta(days=5) if match["weekend"] else monday
        precision = Precision.DAY if match["weekend"] else Precision.WEEK
        return When.days(first, monday + timedelta(days=6), precision)
    if match["decade"]:
        year = int(match["decade"]) * 10
        return When.days(date(year, 1, 1), date(year + 9, 12, 31), Precision.DECADE)
    if match["century"]:
        year = int(match["century"]) * 100
        return When.days(date(year or 1, 1, 1), date(year + 99, 12, 31), Precision.CENTURY)
    year = int(match["y"])
    if match["month"]:
        month = int(match["month"])
        return When.days(date(year, month, 1), month_end(year, month), Precision.MONTH)
    if match["quarter"]:
        month = int(match["quarter"]) * 3
        return _months(year, month - 2, month, Precision.QUARTER)
    if match["half"]:
        month = int(match["half"]) * 6
        return _months(year, month - 5, month, Precision.SEASON)
    if match["season"]:
        return _months(year, *_SEASON_MONTHS[match["season"]], Precision.SEASON)
    return When.days(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _months(year: int, first: int, last: int, precision: Precision) -> When:
    """From one month to another; a 13th or 14th is in the next year."""
    end = month_end(year + (last > 12), last - 12 if last > 12 else last)
    return When.days(date(year, first, 1), end, precision)


def _clock(day: date, clock: str, offset_minutes: int) -> When:
    pieces = [int(piece) for piece in clock.split(":")]
    hour, minute, second = (*pieces, 0, 0)[:3]
    local = datetime(day.year, day.month, day.day, tzinfo=_zone(offset_minutes))
    begin = (local + timedelta(hours=hour, minutes=minute, seconds=second)).astimezone(UTC)
    length, precision = (
        (timedelta(hours=1), Precision.HOUR),
        (timedelta(minutes=1), Precision.MINUTE),
        (timedelta(seconds=1), Precision.SECOND),
    )[len(pieces) - 1]
    return When(begin, begin + length, precision)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, _month_length(year, month))


def _month_length(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def _zone(offset_minutes: int) -> timezone:
    return timezone(timedelta(minutes=offset_minutes))
