"""So far from another time: "two years ago", "three days later", "the day before Christmas"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from casemate.nouns import Precision, When
from casemate.read.times.calendar import step
from casemate.read.times.relative import UNKNOWN, told
from casemate.read.times.rule import DATE, DURATION, TIME, Rule, Sense
from casemate.read.times.telling import Telling, fine_enough, moved
from casemate.read.times.vocabulary import number, pattern, unit_of

# "A few weeks ago" lies between two units back and this many.
SOME = {"D": 7, "W": 6, "M": 9, "Y": 9, "E": 5}
_PRECISION = {"D": Precision.DAY, "W": Precision.WEEK, "M": Precision.MONTH}


def _ago(m: re.Match[str], telling: Telling) -> Sense:
    unit, count = unit_of(m["unit"]), _how_many(m)
    sign = 1 if m.groupdict().get("hence") else -1
    now = telling.now
    if count is None:
        when = None if telling.narrative else _some(unit, sign, now)
        return Sense(DATE, "PAST_REF" if sign < 0 else "FUTURE_REF", when=when)
    if unit in ("H", "TM", "S"):
        hours = {"H": 1.0, "TM": 1 / 60, "S": 1 / 3600}[unit] * count
        return told(moved(now, "D", sign * round(hours / 24)), "D")
    if sign < 0 and unit == "Y" and count == 1 and telling.quarter and not telling.narrative:
        # In a quarter's report "a year ago" is that quarter.
        return told(moved(telling.quarter, "Y", -1), "Q", True)
    if count != int(count):
        return told(moved(now, "M", sign * int(12 * count)) if unit == "Y" else None, "M")
    unit = "D" if unit == "NI" else unit
    return told(moved(now, unit, sign * int(count)), unit)


def _some(unit: str, sign: int, now: date | None) -> When | None:
    if now is None or unit not in SOME:
        return None
    near, far = step(now, unit, 2 * sign), step(now, unit, SOME[unit] * sign)
    if near is None or far is None:
        return None
    return When.days(min(near, far), max(near, far), _PRECISION.get(unit, Precision.YEAR))


def _how_many(m: re.Match[str]) -> float | None:
    """The count that was said; None for a vague one."""
    groups = m.groupdict()
    if groups.get("count"):
        return number(m["count"])
    if groups.get("one"):
        return 1.0
    return 2.0 if "couple" in (groups.get("vague") or "") else None


def _later(m: re.Match[str], telling: Telling) -> Sense:
    unit, count = unit_of(m["unit"]), _how_many(m)
    back = m["side"] in ("earlier", "before", "previously", "prior", "beforehand")
    if back and unit == "Y" and count == 1 and telling.quarter and not telling.narrative:
        return told(moved(telling.quarter, "Y", -1), "Q", True)
    if count is None or count != int(count):
        return Sense(DATE, UNKNOWN.get(unit, "XXXX-XX-XX"))
    signed = -int(count) if back else int(count)
    if telling.before_christ is not None:
        if unit != "Y":
            return Sense(DATE, UNKNOWN.get(unit, "XXXX"))
        telling.before_christ -= signed
        return Sense(DATE, f"BC{telling.before_christ:04d}")
    if unit in ("H", "TM", "S"):
        return Sense(TIME, None)
    if unit == "2W":
        unit, signed = "W", signed * 2
    base = telling.day if fine_enough(telling.unit, "D" if unit == "W" else unit) else None
    untold = telling.day is None and not telling.narrative
    if base is None and untold and unit in ("Y", "M", "Q"):
        base = telling.published
    return told(moved(base, unit, signed), unit)


def _later_fits(m: re.Match[str], telling: Telling) -> bool:
    counted = bool(m["one"] or m["count"] or m["vague"])
    if m["side"] in ("after", "before", "prior"):
        # "Two days after the crash" hangs on an event: that is a length and a preposition.
        return counted and not re.match(r"\s[\w'\"`(]", telling.low[m.end() : m.end() + 3])
    if telling.low.startswith(" than", m.end()):
        return False
    return counted or m["unit"].endswith("s")


def _day_before(m: re.Match[str], telling: Telling) -> Sense:
    """ "The day before", of the date that follows, else of the last one told."""
    count = -1 if m["way"] == "before" else 1
    unit = {"week": "W", "month": "M", "year": "Y"}.get(m["of"], "D")
    if _GOES_ON.match(telling.low, m.end()) and not _NEW_CLAUSE.match(telling.low, m.end()):
        # It hangs on what follows: a date, to be joined, or an event, which we cannot date.
        return Sense(DATE, UNKNOWN[unit], shift=(unit, count))
    sense = told(moved(telling.last_day if unit == "D" else telling.day, unit, count), unit)
    code = {"night": "TNI", "evening": "TEV", "morning": "TMO"}.get(m["of"])
    if code is None:
        return sense
    return replace(sense, type=TIME, value=f"{sense.value}{code}", unit=None)


_GOES_ON = re.compile(r"\s[a-z0-9'\"]")
_NEW_CLAUSE = re.compile(
    r"\s(?:they|he|she|it|we|i|there|and|but|with|in|at|that\s(?:he|she|they))\b"
)


def _days_after(m: re.Match[str], _telling: Telling) -> Sense | None:
    """A length, unless a date follows that it is counted from."""
    unit, count = unit_of(m["unit"]), _how_many(m)
    if count is None or count != int(count) or unit not in ("D", "W", "M", "Y"):
        return None
    shift = (unit, -int(count) if m["way"] == "before" else int(count))
    return Sense(DURATION, f"P{int(count)}{unit}", shift=shift)


def _days_after_fits(m: re.Match[str], telling: Telling) -> bool:
    if m["way"] == "from":
        return _FROM_DAY.match(telling.low, m.end()) is not None
    return bool(re.match(r"\s[\w']", telling.low[m.end() : m.end() + 3]))


_FROM_DAY = re.compile(
    r"\s(?:today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)


def _year_earlier(m: re.Match[str], telling: Telling) -> Sense:
    """ "The year-earlier period", "year-ago results": of the quarter in hand, else the year."""
    noun = m["noun"] or ""
    if "months" in noun:
        return Sense(DURATION, f"P{int(number(noun.split()[0]))}M")
    if telling.quarter is not None:
        return told(moved(telling.quarter, "Y", -1), "Q", True)
    return told(moved(telling.published, "Y", -1), "Y")


_ABOUT = (
    r"(?:(?:about|around|nearly|almost|more than|less than|over|some|just|only|roughly|at least"
    r"|barely|a mere) )?"
)
_SIDE = r"(?P<side>earlier|before|previously|prior|later|after|afterwards?|beforehand)"

RULES: tuple[Rule, ...] = (
    Rule("ago", "unit",
         pattern(rf"{_ABOUT}(?:(?:(?P<one>an?|one)|<count>|<vague>)[ -])?<unit>(?: or so)? ago"),
         _ago, "He left two years ago, or three days ago.",
         "two years ago=2022; three days ago=2024-12-11"),
    Rule("from now", "unit",
         pattern(rf"{_ABOUT}(?:(?P<one>an?|one)|<count>|<vague>) <unit>"
                 r" (?P<hence>from now|hence|from today)"),
         _ago, "It opens two months from now.", "two months from now=2025-02"),
    Rule("later", "unit",
         pattern(rf"{_ABOUT}(?:(?:(?P<one>an?|one)|<count>|<vague>)[ -])?<unit> {_SIDE}"),
         _later, "They landed on Dec. 3 and left two days later.",
         "Dec. 3=2024-12-03; two days later=2024-12-05", _later_fits),
    Rule("day before", "unit",
         pattern(r"the (?P<of>day|night|evening|morning|week|month|year) (?P<way>before|after)"),
         _day_before, "They sailed on Dec. 8; the day before they had loaded.",
         "Dec. 8=2024-12-08; the day before=2024-12-07"),
    Rule("days after", "unit",
         pattern(r"(?:(?P<one>an?|one)|<count>) <unit> (?P<way>before|after|from)"),
         _days_after, "They will sail two days after Christmas.",
         "two days after Christmas=2024-12-27", _days_after_fits),
    Rule("year-earlier", "unit",
         pattern(r"(?:(?:the|a|its) )?(?:(?:comparable|corresponding|same) )?year-(?:earlier|ago)"
                 r"(?: (?P<noun>quarter|period|(?:nine|six|three) months|half))?"),
         _year_earlier, "Sales rose from year-earlier levels.", "year-earlier=2023"),
)  # fmt: skip
