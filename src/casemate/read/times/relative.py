"""Dates that hang on another one: "yesterday", "on Friday", "last week", "that year"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casemate.nouns import When
from casemate.read.times.calendar import step, value_of
from casemate.read.times.rule import DATE, DURATION, TIME, Rule, Sense
from casemate.read.times.telling import Telling, fine_enough, moved
from casemate.read.times.vocabulary import LEADS, pattern, unit_of, weekday_number

UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX",
    "Q": "XXXX-QX", "E": "XXX", "C": "XX", "2W": "XXXX-WXX",
}  # fmt: skip
_BACK = ("last", "past", "previous", "preceding", "this past")
_ON = ("next", "coming", "following", "upcoming", "this coming")
_SAME = ("that", "same", "that same")


def told(day: date | None, unit: str, aside: bool = False) -> Sense:
    """A DATE in `unit`; unanchored when the day is not known."""
    if day is None:
        return Sense(DATE, UNKNOWN.get(unit, "XXXX"))
    return Sense(DATE, value_of(day, unit), day, unit, aside=aside)


def hung(telling: Telling, unit: str, count: int) -> Sense:
    """A time that hangs on the last date told in the text: "the next day", "that year"."""
    if telling.before_christ is not None:
        if unit == "Y":
            telling.before_christ -= count
            return Sense(DATE, f"BC{telling.before_christ:04d}")
        return Sense(DATE, "BC" + UNKNOWN.get(unit, "XXXX"))
    base = telling.day
    if unit == "D" and telling.unit != "D":
        # "That day" after a month was told cannot mean a day of it that we know.
        base = telling.last_day if count == 0 and not telling.narrative else None
    elif base is not None and not fine_enough(telling.unit, unit):
        base = None
    if base is None and not telling.narrative and unit != "D" and telling.day is None:
        base = telling.published
    return told(moved(base, unit, count), unit)


def _today(m: re.Match[str], telling: Telling) -> Sense:
    word = m["deictic"]
    if telling.narrative:
        return Sense(DATE, "PRESENT_REF" if word == "today" else UNKNOWN["D"])
    day = moved(telling.published, "D", {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if word == "tonight":
        return _part_of(day, "TNI")
    return told(day, "D")


def _part_of(day: date | None, code: str) -> Sense:
    stated = UNKNOWN["D"] if day is None else day.isoformat()
    return Sense(TIME, f"{stated}{code}", day, None, of_day=code)


def _day_before_yesterday(m: re.Match[str], telling: Telling) -> Sense:
    base = None if telling.narrative else telling.published
    return told(moved(base, "D", -2 if m["side"].startswith("before") else 2), "D")


def weekday_near(now: date, weekday: int, ahead: int) -> date | None:
    """The day a bare weekday means: the publication day included either way."""
    behind = (now.isoweekday() - weekday) % 7
    return moved(now, "D", (7 - behind) % 7 if ahead > 0 else -behind)


# "To get around Wednesday's ruling": the ruling is there already.
_TO_COME = re.compile(r"\b(?:before|ahead of|eve of|up to|for|until|at)\s(?:the\s)?$")


def _weekday(m: re.Match[str], telling: Telling) -> Sense:
    weekday, now = weekday_number(m["weekday"]), telling.now
    if now is None:
        return Sense(DATE, f"XXXX-WXX-{weekday}")
    lead = " ".join((m["lead"] or "").split())
    behind = (now.isoweekday() - weekday) % 7
    if lead in _BACK or m["last"] or m["before"]:
        # "Thursday last", "the Friday before last".
        return told(moved(now, "D", -(behind or 7) - (7 if m["before"] else 0)), "D")
    if lead in _ON:
        return told(moved(now, "D", 7 - behind), "D")
    if lead == "this":
        # Of the week that runs, unless the tense asks for the other side of today.
        ahead, shift = telling.ahead(*m.span()), weekday - now.isoweekday()
        if ahead * shift < 0:
            shift += 7 * ahead
        return told(moved(now, "D", shift), "D")
    if m["weekword"]:
        shift = {"last": -7, "this": 0, "next": 7}[m["weekword"]]
        return told(moved(now, "D", shift + weekday - now.isoweekday()), "D")
    if telling.last_day is not None:
        if lead in _SAME:
            return told(moved(telling.last_day, "D", weekday - telling.last_day.isoweekday()), "D")
        if telling.narrative:
            return told(weekday_near(telling.last_day, weekday, 1), "D")
    ahead = telling.ahead(*m.span())
    if ahead > 0 and telling.low.startswith("'s", m.end()):
        ahead = 1 if _TO_COME.search(telling.low, max(0, m.start() - 16), m.start()) else 0
    return told(weekday_near(now, weekday, ahead), "D")


_PROPER = re.compile(r"\s(?:night\s(?:football|live|fever)|group|press|times\s|mirror|telegraph)")


def _weekday_fits(m: re.Match[str], telling: Telling) -> bool:
    if m["weekday"].endswith("."):
        return telling.text[m.start("weekday")].isupper()
    return not _PROPER.match(telling.low, m.end())


def _which_unit(m: re.Match[str], telling: Telling) -> Sense | None:
    which, unit = " ".join(m["which"].split()), unit_of(m["single"])
    the, now = m["det"] is not None, telling.now
    if unit == "NI":
        return _night(which, the, telling)
    if which in ("last", "past", "this past"):
        if unit in ("E", "C") or (which == "past" and the):
            return Sense(DURATION, f"P1{LONG.get(unit, unit)}", when=ending_now(telling, unit, 1))
        if unit == "D" or (telling.narrative and the):
            return None
        return told(moved(now, unit, -1), unit)
    if which == "latest":
        return told(moved(now, unit, -1), unit)
    if which in ("this", "current"):
        return told(telling.last_day if unit == "D" else now, unit)
    if which == "coming" and the and unit != "D":
        return told(moved(telling.published, unit, 1), unit)
    if which in ("next", "coming", "upcoming", "this coming"):
        if the or telling.narrative or unit == "D":
            return hung(telling, unit, 1)
        return told(moved(now, unit, 1), unit)
    if which in ("following", "subsequent"):
        return hung(telling, unit, 1)
    return hung(telling, unit, -1 if which in ("previous", "preceding") else 0)


# Decades and centuries in TIMEX3 lengths.
LONG = {"E": "DE", "C": "CE", "L": "ML"}


def ending_now(telling: Telling, unit: str, count: int) -> When | None:
    """The stretch of `count` units that ends with the publication day."""
    now = telling.published
    begin = None if now is None or telling.narrative else step(now, unit, -count)
    return None if begin is None or now is None else When.days(begin, now)


def _which_fits(m: re.Match[str], telling: Telling) -> bool:
    which, single, text = m["which"], m["single"], telling.text
    if single in ("second", "minute", "hour"):
        return False
    if which == "latest":
        return single == "year"
    quoted = text[m.start() - 1 : m.start()] in ('"', "`", "'") if m.start() else False
    if quoted and text[m.start("single")].isupper() and text[m.start("which")].isupper():
        # A programme or a paper: "This Week".
        return False
    bare = m["det"] is None
    if which in ("same", "following", "preceding", "subsequent") and bare:
        return False
    if single != "day":
        return True
    return which not in ("last", "past", "coming", "current") and not (which == "next" and bare)


def _night(which: str, the: bool, telling: Telling) -> Sense | None:
    last = telling.last_day
    if which in ("last", "this past") and not the:
        day = moved(last if telling.narrative else telling.published, "D", -1)
    elif which in ("next", "following"):
        day = moved(last, "D", 1)
    elif which in _SAME:
        day = last
    elif which == "previous":
        day = moved(last, "D", -1)
    elif which == "this" and not telling.narrative:
        day = telling.published
    else:
        return None
    return _part_of(day, "TNI")


def _weekend(m: re.Match[str], telling: Telling) -> Sense:
    which, now = " ".join((m["which"] or "").split()), telling.now
    if now is None:
        return Sense(DATE, UNKNOWN["WE"])
    monday = now - timedelta(days=now.isoweekday() - 1)
    if which in _SAME:
        return told(telling.last_day, "WE")
    if which in _BACK:
        return told(moved(monday, "W", -1), "WE")
    if which in _ON:
        return told(moved(monday, "W", int(which == "next" and now.isoweekday() > 5)), "WE")
    over = now.isoweekday() < 5 and telling.ahead(*m.span()) <= 0
    return told(moved(monday, "W", -int(over)), "WE")


_WEEKEND_LED = re.compile(r"\b(?:over|on|during|for|this|at|by|of|in|since|until|after)\s$")


def _weekend_fits(m: re.Match[str], telling: Telling) -> bool:
    if m["which"] is not None:
        return True
    left = telling.low[max(0, m.start() - 8) : m.start()]
    return m[0].startswith("the") and bool(_WEEKEND_LED.search(left))


def _within(m: re.Match[str], telling: Telling) -> Sense:
    """ "The end of the month", "later in the year": of the one that runs."""
    unit = unit_of(m["single"])
    if m["which"] == "next":
        return told(moved(telling.now, unit, 1), unit)
    if m["which"] == "last":
        return told(moved(telling.now, unit, -1), unit)
    if telling.narrative:
        return hung(telling, unit, 0)
    if unit == "D":
        return told(telling.last_day or telling.published, "D")
    return told(telling.published, unit)


def _within_fits(m: re.Match[str], _telling: Telling) -> bool:
    return m["single"] not in ("second", "minute", "hour", "night", "weekend", "quarter")


def _year_end(m: re.Match[str], telling: Telling) -> Sense:
    now = telling.now
    if now is None:
        return Sense(DATE, "XXXX")
    back = not telling.narrative and now.month < 6 and telling.ahead(*m.span()) < 0
    year = now.year - int(back)
    return Sense(DATE, f"{year:04d}", date(year, 12, 31), "Y")


def _unit_end(m: re.Match[str], telling: Telling) -> Sense:
    base, unit = telling.now, unit_of(m["single"])
    if base is None or not fine_enough(telling.unit if telling.narrative else "D", unit):
        return Sense(DATE, UNKNOWN.get(unit))
    return Sense(DATE, value_of(base, unit), base, unit)


_SOMETIME = r"(?:(?:early|late|earlier|later|sometime|midway)(?: in)? )?"
_OF = (
    r"(?:(?:the )?(?:very )?(?:end|beginning|start|middle|close|rest|remainder|course|latter part"
    r"|early part) (?:of|in)|(?:early|late|later|earlier|midway) (?:in|into))"
)

RULES: tuple[Rule, ...] = (
    Rule("today", "day",
         pattern(r"(?:(?:early|late|earlier|later) )?"
                 r"(?P<deictic>today|yesterday|tomorrow|tonight)"),
         _today, "He came yesterday and leaves today or tomorrow.",
         "yesterday=2024-12-13; today=2024-12-14; tomorrow=2024-12-15"),
    Rule("day before yesterday", "day",
         pattern(r"(?:the )?day (?P<side>before yesterday|after tomorrow)"),
         _day_before_yesterday, "He came the day before yesterday.",
         "the day before yesterday=2024-12-12"),
    Rule("weekday", "weekday",
         pattern(rf"(?:(?:the )?{LEADS} )?(?:(?:early|late|earlier|later) )?"
                 r"<weekday>(?:,? (?:of )?(?P<weekword>last|this|next) week"
                 r"|(?P<last> last\b)|(?P<before> before last))?"),
         _weekday, "They arrived on Monday and will meet on Tuesday.",
         "Monday=2024-12-09; Tuesday=2024-12-17", _weekday_fits),
    Rule("which unit", "unit",
         pattern(rf"{_SOMETIME}(?P<det>the )?(?:{LEADS} (?:(?:calendar|fiscal|financial|very) )?"
                 r"<single>)".replace("(?P<lead>", "(?P<which>")),
         _which_unit, "Last week he said it would sail next month.",
         "Last week=2024-W49; next month=2025-01", _which_fits),
    Rule("unit before last", "unit", pattern(r"the <single> before last"),
         lambda m, t: told(moved(t.now, unit_of(m["single"]), -2), unit_of(m["single"])),
         "They met the week before last.", "the week before last=2024-W48"),
    Rule("within a unit", "unit",
         pattern(rf"{_OF} (?:the|(?P<which>next|last|this)) (?:(?:calendar|fiscal|financial) )?"
                 r"<single>"),
         _within, "It will close by the end of the month.", "the end of the month=2024-12",
         _within_fits),
    Rule("year's end", "yearend",
         pattern(r"(?:the )?(?:year-end|year end|year's end|end-year|turn of the year)"),
         _year_end, "It will close by year-end.", "year-end=2024"),
    Rule("unit's end", "yearend",
         pattern(r"(?:the )?(?P<single>month|week|decade|century)(?:-|'s )end"),
         _unit_end, "They left by month's end.", "month's end=2024-12"),
    Rule("weekend", "unit",
         pattern(r"(?:the )?(?:(?P<which>this past|this coming|last|this|next|past|coming|previous"
                 r"|following|upcoming|that|same) )?weekend"),
         _weekend, "It left last weekend.", "last weekend=2024-W49-WE", _weekend_fits),
)  # fmt: skip
