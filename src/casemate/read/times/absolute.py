"""Dates that name their year, month or day: "8 December 2024", "mid-May", "1987", "490 BC"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casemate.read.times.calendar import day_or_none, value_of
from casemate.read.times.rule import DATE, Rule, Sense
from casemate.read.times.telling import Telling, fine_enough
from casemate.read.times.vocabulary import (
    DECADE_WORDS,
    PIECES,
    SEASONS,
    SMALL,
    TENS,
    month_number,
    ordinal,
    pattern,
    unit_of,
)

# A month and day told without a year lie within this of the publication, or the other way round.
_FAR = 300
_FAR_MONTH = 297
# A story goes forward; a month this many days before the last date told is next year's.
_STORY_BACK = 200
_STORY_FORTH = 290


_M = PIECES["month"]
_Y = PIECES["year"]
_LINK = r"(?:\s?-\s?|\s(?:to|and|or|until|till|through)\s|,\s)"
_YEAR_AFTER = re.compile(
    rf"{_LINK}(?:(?:early|late|mid|the)[-\s])?(?:{_M}(?:\s[0-9]{{1,2}}(?:st|nd|rd|th)?\b,?)?,?|[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s{_M})?,?)"
    rf"\s(?:of\s)?(?P<year>{_Y})|\s?\([^()\n]{{1,40}}\),?\s(?P<year2>{_Y})"
)


def year_after(low: str, end: int) -> int | None:
    """The year that stands with the other end of a pair: "in August and September 1914"."""
    match = _YEAR_AFTER.match(low, end)
    return None if match is None else int(match["year"] or match["year2"])


_LAST_LED = re.compile(r"\b(?:last|this past)\s$")


def day_near(telling: Telling, month: int, day: int, begin: int, end: int) -> date | None:
    """The day a month and day mean where no year is said."""
    now = telling.now
    if now is None:
        return None
    options = [day_or_none(now.year + shift, month, day) for shift in (-1, 0, 1)]
    days = [option for option in options if option is not None]
    if not days:
        # February 29 outside a leap year, or no day at all.
        far = [day_or_none(now.year + shift, month, day) for shift in (-4, -3, -2, 2, 3, 4)]
        days = [option for option in far if option is not None]
    if not days:
        return None
    if telling.narrative:
        return _in_story(telling, days, now, begin)
    lead = _LAST_LED.search(telling.low, max(0, begin - 14), begin)
    if lead is not None:
        return max((day for day in days if day < now), default=None)
    chosen = telling.nearest(days, telling.ahead(begin, end))
    if chosen is not None and abs((chosen - now).days) > _FAR:
        chosen = min(days, key=lambda other: abs((other - now).days))
    return chosen


def month_near(telling: Telling, month: int, begin: int, end: int) -> date | None:
    """The first day of the month that a bare month name means."""
    now = telling.now
    if now is None:
        return None
    days = [date(now.year + shift, month, 1) for shift in (-1, 0, 1) if 0 < now.year + shift < 9999]
    if telling.narrative:
        return _in_story(telling, days, now.replace(day=1), begin)
    if telling.ahead(begin, end) > 0:
        later = [day for day in days if day >= now.replace(day=1)]
        return min(later, default=None)
    past = max((day for day in days if day <= now), default=None)
    if past is not None and (now - past).days > _FAR_MONTH:
        # So long ago a month would carry its year; the one about to come is meant.
        return min((day for day in days if day > now), default=past)
    return past


def _in_story(telling: Telling, days: list[date], now: date, at: int) -> date | None:
    year = telling.year_around(at)
    if year is not None:
        return day_or_none(year, days[0].month, days[0].day)
    if telling.unit in ("Y", "SE", "H6"):
        same = [day for day in days if day.year == now.year]
        return same[0] if same else None
    within = [day for day in days if -_STORY_BACK <= (day - now).days <= _STORY_FORTH]
    return min(within or days, key=lambda day: abs((day - now).days))


def _full(year: int, month: int, day: int, explicit: bool = True) -> Sense:
    told = day_or_none(year, month, day)
    if told is None:
        return Sense(DATE, None)
    return Sense(DATE, told.isoformat(), told, "D", explicit=explicit)


def _month_day(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    month, day = month_number(m["month"]), ordinal(m["day"])
    if groups.get("year"):
        return _full(int(m["year"]), month, day)
    if groups.get("same") and telling.day is not None:
        return _full(telling.day.year, month, day, False)
    if (later := year_after(telling.low, m.end())) is not None:
        return _full(later, month, day)
    if telling.before_christ is not None:
        return Sense(DATE, f"BC{telling.before_christ:04d}-{month:02d}-{day:02d}")
    told = day_near(telling, month, day, *m.span())
    if told is None:
        known = day_or_none(2024, month, day) is not None
        return Sense(DATE, f"XXXX-{month:02d}-{day:02d}" if known else None)
    return _full(told.year, month, day, False)


def _capital(m: re.Match[str], telling: Telling) -> bool:
    """A month that is also a word, or short, counts when it is written with a capital."""
    begin = m.start("month")
    word = m["month"]
    return word not in ("may", "march", "mar", "sun", "sat", "dec", "jan", "sep", "nov", "oct") or (
        telling.text[begin].isupper()
    )


def _month_year(m: re.Match[str], telling: Telling) -> Sense | None:
    month, groups = month_number(m["month"]), m.groupdict()
    if groups.get("bc"):
        return Sense(DATE, f"BC{int(m['number']):04d}-{month:02d}")
    year = int(m["year"]) if groups.get("year") else int(m["number"])
    told = day_or_none(year, month, 1)
    if told is None:
        return Sense(DATE, None)
    return Sense(DATE, value_of(told, "M"), told, "M", explicit=True)


_TITLES = re.compile(r"(?:mrs?|ms|miss|sir|lady|minister|theresa|brian|pm|lord|james)\.?\s$")
_BEFORE_MAY = re.compile(
    r"\b(?:in|since|until|till|by|from|to|through|during|of|last|this|next|and|early|late|mid|each|every|before|after|for"
    r"|through|between|or|until|early-|late-|mid-|the|previous|following|on|around|about|as of|starting|beginning)[\s-]$"
)


_MONTH_AFTER = re.compile(rf"(?:\s?-\s?|\s(?:and|to|or|through|until)\s)(?:{PIECES['month']})\b")
_MONTH_BEFORE = re.compile(rf"(?:{PIECES['month']})(?:\s[0-9]{{1,2}})?-$|(?:mid|early|late)-$")


def _bare_month_fits(m: re.Match[str], telling: Telling) -> bool:
    word, begin, end = m["month"], m.start("month"), m.end("month")
    capital = telling.text[begin].isupper()
    if not capital and word in ("may", "march", "mar", "jan", "dec", "oct"):
        return False
    left = telling.low[max(0, begin - 24) : begin]
    if word == "may" and _TITLES.search(left):
        return False
    right = telling.low[end : end + 16]
    if capital and (
        _MONTH_AFTER.match(right) or (re.search(r"[a-z]-$", left) and _MONTH_BEFORE.search(left))
    ):
        return True
    if word in ("may", "march", "april", "june"):
        # Names of people and verbs: a preposition must lead them in.
        if not capital or m.groupdict().get("lead"):
            return capital
        if re.search(r"\b(?:an?|the|its|his|their|that)\s$", left):
            return bool(
                re.match(
                    r"\s(?!to\b|through\b|on\b|of\b|for\b|and\b|by\b|against\b|was\b|in\b)[a-z]",
                    right,
                )
            )
        return bool(_BEFORE_MAY.search(left)) or left.endswith("(")
    if word.rstrip(".") in (
        "jan",
        "mar",
        "dec",
        "sep",
        "apr",
        "jun",
        "jul",
        "feb",
        "oct",
        "nov",
        "sept",
        "aug",
    ):
        return capital and (
            word.endswith(".")
            or (word not in ("jan", "jun", "mar", "dec") and bool(_BEFORE_MAY.search(left)))
        )
    return True


_YEAR_WORD = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
}


def _bare_month(m: re.Match[str], telling: Telling) -> Sense | None:
    month, groups, now = month_number(m["month"]), m.groupdict(), telling.now
    if telling.before_christ is not None:
        return Sense(DATE, f"BC{telling.before_christ:04d}-{month:02d}")
    told: date | None = None
    if groups.get("same") and telling.day is not None:
        told = date(telling.day.year, month, 1)
    elif (later := year_after(telling.low, m.end())) is not None:
        told = date(later, month, 1)
    elif now is None:
        told = None
    elif groups.get("yearword"):
        told = day_or_none(now.year + _YEAR_WORD[m["yearword"].split()[-1]], month, 1)
    elif groups.get("lead"):
        told = _led_month(m["lead"], month, now)
    else:
        told = month_near(telling, month, *m.span())
    if told is None:
        return Sense(DATE, f"XXXX-{month:02d}")
    return Sense(DATE, value_of(told, "M"), told, "M")


def _led_month(lead: str, month: int, now: date) -> date | None:
    this = date(now.year, month, 1)
    word = lead.split()[-1]
    if word in ("last", "past", "previous", "preceding"):
        return this if month < now.month else day_or_none(now.year - 1, month, 1)
    if word in ("next", "coming", "following", "upcoming"):
        return this if month > now.month else day_or_none(now.year + 1, month, 1)
    return this


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|of|during|before|after|early|late|mid|fiscal|and|to|through|between|summer|spring"
    r"|autumn|fall|winter|around|about|circa|c\.|ca\.|year|years|election|elections|prior to|over|for|at|as of|pre|post|the|or|late in"
    r"|early in|later in|throughout|than|until|under|with|on|a|an|into|beyond|back to|that)[\s-]|[(\[,;–—-]\s?|'s\s)$"
)
_COUNTED = re.compile(
    r"\s(?!(?:in|on|at|by|to|of|the|and|when|with|as|a|an|for|from|after|before|but|that|while|until|where|which|or|against|during|under|it|he|they|she)\b)(?!(?:was|is|has|as|its|this|his|us|across|always|perhaps|thus|besides|amounts|sales|results|earnings|elections|talks|olympics|times"
    r"|revenues|profits|plus|less|species|series|news|congress|crisis|process|campaigns?|floods|riots|protests|bombings|attacks|loss)\b)"
    r"(?:\w+\s)?\w{2,}(?:s|men|people|troops|tons|km|miles|percent|feet|dead|wounded|strong)\b"
)
_NOT_YEAR_BEFORE = re.compile(
    r"(?:[$£€#№]|\b(?:no|nos|page|pages|flight|route|highway|model|boeing|about|around|some|nearly|almost|over|than|least|approximately"
    r"|only|up to|another|psalm|section|chapter|resolution|act|order|room|building|squadron|regiment|division|hull|pennant|number|numbered|unit"
    r"|project|type|class|index|lines?|at)\.?\s)$"
)


def _year_fits(m: re.Match[str], telling: Telling) -> bool:
    year = int(m["year"])
    begin, end = m.span("year")
    low = telling.low
    left = low[max(0, begin - 16) : begin]
    right = low[end : end + 30]
    led = m.start() < begin or bool(_BEFORE_YEAR.search(left))
    plausible = 1900 <= year <= 2050
    if m.start() == begin and re.search(r"[0-9]-$", left):
        return re.search(
            r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}-$", left
        ) is not None and not right.startswith("-")
    if (
        m.start() == begin
        and _NOT_YEAR_BEFORE.search(left)
        and not re.search(r"\b(?:in|since|until|than|around|about) $", left)
    ):
        return False
    if re.match(
        r"\s?(?:%|percent|°|km\b|kg\b|mm\b|mph\b|nm\b|ft\b|hours\b|hrs?\b|gmt\b|utc\b|local\b|b\.?c\b|million|billion|degrees)|-(?:ton|pound|foot|meter|metre|mile|kilometer|acre|seat|member|room|bed|man|year|strong|page|megawatt)",
        right,
    ):
        return False
    if plausible:
        if _COUNTED.match(right) and not re.search(
            r"\b(?:in|since|by|until|of|from|during|late|early|mid|after|before|summer|winter|spring|autumn|fall)[\s-]$",
            left,
        ):
            return led and bool(
                re.search(r"\b(?:the|fiscal|that|this|his|its|their)\s$|'s\s$", left)
            )
        return led or not re.match(r"\s[a-z]+s\b", right)
    if (
        telling.narrative
        and re.search(r"\b(?:the|that|this)\s$", left)
        and re.match(r"\s[a-z]", right)
    ):
        return not _COUNTED.match(right)
    if not led or re.search(
        r"\b(?:and|to|for|at|with|on|a|an|the|than|over|or|about|around|under|that|into|by|of|from|through)\s$",
        left,
    ):
        # Before 1900 a bare number needs more than a loose preposition.
        if not telling.narrative or _COUNTED.match(right):
            return False
        return bool(
            re.search(r"\b(?:by|of|from|to|and|the|or|about|around|until)\s$|[(–-]$", left)
        ) and bool(
            re.match(
                r"[\s]*[),.;:–-]|\s(?:and|to|the|was|when|with|he|they|a|after|until|by|in)\b|$",
                right,
            )
        )
    return not _COUNTED.match(right)


def _year(m: re.Match[str], telling: Telling) -> Sense | None:
    year = int(m["year"])
    told = day_or_none(year, 1, 1)
    return Sense(DATE, f"{year:04d}", told, "Y", explicit=True)


def _short_year(m: re.Match[str], telling: Telling) -> Sense | None:
    two = int(m["two"])
    now = telling.now or telling.published
    if now is None:
        return Sense(DATE, f"XX{two:02d}")
    century = now.year - now.year % 100
    if telling.narrative:
        year = century + two
    else:
        year = century + two if century + two <= now.year + 10 else century - 100 + two
    return Sense(DATE, f"{year:04d}", day_or_none(year, 1, 1), "Y")


def _before_christ(m: re.Match[str], telling: Telling) -> Sense | None:
    year = int(m["number"])
    telling.before_christ = year
    return Sense(DATE, f"BC{year:04d}")


def _anno(m: re.Match[str], telling: Telling) -> Sense | None:
    year = int(m["number"])
    return (
        Sense(DATE, f"{year:04d}", day_or_none(year, 1, 1), "Y", explicit=True)
        if year
        else Sense(DATE, None)
    )


def _decade(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    bc = bool(groups.get("bc"))
    if groups.get("tens"):
        value = f"BC0{m['tens'][:2]}" if bc and len(m["tens"]) == 3 else m["tens"][:3]
        if bc:
            return Sense(DATE, value)
        return Sense(DATE, value, day_or_none(int(m["tens"]), 1, 1), "E", explicit=True)
    digit = int(m["two"][0]) if groups.get("two") else DECADE_WORDS[m["word"]]
    now = telling.now or telling.published
    if now is None:
        return Sense(DATE, f"XX{digit}")
    century = now.year // 100
    if century * 100 + digit * 10 > now.year:
        century -= 1
    return Sense(DATE, f"{century:02d}{digit}", day_or_none(century * 100 + digit * 10, 1, 1), "E")


def _decade_fits(m: re.Match[str], telling: Telling) -> bool:
    groups = m.groupdict()
    if groups.get("word"):
        return bool(
            re.search(
                r"\b(?:the|early|late|mid|middle|nineteen)[\s-]$",
                telling.low[max(0, m.start("word") - 9) : m.start("word")],
            )
        ) and not re.search(
            r"\b(?:his|her|their|my|our)\s(?:early|late|mid)?[\s-]?$",
            telling.low[max(0, m.start() - 14) : m.start("word")],
        )
    return True


def _century(m: re.Match[str], telling: Telling) -> Sense | None:
    number = ordinal(m["ordinal"])
    if m.groupdict().get("bc"):
        return Sense(DATE, f"BC{number - 1:02d}")
    if not 1 <= number <= 30:
        return None
    return Sense(
        DATE, f"{number - 1:02d}", day_or_none((number - 1) * 100 + 1, 1, 1), "C", explicit=True
    )


def _weekday_month_fits(m: re.Match[str], telling: Telling) -> bool:
    return _capital(m, telling) and _day_fits(m, telling)


def _day_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "May 5" yes; "march on 7 villages", "1 may go", "March 2,000" no."""
    if not _capital(m, telling):
        return False
    word, after = m["day"], telling.low[m.end() : m.end() + 12]
    if word.isdigit() and m.end("day") == m.end():
        if re.match(
            r"(?:,[0-9]{3}\b|\.[0-9]|:[0-9]{2}|%|\s(?:percent|per\scent|million|billion|people|p\.m|a\.m|pm\b|am\b))",
            after,
        ):
            return False
    if (
        m["month"] in ("may", "march")
        and m.start("day") < m.start("month")
        and not m.groupdict().get("year")
    ):
        # "5 May" is a day; "the 5 may" was refused above, "Top 10 March on" is rare.
        return telling.text[m.start("month")].isupper()
    return True


def _iso(m: re.Match[str], telling: Telling) -> Sense | None:
    year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    return _full(year, month, day)


def _numeric(m: re.Match[str], telling: Telling) -> Sense | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if len(m["y"]) == 2:
        year += 2000 if year < 50 else 1900
    dots = m["sep"] == "."
    month, day = (b, a) if (a > 12 or (dots and b <= 12)) else (a, b)
    sense = _full(year, month, day)
    return sense if sense.value or len(m["y"]) == 4 else None


_BIG = re.compile(r"[ \-]")


def _spoken_year(m: re.Match[str], telling: Telling) -> Sense | None:
    words = [word for word in re.split(r"[\s-]+", m["spoken"]) if word != "and"]
    if words[0] == "two":
        rest = sum(SMALL.get(word, 0) + TENS.get(word, 0) for word in words[2:])
        year = 2000 + rest
    else:
        head = SMALL.get(words[0], 0) + TENS.get(words[0], 0)
        rest = sum(
            SMALL.get(word, 0) + TENS.get(word, 0)
            for word in words[1:]
            if word not in ("hundred", "oh")
        )
        year = head * 100 + rest
    month = m.groupdict().get("longmonth")
    if m.groupdict().get("season"):
        code = SEASONS[m["season"]]
        return Sense(DATE, f"{year:04d}-{code}", day_or_none(year, 7, 1), "SE", explicit=True)
    if month:
        told = day_or_none(year, month_number(month), 1)
        return told and Sense(DATE, value_of(told, "M"), told, "M", explicit=True)
    return Sense(DATE, f"{year:04d}", day_or_none(year, 1, 1), "Y", explicit=True)


_YEAR_END = {"last": -1, "this": 0, "next": 1}


def _year_end(m: re.Match[str], telling: Telling) -> Sense | None:
    now = telling.now
    if now is None:
        return Sense(DATE, "XXXX-12")
    told = date(now.year, 12, 31)
    if telling.ahead(*m.span()) < 0 and not telling.narrative and now.month < 6:
        told = date(now.year - 1, 12, 31)
    return Sense(DATE, f"{told.year:04d}", told, "Y")


_RANGE_LEFT = re.compile(
    rf"(?:{PIECES['month']})\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s?-\s?|\s(?:to|and|or|until|through)\s|,\s(?!(?:1[0-9]|20)[0-9]{{2}}))(?:the\s)?$"
)
_RANGE_RIGHT = re.compile(
    rf"[\s-]*(?:to|and|or|until|through|,)?[\s-]*(?:the\s)?[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s(?P<month>{PIECES['month']})(?:,?\s(?P<year>{PIECES['year']}))?"
)


def _range_first(m: re.Match[str], telling: Telling) -> Sense | None:
    right = _RANGE_RIGHT.match(telling.low, m.end())
    if right is None:
        return None
    month, day = month_number(right["month"]), ordinal(m["daynumber"])
    if right["year"]:
        return _full(int(right["year"]), month, day)
    told = day_near(telling, month, day, m.start(), right.end())
    return (
        Sense(DATE, f"XXXX-{month:02d}-{day:02d}")
        if told is None
        else _full(told.year, month, day, False)
    )


def _range_last(m: re.Match[str], telling: Telling) -> Sense | None:
    """ "December 8-10": the month was told with the first day."""
    day, first = ordinal(m["daynumber"]), telling.last_day
    if first is None or telling.unit != "D":
        return None
    told = day_or_none(int(m["year"]) if m["year"] else first.year, first.month, day)
    return None if told is None or told <= first else Sense(DATE, told.isoformat(), told, "D")


def _range_year(m: re.Match[str], telling: Telling) -> Sense | None:
    if telling.day is None or telling.unit != "Y":
        return None
    year = telling.day.year - telling.day.year % 100 + int(m["short"])
    return Sense(DATE, f"{year:04d}", day_or_none(year, 1, 1), "Y", explicit=True)


def _ides(m: re.Match[str], telling: Telling) -> Sense | None:
    """The day of a month told before: "on the 14th"."""
    day = ordinal(m["nth"])
    base = telling.day if telling.day is not None and telling.unit in ("D", "M") else telling.now
    if base is None:
        return Sense(DATE, f"XXXX-XX-{day:02d}")
    told = day_or_none(base.year, base.month, day)
    if (
        not telling.narrative
        and base == telling.now
        and told
        and told > base
        and telling.ahead(*m.span()) < 0
    ):
        earlier = base.replace(day=1) - timedelta(days=1)
        told = day_or_none(earlier.year, earlier.month, day)
    return Sense(DATE, told.isoformat(), told, "D") if told else Sense(DATE, None)


_BC = r"(?:b\.c\.e\.|b\.c\.?|bce?)"
_MOD = r"(?:(?:early|late|mid)[ -])?"
_SAME = r"(?P<same>(?: of)? (?:that|the same|that same) year)"
_YEARWORD = r"(?: (?:of )?(?P<yearword>(?:last|this|next|the previous|the coming)) year)"
_LEAD = r"(?:(?P<lead>(?:this )?(?:last|this|next|past|coming|previous|following)) )"
_SPOKEN = (
    r"(?P<spoken>(?:nineteen|eighteen|seventeen|twenty)[ -](?:hundred|(?:oh[ -])?(?:one|two|three|four|five|six|seven|eight|nine)\b"
    r"|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
    r"|two thousand(?: (?:and )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?))?)"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "month day", "month",
        pattern(rf"(?:(?:last|this past) )?(?:<weekday>,? )?{_MOD}<month> ?(?:the )?<day>(?:(?:, ?| |, of | of )<year>|{_SAME})?", hyphen=True),
        _month_day, "They left on Dec. 8 and on March 3, 2021.", "Dec. 8=2024-12-08; March 3, 2021=2021-03-03", _day_fits,
    ),
    Rule(
        "day month", "month",
        pattern(rf"(?:<weekday>,? )?(?:the )?(?:{_MOD}<day>(?: of | |-)(?:{_MOD})?)<month>(?:(?:,? | of |-)<year>|{_SAME})?", hyphen=True),
        _month_day, "They left on 8 December and on the 3rd of March 2021.", "8 December=2024-12-08; the 3rd of March 2021=2021-03-03", _day_fits,
    ),
    Rule(
        "month year", "month",
        pattern(rf"{_MOD}<month>(?:,| of|,? in)?[ -](?:<year>|(?P<number>[0-9]{{1,4}})(?= ?{_BC}) ?(?P<bc>{_BC}))", hyphen=True),
        _month_year, "It closed in September 2015.", "September 2015=2015-09", _capital,
    ),
    Rule(
        "bare month", "month", pattern(rf"(?:{_LEAD})?{_MOD}<month>(?:{_YEARWORD}|{_SAME})?", hyphen=True),
        _bare_month, "It closed in October and reopens in March this year.", "October=2024-10; March this year=2024-03", _bare_month_fits,
    ),
    Rule(
        "year", "year", pattern(r"(?:the )?(?:(?:year|fiscal year|fiscal) )?(?:(?:early|late|mid|pre|post)[ -])?<year>"),
        _year, "The base opened in 1971 and grew after 2017.", "1971=1971; 2017=2017", _year_fits,
    ),
    Rule("first day of a range", "month",
         pattern(r"(?:the )?<daynumber>(?= ?(?:-|to|and|or|until|through|,) ?(?:the )?[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? (?:%s))" % PIECES["month"]),
         lambda m, t: _range_first(m, t), "They met on 8-10 December 2023.", "8=2023-12-08; 10 December 2023=2023-12-10"),
    Rule("last day of a range", "month",
         pattern(r"<daynumber>(?:,? <year>)?"), lambda m, t: _range_last(m, t),
         "They met on December 8-10, 2023.", "December 8=2023-12-08; 10, 2023=2023-12-10",
         lambda m, t: _RANGE_LEFT.search(t.low, max(0, m.start() - 26), m.start()) is not None
         and not re.match(r"\s?(?:%|percent|people|points|killed|dead|million|years|a\.m|p\.m|-)|[:.,][0-9]", t.low[m.end() : m.end() + 9])),
    Rule("last year of a range", "year", pattern(r"(?P<short>[0-9]{2})"), lambda m, t: _range_year(m, t),
         "The war of 1914-18 ended it.", "1914=1914; 18=1918",
         lambda m, t: re.search(r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}[-/]$", t.low[max(0, m.start() - 6) : m.start()]) is not None
         and int(m["short"]) > int(t.low[m.start() - 3 : m.start() - 1]) and not t.low.startswith(("-", "/"), m.end())),
    Rule("short year", "short", pattern(r"'(?P<two>[0-9]{2})(?!s)"), _short_year,
         "The class of '98 came.", "'98=1998"),
    Rule("before Christ", "bc", pattern(rf"(?:circa |ca?\. ?)?(?P<number>[0-9]{{1,4}})(?: ?{_BC}|(?= ?(?:-|to|and|or) ?[0-9]{{1,4}} ?{_BC}))"), _before_christ,
         "Athens won in 490 BC.", "490 BC=BC0490"),
    Rule("anno Domini", "bc", pattern(r"(?:(?P<n>a\.?d\.?) (?P<number>[0-9]{1,4})|(?P<num>[0-9]{1,4}) (?:a\.?d\.?|c\.?e\.))"),
         lambda m, t: _anno_either(m), "The wall fell in AD 79.", "AD 79=0079"),
    Rule("decade", "decade", pattern(rf"(?:the )?(?:{_MOD})?(?:(?P<tens>[0-9]{{3,4}}(?<=0))'?s(?: (?P<bc>{_BC}))?|'(?P<two>[0-9]0)'?s|(?:nineteen[ -])?(?P<word>{'|'.join(DECADE_WORDS)}))"),
         _decade, "It grew in the late 1980s and the nineties.", "the late 1980s=198; the nineties=199", _decade_fits),
    Rule("century", "century", pattern(rf"(?:the )?(?:{_MOD})?<ordinal>[ -]century(?: (?P<bc>{_BC}))?"),
         _century, "A fort of the 16th century stands there.", "the 16th century=15"),
    Rule("spoken year", "spoken", pattern(rf"(?:the year |(?:the )?<season> of )?(?:<longmonth> )?{_SPOKEN}"),
         lambda m, t: _spoken(m, t), "It began in nineteen ninety-six.", "nineteen ninety-six=1996",
         lambda m, t: _spoken_fits(m, t)),
    Rule("ISO date", "iso", pattern(r"(?P<y>[12][0-9]{3})(?P<s>[-/.])(?P<m>[01]?[0-9])(?P=s)(?P<d>[0-3]?[0-9])(?=t|\b)"),
         _iso, "Seen 2024-12-08.", "2024-12-08=2024-12-08"),
    Rule("numeric date", "iso", pattern(r"(?P<a>[0-3]?[0-9])(?P<sep>[-/.])(?P<b>[0-3]?[0-9])(?P=sep)(?P<y>[12][0-9]{3}|[0-9]{2})"),
         _numeric, "Seen 13.12.2024 and 12/9/2024.", "13.12.2024=2024-12-13; 12/9/2024=2024-12-09",
         lambda m, t: m["sep"] != "." or len(m["y"]) == 4),
    Rule("day of the month", "nth", pattern(r"the (?P<nth>[12]?[0-9](?:st|nd|rd|th)|3[01](?:st|th))"),
         _ides, "They met on Dec. 3 and again on the 9th.", "Dec. 3=2024-12-03; the 9th=2024-12-09",
         lambda m, t: bool(re.search(r"\b(?:on|until|by|since|of|from|to|and|till|through)\s$", t.low[max(0, m.start() - 9) : m.start()]))
         and not re.match(r"[\s-]+(?!(?:and|but|when|after|before|at|in|to|with|as|the|he|she|they|it|a|an|by|from|while)\b)[a-z]", t.low[m.end() : m.end() + 14])),
    Rule("year's end", "yearend", pattern(r"(?:the )?(?:year-end|year end|year's end|end-year|turn of the year)"),
         _year_end, "It will close by year-end.", "year-end=2024"),
    Rule("unit's end", "yearend", pattern(r"(?:the )?(?P<single>month|week|decade|century)(?:-| |'s )end"), lambda m, t: relative_end(m, t),
         "They left by month's end.", "month's end=2024-12", lambda m, t: "'" in m[0] or "-" in m[0]),
)  # fmt: skip


def relative_end(m: re.Match[str], telling: Telling) -> Sense | None:
    base, unit = telling.day if telling.narrative else telling.now, unit_of(m["single"])
    if base is None or not fine_enough(telling.unit if telling.narrative else "D", unit):
        return Sense(DATE, None)
    return Sense(DATE, value_of(base, unit), base, unit)


def _anno_either(m: re.Match[str]) -> Sense:
    year = int(m["number"] or m["num"])
    return (
        Sense(DATE, f"{year:04d}", day_or_none(year, 1, 1), "Y", explicit=True)
        if year
        else Sense(DATE, None)
    )


def _spoken(m: re.Match[str], telling: Telling) -> Sense | None:
    return _spoken_year(m, telling)


def _spoken_fits(m: re.Match[str], telling: Telling) -> bool:
    if m["spoken"].split()[0] in ("two", "twenty") or re.fullmatch(r"\w+[\s-]hundred", m["spoken"]):
        return bool(
            re.search(
                r"\b(?:in|since|until|by|year|of|from|during|before|after)\s$",
                telling.low[max(0, m.start("spoken") - 8) : m.start("spoken")],
            )
        )
    return True
