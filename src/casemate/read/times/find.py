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
    weeks,
    years,
)
from casemate.read.times.calendar import step, value_of
from casemate.read.times.found import Found
from casemate.read.times.heads import ALSO, HEAD, HEADS
from casemate.read.times.rule import DATE, DURATION, TIME, Rule
from casemate.read.times.telling import Telling, fine_enough

RULES: tuple[Rule, ...] = (
    *absolute.RULES,
    *weeks.RULES,
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
_BY_KIND = {
    kind: tuple(rule for rule in RULES if {kind, *ALSO.get(kind, ())} & set(rule.heads.split()))
    for kind in HEADS
}
# Characters around a trigger word that its expression may take.
_LEFT, _RIGHT = 60, 60
_WORD = 40


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
    for head in HEAD.finditer(low):
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


def _candidates(telling: Telling) -> list[Candidate]:
    low, size = telling.low, len(telling.low)
    found: list[Candidate] = []
    for begin, end, kinds in _clusters(low):
        # To the nearest gap, so that no word is cut; a text without gaps has no words.
        starts = [at for gap in " \n" if (at := low.rfind(gap, max(0, begin - _WORD), begin)) >= 0]
        stops = [stop for gap in " \n" if (stop := low.find(gap, end, end + _WORD)) >= 0]
        begin, end = max(starts, default=begin), min(stops, default=min(end, size))
        rules = {id(rule): rule for kind in kinds for rule in _BY_KIND[kind]}
        for rule in rules.values():
            matches = rule.pattern.finditer(low, begin, end)
            found.extend(
                (match.start(), match.end(), _ORDER[rule.name], match, rule)
                for match in matches
                if rule.fits is None or rule.fits(match, telling)
            )
    return found


# Begin, end, place of the rule in the table, what it matched, the rule.
Candidate = tuple[int, int, int, "re.Match[str]", Rule]
_ORDER = {rule.name: place for place, rule in enumerate(RULES)}


def _choose(found: list[Candidate]) -> list[Candidate]:
    """The longest at each place, the earlier rule where equally long."""
    kept: list[Candidate] = []
    found.sort(key=lambda c: (c[0] - c[1], c[2], c[0]))
    occupied: set[int] = set()
    for candidate in found:
        begin, end = candidate[:2]
        if begin in occupied or end - 1 in occupied:
            continue
        occupied.update(range(begin, end))
        kept.append(candidate)
    kept.sort(key=lambda c: c[0])
    return kept


def _read(chosen: list[Candidate], telling: Telling) -> list[Found]:
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
    for place in range(len(joined) - 1):
        first, second = joined[place], joined[place + 1]
        if _TO.fullmatch(telling.low[first.end : second.begin].replace("\n", " ")):
            joined[place] = _shared(first, second)
    return [_trimmed(found, telling.low) for found in joined]


_TO = re.compile(r"\s?-\s?|\s(?:to|and|until)\s")


def _shared(first: Found, second: Found) -> Found:
    """ "10:00-12:00 UTC on Monday": zone and day are said once for both."""
    a, b = first.sense, second.sense
    if not a.of_day or not b.of_day:
        return first
    if a.zone_minutes is None:
        a = replace(a, zone_minutes=b.zone_minutes)
    if a.unit is None and b.unit == "D" and b.day is not None:
        a = replace(a, day=b.day, value=f"{b.day}{a.of_day}")
    return replace(first, sense=a)


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
        hours=time_side.hours,
    )
    return Found(first.begin, second.end, first.rule, sense)
