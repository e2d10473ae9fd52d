"""The words of time: tables, and the pattern pieces made from them.

A pattern is written with names in angle brackets (`<month> <day>`), each standing for a named
group from `PIECES`; one space stands for any single gap (a space or a line break).
"""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        """january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|
        september sept sep|october oct|november nov|december dec""".split("|"),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        """monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|
        saturday sat|sunday sun""".split("|"),
        1,
    )
    for name in names.split()
}
# Word: (TIMEX3 unit, how many of them).
UNITS = {
    "second": "S", "sec": "S", "minute": "TM", "min": "TM", "hour": "H", "hr": "H",
    "day": "D", "week": "W", "fortnight": "2W", "month": "M", "quarter": "Q", "year": "Y",
    "yr": "Y", "decade": "E", "century": "C", "centurie": "C", "millennium": "L",
    "weekend": "WE", "night": "NI", "season": "SE",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {
    "morning": "MO", "mornings": "MO", "midmorning": "MO", "mid-morning": "MO",
    "forenoon": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO",
    "afternoon": "AF", "afternoons": "AF", "mid-afternoon": "AF", "midafternoon": "AF",
    "mid afternoon": "AF", "mid morning": "MO",
    "evening": "EV", "evenings": "EV", "dusk": "EV", "sunset": "EV",
    "night": "NI", "nights": "NI", "overnight": "NI", "daytime": "DT",
}  # fmt: skip
ORDINALS = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth""".split(),
        1,
    )
} | {
    f"{tens}{joint}{word}": value + unit
    for tens, value in (("twenty", 20), ("thirty", 30))
    for joint in "- "
    for unit, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth".split(), 1
    )
    if value + unit <= 31
} | {"thirtieth": 30}  # fmt: skip
_ONES = "one two three four five six seven eight nine ten eleven twelve".split()
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: value for value, word in enumerate([*_ONES, *_TEENS], 1)}
TENS = {word: 10 * value for value, word in enumerate(_TENS, 2)}
DECADE_WORDS = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8, "nineties": 9,
}  # fmt: skip
# Minutes east of Greenwich. "GMT", "Z" and the names newspapers write out.
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "zulu": 0, "greenwich mean time": 0, "bst": 60, "wet": 0,
    "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "moscow time": 180, "est": -300,
    "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "et": -300, "jst": 540, "ist": 330,
}  # fmt: skip


def _any(words: object) -> str:
    listed = sorted((str(word) for word in words), key=len, reverse=True)  # type: ignore[attr-defined]
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in listed)


_SMALL_WORDS = _any([*SMALL])
_TENS_WORDS = _any([*TENS])
_COUNT_WORD = rf"(?:(?:{_TENS_WORDS})(?:[-\s](?:{_any(_ONES[:9])}))?|{_SMALL_WORDS})"
_COUNT = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,6}}(?:\.[0-9])?(?:\s[0-9]/[0-9])?"
    rf"|{_COUNT_WORD}(?:\s(?:hundred|thousand)(?:\sand)?(?:\s{_COUNT_WORD})?)?"
    rf"|a\shundred|a\sthousand|a\s(?:half-)?dozen)"
)
_ORDINAL_WORDS = _any(ORDINALS)
_SHORT_MONTHS = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_LONG_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
)

PIECES = {
    "month": rf"(?:{_LONG_MONTHS}|(?:{_SHORT_MONTHS})\b\.?)",
    "longmonth": rf"(?:{_LONG_MONTHS}|(?:{_SHORT_MONTHS})\.)",
    "weekday": r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\.)",
    "day": rf"(?:(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])|{_ORDINAL_WORDS})",
    "daynumber": r"(?:(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]))",
    "year": r"(?:(?:1[0-9]|20)[0-9]{2}(?![0-9]|[.,:/][0-9]|%))",
    "count": _COUNT,
    "vague": r"(?:several|some|few|many|various|numerous|countless|multiple|a\sfew|a\snumber\sof"
    r"|couple\sof|a\scouple\sof|a\sfew\smore|several\smore|many\smore|a\scouple\smore|dozens\sof"
    r"|hundreds\sof|thousands\sof)",
    "unit": r"(?:(?:second|minute|min|hour|hr|day|week|fortnight|month|quarter|year|decade|weekend"
    r"|night)s?|century|centuries|millennia|millennium)",
    "plural": r"(?:(?:second|minute|min|hour|hr|day|week|fortnight|month|quarter|year|decade"
    r"|weekend|night)s|centuries|millennia)",
    "single": r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century"
    r"|millennium|weekend|night)",
    "ordinal": rf"(?:{_ORDINAL_WORDS}|[0-9]{{1,2}}(?:st|nd|rd|th))",
    "season": r"(?:spring|summer|autumn|fall|winter)",
    "part": r"(?:mid-?\s?morning|mid-?\s?afternoon|morning|afternoon|evening|night|forenoon|dawn"
    r"|dusk|sunrise|sunset|daybreak)",
    "zone": rf"(?:{_any(ZONES)})",
}  # fmt: skip
# Pieces of patterns that are not named groups.
BEFORE_CHRIST = r"(?:b\.c\.e\.|b\.c\.?|bce?)"
EARLY_LATE = r"(?:(?:early|late|mid)[ -])?"
LEADS = (
    r"(?P<lead>this past|this coming|that same|last|this|next|past|coming|previous|following|same"
    r"|current|upcoming|preceding|subsequent|latest|that)"
)
_NAME = re.compile(r"<(\w+?)(\d?)>")


def pattern(written: str, hyphen: bool = False) -> re.Pattern[str]:
    """The compiled form of a pattern with names in angle brackets, between word boundaries.

    hyphen: whether it may begin after a word and a hyphen ("August-September").
    """

    def group(match: re.Match[str]) -> str:
        return f"(?P<{match[1]}{match[2]}>{PIECES[match[1]]})"

    # `(?P<` of the author's own groups is protected from the substitution.
    protected = written.replace("(?P<", "(?P\0").replace("(?<", "(?\0")
    filled = _NAME.sub(group, protected.replace(" ", r"\s")).replace("\0", "<")
    before = "" if hyphen else r"(?<![^\W\d]-)"
    return re.compile(rf"(?<![\w$£€#.]){before}(?:{filled})(?!\w)")


def number(words: str) -> float:
    """The value of what `<count>` matched."""
    words = words.replace("\n", " ")
    if words[0].isdigit():
        whole, _, fraction = words.partition(" ")
        value = float(whole.replace(",", ""))
        if fraction:
            upper, lower = fraction.split("/")
            value += int(upper) / int(lower) if int(lower) else 0
        return value
    total, current = 0, 0
    for word in words.replace("-", " ").split():
        if word == "a":
            current = 1
        elif word == "dozen":
            current = (current or 1) * 12
        elif word == "half":
            return 6
        elif word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        else:
            current += SMALL.get(word, 0) + TENS.get(word, 0)
    return float(total + current)


def ordinal(words: str) -> int:
    """The value of "third", "21st", "twenty-first"."""
    words = words.replace("\n", " ")
    return ORDINALS.get(words) or int(re.match(r"[0-9]+", words)[0])  # type: ignore[index]


def month_number(words: str) -> int:
    return MONTHS[words.rstrip(".")]


def weekday_number(words: str) -> int:
    return WEEKDAYS[words.rstrip(".")]


def unit_of(words: str) -> str:
    """TIMEX3 letter of a unit word, singular or plural; minutes are "TM" to differ from months."""
    stem = words[:-1] if words.endswith("s") else words
    return {"millennia": "L"}.get(words) or UNITS[stem]
