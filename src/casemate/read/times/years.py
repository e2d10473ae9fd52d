"""Years and longer: "1987", "490 BC", "'98", "nineteen ninety-six", "the late 1980s"."""

from __future__ import annotations

import re

from casemate.read.times.calendar import day_or_none, value_of
from casemate.read.times.rule import DATE, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import (
    BEFORE_CHRIST,
    DECADE_WORDS,
    EARLY_LATE,
    SEASONS,
    SMALL,
    TENS,
    month_number,
    ordinal,
    pattern,
)

# Years that need no preposition to be taken for years.
_PLAIN = range(1900, 2051)
# What leads a year in.
_LED = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|of|during|before|after|early|late|mid|fiscal|and|to"
    r"|through|between|summer|spring|autumn|fall|winter|around|about|circa|c\.|ca\.|year|years"
    r"|elections?|prior to|over|for|at|as of|pre|post|the|or|throughout|than|under|with|on|an?"
    r"|into|beyond|that)[\s-]|[(\[,;–—-]\s?|'s\s)$"
)
_CLEARLY_LED = re.compile(
    r"\b(?:in|since|by|until|of|from|during|late|early|mid|after|before|summer|winter|spring"
    r"|autumn|fall)[\s-]$"
)
_LOOSELY_LED = re.compile(
    r"\b(?:and|to|for|at|with|on|an?|the|than|over|or|about|around|under|that|into|by|of|from"
    r"|through)\s$"
)
_STORY_LED = re.compile(r"\b(?:by|of|from|to|and|the|or|about|around|until)\s$|[(–-]$")
_STORY_FOLLOWED = re.compile(
    r"[\s]*[),.;:–-]|\s(?:and|to|the|was|when|with|he|they|a|after|until|by|in)\b|$"
)
_STORY_OPENS = re.compile(r"\b(?:of|from|for|late as|early as)\s$")
_ANOTHER_YEAR = re.compile(r"-1[0-9]{3}\b")
_POINTED_AT = re.compile(r"\b(?:the|fiscal|that|this|his|its|their)\s$|'s\s$")
# What makes a number a count: "1500 troops", "2000 armed men".
_COUNTED = re.compile(
    r"\s(?!(?:in|on|at|by|to|of|the|and|when|with|as|an?|for|from|after|before|but|that|while"
    r"|until|where|which|or|against|during|under|it|he|they|she|was|is|has|its|this|his|us"
    r"|across|always|perhaps|thus|besides|amounts|sales|results|earnings|elections|talks"
    r"|olympics|times|revenues|profits|plus|less|species|series|news|congress|crisis|process"
    r"|campaigns?|floods|riots|protests|bombings|attacks|loss)\b)"
    r"(?:\w+\s)?(?:\w{2,}s|men|women|people|troops|tons|km|percent|feet|dead|wounded|strong)\b"
)
_NUMBERED = re.compile(
    r"(?:[$£€#№]|\b(?:no|nos|page|pages|flight|route|highway|model|boeing|about|around|some|nearly"
    r"|almost|over|than|least|approximately|only|up to|another|psalm|section|chapter|resolution"
    r"|act|order|room|building|squadron|regiment|division|hull|pennant|numbers?|numbered|unit"
    r"|project|type|class|index|lines?|at)\.?\s)$"
)
_NUMBERED_ALL_THE_SAME_A_YEAR = re.compile(r"\b(?:in|since|until|than|around|about) $")
_UNIT_FOLLOWS = re.compile(
    r"\s?(?:%|percent|°|km\b|kg\b|mm\b|mph\b|nm\b|ft\b|hours\b|hrs?\b|gmt\b|utc\b|local\b|b\.?c\b"
    r"|million|billion|degrees)|-(?:ton|pound|foot|meter|metre|mile|kilometer|acre|seat|member"
    r"|room|bed|man|year|strong|page|megawatt)"
)
_RANGE_OF_YEARS = re.compile(r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}-$")


def _year_fits(m: re.Match[str], telling: Telling) -> bool:
    """Whether four digits are a year, by what stands before and after them."""
    begin, end = m.span("year")
    left, right = telling.low[max(0, begin - 16) : begin], telling.low[end : end + 30]
    alone = m.start() == begin
    if alone and re.search(r"[0-9]-$", left):
        return _RANGE_OF_YEARS.search(left) is not None and not right.startswith("-")
    if alone and _NUMBERED.search(left) and not _NUMBERED_ALL_THE_SAME_A_YEAR.search(left):
        return False
    if _UNIT_FOLLOWS.match(right):
        return False
    led = not alone or bool(_LED.search(left))
    counted = bool(_COUNTED.match(right))
    if int(m["year"]) in _PLAIN:
        if counted and not _CLEARLY_LED.search(left):
            return led and bool(_POINTED_AT.search(left))
        return led or not re.match(r"\s[a-z]+s\b", right)
    if telling.narrative and re.search(r"\b(?:the|that|this)\s$", left):
        return not counted
    if led and not _LOOSELY_LED.search(left):
        return not counted
    # Before 1900 a bare number needs more than a loose preposition.
    if not telling.narrative or counted:
        return False
    if _STORY_OPENS.search(left) or (alone and _ANOTHER_YEAR.match(right)):
        return True
    return bool(_STORY_LED.search(left)) and bool(_STORY_FOLLOWED.match(right))


def year_sense(year: int, explicit: bool = True) -> Sense:
    """A year; none has the number 0."""
    if year <= 0:
        return Sense(DATE, None)
    return Sense(DATE, f"{year:04d}", day_or_none(year, 1, 1), "Y", explicit=explicit)


def _year(m: re.Match[str], _telling: Telling) -> Sense:
    return year_sense(int(m["year"]))


def _short_year(m: re.Match[str], telling: Telling) -> Sense:
    """ "'98": of the story's century, else of the hundred years around now."""
    two, now = int(m["two"]), telling.now or telling.published
    if now is None:
        return Sense(DATE, f"XX{two:02d}")
    year = now.year - now.year % 100 + two
    if not telling.narrative and year > now.year + 10:
        year -= 100
    return year_sense(year, explicit=False)


def _last_year_of_range_fits(m: re.Match[str], telling: Telling) -> bool:
    before = telling.low[max(0, m.start() - 6) : m.start()]
    if not _RANGE_OF_YEARS.search(before) or telling.low.startswith("-", m.end()):
        return False
    return int(m["short"]) > int(before[-3:-1])


def _last_year_of_range(m: re.Match[str], telling: Telling) -> Sense | None:
    if telling.day is None or telling.unit != "Y":
        return None
    return year_sense(telling.day.year - telling.day.year % 100 + int(m["short"]))


def _before_christ(m: re.Match[str], telling: Telling) -> Sense:
    year = int(m["number"])
    telling.before_christ = year
    return Sense(DATE, f"BC{year:04d}")


def _anno_domini(m: re.Match[str], _telling: Telling) -> Sense:
    return year_sense(int(m["after"] or m["number"]))


def _decade(m: re.Match[str], telling: Telling) -> Sense:
    if m["bc"]:
        return Sense(DATE, f"BC{m['tens'][:-1]:0>3}")
    if m["tens"]:
        told = day_or_none(int(m["tens"]), 1, 1)
        return Sense(DATE, f"{m['tens']:0>4}"[:3], told, "E", explicit=True)
    digit = int(m["two"][0]) if m["two"] else DECADE_WORDS[m["word"]]
    now = telling.now or telling.published
    if now is None:
        return Sense(DATE, f"XX{digit}")
    century = now.year // 100
    if century * 100 + digit * 10 > now.year:
        century -= 1
    told = day_or_none(century * 100 + digit * 10, 1, 1)
    return Sense(DATE, f"{century:02d}{digit}", told, "E")


_DECADE_LED = re.compile(r"\b(?:the|early|late|mid|middle|nineteen)[\s-]$")
_AGE_LED = re.compile(r"\b(?:his|her|their|my|our)\s(?:early|late|mid)?[\s-]?$")


def _decade_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "The nineties", not "in his nineties"."""
    if m["tens"] or (m["two"] and "'" in m[0][: m.end("two") - m.start()]):
        return True
    if m["two"]:
        return bool(_DECADE_LED.search(telling.low, max(0, m.start("two") - 6), m.start("two")))
    left = telling.low[max(0, m.start("word") - 14) : m.start("word")]
    return bool(_DECADE_LED.search(left)) and not _AGE_LED.search(left)


def _century(m: re.Match[str], _telling: Telling) -> Sense | None:
    number = ordinal(m["ordinal"])
    if m["bc"]:
        return Sense(DATE, f"BC{number - 1:02d}")
    if not 1 <= number <= 30:
        return None
    told = day_or_none((number - 1) * 100 + 1, 1, 1)
    return Sense(DATE, f"{number - 1:02d}", told, "C", explicit=True)


def _spoken(m: re.Match[str], _telling: Telling) -> Sense | None:
    words = [word for word in re.split(r"[\s-]+", m["spoken"]) if word != "and"]
    values = [SMALL.get(word, 0) + TENS.get(word, 0) for word in words]
    year = 2000 + sum(values[2:]) if words[0] == "two" else values[0] * 100 + sum(values[1:])
    if m["season"]:
        told = day_or_none(year, 7, 1)
        return Sense(DATE, f"{year:04d}-{SEASONS[m['season']]}", told, "SE", explicit=True)
    if m["longmonth"]:
        told = day_or_none(year, month_number(m["longmonth"]), 1)
        if told is None:
            return None
        return Sense(DATE, value_of(told, "M"), told, "M", explicit=True)
    return year_sense(year)


_YEAR_LED = re.compile(r"\b(?:in|since|until|by|year|of|from|during|before|after)\s$")


def _spoken_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "Twenty twelve" and "two thousand" are years only where a year is led in."""
    first, *rest = m["spoken"].split()
    if first in ("two", "twenty") or rest == ["hundred"] or m["spoken"].endswith("-hundred"):
        return bool(_YEAR_LED.search(telling.low, max(0, m.start("spoken") - 8), m.start("spoken")))
    return True


_DIGIT = "(?:one|two|three|four|five|six|seven|eight|nine)"
_TEEN = "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_SPOKEN = (
    rf"(?P<spoken>(?:nineteen|eighteen|seventeen|twenty)[ -](?:hundred|(?:oh[ -])?{_DIGIT}\b"
    rf"|{_TEEN}\b|{_TENS}(?:[ -]{_DIGIT})?)"
    rf"|two thousand(?: (?:and )?(?:{_DIGIT}\b|{_TEEN}\b|twenty(?:[- ]{_DIGIT})?))?)"
)
_BC = BEFORE_CHRIST

RULES: tuple[Rule, ...] = (
    Rule("year", "year",
         pattern(r"(?:the (?=years?|early|late|mid|fiscal))?(?:(?:fiscal year|fiscal|years?|fy) ?)?"
                 r"(?:(?:early|late|mid|pre|post)[ -])?<year>"),
         _year, "The base opened in 1971 and grew after 2017.", "1971=1971; 2017=2017",
         _year_fits),
    Rule("last year of a range", "year", pattern(r"(?P<short>[0-9]{2})"), _last_year_of_range,
         "The war of 1914-18 ended it.", "1914=1914; 18=1918", _last_year_of_range_fits),
    Rule("short year", "short", pattern(r"'(?P<two>[0-9]{2})(?!s)"), _short_year,
         "The class of '98 came.", "'98=1998"),
    Rule("before Christ", "bc",
         pattern(rf"(?:circa |ca?\. ?)?(?P<number>[0-9]{{1,4}})"
                 rf"(?: ?{_BC}|(?= ?(?:-|to|and|or) ?[0-9]{{1,4}} ?{_BC}))"),
         _before_christ, "Athens won in 490 BC.", "490 BC=BC0490"),
    Rule("anno Domini", "bc",
         pattern(r"a\.?d\.? (?P<after>[0-9]{1,4})|(?P<number>[0-9]{1,4}) (?:a\.?d\.?|c\.?e\.)"),
         _anno_domini, "The wall fell in AD 79.", "AD 79=0079"),
    Rule("decade", "decade",
         pattern(rf"(?:the )?{EARLY_LATE}(?:(?P<tens>[0-9]{{2,3}}0)'?s(?: (?P<bc>{_BC}))?"
                 rf"|'?(?P<two>[2-9]0)'?s|(?:nineteen[ -])?(?P<word>{'|'.join(DECADE_WORDS)}))"),
         _decade, "It grew in the late 1980s and the nineties.",
         "the late 1980s=198; the nineties=199", _decade_fits),
    Rule("century", "century",
         pattern(rf"(?:the )?{EARLY_LATE}<ordinal>[ -]century(?: (?P<bc>{_BC}))?"),
         _century, "A fort of the 16th century stands there.", "the 16th century=15"),
    Rule("spoken year", "spoken",
         pattern(rf"(?:the year |(?:the )?<season> of )?(?:<longmonth> )?{_SPOKEN}"),
         _spoken, "It began in nineteen ninety-six.", "nineteen ninety-six=1996", _spoken_fits),
)  # fmt: skip
