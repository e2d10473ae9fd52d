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


# Name: (the day in a year, how many days it lasts, whether it needs a word like "on" before it).
NAMED: dict[str, tuple[Day, int]] = {
    "new year's eve": (_fixed(12, 31), 1), "new year's day": (_fixed(1, 1), 1), "new year's": (_fixed(1, 1), 1),
    "christmas eve": (_fixed(12, 24), 1), "christmas day": (_fixed(12, 25), 1), "christmas": (_fixed(12, 25), 1),
    "boxing day": (_fixed(12, 26), 1), "orthodox christmas": (_fixed(1, 7), 1), "epiphany": (_fixed(1, 6), 1),
    "valentine's day": (_fixed(2, 14), 1), "defender of the fatherland day": (_fixed(2, 23), 1),
    "international women's day": (_fixed(3, 8), 1), "women's day": (_fixed(3, 8), 1), "st. patrick's day": (_fixed(3, 17), 1),
    "april fools' day": (_fixed(4, 1), 1), "anzac day": (_fixed(4, 25), 1), "may day": (_fixed(5, 1), 1), "victory day": (_fixed(5, 9), 1),
    "ve day": (_fixed(5, 8), 1), "bastille day": (_fixed(7, 14), 1), "halloween": (_fixed(10, 31), 1),
    "all saints' day": (_fixed(11, 1), 1), "armistice day": (_fixed(11, 11), 1), "veterans day": (_fixed(11, 11), 1),
    "navy day": (_nth(7, 7, -1), 1), "fourth of july": (_fixed(7, 4), 1), "july fourth": (_fixed(7, 4), 1), "guy fawkes night": (_fixed(11, 5), 1),
    "nowruz": (_fixed(3, 20), 1), "thanksgiving day": (_nth(11, 4, 4), 1), "thanksgiving": (_nth(11, 4, 4), 1),
    "labor day": (_nth(9, 1, 1), 1), "memorial day": (_nth(5, 1, -1), 1), "martin luther king day": (_nth(1, 1, 3), 1),
    "presidents' day": (_nth(2, 1, 3), 1), "columbus day": (_nth(10, 1, 2), 1), "mother's day": (_nth(5, 7, 2), 1),
    "father's day": (_nth(6, 7, 3), 1), "black friday": (lambda year: (_nth(11, 4, 4)(year) or date.min) + timedelta(days=1), 1),
    "good friday": (_around_easter(-2), 1), "easter sunday": (_around_easter(0), 1), "easter monday": (_around_easter(1), 1),
    "easter": (_around_easter(0), 1), "palm sunday": (_around_easter(-7), 1), "ash wednesday": (_around_easter(-46), 1),
    "mardi gras": (_around_easter(-47), 1), "pentecost": (_around_easter(49), 1), "whit sunday": (_around_easter(49), 1),
    "orthodox easter": (orthodox_easter, 1),
    "eid al-fitr": (_islamic_in(10, 1), 3), "eid ul-fitr": (_islamic_in(10, 1), 3), "eid al-adha": (_islamic_in(12, 10), 4),
    "ramadan": (_islamic_in(9, 1), 30), "ashura": (_islamic_in(1, 10), 1), "muharram": (_islamic_in(1, 1), 29),
}  # fmt: skip
_MOON = frozenset(["eid al-fitr", "eid ul-fitr", "eid al-adha", "ramadan", "ashura", "muharram"])


def _read(m: re.Match[str], telling: Telling) -> Sense | None:
    name = " ".join(m["name"].replace("saint ", "st. ").split())
    find, days = NAMED[name]
    now, groups = telling.now, m.groupdict()
    lead = groups.get("lead") or ""
    if groups.get("year"):
        day = find(int(groups["year"]))
    elif now is None:
        return Sense(DATE, _floating(find, name))
    elif groups.get("yearword"):
        day = find(now.year + {"last": -1, "this": 0, "next": 1}[groups["yearword"]])
    else:
        options = [
            option
            for shift in (-1, 0, 1)
            if 1 < now.year + shift < 9999 and (option := find(now.year + shift))
        ]
        behind = [option for option in options if option <= now]
        ahead = [option for option in options if option >= now]
        told = telling.ahead(*m.span())
        if "last" in lead or "past" in lead:
            day = max((option for option in options if option < now), default=None)
        elif "next" in lead or "coming" in lead:
            day = min((option for option in options if option > now), default=None)
        elif "this" in lead or telling.narrative:
            day = find(now.year)
        elif told > 0:
            day = min(ahead, default=None)
        else:
            day = max(behind, default=None)
            soon = min(ahead, default=None)
            if (
                day
                and soon
                and (now - day).days > 300
                and (soon - now).days < (8 if told < 0 else 30)
            ):
                day = soon
            if told == 0 and day and soon and (now - day).days > (soon - now).days:
                day = soon
    if day is None:
        return Sense(DATE, None)
    if name in _MOON:
        last = day + timedelta(days=days - 1)
        value = value_of(day, "M") if days > 7 else day.isoformat()
        around = When.days(day - timedelta(days=1), last + timedelta(days=1), Precision.WEEK)
        return Sense(DATE, value, day, "D" if days <= 7 else "M", when=around)
    if groups.get("week"):
        return Sense(DATE, value_of(day, "W"), day, "W")
    return Sense(DATE, day.isoformat(), day, "D")


def _floating(find: Day, name: str) -> str:
    a, b = find(2023), find(2024)
    if a and b and (a.month, a.day) == (b.month, b.day):
        return f"XXXX-{a.month:02d}-{a.day:02d}"
    return "XXXX-XX-XX"


def _capital(m: re.Match[str], telling: Telling) -> bool:
    if not telling.text[m.start("name")].isupper():
        return False
    right = telling.low[m.end() : m.end() + 14]
    return not re.match(
        r"\s(?:tree|carol|present|gift|card|island|shopping|party|parties|dinner|speech|message|lights|decorations|song|egg|rising|offensive|parade)",
        right,
    )


_ALL = "|".join(
    re.escape(name).replace(r"\ ", r"\s").replace("'", "'?")
    for name in sorted(NAMED, key=len, reverse=True)
)
RULES: tuple[Rule, ...] = (
    Rule(
        "named day", "named",
        pattern(rf"(?:(?:the )?(?P<lead>last|this past|this|next|this coming|the coming) )?(?P<name>{_ALL})(?P<week> week)?(?:,? (?:of )?<year>| (?P<yearword>last|this|next) year)?"),
        lambda m, t: _read(_Named(m), t),  # type: ignore[arg-type]
        "The talks will end before Christmas Day.", "Christmas Day=2024-12-25", _capital,
    ),
)  # fmt: skip


class _Named:
    """A match whose name is spelled as in `NAMED` ("Presidents Day" for "Presidents' Day")."""

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match

    def __getitem__(self, group: str) -> str:
        given: str = self._match[group]
        if group != "name":
            return given
        bare = " ".join(given.replace("'", "").split())
        return next(name for name in NAMED if name.replace("'", "") == bare)

    def groupdict(self) -> dict[str, str | None]:
        return self._match.groupdict()

    def span(self) -> tuple[int, int]:
        return self._match.span()
