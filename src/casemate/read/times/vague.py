"""Times without a date: "now", "recently", "in the future"."""

from __future__ import annotations

import re

from casemate.read.times.rule import DATE, Fits, Read, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import pattern


def _says(value: str) -> Read:
    return lambda _m, _telling: Sense(DATE, value)


def _unless(before: str | None = None, after: str | None = None) -> Fits:
    """Refuses words with certain neighbours."""
    left = None if before is None else re.compile(rf"(?:{before})\s$")
    right = None if after is None else re.compile(after)

    def fits(m: re.Match[str], telling: Telling) -> bool:
        if left is not None and left.search(telling.low, max(0, m.start() - 10), m.start()):
            return False
        return right is None or not right.match(telling.low, m.end())

    return fits


_SOON = _unless(
    before=r"\b(?:as|so|too)",
    after=r"\s(?:as|after|afterwards?|became|began|found|realized|followed)\b",
)
_PAST_NOUN = (
    r"[\s-]+(?!(?:and|but|when|the|it|he|she|they|has|have|is|was|by|that|as|to|for|with|in|on|at)"
    r"\b)\w"
)
_UNIT = r"\s(?:days|weeks|months|years|decades|times|history)"
_CURRENT_NOUN = (
    r"\s(?:account|affairs|events|(?:fiscal |financial |calendar )?"
    r"(?:year|month|week|quarter|century|decade))"
)
_NOW, _PAST, _FUTURE = _says("PRESENT_REF"), _says("PAST_REF"), _says("FUTURE_REF")

RULES: tuple[Rule, ...] = (
    Rule("now", "vague", pattern(r"(?:right |just |even )?now"), _NOW, "The base is now empty.",
         "now=PRESENT_REF", _unless(before=r"\b(?:from|every)", after=r"\sthen\b|-")),
    Rule("currently", "vague",
         pattern(r"currently|at present|nowadays|these days|at the moment|(?:for )?the time being"
                 r"|at this (?:time|moment|point)|present[- ]day|at the present time"),
         _NOW, "It is currently empty.", "currently=PRESENT_REF"),
    Rule("current", "vague", pattern(r"current"), _NOW, "The current lease runs on.",
         "current=PRESENT_REF", _unless(after=_CURRENT_NOUN)),
    Rule("recently", "vague", pattern(r"(?:more |most |until )?recently"), _PAST,
         "It was recently closed.", "recently=PAST_REF"),
    Rule("recent", "vague", pattern(r"recent"), _PAST, "After recent strikes it closed.",
         "recent=PAST_REF", _unless(before=r"\b(?:most|more)", after=_UNIT)),
    Rule("the past", "vague", pattern(r"the (?:recent |distant )?past"), _PAST,
         "In the past it was open.", "the past=PAST_REF", _unless(after=_PAST_NOUN)),
    Rule("soon", "vague", pattern(r"(?:as soon as possible|(?:very |pretty )?soon)"), _FUTURE,
         "It will soon close.", "soon=FUTURE_REF",
         lambda m, t: not t.narrative and _SOON(m, t)),
    Rule("the future", "vague",
         pattern(r"the (?:near |foreseeable |immediate |distant |not too distant )?future"),
         _FUTURE, "It may close in the near future.", "the near future=FUTURE_REF",
         _unless(after=r"\sof\b")),
    Rule("the near term", "vague", pattern(r"the (?:near|short|long|longer|medium)[- ]term"),
         _FUTURE, "In the short term it will stay.", "the short term=FUTURE_REF",
         _unless(after=_PAST_NOUN)),
)  # fmt: skip
