"""Numbers with their units, as a content states them."""

from __future__ import annotations

import re

from casemate.nouns import Quantity
from casemate.words.numbers import NUMBER_WORDS, parse_number

_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_SPELLED = rf"(?:{_WORD})(?:(?:[ -]|\sand\s)(?:{_WORD}))*"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:\s(?:hundred|thousand|million|billion|trillion))*"
_NUMBER = rf"(?:(?:{_FIGURE}){_SCALE}|{_SPELLED})"
_RANGE = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<sign>[$€£])\s?)?(?:(?:between|from)\s+)?(?P<low>{_NUMBER})"
    rf"(?:(?:\s?[-–]\s?|\s+(?:to|and|or)\s+)(?P<high>{_NUMBER}))?"
    rf"(?P<dozen>\s+dozen)?(?![\w:/]|[.,]\d)"
    r"(?P<percent>\s?%|\s+per\s?cent|\s+percent)?",
    re.IGNORECASE,
)
_DOZEN = re.compile(r"\b(?P<of>half a|a|some)\s+dozen\b|\bseveral dozen\b", re.IGNORECASE)
_PAIR = re.compile(r"\ba (?:pair|couple) of\b|\bboth\b", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|no fewer than|not less than|no less than|upwards of|"
    r"a minimum of|at minimum)\s*$",
    re.I,
)
_AT_MOST = re.compile(
    r"\b(?:at most|fewer than|less than|under|up to|no more than|as many as|a maximum of|"
    r"not more than)\s*$",
    re.I,
)
_OF_ALL = re.compile(
    rf"\s+of\s+(?:the|its|their|those|these|all)\s+(?:{_NUMBER}\s+)?", re.IGNORECASE
)
_UNIT = re.compile(r"\s*-?((?:[a-z][\w-]*\s+){0,4}[a-z][\w-]*)", re.IGNORECASE)
_MONTH = re.compile(
    r"\s*(?:of\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b\.?|"
    r"\s*(?:a\.?m\.?|p\.?m\.?|o'clock|o’clock|GMT|UTC)\b"
)
_AFTER_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)\s*$|"
    r"\b(?:Article|Resolution|No\.?|Number|Flight|Line|Chapter|Section|page|Act|at)\s*$"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_IN_YEAR = re.compile(
    r"\b(?:in|since|of|by|until|before|after|from|during|early|late|mid|to)[\s-]*$", re.I
)
# Words that end a unit: what follows is no longer what is counted.
_STOP = frozenset(
    """a an the and or of in on at to from by for with into over under near off out up down per via
    that which who whose was were is are be been being has have had will would could may might
    can should did do does than as since after before during while when where because but not all
    had left still now yesterday today then there here this these those it its they them their he
    she his her between among across along around within through toward towards against without
    about more less fewer ago later earlier away apart each every together also already only just
    took take takes went flew fly sailed sail lay lie lies sat sit sits stood stand stands stay
    remain remains remained arrive arrived arriving leave leaving depart departed returned came
    come coming moved move moving began begin landed parked moored killed wounded destroyed
    damaged withdrew pulled crossed entered passed hit struck loaded waiting""".split()
)
_MEASURES = {
    "km": "km", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km",
    "m": "m", "metre": "m", "metres": "m", "meter": "m", "meters": "m", "mile": "mile",
    "miles": "mile", "nm": "nautical mile", "knots": "knot", "knot": "knot", "foot": "foot",
    "feet": "foot", "ft": "foot", "tonne": "tonne", "tonnes": "tonne", "ton": "ton",
    "tons": "ton", "kg": "kg", "hectares": "hectare", "acres": "acre", "barrels": "barrel",
    "hour": "hour", "hours": "hour", "minute": "minute", "minutes": "minute", "day": "day",
    "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
    "year": "year", "years": "year", "dollars": "USD", "euros": "EUR", "pounds": "GBP",
    "kilowatts": "kW", "megawatts": "MW",
}  # fmt: skip
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
_PLURALS_KEPT = frozenset("aircraft people personnel troops forces headquarters series".split())


def quantities_in(text: str, begin: int, end: int) -> tuple[Quantity, ...]:
    """Quantities of `text[begin:end]` in reading order, spans into the whole text.

    "more than 40" has low 40 and an open high (infinity); "up to 6" has low 0. Years, days of a
    month and clock times are no quantities, and a bare "one" without a unit is none either.
    """
    words = text[begin:end]
    found = []
    for match in _RANGE.finditer(words):
        quantity = _quantity(words, match, begin)
        if quantity is not None:
            found.append(quantity)
    for match in _DOZEN.finditer(words):
        size = 6.0 if (match["of"] or "").lower().startswith("half") else 12.0
        exact = match["of"] is not None and match["of"].lower() != "some"
        unit = _unit(words[match.end() :])
        high = size if exact else (60.0 if match["of"] is None else 12.0)
        low = size if match["of"] is not None else 24.0
        found.append(Quantity((begin + match.start(), begin + match.end()), low, high, unit))
    for match in _PAIR.finditer(words):
        unit = _unit(words[match.end() :])
        if unit is not None:
            found.append(Quantity((begin + match.start(), begin + match.end()), 2.0, 2.0, unit))
    return tuple(sorted(found, key=lambda q: q.span))


def _quantity(words: str, match: re.Match[str], offset: int) -> Quantity | None:
    low = parse_number(match["low"])
    high = parse_number(match["high"]) if match["high"] else None
    if low is None or (match["high"] and high is None):
        return None
    before, after = words[: match.start()], words[match.end() :]
    if _MONTH.match(after) or _AFTER_MONTH.search(before):
        return None
    if match["percent"]:
        unit: str | None = "%"
    elif match["sign"]:
        unit = _SIGNS[match["sign"]]
    else:
        if _YEAR.match(match["low"]) and (_IN_YEAR.search(before) or _unit(after) is None):
            return None
        unit = _unit(after)
    if match["dozen"]:
        low, high = low * 12, None if high is None else high * 12
    if unit is None and match["low"].lower() in ("one", "zero"):
        return None
    if high is not None and high < low and " and " not in match.group():
        low, high = low, low  # "nine or two": not a range
    top = low if high is None else high
    if _AT_LEAST.search(before):
        low, top = low, float("inf")
    elif _AT_MOST.search(before):
        low = 0.0
    begins = match.start("sign") if match["sign"] else match.start("low")
    return Quantity((offset + begins, offset + match.end()), low, top, unit)


def _unit(after: str) -> str | None:
    """The head noun of what is counted, singular; None when no noun follows."""
    # "three of the five districts": three districts.
    if whole := _OF_ALL.match(after):
        after = " " + after[whole.end() :]
    match = _UNIT.match(after)
    if match is None:
        return None
    head = None
    for place, word in enumerate(match[1].replace("-", " ").split()):
        plain = word.lower()
        if plain in _STOP or (place and plain.endswith("ly")):
            break
        if plain in _MEASURES:
            return _MEASURES[plain]
        head = plain
        if _is_plural(plain):
            break
    return None if head is None else _singular(head)


def _is_plural(word: str) -> bool:
    return word in _PLURALS_KEPT or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _singular(word: str) -> str:
    if word in _PLURALS_KEPT or not _is_plural(word):
        return {"men": "man", "women": "woman", "children": "child"}.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word in ("lives", "knives", "wives"):
        return word[:-3] + "fe"
    if word.endswith(("ches", "shes", "sses", "xes", "buses", "viruses")):
        return word[:-2]
    return word[:-1]
