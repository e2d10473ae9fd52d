"""Dates that hang on another one: "last week", "two days earlier", "on Friday", "that year"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from casemate.nouns import Precision, When
from casemate.read.times.calendar import day_or_none, step, value_of
from casemate.read.times.rule import DATE, DURATION, TIME, Rule, Sense
from casemate.read.times.telling import Telling, fine_enough, moved
from casemate.read.times.vocabulary import SEASONS, number, pattern, unit_of, weekday_number

_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX",
            "Q": "XXXX-QX", "E": "XXX", "C": "XX", "2W": "XXXX-WXX"}  # fmt: skip
_BACK = frozenset(["last", "past", "previous", "preceding", "this past"])
_ON = frozenset(
    ["next", "coming", "following", "upcoming", "this coming", "ensuring", "subsequent"]
)


def told(day: date | None, unit: str, aside: bool = False) -> Sense:
    """A DATE in `unit`; unanchored when the day is not known."""
    if day is None:
        return Sense(DATE, _UNKNOWN.get(unit, "XXXX"))
    return Sense(DATE, value_of(day, unit), day, unit, aside=aside)


def _today(m: re.Match[str], telling: Telling) -> Sense | None:
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}[m["deictic"]]
    if telling.narrative:
        if m["deictic"] == "today":
            return Sense(DATE, "PRESENT_REF")
        return Sense(DATE, "XXXX-XX-XX")
    word = m["deictic"]
    day = moved(telling.published, "D", shift)
    if word == "tonight":
        return Sense(
            TIME, f"{day.isoformat() if day else 'XXXX-XX-XX'}TNI", day, None, of_day="TNI"
        )
    if word == "today" and day is not None and _GENERAL.search(telling.low, m.end(), m.end() + 3):
        return Sense(DATE, day.isoformat(), day, "D")
    return told(day, "D")


_GENERAL = re.compile(r"'s")


def _day_before_yesterday(m: re.Match[str], telling: Telling) -> Sense | None:
    base = telling.published if not telling.narrative else None
    return told(moved(base, "D", -2 if m["side"] == "before yesterday" else 2), "D")


def weekday_near(telling: Telling, weekday: int, ahead: int) -> date | None:
    """The day a bare weekday means: publication day included either way."""
    now = telling.now
    if now is None:
        return None
    behind = (now.isoweekday() - weekday) % 7
    return moved(now, "D", (7 - behind) % 7 if ahead > 0 else -behind)


def _weekday(m: re.Match[str], telling: Telling) -> Sense | None:
    weekday, groups = weekday_number(m["weekday"]), m.groupdict()
    now = telling.now
    if now is None:
        return Sense(DATE, f"XXXX-WXX-{weekday}")
    lead = " ".join((groups.get("lead") or "").split())
    if lead in _BACK:
        behind = (now.isoweekday() - weekday) % 7 or 7
        return told(moved(now, "D", -behind), "D")
    if lead in _ON:
        ahead = (weekday - now.isoweekday()) % 7 or 7
        return told(moved(now, "D", ahead), "D")
    if groups.get("weekword"):
        shift = {"last": -7, "this": 0, "next": 7}[m["weekword"].split()[-1]]
        monday = now - timedelta(days=now.isoweekday() - 1)
        return told(moved(monday, "D", shift + weekday - 1), "D")
    if lead in ("that", "same", "that same") and telling.last_day is not None:
        behind = (telling.last_day.isoweekday() - weekday) % 7
        return told(moved(telling.last_day, "D", -behind), "D")
    ahead = telling.ahead(*m.span())
    if ahead > 0 and telling.low.startswith("'s", m.end()):
        # "to get around Wednesday's ruling": the ruling is there already.
        ahead = 1 if _TO_COME.search(telling.low, max(0, m.start() - 16), m.start()) else 0
    if telling.narrative and telling.last_day is not None:
        forth = (weekday - telling.last_day.isoweekday()) % 7
        return told(moved(telling.last_day, "D", forth), "D")
    return told(weekday_near(telling, weekday, ahead), "D")


_TO_COME = re.compile(r"\b(?:before|ahead of|for|until|at)\s(?:the\s)?$")


def _weekday_fits(m: re.Match[str], telling: Telling) -> bool:
    word = m["weekday"]
    if telling.low.startswith(("s ", "s,", "s."), m.end()):
        return False
    if word.endswith("."):
        return telling.text[m.start("weekday")].isupper()
    return not re.match(
        r"(?:\s|-)(?:night|morning|group|press|times|mirror|telegraph|express)\s(?:football|live|fever|herald)",
        telling.low[m.end() : m.end() + 20],
    )


def _which_unit(m: re.Match[str], telling: Telling) -> Sense | None:
    which = " ".join(m["which"].split())
    unit = unit_of(m["single"])
    the = m["det"] is not None
    now = telling.now
    if unit in ("S", "TM", "H"):
        return None
    if unit == "NI":
        return _night(which, the, telling)
    if unit in ("E", "C") and which in ("past", "last"):
        letter = "DE" if unit == "E" else "CE"
        return Sense(DURATION, f"P1{letter}", when=_ending_now(telling, unit, 1))
    if which in ("last", "past", "this past"):
        if which == "past" and the:
            return Sense(DURATION, f"P1{unit}", when=_ending_now(telling, unit, 1))
        if unit == "D":
            return None
        if telling.narrative:
            return told(moved(now, unit, -1), unit) if not the else None
        return told(moved(now, unit, -1), unit)
    if which == "coming" and the and unit != "D":
        return told(moved(telling.published, unit, 1), unit)
    if which in ("this", "current"):
        if unit == "D":
            if telling.last_day is None:
                return Sense(DATE, "XXXX-XX-XX")
            return told(telling.last_day, "D")
        return told(now, unit)
    if which in ("next", "coming", "upcoming", "this coming"):
        if the or telling.narrative or unit == "D":
            return _hung(telling, unit, 1)
        return told(moved(now, unit, 1), unit)
    if which in ("following", "subsequent"):
        return _hung(telling, unit, 1)
    if which in ("previous", "preceding"):
        return _hung(telling, unit, -1)
    return _hung(telling, unit, 0)


def _within(m: re.Match[str], telling: Telling) -> Sense | None:
    """ "the end of the month", "later in the year": of the one that runs."""
    unit = unit_of(m["single"])
    if telling.narrative:
        return _hung(telling, unit, 0)
    if unit == "D":
        return told(telling.last_day or telling.published, "D")
    return told(telling.published, unit)


def _hung(telling: Telling, unit: str, count: int) -> Sense:
    """A time that hangs on the last date told in the text: "the next day", "that year"."""
    if telling.before_christ is not None:
        if unit == "Y":
            year = telling.before_christ - count
            telling.before_christ = year
            return Sense(DATE, f"BC{year:04d}")
        return Sense(DATE, "BC" + _UNKNOWN.get(unit, "XXXX"))
    base = telling.day
    if unit == "D" and telling.unit != "D":
        # "that day" after a month was told cannot mean a day of it that we know.
        base = telling.last_day if telling.unit is None else None
        if base is None and count == 0 and not telling.narrative:
            base = telling.last_day
    elif base is not None and not fine_enough(telling.unit, unit):
        base = None
    if base is None and not telling.narrative and unit != "D" and telling.day is None:
        base = telling.published
    return told(moved(base, unit, count), unit)


def _night(which: str, the: bool, telling: Telling) -> Sense | None:
    if which in ("last", "this past") and not the:
        day = moved(telling.published if not telling.narrative else telling.last_day, "D", -1)
    elif which in ("next", "following"):
        day = moved(telling.last_day, "D", 1)
    elif which in ("that", "same", "that same"):
        day = telling.last_day
    elif which == "previous":
        day = moved(telling.last_day, "D", -1)
    elif which == "this" and not telling.narrative:
        day = telling.published
    else:
        return None
    stated = day.isoformat() if day else "XXXX-XX-XX"
    return Sense(TIME, f"{stated}TNI", day, None, of_day="TNI")


def _ending_now(telling: Telling, unit: str, count: float) -> When | None:
    """The stretch of `count` units that ends with the publication day."""
    now = telling.published
    if now is None or telling.narrative or count != int(count):
        return None
    begin = step(now, {"DE": "E", "CE": "C"}.get(unit, unit), -int(count))
    return When.days(begin, now) if begin else None


def _weekend(m: re.Match[str], telling: Telling) -> Sense | None:
    which = " ".join((m["which"] or "").split())
    now = telling.now
    if now is None:
        return Sense(DATE, "XXXX-WXX-WE")
    monday = now - timedelta(days=now.isoweekday() - 1)
    ahead = telling.ahead(*m.span())
    if which in ("last", "past", "this past", "previous"):
        return told(monday - timedelta(days=7), "WE")
    if which in ("next", "coming", "this coming", "following", "upcoming"):
        shift = 7 if which == "next" and now.isoweekday() > 5 else 0
        return told(monday + timedelta(days=shift), "WE")
    if which in ("that", "same"):
        return told(telling.last_day, "WE")
    back = now.isoweekday() < 5 and ahead <= 0
    return told(monday - timedelta(days=7 if back else 0), "WE")


def _ago(m: re.Match[str], telling: Telling) -> Sense | None:
    unit, count = unit_of(m["unit"]), _how_many(m)
    groups = m.groupdict()
    forth = groups.get("hence") is not None or groups.get("inn") is not None
    now = telling.published if not telling.narrative else telling.now
    if count is None:
        return Sense(DATE, "PAST_REF" if not forth else "FUTURE_REF", when=_some(unit, forth, now))
    if unit in ("H", "TM", "S"):
        return (
            told(now, "D")
            if count <= 6
            else told(moved(now, "D", -round(count / 24) if not forth else round(count / 24)), "D")
        )
    if (
        unit == "Y"
        and count == 1
        and _quarter_talk(telling, m.start())
        and not forth
        and now is not None
    ):
        return told(moved(telling.quarter, "Y", -1), "Q", True)
    whole = int(count)
    if count != whole:
        return (
            told(moved(now, "M", int(12 * count) * (1 if forth else -1)), "M")
            if unit == "Y"
            else told(None, unit)
        )
    when_unit = unit if unit not in ("2W", "NI") else "D"
    return told(moved(now, when_unit, whole if forth else -whole), when_unit)


# "A few weeks ago" lies between two units back and this many.
_SOME = {"D": 7, "W": 6, "M": 9, "Y": 9, "E": 5}


def _some(unit: str, forth: bool, now: date | None) -> When | None:
    if now is None or unit not in _SOME:
        return None
    sign = 1 if forth else -1
    near, far = step(now, unit, 2 * sign), step(now, unit, _SOME[unit] * sign)
    if near is None or far is None:
        return None
    precision = {"D": Precision.DAY, "W": Precision.WEEK, "M": Precision.MONTH}.get(
        unit, Precision.YEAR
    )
    return When.days(min(near, far), max(near, far), precision)


def _how_many(m: re.Match[str]) -> float | None:
    groups = m.groupdict()
    if groups.get("count"):
        return number(m["count"])
    if groups.get("one"):
        return 1.0
    return 2.0 if groups.get("vague") and "couple" in m["vague"] else None


def _quarter_talk(telling: Telling, at: int) -> bool:
    return telling.quarter is not None and not telling.narrative


def _later(m: re.Match[str], telling: Telling) -> Sense | None:
    unit, count = unit_of(m["unit"]), _how_many(m)
    back = m["side"] in ("earlier", "before", "previously", "prior", "beforehand")
    if unit == "Y" and count == 1 and back and _quarter_talk(telling, m.start()):
        return told(moved(telling.quarter, "Y", -1), "Q", True)
    if count is None or count != int(count):
        return Sense(DATE, _UNKNOWN.get(unit, "XXXX"))
    signed = -int(count) if back else int(count)
    if telling.before_christ is not None:
        if unit == "Y":
            telling.before_christ -= signed
            return Sense(DATE, f"BC{telling.before_christ:04d}")
        return Sense(DATE, _UNKNOWN.get(unit, "XXXX"))
    if unit in ("H", "TM", "S"):
        return (
            Sense(DATE, "XXXX-XX-XX")
            if telling.last_day is None
            else Sense(TIME, f"{telling.last_day.isoformat()}TXX")
        )
    if unit == "2W":
        unit, signed = "W", signed * 2
    base = telling.day if fine_enough(telling.unit, "D" if unit == "W" else unit) else None
    if base is None and unit == "D" and telling.unit is None:
        base = None
    if base is None and not telling.narrative and unit in ("Y", "M", "Q") and telling.day is None:
        base = telling.published
    if unit == "W" and base is not None and telling.narrative:
        return told(moved(base, "W", signed), "W")
    return told(moved(base, unit, signed), unit)


_YEAR_AGO = re.compile(r"quarter|period|nine months|six months|half|third")


def _year_earlier(m: re.Match[str], telling: Telling) -> Sense | None:
    """ "the year-earlier period", "year-ago results"."""
    groups = m.groupdict()
    noun = groups.get("noun") or ""
    if "months" in noun:
        return Sense(DURATION, {"nine": "P9M", "six": "P6M"}.get(noun.split()[0], "PXM"))
    if groups.get("nth"):
        return None
    if telling.quarter is not None:
        return told(moved(telling.quarter, "Y", -1), "Q", True)
    if noun in ("quarter",) and telling.published:
        return told(moved(step(telling.published, "Q", -1), "Y", -1), "Q", True)
    return told(moved(telling.published, "Y", -1), "Y")


def _day_before(m: re.Match[str], telling: Telling) -> Sense | None:
    """ "the day before", of the date that follows, else of the last one told."""
    count = -1 if m["way"] == "before" else 1
    unit = {"week": "W", "month": "M", "year": "Y"}.get(m["of"], "D")
    if re.match(r"\s[a-z0-9'\"]", telling.low[m.end() : m.end() + 2]) and not _NEW_CLAUSE.match(
        telling.low, m.end()
    ):
        # It hangs on what follows: a date, which will be joined, or an event, which we do not know.
        return Sense(DATE, _UNKNOWN[unit], shift=(unit, count))
    base = telling.last_day if unit == "D" else telling.day
    sense = told(moved(base, unit, count), unit)
    if m["of"] in ("night", "evening", "morning"):
        code = {"night": "TNI", "evening": "TEV", "morning": "TMO"}[m["of"]]
        return replace(sense, type=TIME, value=f"{sense.value}{code}", unit=None)
    return sense


_NEW_CLAUSE = re.compile(
    r"\s(?:they|he|she|it|we|i|there|and|but|with|in|at|that\s(?:he|she|they))\b"
)


def _days_after(m: re.Match[str], telling: Telling) -> Sense | None:
    """A length, unless a date follows that it is counted from."""
    unit, count = unit_of(m["unit"]), _how_many(m)
    if count is None or count != int(count) or unit not in ("D", "W", "M", "Y"):
        return None
    return Sense(
        DURATION,
        f"P{int(count)}{unit}",
        shift=(unit, -int(count) if m["way"] == "before" else int(count)),
    )


def _season(m: re.Match[str], telling: Telling) -> Sense | None:
    code, groups = SEASONS[m["season"]], m.groupdict()
    year = groups.get("year")
    if year:
        return Sense(DATE, f"{year}-{code}", _season_day(int(year), code), "SE", explicit=True)
    if groups.get("bcyear"):
        return Sense(DATE, f"BC{int(groups['bcyear']):04d}-{code}")
    if telling.before_christ is not None:
        return Sense(DATE, f"BC{telling.before_christ:04d}-{code}")
    now = telling.now
    if now is None:
        return Sense(DATE, f"XXXX-{code}")
    if groups.get("same") and telling.day:
        chosen = telling.day.year
    elif groups.get("yearword"):
        chosen = now.year + {"last": -1, "this": 0, "next": 1}.get(m["yearword"].split()[-1], 0)
    else:
        chosen = _season_year(" ".join((groups.get("lead") or "").split()), code, now, telling, m)
    return Sense(DATE, f"{chosen:04d}-{code}", _season_day(chosen, code), "SE")


_SEASON_FIRST = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season_day(year: int, code: str) -> date | None:
    return day_or_none(year, _SEASON_FIRST[code], 1)


def _season_year(lead: str, code: str, now: date, telling: Telling, m: re.Match[str]) -> int:
    first = _SEASON_FIRST[code]
    if telling.narrative and lead in ("", "that", "same", "that same"):
        if telling.unit in ("Y", "E", None):
            return now.year
        if code == "WI":
            return now.year if now.month >= 5 else now.year - 1
        return now.year if now.month < first + 5 else now.year + 1
    begun = now.month >= first
    running = first <= now.month < first + 3 or (code == "WI" and now.month < 3)
    if lead in ("last", "past", "previous", "this past"):
        if code == "WI":
            return now.year - 1 if now.month >= 3 else now.year - 2
        return now.year if begun and not running else now.year - 1
    if lead in ("next", "coming", "following", "upcoming", "this coming"):
        return now.year + 1 if begun else now.year
    if lead in ("this", "current"):
        return now.year - 1 if code == "WI" and now.month < 3 else now.year
    if telling.ahead(*m.span()) > 0:
        return now.year if not begun or running else now.year + 1
    if code == "WI":
        return now.year if begun else now.year - 1
    return now.year if begun else now.year - 1


def _season_fits(m: re.Match[str], telling: Telling) -> bool:
    groups = m.groupdict()
    if groups.get("year") or groups.get("bcyear") or groups.get("yearword") or groups.get("same"):
        return groups["season"] not in ("fall", "spring") or bool(
            groups.get("mod")
            or groups.get("det")
            or telling.text[m.start("season")].isupper()
            or re.search(
                r"\b(?:in|since|by|until|during|from|of)\s$",
                telling.low[max(0, m.start() - 8) : m.start()],
            )
        )
    left, right = (
        telling.low[max(0, m.start() - 9) : m.start()],
        telling.low[m.end() : m.end() + 12],
    )
    if groups.get("lead") or groups.get("mod"):
        return not re.match(r"\s(?:olympics?|games)", right)
    if re.match(
        r"\s(?:of\s(?!this|last|next|that)|olympics?|games|school|palace|offensive|in\s|back|from|to\b|camp|break|apart|guard|war\b|short)",
        right,
    ):
        return False
    if groups.get("det"):
        return m["season"] not in ("fall", "spring") or bool(
            re.search(r"\b(?:in|since|by|until|during|for|through|over|before|after)\s$", left)
        )
    return bool(
        re.search(r"\b(?:in|since|by|until|during|through|before|after|each|every)\s$", left)
    ) or (m["season"] in ("summer", "winter") and telling.narrative)


_LEADS = r"(?P<lead>this past|this coming|last|this|next|past|coming|previous|following|current|upcoming|that same|that|same)"
_SIDE = r"(?P<side>earlier|before|previously|prior|later|after|afterwards?|beforehand)"

RULES: tuple[Rule, ...] = (
    Rule("today", "day", pattern(r"(?:(?:early|late|earlier|later) )?(?P<deictic>today|yesterday|tomorrow|tonight)"), _today,
         "He came yesterday and leaves today or tomorrow.", "yesterday=2024-12-13; today=2024-12-14; tomorrow=2024-12-15"),
    Rule("day before yesterday", "day", pattern(r"(?:the )?day (?P<side>before yesterday|after tomorrow)"), _day_before_yesterday,
         "He came the day before yesterday.", "the day before yesterday=2024-12-12"),
    Rule("weekday", "weekday",
         pattern(rf"(?:(?:the )?{_LEADS} )?(?:(?:early|late|earlier|later) )?<weekday>(?:,? (?:of )?(?P<weekword>last|this|next) week)?"),
         _weekday, "They arrived on Monday and will meet on Tuesday.", "Monday=2024-12-09; Tuesday=2024-12-17", _weekday_fits),
    Rule("which unit", "unit",
         pattern(r"(?:(?:early|late|earlier|later|sometime|midway)(?: in)? )?(?P<det>the )?(?P<which>this past|this coming|that same|last|this|next|past|coming|previous|following|same|current|upcoming|preceding|subsequent|that) (?:(?:calendar|fiscal|financial|very) )?<single>"),
         _which_unit, "Last week he said it would sail next month.", "Last week=2024-W49; next month=2025-01",
         lambda m, t: _which_fits(m, t)),
    Rule("within a unit", "unit",
         pattern(r"(?:the (?:very )?(?:end|beginning|start|middle|close|rest|remainder|course|latter part|early part)|end|beginning|start|early|late|later|earlier|midway)(?: of| in| into) the (?:(?:calendar|fiscal|financial) )?<single>"),
         _within, "It will close by the end of the month.", "the end of the month=2024-12",
         lambda m, t: m["single"] not in ("second", "minute", "hour", "night", "weekend", "quarter")),
    Rule("weekend", "unit",
         pattern(r"(?:the )?(?:(?P<which>this past|this coming|last|this|next|past|coming|previous|following|upcoming|that|same) )?weekend"),
         _weekend, "It left last weekend.", "last weekend=2024-W49-WE",
         lambda m, t: m["which"] is not None or (bool(re.search(r"\b(?:over|on|during|for|this|at|by|of|in)\s$", t.low[max(0, m.start() - 8) : m.start()])) and m[0].startswith("the"))),
    Rule("ago", "unit",
         pattern(r"(?:(?:about|around|nearly|almost|more than|less than|over|some|just|only|roughly|at least) )?(?:(?P<one>an?|one)|<count>|<vague>)?[ -]?<unit>(?: or so)? ago"),
         _ago, "He left two years ago, or three days ago.", "two years ago=2022; three days ago=2024-12-11"),
    Rule("from now", "unit",
         pattern(r"(?:(?:about|around|nearly|almost|more than|less than|over|some|just|only|roughly|at least) )?(?:(?P<one>an?|one)|<count>|<vague>) <unit> (?P<hence>from now|hence|from today)"),
         _ago, "It opens two months from now.", "two months from now=2025-02"),
    Rule("later", "unit",
         pattern(rf"(?:(?:about|around|nearly|almost|more than|less than|over|some|just|only|roughly|barely|a mere) )?(?:(?P<one>an?|one)|<count>|<vague>)?[ -]?<unit> {_SIDE}"),
         _later, "They landed on Dec. 3 and left two days later.", "Dec. 3=2024-12-03; two days later=2024-12-05",
         lambda m, t: _later_fits(m, t)),
    Rule("day before", "unit", pattern(r"the (?P<of>day|night|evening|morning|week|month|year) (?P<way>before|after)"), _day_before,
         "They sailed on Dec. 8; the day before they had loaded.", "Dec. 8=2024-12-08; the day before=2024-12-07"),
    Rule("days after", "unit", pattern(r"(?:(?P<one>an?|one)|<count>) <unit> (?P<way>before|after)"), _days_after,
         "They sailed two days after Christmas.", "two days after Christmas=2023-12-27",
         lambda m, t: bool(re.match(r"\s[\w']", t.low[m.end() : m.end() + 3]))),
    Rule("year-earlier", "unit",
         pattern(r"(?:(?:the|a|its) )?(?:(?:comparable|corresponding|same) )?year[ -](?:earlier|ago|before)(?: (?P<noun>quarter|period|(?:nine|six|three) months|half))?"),
         _year_earlier, "Sales rose from year-earlier levels.", "year-earlier=2023",
         lambda m, t: "-" in m[0] or m[0].startswith("the")),
    Rule("season", "season",
         pattern(rf"(?P<det>the )?(?:{_LEADS} )?(?P<mod>(?:early|late|mid)[ -](?:in )?)?(?:the )?<season>(?:(?: of|,|) (?:(?P<bcyear>[0-9]{{1,4}})(?= ?b\.?c) ?b\.?c\.?|<year>)| (?:of )?(?P<yearword>last|this|next) year|(?P<same> (?:of )?(?:that|the same) year))?"),
         _season, "It closed in the summer of 2019 and again last spring.", "the summer of 2019=2019-SU; last spring=2024-SP", _season_fits),
)  # fmt: skip


def _which_fits(m: re.Match[str], telling: Telling) -> bool:
    which, single = m["which"], m["single"]
    after = telling.low[m.end() : m.end() + 14]
    if single in ("second", "minute", "hour"):
        return False
    text = telling.text
    if (
        text[m.start("single")].isupper()
        and text[m.start("which")].isupper()
        and text[m.start() - 1 : m.start()] in ('"', "`", "'")
    ):
        # A programme or a paper: "This Week".
        return False
    if which in ("same", "following", "preceding", "subsequent") and m["det"] is None:
        return False
    if single == "day" and which in ("last", "past", "coming", "current"):
        return False
    if single == "day" and which == "next" and m["det"] is None:
        return False
    return not (single in ("century",) and re.match(r"\s(?:foundation|fund)", after))


def _later_fits(m: re.Match[str], telling: Telling) -> bool:
    if m["side"] in ("after", "before", "prior"):
        # "two days after the crash" hangs on an event: that is a length and a preposition.
        after = telling.low[m.end() : m.end() + 3]
        return (
            not re.match(r"\s[\w'\"`(]", after)
            and (m["one"] or m["count"] or m["vague"]) is not None
        )
    if re.match(r"\sthan\b", telling.low[m.end() : m.end() + 6]):
        return False
    if m["one"] or m["count"] or m["vague"]:
        return True
    return m["unit"].endswith("s")
