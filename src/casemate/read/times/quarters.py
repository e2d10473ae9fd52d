"""Quarters, halves and business years: "the third quarter", "H1 2024", "the year-ago period"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casemate.nouns import Precision, When
from casemate.read.times.calendar import step, value_of
from casemate.read.times.rule import DATE, DURATION, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import MONTHS, month_number, number, ordinal, pattern

# Days after its end in which a quarter is still the one that is reported on.
_FRESH = 130
# A quarter begun so long ago goes unsaid; one that begins this soon is meant.
_STALE, _SOON = 300, 45
_YEAR_SHIFT = {"last": -1, "this": 0, "next": 1, "the": 0}


def _told(day: date, unit: str = "Q", explicit: bool = False, aside: bool = False) -> Sense:
    return Sense(DATE, value_of(day, unit), day, unit, explicit=explicit, aside=aside)


def _shift(yearword: str) -> int:
    return _YEAR_SHIFT[yearword.split()[0]]


def _numbered(m: re.Match[str], telling: Telling) -> Sense | None:
    nth = int(m["digit"]) if m["digit"] else _nth(m["nth"])
    if nth is None:
        return None
    first, now = nth * 3 - 2, telling.now
    if year := m["year"] or m["year1"]:
        return _told(date(int(year), first, 1), explicit=True)
    if now is None:
        return Sense(DATE, f"XXXX-Q{nth}")
    if word := m["yearword"] or m["yearafter"]:
        return _told(date(now.year + _shift(word), first, 1))
    if m["ago"]:
        return _told(date(now.year - 1, first, 1), aside=True)
    if telling.narrative:
        return _told(date(now.year, first, 1))
    return _told(_near(now, first, 3, telling.ahead(*m.span())))


def _near(now: date, first_month: int, months: int, ahead: int) -> date:
    started = date(now.year, first_month, 1)
    over = step(started, "M", months)
    if over is not None and started <= now and (now - over).days <= _FRESH:
        # The one that runs or was just over, whatever the tense: "expects to report".
        return started
    if ahead > 0:
        return started if started > now else date(now.year + 1, first_month, 1)
    chosen = started if started <= now else date(now.year - 1, first_month, 1)
    if (now - chosen).days > _STALE and 0 < (started - now).days < _SOON:
        return started
    return chosen


def _nth(words: str) -> int | None:
    value = 4 if words in ("last", "final") else ordinal(words)
    return value if 1 <= value <= 4 else None


def _half(m: re.Match[str], telling: Telling) -> Sense | None:
    nth = int(m["digit"]) if m["digit"] else 1 if m["nth"] in ("first", "1st") else 2
    first, now = nth * 6 - 5, telling.now
    if m["year"]:
        return _told(date(int(m["year"]), first, 1), "H6", explicit=True)
    if now is None:
        return Sense(DATE, f"XXXX-H{nth}")
    if m["yearword"]:
        return _told(date(now.year + _shift(m["yearword"]), first, 1), "H6")
    return None


_ENDED = re.compile(
    r"\s(?:ended|ending|to|through)\s(?P<month>[a-z]{3,9}\.?)\s[0-9]{1,2}\b"
    r"(?:,\s(?P<year>[12][0-9]{3}))?"
)


def _in_hand(m: re.Match[str], telling: Telling) -> Sense:
    """The quarter the text is about: by its last day, else as told before, else the last over."""
    now = telling.now
    if now is None:
        return Sense(DATE, "XXXX-QX")
    base = telling.quarter or _moved(now, "Q", -1)
    if m["which"] == "latest" and _moved(base, "Q", 1) > now:
        base = _moved(now, "Q", -1)
    if m["ago"] or m["ago2"]:
        return _told(_moved(base, "Y", -1), aside=True)
    if m["longmonth"]:
        month = month_number(m["longmonth"])
        return _told(date(now.year - (month > now.month), month, 1))
    if m["yearword"]:
        return _told(date(now.year + _shift(m["yearword"]), base.month, 1), aside=True)
    if m["year"]:
        return _told(date(int(m["year"]), base.month, 1), aside=True)
    ended = _ENDED.match(telling.low, m.end())
    if ended is not None and ended["month"].rstrip(".") in MONTHS:
        month = month_number(ended["month"])
        return _told(date(int(ended["year"] or now.year - (month > now.month)), month, 1))
    which = m["which"] or ""
    if which in ("current", "this", "next"):
        return _told(_moved(now, "Q", int(which == "next")))
    return _told(base)


def _moved(day: date, unit: str, count: int) -> date:
    return step(day, unit, count) or day


_OF_A_TOWN = re.compile(r"(?:three|christian|jewish|muslim|armenian|latin|french)\s$")
_OF_SOMETHING = re.compile(r"\sof\s(?!the\syear|fiscal|last|this|[0-9])")


def _in_hand_fits(m: re.Match[str], telling: Telling) -> bool:
    """A quarter of a year, not of a city or of a whole."""
    low = telling.low
    compared = any(m[name] for name in ("ago", "ago2", "yearword", "year", "longmonth"))
    if m["noun"] == "period":
        same_last_year = m["which"] == "same" and "year" in low[m.end() : m.end() + 16]
        latest = m["which"] in ("latest", "corresponding", "comparable")
        return latest or same_last_year or bool(m["ago"] or m["yearword"] or m["year"])
    if compared:
        return True
    if m["which"]:
        return bool(m["which"] != "full")
    if m[0].startswith("that "):
        return not telling.narrative
    if not m[0].startswith("the ") or not telling.quarter_talk:
        return False
    if _OF_SOMETHING.match(low, m.end()) or _OF_A_TOWN.search(
        low, max(0, m.start() - 12), m.start()
    ):
        return False
    return low.count("quarter") > 1 or bool(_ENDED.match(low, m.end()))


def _first_months(m: re.Match[str], _telling: Telling) -> Sense:
    months, first = int(number(m["count"])), date(int(m["year"]), 1, 1)
    last = step(first, "M", months)
    whole = None
    if last is not None:
        whole = When.days(first, last - timedelta(days=1), Precision.MONTH)
    return Sense(DURATION, f"P{months}M", when=whole)


def _the_year(m: re.Match[str], telling: Telling) -> Sense:
    now = telling.now
    if m["ended"] is not None:
        return Sense(DURATION, "P1Y")
    if now is None:
        return Sense(DATE, "XXXX")
    return Sense(DATE, f"{now.year:04d}", date(now.year, 1, 1), "Y")


_YEAR_LED = re.compile(r"(?<!time\s)(?<!times\s)\b(?:for|of|in|during|throughout)\s$")
_YEAR_NEXT = re.compile(
    r"[\s-](?:[0-9]|of\b|before|after|when|in\swhich|earlier|ago|that|old|he|she|they|the|later)"
)


def _the_year_fits(m: re.Match[str], telling: Telling) -> bool:
    if m["ended"] is not None:
        return True
    if m["whole"]:
        return m[0].startswith(("the", "full year"))
    if _YEAR_NEXT.match(telling.low, m.end()):
        return False
    return _YEAR_LED.search(telling.low, max(0, m.start() - 16), m.start()) is not None


_YEARWORD = r"(?P<yearword>(?:this|last|next) year's|last|this|next)"
_AGO = r"(?P<ago>(?:comparable )?year-ago|year-earlier)"

RULES: tuple[Rule, ...] = (
    Rule("numbered quarter", "quarter",
         pattern(rf"(?:(?:the|its|their|an?) )?(?:{_YEARWORD} )?(?:{_AGO} )?"
                 r"(?:(?:early|late|mid|flat|strong|weak) )?(?:<year1> )?"
                 r"(?:(?:fiscal|business|financial)[- ])?(?:(?P<nth>first|second|third|fourth|last"
                 r"|final|1st|2nd|3rd|4th)[- ](?:fiscal[- ])?quarters?|q(?P<digit>[1-4]))"
                 r"(?:(?: of|,)? (?:fiscal |the year )?<year>"
                 r"| (?:of )?(?P<yearafter>last|this|next) year)?"),
         _numbered, "Sales fell in the third quarter and in the first quarter of 2023.",
         "the third quarter=2024-Q3; the first quarter of 2023=2023-Q1"),
    Rule("half", "quarter",
         pattern(r"(?:the )?(?:(?P<nth>first|second|last|latter|1st|2nd)[- ]half|h(?P<digit>[12]))"
                 r"(?:(?: of|,)?(?: fiscal)? <year>| of (?P<yearword>last|this|next|the) "
                 r"(?:fiscal )?year)"),
         _half, "Sales fell in the first half of 2023.", "the first half of 2023=2023-H1"),
    Rule("the quarter", "quarter",
         pattern(r"(?:(?:the|its|that) )?(?:(?P<which>latest|current|previous|same|comparable"
                 r"|corresponding|next|this|recent|most recent|full) )?(?:(?:fiscal|<longmonth>"
                 rf"|(?P<yearword>(?:last|this) year's)) )?(?:{_AGO} |<year> )?"
                 r"(?P<noun>quarter|period)(?P<ago2> a year (?:ago|earlier|before))?"),
         _in_hand, "In the third quarter it fell; the quarter was bad.",
         "the third quarter=2024-Q3; the quarter=2024-Q3", _in_hand_fits),
    Rule("first months", "unit", pattern(r"(?:the )?first <count> months of (?:fiscal )?<year>"),
         _first_months, "In the first nine months of 2023 it fell.",
         "the first nine months of 2023=P9M"),
    Rule("the year", "unit",
         pattern(r"(?:the )?(?P<whole>full|full-year|whole) year"
                 r"|the (?:fiscal )?year(?P<ended>(?= ended| ending|, ended))?"),
         _the_year, "For the year ended March 31 it grew.", "the year=P1Y; March 31=2024-03-31",
         _the_year_fits),
)  # fmt: skip
