"""Times without a date: "now", "recently", "in the future"."""

from __future__ import annotations

import re

from casemate.read.times.rule import DATE, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import pattern


def _says(value: str, m: re.Match[str], telling: Telling) -> Sense:
    return Sense(DATE, value)


def _now(m: re.Match[str], telling: Telling) -> Sense | None:
    return Sense(DATE, "PRESENT_REF")


def _past(m: re.Match[str], telling: Telling) -> Sense | None:
    return Sense(DATE, "PAST_REF")


def _future(m: re.Match[str], telling: Telling) -> Sense | None:
    return Sense(DATE, "FUTURE_REF")


def _now_fits(m: re.Match[str], telling: Telling) -> bool:
    right = telling.low[m.end() : m.end() + 8]
    left = telling.low[max(0, m.start() - 10) : m.start()]
    return (
        not re.match(r"\s(?:then)\b|-", right)
        and not re.search(r"\b(?:until|from|by|every)\s$", left)
    ) or bool(re.search(r"\b(?:until|by)\s$", left))


RULES: tuple[Rule, ...] = (
    Rule("now", "vague", pattern(r"(?:right |just |even )?now"), _now, "The base is now empty.", "now=PRESENT_REF", _now_fits),
    Rule("currently", "vague", pattern(r"currently|at present|nowadays|these days|at the moment|(?:for )?the time being|at this (?:time|moment|point)|present[- ]day|at the present time"),
         _now, "It is currently empty.", "currently=PRESENT_REF"),
    Rule("current", "vague", pattern(r"current"), _now, "The current lease runs on.", "current=PRESENT_REF",
         lambda m, t: not re.match(r"\s(?:account|affairs|events|(?:fiscal |financial |calendar )?(?:year|month|week|quarter|century|decade))", t.low[m.end() : m.end() + 22])),
    Rule("recently", "vague", pattern(r"(?:more |most |until )?recently"), _past, "It was recently closed.", "recently=PAST_REF"),
    Rule("recent", "vague", pattern(r"recent"), _past, "After recent strikes it closed.", "recent=PAST_REF",
         lambda m, t: not re.match(r"\s(?:days|weeks|months|years|decades|times|history)", t.low[m.end() : m.end() + 10])
         and not re.search(r"\b(?:most|more)\s$", t.low[max(0, m.start() - 5) : m.start()])),
    Rule("the past", "vague", pattern(r"the (?:recent |distant )?past"), _past, "In the past it was open.", "the past=PAST_REF",
         lambda m, t: not re.match(r"[\s-]+(?!(?:and|but|when|the|it|he|she|they|has|have|is|was|by|that|as|to|for|with|in|on|at)\b)\w", t.low[m.end() : m.end() + 12])),
    Rule("soon", "vague", pattern(r"(?:as soon as possible|(?:very |pretty )?soon)"), _future, "It will soon close.", "soon=FUTURE_REF",
         lambda m, t: not re.match(r"\s(?:as|after|afterwards?|became|began|found|realized|followed)\b", t.low[m.end() : m.end() + 12]) and t.low[max(0, m.start() - 3) : m.start()] not in ("as ", "so ") and not t.narrative),
    Rule("the future", "vague", pattern(r"the (?:near|foreseeable|immediate|distant|not too distant )?(?: )?future|the (?:near|short|long|longer|medium)[- ]term"),
         _future, "It may close in the near future.", "the near future=FUTURE_REF",
         lambda m, t: not re.match(r"\sof\b", t.low[m.end() : m.end() + 4]) and not (m[0].endswith("term") and re.match(r"\s[a-z]", t.low[m.end() : m.end() + 2]))),
)  # fmt: skip
