"""Quarters, halves and business years: "the third quarter", "first-half", "fiscal 2024"."""

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
_YEAR_SHIFT = {"last": -1, "this": 0, "next": 1, "previous": -1, "coming": 1}


def _told(
    day: date, telling: Telling, unit: str = "Q", explicit: bool = False, aside: bool = False
) -> Sense:
    return Sense(DATE, value_of(day, unit), day, unit, explicit=explicit, aside=aside)


def _numbered(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    nth = int(groups["digit"]) if groups.get("digit") else _nth(m["nth"])
    half = bool(groups.get("half"))
    if half and groups.get("nth") in ("last", "latter"):
        nth = 2
    if nth is None or (half and nth > 2):
        return None
    months = 6 if half else 3
    unit = "H6" if half else "Q"
    first = (nth - 1) * months + 1
    year = groups.get("year") or groups.get("year2")
    letter = "H" if half else "Q"
    if year:
        return _told(date(int(year), first, 1), telling, unit, True)
    now = telling.now
    if now is None:
        return Sense(DATE, f"XXXX-{letter}{nth}")
    if groups.get("yearword"):
        shift = _YEAR_SHIFT.get(m["yearword"].split()[-1].removesuffix("'s"), 0)
        return _told(date(now.year + shift, first, 1), telling, unit)
    if groups.get("ago"):
        return _told(date(now.year - 1, first, 1), telling, unit, aside=True)
    ahead = telling.ahead(*m.span())
    started = date(now.year, first, 1)
    if telling.narrative:
        return _told(started, telling, unit)
    over = step(started, "M", months)
    if over is not None and started <= now and (now - over).days <= _FRESH:
        # The quarter that runs or was just over, whatever the tense: "expects to report".
        return _told(started, telling, unit)
    if ahead > 0:
        chosen = started if started > now else date(now.year + 1, first, 1)
    else:
        chosen = started if started <= now else date(now.year - 1, first, 1)
        # Eleven months back is too far to go unsaid: a quarter about to begin is meant.
        if chosen.year < now.year and (now - chosen).days > 300 and (started - now).days < 45:
            chosen = started
    return _told(chosen, telling, unit)


def _nth(words: str) -> int | None:
    value = {"last": 4, "final": 4, "latter": 2}.get(words) or ordinal(words)
    return value if 1 <= value <= 4 else None


_ENDED = re.compile(
    r"\s(?:ended|ending|to|through)\s(?P<month>[a-z]{3,9}\.?)\s[0-9]{1,2}\b(?:,\s(?P<year>[12][0-9]{3}))?"
)


def _the_quarter(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    which = " ".join((groups.get("which") or "").split())
    if groups.get("ago"):
        if telling.quarter is not None:
            return _told(_moved(telling.quarter, "Y", -1), telling, aside=True)
        return (
            _told(_moved(_finished(telling), "Y", -1), telling, aside=True)
            if telling.now
            else Sense(DATE, "XXXX-QX")
        )
    if telling.now is None:
        return Sense(DATE, "XXXX-QX")
    if groups.get("month"):
        month = month_number(m["month"])
        year = (
            telling.now.year
            if month <= telling.now.month or telling.narrative
            else telling.now.year - 1
        )
        return _told(date(year, month, 1), telling)
    if groups.get("yearword"):
        base = telling.quarter or _finished(telling)
        shift = _YEAR_SHIFT.get(m["yearword"].split()[-1].removesuffix("'s"), 0)
        return _told(date(telling.now.year + shift, base.month, 1), telling, aside=True)
    if groups.get("year"):
        base = telling.quarter or _finished(telling)
        return _told(date(int(m["year"]), base.month, 1), telling, aside=True)
    ended = _ENDED.match(telling.low, m.end())
    if ended is not None and ended["month"].rstrip(".") in MONTHS:
        month = month_number(ended["month"])
        year = telling.now.year if month <= telling.now.month else telling.now.year - 1
        return _told(date(int(ended["year"] or year), month, 1), telling)
    if which in ("current", "this"):
        return _told(telling.now, telling)
    if which == "next":
        return _told(_moved(telling.now, "Q", 1), telling)
    return _told(telling.quarter or _finished(telling), telling)


def _finished(telling: Telling) -> date:
    """The last quarter that was over at publication."""
    assert telling.now is not None
    return _moved(telling.now, "Q", -1)


def _moved(day: date, unit: str, count: int) -> date:
    return step(day, unit, count) or day


def _months(m: re.Match[str], telling: Telling) -> Sense | None:
    months, first = int(number(m["count"])), date(int(m["year"]), 1, 1)
    last = step(first, "M", months)
    whole = None if last is None else When.days(first, last - timedelta(days=1), Precision.MONTH)
    return Sense(DURATION, f"P{months}M", when=whole)


def _the_year(m: re.Match[str], telling: Telling) -> Sense | None:
    now = telling.now
    if m.groupdict().get("ended") is not None:
        return Sense(DURATION, "P1Y")
    if now is None:
        return Sense(DATE, "XXXX")
    return Sense(DATE, f"{now.year:04d}", date(now.year, 1, 1), "Y")


_FISCAL = r"(?:(?:fiscal|business|financial)[- ])?"

RULES: tuple[Rule, ...] = (
    Rule("numbered quarter", "quarter",
         pattern(rf"(?:(?:the|its|their|a|an) )?(?:(?P<yearword>(?:this|last|next) year's|last|this|next) )?(?:(?P<ago>year-ago|year-earlier|comparable year-ago) )?(?:(?:early|late|mid|flat|strong|weak) )?(?:<year1> )?{_FISCAL}(?:(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th|final)[- ](?:fiscal[- ])?(?:quarters?)|q(?P<digit>[1-4]))(?:(?: of|,)? (?:fiscal |the year )?<year>| (?:of )?(?P<yw2>last|this|next) year)?"),
         lambda m, t: _numbered_quarter(m, t), "Sales fell in the third quarter and in the first quarter of 2023.", "the third quarter=2024-Q3; the first quarter of 2023=2023-Q1"),
    Rule("half", "quarter",
         pattern(r"(?:the )?(?P<nth>first|second|last|latter)[- ](?P<half>half)(?:(?: of|,)?(?: fiscal)? <year>| of (?P<yearword>last|this|next|the) (?:fiscal )?year)"),
         _numbered, "Sales fell in the first half of 2023.", "the first half of 2023=2023-H1"),
    Rule("the quarter", "quarter",
         pattern(r"(?:(?:the|its|that) )?(?:(?P<which>latest|current|previous|same|comparable|corresponding|next|this|recent|most recent|full) )?(?:(?:fiscal|<longmonth0>|(?P<yearword>last year's|this year's)) )?(?:(?P<ago>year-ago|year-earlier) |<year> )?(?P<noun>quarter|period)(?P<ago2> a year (?:ago|earlier|before))?"),
         lambda m, t: _quarter_again(m, t), "In the third quarter it fell; the quarter was bad.", "the third quarter=2024-Q3; the quarter=2024-Q3",
         lambda m, t: _quarter_fits(m, t)),
    Rule("first months", "unit", pattern(r"(?:the )?first <count> months of (?:fiscal )?<year>"), _months,
         "In the first nine months of 2023 it fell.", "the first nine months of 2023=P9M"),
    Rule("the year", "unit", pattern(r"(?:the )?(?:full|full-year|whole) year|the (?:fiscal )?year(?P<ended>(?= ended| ending|, ended))?"), _the_year,
         "For the year ended March 31 it grew.", "the year=P1Y; March 31=2024-03-31", lambda m, t: _the_year_fits(m, t)),
)  # fmt: skip


def _numbered_quarter(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    year = groups.get("year") or groups.get("year1")
    nth = int(groups["digit"]) if groups.get("digit") else _nth(m["nth"])
    if nth is None:
        return None
    if year:
        return _told(date(int(year), nth * 3 - 2, 1), telling, "Q", True)
    if groups.get("yw2") and telling.now:
        return _told(date(telling.now.year + _YEAR_SHIFT[groups["yw2"]], nth * 3 - 2, 1), telling)
    return _numbered(m, telling)


def _quarter_again(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    if groups.get("ago2") and telling.now is not None:
        return _told(_moved(telling.quarter or _finished(telling), "Y", -1), telling, aside=True)
    if groups.get("longmonth0") and telling.now is not None:
        month = month_number(groups["longmonth0"])
        year = telling.now.year - (month > telling.now.month)
        return _told(date(year, month, 1), telling)
    return _the_quarter(m, telling)


def _quarter_fits(m: re.Match[str], telling: Telling) -> bool:
    groups, low = m.groupdict(), telling.low
    right = low[m.end() : m.end() + 16]
    left = low[max(0, m.start() - 12) : m.start()]
    if groups["noun"] == "period":
        if not (
            groups.get("which") in ("latest", "corresponding", "comparable")
            or groups.get("ago")
            or groups.get("yearword")
            or groups.get("year")
            or (groups.get("which") == "same" and re.search(r"year", right))
        ):
            return False
        return True
    if any(groups.get(name) for name in ("ago", "ago2", "yearword", "year", "longmonth0")):
        return True
    if groups.get("which"):
        return groups["which"] != "full"
    if not m[0].startswith("the "):
        return m[0].startswith("that ") and not telling.narrative
    # A quarter of a year, not of a city or a whole.
    return (
        not re.match(r"\sof\s(?!the\syear|fiscal|last|this|[0-9])", right)
        and (
            telling.low.count("quarter") > 1
            or bool(re.match(r"\s(?:ended|ending|from|to|was|were)", right))
        )
        and not re.search(r"(?:three|christian|jewish|muslim|armenian|latin|french)\s$", left)
        and telling.quarter_talk
    )


def _the_year_fits(m: re.Match[str], telling: Telling) -> bool:
    groups = m.groupdict()
    left = telling.low[max(0, m.start() - 16) : m.start()]
    right = telling.low[m.end() : m.end() + 14]
    if groups.get("ended") is not None:
        return True
    if "full" in m[0] or "whole" in m[0]:
        return m[0].startswith(("the", "full year"))
    if re.match(
        r"[\s-](?:[0-9]|of\b|before|after|when|in\swhich|earlier|ago|that|old|he|she|they|the|later)",
        right,
    ):
        return False
    return bool(re.search(r"\b(?:for|of|in|during|throughout)\s$", left)) and not re.search(
        r"\btimes? of\s$", left
    )
