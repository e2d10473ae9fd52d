"""Days and periods with names: Christmas Day, Easter, Ramadan, Boxing Day.

Easter: the anonymous Gregorian computus (Meeus 1991). Muslim feasts: the tabular Islamic calendar
(civil epoch, 30-year cycle with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29; Reingold and
Dershowitz, Calendrical Calculations, 2018); announced days may differ by one, so these are given
with the precision of a week where they are not fixed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from casemate.nouns import Precision, When
from casemate.read.times.calendar import day_or_none, value_of
from casemate.read.times.rule import DATE, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import pattern

Day = Callable[[int], date | None]


def _fixed(month: int, day: int) -> Day:
    return lambda year: day_or_none(year, month, day)


def _nth(month: int, weekday: int, nth: int) -> Day:
    """The nth weekday of a month; -1 is the last."""

    def day(year: int) -> date | None:
        if nth > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
        last = date(year, month, 28) + timedelta(days=10)
        last = last.replace(day=1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)

    return day


def easter(year: int) -> date:
    """Western Easter Sunday."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date | None:
    """Eastern Easter Sunday, in the Gregorian calendar (1900-2099)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    julian = day_or_none(year, month, day + 1)
    return None if julian is None else julian + timedelta(days=year // 100 - year // 400 - 2)


def _around_easter(shift: int) -> Day:
    return lambda year: easter(year) + timedelta(days=shift) if year > 1582 else None


_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()


def islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar in the Gregorian one."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def _islamic_in(month: int, day: int) -> Day:
    def found(year: int) -> date | None:
        guess = int((year - 622) * 33 / 32)
        for hijri in (guess, guess + 1, guess + 2, guess - 1):
            if hijri > 0 and (when := islamic(hijri, month, day)).year == year:
                return when
        return None

    return found


_THANKSGIVING = _nth(11, 4, 4)


def _black_friday(year: int) -> date | None:
    day = _THANKSGIVING(year)
    return None if day is None else day + timedelta(days=1)


# Name: the day it is in a year.
NAMED: dict[str, Day] = {
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "new year's": _fixed(1, 1),
    "orthodox christmas": _fixed(1, 7),
    "epiphany": _fixed(1, 6),
    "martin luther king day": _nth(1, 1, 3),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(2, 1, 3),
    "defender of the fatherland day": _fixed(2, 23),
    "international women's day": _fixed(3, 8),
    "women's day": _fixed(3, 8),
    "st. patrick's day": _fixed(3, 17),
    "nowruz": _fixed(3, 20),
    "april fools' day": _fixed(4, 1),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "ve day": _fixed(5, 8),
    "victory day": _fixed(5, 9),
    "mother's day": _nth(5, 7, 2),
    "memorial day": _nth(5, 1, -1),
    "father's day": _nth(6, 7, 3),
    "fourth of july": _fixed(7, 4),
    "july fourth": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "navy day": _nth(7, 7, -1),
    "labor day": _nth(9, 1, 1),
    "columbus day": _nth(10, 1, 2),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "guy fawkes night": _fixed(11, 5),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "thanksgiving day": _THANKSGIVING,
    "thanksgiving": _THANKSGIVING,
    "black friday": _black_friday,
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "mardi gras": _around_easter(-47),
    "ash wednesday": _around_easter(-46),
    "palm sunday": _around_easter(-7),
    "good friday": _around_easter(-2),
    "easter sunday": _around_easter(0),
    "easter monday": _around_easter(1),
    "easter": _around_easter(0),
    "whit sunday": _around_easter(49),
    "pentecost": _around_easter(49),
    "orthodox easter": orthodox_easter,
    "eid al-fitr": _islamic_in(10, 1),
    "eid ul-fitr": _islamic_in(10, 1),
    "eid al-adha": _islamic_in(12, 10),
    "ramadan": _islamic_in(9, 1),
    "ashura": _islamic_in(1, 10),
    "muharram": _islamic_in(1, 1),
}
# Feasts of the Muslim calendar, and how many days they last.
_MOON = {
    "eid al-fitr": 3,
    "eid ul-fitr": 3,
    "eid al-adha": 4,
    "ramadan": 30,
    "ashura": 1,
    "muharram": 29,
}
_BARE = {name.replace("'", ""): name for name in NAMED}
# Past the feast so many days, and so few before the next, the next one is meant.
_LONG_GONE, _SOON, _VERY_SOON = 300, 30, 8


def _read(m: re.Match[str], telling: Telling) -> Sense:
    name = _BARE[" ".join(m["name"].replace("'", "").split())]
    find, now = NAMED[name], telling.now
    if m["year"]:
        day = find(int(m["year"]))
    elif now is None:
        return Sense(DATE, _floating(find))
    elif m["yearword"]:
        day = find(now.year + {"last": -1, "this": 0, "next": 1}[m["yearword"]])
    elif telling.narrative or "this" in (m["lead"] or "").split():
        day = find(now.year)
    else:
        day = _near(find, now, m["lead"] or "", telling.ahead(*m.span()))
    if day is None:
        return Sense(DATE, None)
    if name in _MOON:
        return _by_the_moon(day, _MOON[name])
    if m["week"]:
        return Sense(DATE, value_of(day, "W"), day, "W")
    return Sense(DATE, day.isoformat(), day, "D")


def _near(find: Day, now: date, lead: str, ahead: int) -> date | None:
    years = (year for year in range(now.year - 1, now.year + 2) if 1 < year < 9999)
    options = [option for year in years if (option := find(year)) is not None]
    before = max((option for option in options if option <= now), default=None)
    after = min((option for option in options if option >= now), default=None)
    if "last" in lead or "past" in lead:
        return max((option for option in options if option < now), default=None)
    if "next" in lead or "coming" in lead:
        return min((option for option in options if option > now), default=None)
    if before is None or after is None or ahead > 0:
        return after or before
    since, until = (now - before).days, (after - now).days
    if since > _LONG_GONE and until < (_VERY_SOON if ahead < 0 else _SOON):
        return after
    return after if ahead == 0 and since > until else before


def _by_the_moon(day: date, days: int) -> Sense:
    """A month-long fast as its month; all with a day to spare on either side."""
    last = day + timedelta(days=days - 1)
    around = When.days(day - timedelta(days=1), last + timedelta(days=1), Precision.WEEK)
    unit = "M" if days > 7 else "D"
    return Sense(DATE, value_of(day, unit), day, unit, when=around)


def _floating(find: Day) -> str:
    """The value where no year is known: month and day where they are fixed."""
    a, b = find(2023), find(2024)
    if a and b and (a.month, a.day) == (b.month, b.day):
        return f"XXXX-{a.month:02d}-{a.day:02d}"
    return "XXXX-XX-XX"


_THING = re.compile(
    r"\s(?:tree|carol|present|gift|card|island|shopping|party|parties|dinner|speech|message|lights"
    r"|decorations|song|egg|rising|offensive|parade)"
)


def _fits(m: re.Match[str], telling: Telling) -> bool:
    """ "Christmas", not "the Christmas tree"."""
    return telling.text[m.start("name")].isupper() and not _THING.match(telling.low, m.end())


_ALL = "|".join(
    re.escape(name).replace(r"\ ", r"\s").replace("'", "'?")
    for name in sorted(NAMED, key=len, reverse=True)
)
RULES: tuple[Rule, ...] = (
    Rule("named day", "named",
         pattern(r"(?:(?:the )?(?P<lead>last|this past|this|next|this coming|the coming) )?"
                 rf"(?P<name>{_ALL})(?P<week> week)?"
                 r"(?:,? (?:of )?<year>| (?P<yearword>last|this|next) year)?"),
         _read, "The talks will end before Christmas Day.", "Christmas Day=2024-12-25", _fits),
)  # fmt: skip
