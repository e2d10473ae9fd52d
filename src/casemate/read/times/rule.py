"""A rule: which words, what they mean, and an example that is its test."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from casemate.nouns import TimeType, When
from casemate.read.times.telling import Telling

DATE, TIME, DURATION, SET = TimeType.DATE, TimeType.TIME, TimeType.DURATION, TimeType.SET


@dataclass(frozen=True, slots=True)
class Sense:
    """What words mean at one place of a text.

    value: TIMEX3 value; None when the words cannot be anchored.
    day, unit: a calendar day of the time meant and the unit it was named in, where both are
        known; later words ("the next day") hang on them.
    of_day: "TMO", "T22:00": the time within a day, to be joined to a date beside it.
    zone_minutes: of a clock time, minutes east of Greenwich; None when not said.
    explicit: it names its own year, so that a story's other dates can hang on it.
    when: the interval, where it does not follow from the value.
    shift: unit and count by which it lies from the date named right after it ("the day after
        Christmas").
    hours: local clock hours it covers, where its part of the day has no TIMEX3 code.
    aside: only compared with; later words do not hang on it ("the year-ago quarter").
    """

    type: TimeType
    value: str | None
    day: date | None = None
    unit: str | None = None
    of_day: str | None = None
    zone_minutes: int | None = None
    explicit: bool = False
    when: When | None = None
    aside: bool = False
    shift: tuple[str, int] | None = None
    hours: tuple[int, int] | None = None


Read = Callable[["re.Match[str]", Telling], Sense | None]
Fits = Callable[["re.Match[str]", Telling], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """heads: kinds of trigger word (`find.HEADS`) at which it is tried.

    pattern: over the lower-cased text. read: its meaning, or None to say nothing.
    fits: whether it applies at all, asked before the longest match is chosen.
    example: a sentence, published on Saturday 2024-12-14, and what is found in it:
        "words=value; words=value".
    """

    name: str
    heads: str
    pattern: re.Pattern[str]
    read: Read
    example: str
    finds: str
    fits: Fits | None = None
    genre: str | None = None
