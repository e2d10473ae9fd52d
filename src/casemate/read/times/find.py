"""Find time expressions: one scan for words of time, small grammars around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casemate.read.times import (
    absolute,
    clock,
    lengths,
    named_days,
    offsets,
    quarters,
    relative,
    seasons,
    sets,
    vague,
    years,
)
from casemate.read.times.calendar import step, value_of
from casemate.read.times.found import Found
from casemate.read.times.rule import DATE, DURATION, TIME, Rule
from casemate.read.times.telling import Telling, fine_enough

RULES: tuple[Rule, ...] = (
    *absolute.RULES,
    *years.RULES,
    *named_days.RULES,
    *quarters.RULES,
    *relative.RULES,
    *offsets.RULES,
    *seasons.RULES,
    *clock.RULES,
    *lengths.RULES,
    *sets.RULES,
    *vague.RULES,
)
# Kinds of trigger word. A word may be of one kind only; the first that matches counts.
HEADS = {
    "iso": r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}",
    "spoken": r"nineteen[ -](?:hundred|ninety|eighty|seventy|sixty|fifty|forty|thirty|twenty|oh|\w+teen|ten|eleven|twelve)"
    r"|eighteen[ -](?:hundred|\w+ty|\w+teen)|twenty[ -](?:ten|twelve|\w+teen|twenty)|two thousand",
    "clock": r"[0-9]{1,2}[:.h][0-9]{2}(?![0-9])|[0-9]{1,2} ?[ap]\.? ?m\b|\w+ [ap]\.m\b|\w+ o'clock|[0-9]{4} ?(?:hrs|hours|gmt|utc)\b",
    "bc": r"[0-9]{1,4} ?(?:b\.?c\b|a\.?d\b|c\.e\b)|a\.?d\.? [0-9]{1,4}",
    "decade": r"(?:[0-9]{2,3}0|'[0-9]0)'?s\b|(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b",
    "year": r"(?:1[0-9]|20)[0-9]{2}(?![0-9])",
    "nth": r"[0-9]{1,2}(?:st|nd|rd|th)(?! centur)\b",
    "plural": r"(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|on weekends",
    "weekday": r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\.",
    "named": r"new year's?|christmas|orthodox|boxing day|epiphany|valentine|defender of|international women|women's day"
    r"|st\. patrick|april fool|anzac|may day|victory day|ve day|bastille|halloween|all saints|armistice|veterans|navy day"
    r"|fourth of july|july fourth|guy fawkes|nowruz|thanksgiving|labor day|memorial day|martin luther|president'?s'? day"
    r"|columbus|mother's day|father's day|black friday|good friday|easter|palm sunday|ash wednes|mardi|pentecost|whit"
    r"|eid|ramadan|ashura|muharram",
    "month": r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    "day": r"today|yesterday|tomorrow|tonight|day (?:before yest|after tom)",
    "yearend": r"(?:year|month|week)[- ]end\b|(?:year|month|week|decade|century)'s end|end-year|turn of the year",
    "quarter": r"(?:first|second|third|fourth|1st|2nd|3rd|4th|last|latter|final|fiscal)[- ](?:fiscal[- ])?(?:quarter|half)|q[1-4]\b|quarter\b|period\b",
    "century": r"(?:\w+|[0-9]+(?:st|nd|rd|th))[ -]century",
    "unit": r"seconds?\b|minutes?\b|mins?\b|hours?\b|hrs?\b|days?\b|weeks?\b|fortnights?\b|months?\b|years?\b|decades?\b|centur(?:y|ies)\b"
    r"|millenni(?:um|a)\b|weekends?\b|nights?\b|quarters\b|half year",
    "season": r"(?:spring|summer|autumn|fall|winter)\b",
    "part": r"mid-?[ -]?(?:morning|afternoon)|morning|afternoon|evening|forenoon|dawn|dusk|sunrise|sunset|daybreak|overnight",
    "noon": r"noon|midnight|mid-?day",
    "adverb": "(?:" + "|".join(sets.ADVERBS) + r")\b",
    "vague": r"now\b|currently|current\b|at present|nowadays|these days|at the mom|time being|at this|present|recent|the past|soon\b|(?:near|foreseeable|immediate|distant|the) future|(?:near|short|long|longer|medium)[- ]term",
    "short": r"(?<!\w)'[0-9]{2}\b",
}  # fmt: skip
_HEAD = re.compile("|".join(rf"(?P<{kind}>(?<![\w]){written})" for kind, written in HEADS.items()))
# Words of one kind that also start the rules of another.
_ALSO = {
    "unit": {"unit", "quarter", "part"},
    "quarter": {"quarter", "unit"},
    "spoken": {"spoken", "unit", "decade"},
    "clock": {"clock", "iso", "part", "unit"},
    "iso": {"iso", "clock"},
    "year": {"year", "unit", "quarter", "month", "clock"},
    "nth": {"nth", "quarter", "month", "century", "unit"},
    "yearend": {"yearend", "unit"},
    "part": {"part", "clock"},
    "weekday": {"weekday", "named"},
    "plural": {"plural", "weekday"},
    "month": {"month", "named"},
    "named": {"named", "month", "season"},
    "day": {"day", "unit"},
    "century": {"century", "unit"},
    "vague": {"vague", "unit"},
    "season": {"season"},
    "decade": {"decade", "year"},
}  # fmt: skip
_BY_KIND = {
    kind: tuple(rule for rule in RULES if set(rule.heads.split()) & _ALSO.get(kind, {kind}))
    for kind in HEADS
}
_LEFT, _RIGHT = 60, 60


def lowered(text: str) -> str:
    """Lower case, character for character, so that offsets stay right ("İ" has two)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def find(telling: Telling) -> list[Found]:
    """Expressions in reading order, none laid over another, times of day joined to their dates."""
    chosen = _choose(_candidates(telling))
    if telling.narrative:
        telling.full_dates = [
            (begin, int(year))
            for begin, _, _, match, rule in chosen
            if rule.heads == "month" and (year := match.groupdict().get("year"))
        ]
    return _joined(_read(chosen, telling), telling)


def _clusters(low: str) -> Iterator[tuple[int, int, set[str]]]:
    """Windows around trigger words, merged where they touch, with the kinds in them."""
    begin = end = -1
    kinds: set[str] = set()
    for head in _HEAD.finditer(low):
        left, right = max(0, head.start() - _LEFT), head.end() + _RIGHT
        if kinds and left <= end:
            end = right
            kinds.add(head.lastgroup or "")
            continue
        if kinds:
            yield begin, end, kinds
        begin, end, kinds = left, right, {head.lastgroup or ""}
    if kinds:
        yield begin, end, kinds


def _candidates(telling: Telling) -> list[tuple[int, int, int, re.Match[str], Rule]]:
    low, size = telling.low, len(telling.low)
    found = []
    for begin, end, kinds in _clusters(low):
        while begin > 0 and not low[begin - 1].isspace():
            begin -= 1
        while end < size and not low[end].isspace():
            end += 1
        rules = {id(rule): rule for kind in kinds for rule in _BY_KIND[kind]}
        for rule in rules.values():
            for match in rule.pattern.finditer(low, begin, min(end, size)):
                if rule.fits is None or rule.fits(match, telling):
                    found.append((match.start(), match.end(), _ORDER[rule.name], match, rule))
    return found


_ORDER = {rule.name: place for place, rule in enumerate(RULES)}


def _choose(
    found: list[tuple[int, int, int, re.Match[str], Rule]],
) -> list[tuple[int, int, int, re.Match[str], Rule]]:
    """The longest at each place, the earlier rule where equally long."""
    kept: list[tuple[int, int, int, re.Match[str], Rule]] = []
    taken: list[tuple[int, int]] = []
    found.sort(key=lambda c: (c[0] - c[1], c[2], c[0]))
    occupied: set[int] = set()
    for candidate in found:
        begin, end = candidate[:2]
        if begin in occupied or end - 1 in occupied:
            continue
        occupied.update(range(begin, end))
        taken.append((begin, end))
        kept.append(candidate)
    kept.sort(key=lambda c: c[0])
    return kept


def _read(chosen: list[tuple[int, int, int, re.Match[str], Rule]], telling: Telling) -> list[Found]:
    found = []
    for begin, end, _, match, rule in chosen:
        sense = rule.read(match, telling)
        if sense is None:
            continue
        found.append(Found(begin, end, rule, sense))
        if sense.day is not None and sense.unit is not None and not sense.aside:
            telling.remember(sense.day, sense.unit, begin)
        elif sense.type is TIME and sense.day is not None and sense.of_day == "TNI":
            telling.last_day = sense.day
    return found


_BETWEEN = re.compile(r"(?:,? (?:on |at |of |by |in |around |about |into )?(?:the )?|, )\Z")


def _joined(found: list[Found], telling: Telling) -> list[Found]:
    """ "10 p.m." and "on Friday" side by side are one time."""
    joined: list[Found] = []
    for here in found:
        before = joined[-1] if joined else None
        if before is not None and here.begin - before.end <= 12:
            gap = telling.low[before.end : here.begin].replace("\n", " ")
            merged = _merge(before, here, gap) if _BETWEEN.match(gap) else None
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(here)
    return [_trimmed(found, telling.low) for found in joined]


def _trimmed(found: Found, low: str) -> Found:
    """ "Two days after the crash" is two days: nothing to count from was dated."""
    if found.sense.shift is None or found.sense.type is not DURATION:
        return found
    words = re.sub(r"\s(?:before|after)\Z", "", low[found.begin : found.end])
    return replace(found, end=found.begin + len(words))


def _shifted(first: Found, second: Found) -> Found | None:
    """ "the day after Christmas": the first hangs on the second."""
    shift, base = first.sense.shift, second.sense
    if shift is None or base.day is None or not fine_enough(base.unit, shift[0]):
        return None
    day = step(base.day, *shift)
    if day is None:
        return None
    sense = replace(
        first.sense, value=value_of(day, shift[0]), type=DATE, day=day, unit=shift[0], shift=None
    )
    return Found(first.begin, second.end, first.rule, sense)


def _merge(first: Found, second: Found, gap: str) -> Found | None:
    a, b = first.sense, second.sense
    if a.of_day and b.of_day:
        # "6 a.m. in the morning", "tonight at 10 p.m.": the clock says more than the part.
        clocks = [sense for sense in (a, b) if sense.of_day and sense.of_day[1:2].isdigit()]
        if len(clocks) != 1 or a.day is None:
            return None
        part = b if clocks[0] is a else a
        day = part.day or clocks[0].day
        sense = replace(clocks[0], value=f"{day}{clocks[0].of_day}", day=day)
        return Found(first.begin, second.end, first.rule, sense)
    if a.shift is not None:
        return _shifted(first, second)
    date_side, time_side = (a, b) if b.of_day else (b, a)
    if not time_side.of_day or date_side.of_day or date_side.unit != "D" or date_side.value is None:
        return None
    day = date_side.day
    if time_side is a and time_side.of_day == "TNI" and " into " in gap and day is not None:
        # "overnight into Sunday" began on Saturday.
        day = step(day, "D", -1)
    value = f"{day}{time_side.of_day}"
    sense = replace(
        date_side,
        day=day,
        type=TIME,
        value=value,
        of_day=time_side.of_day,
        zone_minutes=time_side.zone_minutes,
    )
    return Found(first.begin, second.end, first.rule, sense)
