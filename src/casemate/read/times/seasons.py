"""Seasons: "the summer of 2019", "last spring", "the winter"."""

from __future__ import annotations

import re
from datetime import date

from casemate.read.times.calendar import day_or_none
from casemate.read.times.rule import DATE, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import LEADS, PIECES, SEASONS, pattern

_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_BACK = ("last", "past", "previous", "this past")
_ON = ("next", "coming", "following", "upcoming", "this coming")
_SAME = ("that", "same", "that same")


def _sense(year: int, code: str, explicit: bool = False) -> Sense:
    day = day_or_none(year, _FIRST_MONTH[code], 1)
    return Sense(DATE, f"{year:04d}-{code}", day, "SE", explicit=explicit)


# "The spring and early summer of 1943", "the Spring Offensive of 1918".
_YEAR_LATER = re.compile(
    rf"(?:\s(?:and|or|to|through)\s(?:(?:early|late)\s)?{PIECES['season']}|\s(?:counter-?)?(?:offensive"
    rf"|campaign)s?)\s(?:of|in)\s(?P<year>{PIECES['year']})"
)


def _season(m: re.Match[str], telling: Telling) -> Sense:
    code, now = SEASONS[m["season"]], telling.now
    year = m["year"] or m["year1"]
    later = _YEAR_LATER.match(telling.low, m.end())
    if year or later:
        return _sense(int(year or (later or m)["year"]), code, explicit=True)
    before_christ = int(m["bcyear"]) if m["bcyear"] else telling.before_christ
    if before_christ is not None:
        return Sense(DATE, f"BC{before_christ:04d}-{code}")
    if now is None:
        return Sense(DATE, f"XXXX-{code}")
    if m["same"] and telling.day:
        return _sense(telling.day.year, code)
    if m["yearword"]:
        return _sense(now.year + {"last": -1, "this": 0, "next": 1}[m["yearword"]], code)
    lead = " ".join((m["lead"] or "").split())
    if telling.narrative and lead in ("", *_SAME):
        around = telling.year_around(m.start()) if code != "WI" else None
        return _sense(around or _story_year(code, now, telling.unit), code)
    ahead = telling.ahead(*m.span()) > 0
    return _sense(_year_of(lead, code, now, ahead), code)


def _story_year(code: str, now: date, unit: str | None) -> int:
    if unit in ("Y", "E", None):
        return now.year
    if code == "WI":
        return now.year if now.month >= 5 else now.year - 1
    return now.year if now.month < _FIRST_MONTH[code] + 5 else now.year + 1


def _year_of(lead: str, code: str, now: date, ahead: bool) -> int:
    """A winter counts to the year it begins in."""
    first = _FIRST_MONTH[code]
    begun = now.month >= first
    running = first <= now.month < first + 3 or (code == "WI" and now.month < 3)
    if lead in _BACK:
        if code == "WI":
            return now.year - 1 if now.month >= 3 else now.year - 2
        return now.year if begun and not running else now.year - 1
    if lead in _ON:
        return now.year + 1 if begun else now.year
    if lead == "this" and ahead and begun and not running and code != "WI":
        return now.year + 1
    if lead in ("this", "current"):
        return now.year - 1 if code == "WI" and now.month < 3 else now.year
    if ahead:
        return now.year if not begun or running else now.year + 1
    return now.year if begun else now.year - 1


_NO_SEASON = re.compile(
    r"\s(?:of\s(?!this|last|next|that)|olympics?|games|school|palace|offensive|in\s|back|from|to\b"
    r"|camp|break|apart|guard|war\b|short)"
)
_LED = re.compile(
    r"\b(?:in|since|by|until|during|from|of|for|through|throughout|over|before|after|spent|all)\s$"
)
_CAMPAIGN = re.compile(r"\s(?:offensive|campaign)")
_BARE_LED = re.compile(r"\b(?:in|since|by|until|during|through|before|after|each|every)\s$")


def _fits(m: re.Match[str], telling: Telling) -> bool:
    """ "The spring", "last fall"; not "the fall of Aleppo", "it fell"."""
    word_too = m["season"] in ("fall", "spring")
    left = telling.low[max(0, m.start() - 12) : m.start()]
    right = telling.low[m.end() : m.end() + 12]
    if m["year"] or m["year1"] or m["bcyear"] or m["yearword"] or m["same"]:
        capital = telling.text[m.start("season")].isupper()
        return not word_too or bool(m["mod"] or m["det"] or capital or _LED.search(left))
    if telling.narrative and _CAMPAIGN.match(right):
        return True
    if m["lead"] or m["mod"]:
        return not re.match(r"\s(?:olympics?|games)", right)
    if _NO_SEASON.match(right):
        return False
    if m["det"]:
        return not word_too or bool(_LED.search(left))
    return bool(_BARE_LED.search(left)) or (not word_too and telling.narrative)


RULES: tuple[Rule, ...] = (
    Rule("season", "season",
         pattern(rf"(?P<det>the )?(?:{LEADS} )?(?P<mod>(?:early|late|mid)[ -](?:in )?)?(?:the )?"
                 r"(?:<year1> )?<season>(?:(?: of|,|) (?:(?P<bcyear>[0-9]{1,4})(?= ?b\.?c)"
                 r" ?b\.?c\.?|<year>)"
                 r"| (?:of )?(?P<yearword>last|this|next) year"
                 r"|(?P<same> (?:of )?(?:that|the same) year))?"),
         _season, "It closed in the summer of 2019 and again last spring.",
         "the summer of 2019=2019-SU; last spring=2024-SP", _fits),
)  # fmt: skip
