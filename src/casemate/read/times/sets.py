"""How often: "every week", "each Friday", "daily", "twice a month", "on Tuesdays"."""

from __future__ import annotations

import re

from casemate.read.times.lengths import length
from casemate.read.times.rule import SET, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import (
    PARTS,
    SEASONS,
    month_number,
    number,
    pattern,
    unit_of,
    weekday_number,
)

_EVERY = {"WE": "XXXX-WXX-WE", "NI": "XXXX-XX-XXTNI"}
ADVERBS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y",
    "hourly": "PT1H", "quarterly": "P3M", "nightly": "XXXX-XX-XXTNI", "biweekly": "P2W",
    "fortnightly": "P2W", "everyday": "P1D",
}  # fmt: skip


def _single(word: str) -> str:
    unit = unit_of(word)
    return _EVERY.get(unit) or length(1.0, unit)


def _every(m: re.Match[str], _telling: Telling) -> Sense:
    if m["count"]:
        return Sense(SET, length(number(m["count"]), unit_of(m["plural"])))
    if m["single1"]:
        return Sense(SET, length(2.0, unit_of(m["single1"])))
    if m["single"]:
        return Sense(SET, _single(m["single"]))
    if m["weekday"]:
        return Sense(SET, f"XXXX-WXX-{weekday_number(m['weekday'])}")
    if m["longmonth"]:
        return Sense(SET, f"XXXX-{month_number(m['longmonth']):02d}")
    if m["season"]:
        return Sense(SET, f"XXXX-{SEASONS[m['season']]}")
    return Sense(SET, f"XXXX-XX-XXT{PARTS[m['part']]}")


def _every_fits(m: re.Match[str], _telling: Telling) -> bool:
    """ "Each quarter of the town", "each second" are seldom times."""
    return not (m[0].startswith("each") and m["single"] in ("second", "quarter", "night"))


def _weekdays(m: re.Match[str], _telling: Telling) -> Sense:
    if m["end"]:
        return Sense(SET, "XXXX-WXX-WE")
    part = f"T{PARTS[m['part']]}" if m["part"] else ""
    return Sense(SET, f"XXXX-WXX-{weekday_number(m['day'] + 'day')}{part}")


def _adverb(m: re.Match[str], _telling: Telling) -> Sense:
    return Sense(SET, ADVERBS[m["adverb"]])


_FIGURES = re.compile(
    r"\s(?:loss|profit|earnings|dividend|net|report|results|income|sales|life|people)"
)


def _adverb_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "Planes land daily"; not "the Daily Mail", "the quarterly report"."""
    if m["adverb"] in ("quarterly", "yearly", "everyday", "monthly"):
        return not _FIGURES.match(telling.low, m.end())
    if not telling.text[m.start()].isupper():
        return True
    return telling.low[max(0, m.start() - 2) : m.start()] in (". ", "\n\n", "")


_OFTEN = re.compile(r"\b(?:once|twice|times|thrice)\s$")


def _rate(m: re.Match[str], _telling: Telling) -> Sense:
    return Sense(SET, _single(m["single"]))


def _rate_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "Twice a week", "per month"; "12% a year" measures no time."""
    if m[0].startswith("per"):
        return m["single"] not in ("second", "minute", "hour", "quarter")
    often = _OFTEN.search(telling.low, max(0, m.start() - 8), m.start())
    return often is not None and m["single"] in ("hour", "day", "week", "month", "year")


RULES: tuple[Rule, ...] = (
    Rule("every", "unit weekday month season part",
         pattern(r"(?:every|each)(?: of the)? (?:single )?(?:(?:other|second) <single1>"
                 r"|<count> <plural>|<single>|<weekday>|<longmonth>|<season>|<part>)"),
         _every, "A flight leaves every week and each Friday.",
         "every week=P1W; each Friday=XXXX-WXX-5", _every_fits),
    Rule("on weekdays", "plural",
         pattern(r"(?:(?P<day>mon|tues|wednes|thurs|fri|satur|sun)days"
                 r"(?: (?P<part>mornings?|nights?|evenings?|afternoons?))?|on (?P<end>weekends))"),
         _weekdays, "Ferries sail on Tuesdays.", "Tuesdays=XXXX-WXX-2"),
    Rule("adverb", "adverb", pattern("(?P<adverb>" + "|".join(ADVERBS) + ")"), _adverb,
         "Planes land daily.", "daily=P1D", _adverb_fits),
    Rule("rate", "unit", pattern(r"(?:per|an?) <single>"), _rate, "It lands twice a week.",
         "a week=P1W", _rate_fits),
)  # fmt: skip
