"""How long: "49-year lease", "several months", "the past two weeks", "in recent days"."""

from __future__ import annotations

import re

from casemate.nouns import Precision, When
from casemate.read.times.calendar import step
from casemate.read.times.rule import DURATION, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import number, pattern, unit_of

_LETTERS = {
    "S": "T{}S", "TM": "T{}M", "H": "T{}H", "D": "{}D", "W": "{}W", "2W": "{}W", "M": "{}M",
    "Q": "{}Q", "Y": "{}Y", "E": "{}DE", "C": "{}CE", "L": "{}ML", "WE": "{}WE", "NI": "T{}NI",
}  # fmt: skip
# "Two and a half years": the next finer unit, and how many of it make one.
_FINER = {"Y": (12, "M"), "H": (60, "TM"), "TM": (60, "S"), "E": (10, "Y"), "C": (100, "Y")}
# What a vague stretch that touches the publication reaches to: "recent days" one week.
RADII = {
    "H": ("D", 1), "D": ("W", 1), "W": ("M", 1), "M": ("M", 6), "Q": ("Y", 1), "Y": ("Y", 5),
    "E": ("E", 3),
}  # fmt: skip
_PRECISION = {"D": Precision.DAY, "W": Precision.WEEK, "M": Precision.MONTH}
_BACK = ("last", "past", "recent", "previous", "preceding", "latest")


def length(count: float | None, unit: str) -> str:
    """`P18M`, `P2W`, `PT3H`, `PXD`: the unit as said, X for a vague number."""
    if count is None:
        return "P" + _LETTERS[unit].format("X")
    count = count * 2 if unit == "2W" else count
    if count == int(count):
        return "P" + _LETTERS[unit].format(int(count))
    if unit in _FINER and count * _FINER[unit][0] == int(count * _FINER[unit][0]):
        per, finer = _FINER[unit]
        rest = length(int((count - int(count)) * per), finer)
        if count < 1:
            return rest
        return length(int(count), unit) + rest.lstrip("PT")
    return "P" + _LETTERS[unit].format(f"{count:g}")


def _touching(lead: str, telling: Telling, count: float | None, unit: str) -> When | None:
    """ "The past two weeks", "the next few days", "recent months": they touch the publication."""
    now = telling.published
    if now is None or telling.narrative or not lead:
        return None
    if count is None:
        if unit not in RADII:
            return None
        unit, whole = RADII[unit]
    elif count != int(count) or unit in ("S", "TM"):
        return None
    else:
        whole = int(count)
        if unit == "H":
            whole = max(1, round(whole / 24))
        unit = {"H": "D", "NI": "D", "WE": "W"}.get(unit, unit)
    back = lead in _BACK
    other = step(now, unit, -whole if back else whole)
    if other is None:
        return None
    precision = _PRECISION.get(unit, Precision.YEAR)
    return When.days(other, now, precision) if back else When.days(now, other, precision)


def _counted(m: re.Match[str], telling: Telling) -> Sense | None:
    unit = unit_of(m["unit"])
    count: float | None = 1.0
    if m["count"]:
        count = number(m["count"])
    elif m["half"]:
        count = 0.5
    elif m["vague"]:
        count = 2.0 if "couple" in m["vague"] else None
    if count is not None and (m["ahalf"] or m["tail"]):
        count += 0.5
    if count == 0:
        return None
    return Sense(
        DURATION, length(count, unit), when=_touching(m["lead"] or "", telling, count, unit)
    )


# Numbers and nouns before "a week" that make it a rate, not a length: "12% a year".
RATE = re.compile(
    r"(?:\b(?:once|twice|times|percent|%|cents|dollars|barrels|tons|tonnes|hours|days|people"
    r"|[0-9.]+%?|million|billion|trips|flights|sorties|rounds|shells|visits|passengers|vehicles"
    r"|ships|cars|miles|gallons|pounds)|%)\s$"
)
_AGE = re.compile(r"[\s-]old\b|\sof\sage\b")
_ONE_DAY_LED = re.compile(r"\b(?:in|for|within|than|only|just|about|after|last|next)\s$")
_NO_LENGTH = re.compile(r"\s(?:after|before|when|he|she|they|i|we|the|last|in)\b")
_RARE_LED = re.compile(r"\b(?:for|in|within|after|about|nearly|than)\s$")
_RARE_NEXT = re.compile(r"\s(?:time|round|term|place|look)")
_RATED = frozenset(["second", "minute", "hour", "day", "week", "month", "year", "quarter", "night"])


def _counted_fits(m: re.Match[str], telling: Telling) -> bool:
    unit, one = m["unit"], m["one"]
    left, right = (
        telling.low[max(0, m.start() - 16) : m.start()],
        telling.low[m.end() : m.end() + 16],
    )
    if one and (unit.endswith("s") or m[0].endswith("-long")):
        return False
    if _AGE.match(right) and not telling.narrative:
        # In news a person's age is not when anything happened.
        return False
    if m["vague"]:
        return unit.endswith(("s", "ia"))
    if m["count"]:
        if unit.startswith("quarter") and not m["lead"]:
            return m["count"] not in ("three", "3") and not right.startswith(" of ")
        return not (m["count"].isdigit() and len(m["count"]) > 4)
    if one == "one":
        return _one_fits(m, left, right)
    if one not in ("a", "an"):
        return True
    if unit in _RATED and RATE.search(left):
        return False
    if unit == "second":
        # "In a second", not "in a second strike".
        return bool(_RARE_LED.search(left)) and not re.match(r"\s\w", right)
    if unit in ("minute", "quarter", "night"):
        rare = unit != "quarter" and _RARE_LED.search(left) and not _RARE_NEXT.match(right)
        return bool(rare)
    return not re.match(r"\s(?:ago|earlier)\b", right)


def _one_fits(m: re.Match[str], left: str, right: str) -> bool:
    """ "In one day", "a one-day visit"; not "one day he left"."""
    unit = m["unit"]
    if unit in ("second", "quarter"):
        return False
    if unit == "day" and "-" not in m[0] and not _ONE_DAY_LED.search(left):
        return m["lead"] is not None
    return unit not in ("night", "weekend") or not _NO_LENGTH.match(right)


def _open(m: re.Match[str], telling: Telling) -> Sense:
    unit = unit_of(m["plural"])
    lead = "coming" if m["tail"] else (m["lead"] or "")
    return Sense(DURATION, length(None, unit), when=_touching(lead, telling, None, unit))


_OPEN_LED = re.compile(
    r"\b(?:for|in|over|within|after|took|takes?|spent|lasted|weeks or|days or|following"
    r"|throughout|despite|since|many)\s$"
)
_SHORT_LED = re.compile(r"\b(?:for|within|in|after|spent|took|lasted|of)\s$")
_OPEN_NEXT = re.compile(
    r"\s[12][0-9]{3}\b|"
    r"(?:\s(?:ago|later|earlier|before|after|old|of\sage|of\sexperience)\b|-old\b)"
)


def _open_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "Waited for months", "in recent days"; not "two-year-old", "years of age"."""
    if m["lead"] or m["tail"]:
        return True
    if _OPEN_NEXT.match(telling.low, m.end()):
        return False
    left = telling.low[max(0, m.start() - 24) : m.start()]
    if m["plural"] in ("quarters", "nights", "weekends"):
        return False
    if m["plural"] in ("seconds", "minutes", "mins", "hrs"):
        return bool(_SHORT_LED.search(left))
    return bool(_OPEN_LED.search(left))


def _age(m: re.Match[str], _telling: Telling) -> Sense:
    return Sense(DURATION, length(number(m["count"]), unit_of(m["single"])))


def _two_numbers(m: re.Match[str], _telling: Telling) -> Sense:
    return Sense(DURATION, length(number(m["count1"]), unit_of(m["unit"])))


def _long(m: re.Match[str], _telling: Telling) -> Sense:
    if m["plural"]:
        return Sense(DURATION, length(None, unit_of(m["plural"])))
    return Sense(DURATION, length(1.0, unit_of(m["single"])))


_MORE = (
    r"(?:(?:about|around|nearly|almost|more than|less than|over(?! the)|at least|at most|up to"
    r"|as long as|as much as|just over|just under|under|roughly|approximately|only|no more than"
    r"|some|another|a further|an additional|a total of|barely|close to|well over|a mere) )?"
)
_TOUCH = r"(?:the )?(?:(?P<lead>last|past|next|coming|recent|previous|preceding|following|latest) )"
_WHOLE = r"the (?:first|final|full|last|initial|opening|entire|whole) |the (?!\w+-)"
_KIND = (
    r"(?:(?:more|additional|further|consecutive|straight|full|whole|long|trading|working|business"
    r"|successive|solid|critical|bloody) )?"
)

RULES: tuple[Rule, ...] = (
    Rule("counted length", "unit",
         pattern(rf"{_MORE}(?:{_TOUCH}|{_WHOLE})?(?:full )?"
                 r"(?:(?P<one>an?|one|a single|a full|an entire|a whole)|<count>"
                 r"|(?P<half>half an?|a half|half(?=[- ](?:hour|day|year|decade|century)))"
                 r"|<vague>)(?P<ahalf> and (?:a )?half)?[ -]"
                 rf"{_KIND}<unit>(?:-long)?(?: or so)?(?P<tail> and a half)?"),
         _counted, "The 49-year lease was signed for two weeks.", "49-year=P49Y; two weeks=P2W",
         _counted_fits),
    Rule("open length", "unit",
         pattern(rf"(?:{_TOUCH})?(?:the )?<plural>(?:(?: or | and |, ){_MORE}"
                 r"(?:weeks|months|years|days))?(?P<tail> ahead| to come)?"),
         _open, "They waited for months, and in recent days they left.",
         "months=PXM; recent days=PXD", _open_fits),
    Rule("age", "unit", pattern(rf"{_MORE}<count>[- ]<single>[- ]olds?"), _age,
         "The eight-month-old truce held.", "eight-month-old=P8M",
         lambda m, _: m["single"] != "year"),
    Rule("length from two numbers", "unit",
         pattern(rf"{_MORE}(?:{_TOUCH})?<count1>(?: to | or |-to-|-| and )<count2>[ -]<unit>"),
         _two_numbers, "It takes two to three weeks.", "two to three weeks=P2W"),
    Rule("unit long", "unit", pattern(r"(?:<single>|<plural>)-long"), _long,
         "A day-long talk and a decades-long war.", "day-long=P1D; decades-long=PXDE"),
)  # fmt: skip
