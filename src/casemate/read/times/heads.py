"""The words of time that the one scan looks for, by kind; grammars are tried around them only."""

from __future__ import annotations

import re

from casemate.read.times.named_days import NAMED
from casemate.read.times.sets import ADVERBS

_DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)"
_NTH = "(?:first|second|third|fourth|1st|2nd|3rd|4th|last|latter|final|fiscal)"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
# Two words of a named day are enough to find it by.
_NAMED = "|".join(
    sorted({re.escape(" ".join(name.split()[:2])).replace("'", "'?") for name in NAMED})
)

# A word is of the first kind that matches.
HEADS = {
    "iso": r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}",
    "spoken": r"nineteen[ -](?:hundred|ninety|eighty|seventy|sixty|fifty|forty|thirty|twenty|oh"
    r"|\w+teen|ten|eleven|twelve)|eighteen[ -](?:hundred|\w+ty|\w+teen)"
    r"|twenty[ -](?:ten|twelve|\w+teen|twenty)|two thousand",
    "clock": r"[0-9]{1,2}[:.h][0-9]{2}(?![0-9])|[0-9]{1,2} ?[ap]\.? ?m\b|\w+ [ap]\.m\b"
    r"|\w+ o'clock|[0-9]{4} ?(?:hrs|hours|gmt|utc)\b",
    "bc": r"[0-9]{1,4} ?(?:b\.?c\b|bce\b|a\.?d\b|c\.e\b)|a\.?d\.? [0-9]{1,4}",
    "decade": r"(?:[0-9]{2,3}0|'?[0-9]0)'?s\b|(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b",
    "year": r"(?:fy)?(?:1[0-9]|20)[0-9]{2}(?![0-9])",
    "nth": r"[0-9]{1,2}(?:st|nd|rd|th)(?! centur)\b",
    "plural": rf"{_DAYS}days\b|on weekends",
    "weekday": rf"{_DAYS}day\b|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\.",
    "named": _NAMED,
    "month": rf"{_MONTHS}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    "day": r"today|yesterday|tomorrow|tonight|day (?:before yest|after tom)",
    "yearend": r"(?:year|month|week)[- ]end\b|(?:year|month|week|decade|century)'s end|end-year"
    r"|turn of the year",
    "quarter": rf"{_NTH}[- ](?:fiscal[- ])?(?:quarter|half)|[qh][1-4]\b|quarter\b|period\b",
    "century": r"(?:\w+|[0-9]+(?:st|nd|rd|th))[ -]century",
    "unit": r"(?:second|minute|min|hour|hr|day|week|fortnight|month|year|decade|weekend|night)s?\b"
    r"|centur(?:y|ies)\b|millenni(?:um|a)\b|quarters\b|half year",
    "season": r"(?:spring|summer|autumn|fall|winter)\b",
    "part": r"mid-?[ -]?(?:morning|afternoon)|morning|afternoon|evening|forenoon|dawn|dusk|sunrise"
    r"|sunset|daybreak|overnight",
    "noon": r"noon|midnight|mid-?day",
    "adverb": "(?:" + "|".join(ADVERBS) + r")\b",
    "vague": r"now\b|currently|current\b|at present|nowadays|these days|at the mom|time being"
    r"|at this|present|recent|the past|soon\b|(?:near|foreseeable|immediate|distant|the) future"
    r"|(?:near|short|long|longer|medium)[- ]term",
    "short": r"(?<!\w)'[0-9]{2}\b",
}
# Kinds whose words also stand in rules of other kinds.
ALSO = {
    "unit": {"quarter", "part"},
    "quarter": {"unit"},
    "spoken": {"unit", "decade"},
    "clock": {"iso", "part", "unit"},
    "iso": {"clock"},
    "year": {"unit", "quarter", "month", "clock"},
    "nth": {"quarter", "month", "century", "unit"},
    "yearend": {"unit"},
    "part": {"clock"},
    "weekday": {"named"},
    "plural": {"weekday"},
    "month": {"named"},
    "named": {"month", "season"},
    "day": {"unit"},
    "century": {"unit"},
    "vague": {"unit"},
    "decade": {"year"},
}
HEAD = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in HEADS.items()) + ")"
)
