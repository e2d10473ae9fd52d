"""Weeks and weekdays counted within something: "the second week of May", "the last Friday of June",
"Friday the 13th", "the week of March 6"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casemate.nouns import Precision, When
from casemate.read.times.absolute import month_near
from casemate.read.times.calendar import day_or_none, month_end, step, value_of
from casemate.read.times.rule import DATE, DURATION, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import month_number, ordinal, pattern, weekday_number


def _month_meant(m: re.Match[str], telling: Telling) -> date | None:
    """The first day of the month that is named, or hung on ("next month")."""
    if m["month"] is None:
        now = telling.now
        shift = {"last": -1, "next": 1}.get(m["which"] or "", 0)
        return None if now is None else step(now.replace(day=1), "M", shift)
    month = month_number(m["month"])
    if m["year"]:
        return day_or_none(int(m["year"]), month, 1)
    return month_near(telling, month, *m.span())


def _nth_week(m: re.Match[str], telling: Telling) -> Sense:
    """Weeks of a month are counted in sevens from its first day; the last is its last seven."""
    weeks = {"two": 2, "three": 3}.get(m["weeks"] or "", 1)
    value, first = f"P{weeks}W", _month_meant(m, telling)
    if first is None:
        return Sense(DURATION, value)
    if m["nth"] in ("last", "final"):
        begin = month_end(first.year, first.month) - timedelta(days=7 * weeks - 1)
    else:
        begin = first + timedelta(days=7 * (ordinal(m["nth"]) - 1))
    when = When.days(begin, begin + timedelta(days=7 * weeks - 1), Precision.WEEK)
    return Sense(DURATION, value, begin, None, when=when)


def _nth_weekday(m: re.Match[str], telling: Telling) -> Sense:
    first, weekday = _month_meant(m, telling), weekday_number(m["weekday"])
    if first is None:
        return Sense(DATE, f"XXXX-XX-WXX-{weekday}")
    if m["nth"] in ("last", "final"):
        last = month_end(first.year, first.month)
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    else:
        weeks = timedelta(days=7 * (ordinal(m["nth"]) - 1))
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7) + weeks
    if day.month != first.month:
        return Sense(DATE, None)
    return Sense(DATE, day.isoformat(), day, "D")


def _weekday_nth(m: re.Match[str], telling: Telling) -> Sense:
    """ "Friday the 13th": the nearest one, ahead or behind as the tense has it."""
    weekday, nth, now = weekday_number(m["weekday"]), ordinal(m["nth"]), telling.now
    if now is None:
        return Sense(DATE, f"XXXX-XX-{nth:02d}")
    months = (step(now.replace(day=1), "M", shift) for shift in range(-14, 15))
    days = [day_or_none(first.year, first.month, nth) for first in months if first]
    fitting = [day for day in days if day is not None and day.isoweekday() == weekday]
    if not fitting:
        return Sense(DATE, None)
    told = telling.ahead(*m.span())
    near = min(fitting, key=lambda day: abs((day - now).days))
    day = near if told == 0 else telling.nearest(fitting, told) or near
    return Sense(DATE, day.isoformat(), day, "D")


def _week_of(m: re.Match[str], telling: Telling) -> Sense:
    month = month_number(m["month"])
    first = month_near(telling, month, *m.span())
    year = int(m["year"]) if m["year"] else first.year if first else None
    day = None if year is None else day_or_none(year, month, ordinal(m["day"]))
    if day is None:
        return Sense(DATE, "XXXX-WXX")
    return Sense(DATE, value_of(day, "W"), day, "W")


_NTH = r"(?P<nth>first|second|third|fourth|fifth|last|final)"
_OF_MONTH = r"(?: of| in) (?:<month>(?:,? <year>)?|(?:the|(?P<which>this|next|last)) month)"

RULES: tuple[Rule, ...] = (
    Rule("week of a month", "unit month",
         pattern(rf"(?:the )?{_NTH} (?:(?P<weeks>two|three) )?weeks?{_OF_MONTH}"), _nth_week,
         "They land there since the second week of December.", "the second week of December=P1W"),
    Rule("weekday of a month", "weekday", pattern(rf"(?:the )?{_NTH} <weekday>{_OF_MONTH}"),
         _nth_weekday, "They met on the first Friday of November.",
         "the first Friday of November=2024-11-01"),
    Rule("weekday and day", "weekday",
         pattern(r"<weekday>,? the (?P<nth>[12]?[0-9](?:st|nd|rd|th)|3[01](?:st|th))"),
         _weekday_nth, "It happened on Friday the 13th.", "Friday the 13th=2024-12-13"),
    Rule("week of a day", "month",
         pattern(r"(?:the )?week of (?:<month> <day>(?:, <year>)?)"), _week_of,
         "It sailed in the week of December 9.", "the week of December 9=2024-W50"),
)  # fmt: skip
