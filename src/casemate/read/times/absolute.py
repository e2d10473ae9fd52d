"""Dates that name their month or day: "8 December 2024", "mid-May", "2024-12-08", "the 9th"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casemate.read.times.calendar import day_or_none, value_of
from casemate.read.times.rule import DATE, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import (
    BEFORE_CHRIST,
    EARLY_LATE,
    PIECES,
    month_number,
    ordinal,
    pattern,
)

# Days from publication beyond which a day, or a month, would carry its year: the other one is
# meant, whatever the tense ("agreed to buy it in January", said in November).
_FAR_DAY = 300
_FAR_MONTH = 297
# A story goes forward; a date this many days before the last one told is next year's.
_STORY_BACK = 200
_STORY_FORTH = 290
_MONTH, _YEAR = PIECES["month"], PIECES["year"]
_NTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_LINK = r"(?:\s?-\s?|\s(?:to|and|or|until|till|through)\s|,\s)"
_YEAR_AFTER = re.compile(
    rf"{_LINK}(?:(?:early|late|mid|the)[-\s])?(?:{_MONTH}(?:\s{_NTH}\b,?)?,?|{_NTH}(?:\s{_MONTH})?,?)"
    rf"\s(?:of\s)?(?P<year>{_YEAR})|\s?\([^()\n]{{1,40}}\),?\s(?P<year2>{_YEAR})"
)
_LAST_LED = re.compile(r"\b(?:last|this past)\s$")


def year_after(low: str, end: int) -> int | None:
    """The year that stands with the other end of a pair: "in August and September 1914"."""
    match = _YEAR_AFTER.match(low, end)
    return None if match is None else int(match["year"] or match["year2"])


def day_near(telling: Telling, month: int, day: int, begin: int, end: int) -> date | None:
    """The day that a month and day mean where no year is said."""
    now = telling.now
    if now is None:
        return None
    days = _in_years(now.year, (-1, 0, 1), month, day)
    if not days:
        # February 29 outside a leap year, or no day at all.
        days = _in_years(now.year, (-4, -3, -2, 2, 3, 4), month, day)
    if not days:
        return None
    if telling.narrative:
        return _in_story(telling, days, now, begin)
    if _LAST_LED.search(telling.low, max(0, begin - 14), begin):
        return max((option for option in days if option < now), default=None)
    chosen = telling.nearest(days, telling.ahead(begin, end))
    if chosen is not None and abs((chosen - now).days) > _FAR_DAY:
        chosen = min(days, key=lambda other: abs((other - now).days))
    return chosen


def month_near(telling: Telling, month: int, begin: int, end: int) -> date | None:
    """The first day of the month that a bare month name means."""
    now = telling.now
    if now is None:
        return None
    days = _in_years(now.year, (-1, 0, 1), month, 1)
    if telling.narrative:
        return _in_story(telling, days, now.replace(day=1), begin)
    if telling.ahead(begin, end) > 0:
        return min((day for day in days if day >= now.replace(day=1)), default=None)
    past = max((day for day in days if day <= now), default=None)
    if past is not None and (now - past).days > _FAR_MONTH:
        return min((day for day in days if day > now), default=past)
    return past


def _in_years(year: int, shifts: tuple[int, ...], month: int, day: int) -> list[date]:
    options = (day_or_none(year + shift, month, day) for shift in shifts)
    return [option for option in options if option is not None]


def _in_story(telling: Telling, days: list[date], now: date, at: int) -> date | None:
    year = telling.year_around(at)
    if year is not None:
        return day_or_none(year, days[0].month, days[0].day)
    if telling.unit in ("Y", "SE", "H6"):
        return next((day for day in days if day.year == now.year), None)
    within = [day for day in days if -_STORY_BACK <= (day - now).days <= _STORY_FORTH]
    return min(within or days, key=lambda day: abs((day - now).days), default=None)


def _full(year: int, month: int, day: int, explicit: bool = True) -> Sense:
    told = day_or_none(year, month, day)
    if told is None:
        return Sense(DATE, None)
    return Sense(DATE, told.isoformat(), told, "D", explicit=explicit)


# Days that became names: "the Sept. 11 attacks", years later.
_BYWORDS = {(9, 11): date(2001, 9, 11), (10, 7): date(2023, 10, 7)}
_ATTACK = re.compile(r",?\s(?:terror(?:ist)?\s)?(?:attacks?|massacre|hijack|terror)")


def _month_day(m: re.Match[str], telling: Telling) -> Sense:
    month, day = month_number(m["month"]), ordinal(m["day"])
    if m["year"]:
        return _full(int(m["year"]), month, day)
    if m["same"] and telling.day is not None:
        return _full(telling.day.year, month, day, False)
    if (later := year_after(telling.low, m.end())) is not None:
        return _full(later, month, day)
    byword = _BYWORDS.get((month, day))
    if byword and _ATTACK.match(telling.low, m.end()) and (telling.published or date.max) >= byword:
        return _full(byword.year, month, day, False)
    if telling.before_christ is not None:
        return Sense(DATE, f"BC{telling.before_christ:04d}-{month:02d}-{day:02d}")
    told = day_near(telling, month, day, *m.span())
    if told is None:
        return _no_year(month, day)
    return _full(told.year, month, day, False)


def _no_year(month: int, day: int) -> Sense:
    known = day_or_none(2024, month, day) is not None
    return Sense(DATE, f"XXXX-{month:02d}-{day:02d}" if known else None)


# Months that are also words or names, and short forms, count when they have a capital.
_NEED_CAPITAL = frozenset(["may", "march", "mar", "dec", "jan", "sep", "nov", "oct", "jun"])


def _capital(m: re.Match[str], telling: Telling) -> bool:
    return m["month"] not in _NEED_CAPITAL or telling.text[m.start("month")].isupper()


_NOT_A_DAY = re.compile(
    r",[0-9]{3}\b|\.[0-9]|:[0-9]{2}|%|\s(?:percent|per\scent|million|billion|people|[ap]\.?m\b)"
)


def _day_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "May 5" yes; "march on 7 villages", "March 2,000" no."""
    if not _capital(m, telling):
        return False
    ends_in_number = m["day"].isdigit() and m.end("day") == m.end()
    return not (ends_in_number and _NOT_A_DAY.match(telling.low, m.end()))


def _month_year(m: re.Match[str], _telling: Telling) -> Sense:
    month = month_number(m["month"])
    if m["bc"]:
        return Sense(DATE, f"BC{int(m['number']):04d}-{month:02d}")
    told = day_or_none(int(m["year"]), month, 1)
    if told is None:
        return Sense(DATE, None)
    return Sense(DATE, value_of(told, "M"), told, "M", explicit=True)


_TITLE = re.compile(r"(?:mrs?|ms|miss|sir|lady|minister|theresa|brian|pm|lord|james)\.?\s$")
_MONTH_LED = re.compile(
    r"\b(?:in|since|until|till|by|from|to|through|during|of|last|this|next|and|early|late|mid"
    r"|each|every|before|after|for|between|or|early-|late-|mid-|the|previous|following|on|around"
    r"|about|as of|starting|beginning)[\s-]$"
)
_DETERMINED = re.compile(r"\b(?:an?|the|its|his|their|that)\s$")
_NOUN_AFTER = re.compile(r"\s(?!(?:to|through|on|of|for|and|by|against|was|in)\b)[a-z]")
_MONTH_AFTER = re.compile(rf"(?:\s?-\s?|\s(?:and|to|or|through|until)\s)(?:{_MONTH})\b")
_MONTH_BEFORE = re.compile(rf"(?:{_MONTH})(?:\s[0-9]{{1,2}})?-$|(?:mid|early|late)-$")
_NAMES = ("may", "march", "april", "june")


def _bare_month_fits(m: re.Match[str], telling: Telling) -> bool:
    """Names of people and verbs are kept apart: "Mrs May", "they march on"."""
    word, begin, end = m["month"], m.start("month"), m.end("month")
    capital = telling.text[begin].isupper()
    if word in _NEED_CAPITAL and not capital:
        return False
    left = telling.low[max(0, begin - 24) : begin]
    if word == "may" and _TITLE.search(left):
        return False
    right = telling.low[end : end + 16]
    if capital and (
        _MONTH_AFTER.match(right) or (left.endswith("-") and _MONTH_BEFORE.search(left))
    ):
        return True
    if word in _NAMES:
        if not capital or m["lead"]:
            return capital
        if _DETERMINED.search(left):
            return bool(_NOUN_AFTER.match(right))
        if left.endswith(" and ") and telling.text[end + 1 : end + 2].isupper():
            # "He and June Carter".
            return False
        return bool(_MONTH_LED.search(left)) or left.endswith("(")
    if len(word.rstrip(".")) <= 4:
        # "Jan Kavan" is a man.
        return capital and (
            word.endswith(".")
            or (word not in ("jan", "jun", "mar", "dec") and bool(_MONTH_LED.search(left)))
        )
    return True


_YEAR_SHIFT = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


def _bare_month(m: re.Match[str], telling: Telling) -> Sense:
    month, now = month_number(m["month"]), telling.now
    if telling.before_christ is not None:
        return Sense(DATE, f"BC{telling.before_christ:04d}-{month:02d}")
    told: date | None = None
    if m["same"] and telling.day is not None:
        told = date(telling.day.year, month, 1)
    elif (later := year_after(telling.low, m.end())) is not None:
        told = date(later, month, 1)
    elif now is not None and m["yearword"]:
        told = day_or_none(now.year + _YEAR_SHIFT[m["yearword"].split()[-1]], month, 1)
    elif now is not None and m["lead"]:
        told = _led_month(m["lead"].split()[-1], month, now)
    elif now is not None:
        told = month_near(telling, month, *m.span())
    if told is None:
        return Sense(DATE, f"XXXX-{month:02d}")
    return Sense(DATE, value_of(told, "M"), told, "M")


def _led_month(lead: str, month: int, now: date) -> date | None:
    this = date(now.year, month, 1)
    if lead in ("last", "past", "previous"):
        return this if month < now.month else day_or_none(now.year - 1, month, 1)
    if lead in ("next", "coming", "following"):
        return this if month > now.month else day_or_none(now.year + 1, month, 1)
    return this


def _iso(m: re.Match[str], _telling: Telling) -> Sense:
    return _full(int(m["y"]), int(m["m"]), int(m["d"]))


def _numeric(m: re.Match[str], _telling: Telling) -> Sense:
    """Day first with full stops and where the first number can be no month; else month first."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if len(m["y"]) == 2:
        year += 2000 if year < 50 else 1900
    day_first = a > 12 or (m["sep"] == "." and b <= 12)
    return _full(year, *((b, a) if day_first else (a, b)))


def _numeric_fits(m: re.Match[str], _telling: Telling) -> bool:
    if len(m["y"]) == 4:
        return True
    return m["sep"] == "/" and _numeric(m, _telling).value is not None


_RANGE_LEFT = re.compile(
    rf"(?:{_MONTH})\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?"
    r"(?:\s?-\s?|\s(?:to|and|or|until|through)\s|,\s(?!(?:1[0-9]|20)[0-9]{2}))(?:the\s)?$"
)
_RANGE_RIGHT = re.compile(
    rf"[\s-]*(?:to|and|or|until|through|,)?[\s-]*(?:the\s)?{_NTH}(?:\sof)?\s(?P<month>{_MONTH})"
    rf"(?:,?\s(?P<year>{_YEAR}))?"
)
_NOT_A_LAST_DAY = re.compile(
    r"\s?(?:%|percent|people|points|killed|dead|million|years|[ap]\.m|-)|[:.,][0-9]"
)


def _range_first(m: re.Match[str], telling: Telling) -> Sense | None:
    """ "8-10 December": the month comes with the last day."""
    right = _RANGE_RIGHT.match(telling.low, m.end())
    if right is None:
        return None
    month, day = month_number(right["month"]), ordinal(m["daynumber"])
    if right["year"]:
        return _full(int(right["year"]), month, day)
    told = day_near(telling, month, day, m.start(), right.end())
    return _no_year(month, day) if told is None else _full(told.year, month, day, False)


def _range_last(m: re.Match[str], telling: Telling) -> Sense | None:
    """ "December 8-10": the month was told with the first day."""
    first = telling.last_day
    if first is None or telling.unit != "D":
        return None
    year = int(m["year"]) if m["year"] else first.year
    told = day_or_none(year, first.month, ordinal(m["daynumber"]))
    return None if told is None or told <= first else Sense(DATE, told.isoformat(), told, "D")


def _range_last_fits(m: re.Match[str], telling: Telling) -> bool:
    return _RANGE_LEFT.search(telling.low, max(0, m.start() - 26), m.start()) is not None and (
        not _NOT_A_LAST_DAY.match(telling.low, m.end())
    )


def _day_of_month(m: re.Match[str], telling: Telling) -> Sense:
    """The day of a month told before: "on the 14th"."""
    day = ordinal(m["nth"])
    base = telling.day if telling.day and telling.unit in ("D", "M") else telling.now
    if base is None:
        return Sense(DATE, f"XXXX-XX-{day:02d}")
    told = day_or_none(base.year, base.month, day)
    news = not telling.narrative and base == telling.now
    if news and told and told > base and telling.ahead(*m.span()) < 0:
        earlier = base.replace(day=1) - timedelta(days=1)
        told = day_or_none(earlier.year, earlier.month, day)
    return Sense(DATE, told.isoformat(), told, "D") if told else Sense(DATE, None)


_NTH_LED = re.compile(r"\b(?:on|until|by|since|of|from|to|and|till|through)\s$")
_NTH_NOUN = re.compile(
    r"[\s-]+(?!(?:and|but|when|after|before|at|in|to|with|as|the|he|she|they|it|an?|by|from|while)"
    r"\b)[a-z]"
)


def _day_of_month_fits(m: re.Match[str], telling: Telling) -> bool:
    led = _NTH_LED.search(telling.low, max(0, m.start() - 9), m.start())
    return led is not None and not _NTH_NOUN.match(telling.low, m.end())


_SAME = r"(?P<same>(?: of)? (?:that same|that|the same) year)"
_YEARWORD = r"(?: (?:of )?(?P<yearword>last|this|next|the previous|the coming) year)"
_LEAD = r"(?:(?P<lead>(?:this )?(?:last|this|next|past|coming|previous|following)) )"
_NUMBER_BC = rf"(?P<number>[0-9]{{1,4}})(?= ?{BEFORE_CHRIST}) ?(?P<bc>{BEFORE_CHRIST})"

RULES: tuple[Rule, ...] = (
    Rule("month day", "month",
         pattern(rf"(?:(?:last|this past) )?(?:<weekday>,? )?{EARLY_LATE}<month> ?(?:the )?<day>"
                 rf"(?:(?:, ?| |, of | of )<year>|{_SAME})?", hyphen=True),
         _month_day, "They left on Dec. 8 and on March 3, 2021.",
         "Dec. 8=2024-12-08; March 3, 2021=2021-03-03", _day_fits),
    Rule("day month", "month",
         pattern(rf"(?:<weekday>,? )?(?:the )?{EARLY_LATE}<day>(?: of | |-){EARLY_LATE}<month>"
                 rf"(?:(?:,? | of |-)<year>|{_SAME})?", hyphen=True),
         _month_day, "They left on 8 December and on the 3rd of March 2021.",
         "8 December=2024-12-08; the 3rd of March 2021=2021-03-03", _day_fits),
    Rule("month year", "month",
         pattern(rf"{EARLY_LATE}<month>(?:,| of|,? in)?[ -](?:<year>|{_NUMBER_BC})", hyphen=True),
         _month_year, "It closed in September 2015.", "September 2015=2015-09", _capital),
    Rule("bare month", "month",
         pattern(rf"(?:{_LEAD})?{EARLY_LATE}<month>(?:{_YEARWORD}|{_SAME})?", hyphen=True),
         _bare_month, "It closed in October and reopens in March this year.",
         "October=2024-10; March this year=2024-03", _bare_month_fits),
    Rule("first day of a range", "month",
         pattern(rf"(?:the )?<daynumber>(?= ?(?:-|to|and|or|until|through|,) ?(?:the )?{_NTH}"
                 rf"(?: of)? (?:{_MONTH}))"),
         _range_first, "They met on 8-10 December 2023.",
         "8=2023-12-08; 10 December 2023=2023-12-10"),
    Rule("last day of a range", "month", pattern(r"<daynumber>(?:,? <year>)?"), _range_last,
         "They met on December 8-10, 2023.", "December 8=2023-12-08; 10, 2023=2023-12-10",
         _range_last_fits),
    Rule("ISO date", "iso",
         pattern(r"(?P<y>[12][0-9]{3})(?P<s>[-/.])(?P<m>[01]?[0-9])(?P=s)(?P<d>[0-3]?[0-9])"
                 r"(?=t[0-9]|\b)"),
         _iso, "Seen 2024-12-08.", "2024-12-08=2024-12-08"),
    Rule("numeric date", "iso",
         pattern(r"(?P<a>[0-3]?[0-9])(?P<sep>[-/.])(?P<b>[0-3]?[0-9])(?P=sep)"
                 r"(?P<y>[12][0-9]{3}|[0-9]{2})"),
         _numeric, "Seen 13.12.2024 and 12/9/2024.", "13.12.2024=2024-12-13; 12/9/2024=2024-12-09",
         _numeric_fits),
    Rule("day of the month", "nth",
         pattern(r"the (?P<nth>[12]?[0-9](?:st|nd|rd|th)|3[01](?:st|th))"),
         _day_of_month, "They met on Dec. 3 and again on the 9th.",
         "Dec. 3=2024-12-03; the 9th=2024-12-09", _day_of_month_fits),
)  # fmt: skip
