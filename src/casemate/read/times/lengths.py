"""How long and how often: "49-year lease", "several months", "every week"."""

from __future__ import annotations

import re

from casemate.nouns import Precision, When
from casemate.read.times.calendar import step
from casemate.read.times.rule import DURATION, SET, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import (
    SEASONS,
    month_number,
    number,
    pattern,
    unit_of,
    weekday_number,
)

_LETTERS = {"S": "T{}S", "TM": "T{}M", "H": "T{}H", "D": "{}D", "W": "{}W", "2W": "{}W", "M": "{}M",
            "Q": "{}Q", "Y": "{}Y", "E": "{}DE", "C": "{}CE", "L": "{}ML", "WE": "{}WE", "NI": "T{}NI"}  # fmt: skip


# What a vague stretch that touches the publication reaches to: "recent days" one week.
RADII = {
    "H": ("D", 1), "D": ("W", 1), "W": ("M", 1), "M": ("M", 6), "Q": ("Y", 1), "Y": ("Y", 5),
    "E": ("E", 3),
}  # fmt: skip


def length(count: float | None, unit: str) -> str:
    """`P18M`, `P2W`, `PT3H`, `PXD`: the unit as said, X for a vague number."""
    if count is None:
        amount = "X"
    else:
        count = count * 2 if unit == "2W" else count
        amount = str(int(count)) if count == int(count) else f"{count:g}"
    return "P" + _LETTERS[unit].format(amount)


def _halves(count: float, unit: str) -> str:
    """ "two and a half years" in the next finer unit where that is whole."""
    if count == int(count):
        return length(count, unit)
    finer = {"Y": (12, "M"), "H": (60, "TM"), "TM": (60, "S"), "E": (10, "Y")}.get(unit)
    if finer and (count * finer[0]) == int(count * finer[0]):
        whole, rest = int(count), int((count - int(count)) * finer[0])
        upper = length(whole, unit) if whole else "P" + ("T" if unit in ("H", "TM") else "")
        lower = length(rest, finer[1]).lstrip("PT")
        return upper + lower
    return length(count, unit)


def _span_of(m: re.Match[str], telling: Telling, count: float | None, unit: str) -> When | None:
    """ "the past two weeks", "the next few days", "recent months": they touch the publication."""
    now = telling.published
    lead = " ".join((m.groupdict().get("lead") or "").split())
    if m.groupdict().get("tail") in (" ahead", " to come"):
        lead = "coming"
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
            unit, whole = "D", max(1, round(whole / 24))
        if unit in ("NI", "WE"):
            unit = {"NI": "D", "WE": "W"}[unit]
    back = lead.split()[-1] in ("last", "past", "recent", "previous", "preceding", "latest")
    other = step(now, unit, -whole if back else whole)
    if other is None:
        return None
    precision = {"D": Precision.DAY, "W": Precision.WEEK, "M": Precision.MONTH}.get(
        unit, Precision.YEAR
    )
    return When.days(other, now, precision) if back else When.days(now, other, precision)


def _counted(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    unit = unit_of(m["unit"])
    if groups.get("count"):
        count: float | None = number(m["count"])
    elif groups.get("one") or groups.get("half"):
        count = 1.0
    else:
        count = 2.0 if "couple" in (groups.get("vague") or "") else None
    if groups.get("half"):
        count = 0.5
    if groups.get("ahalf"):
        count = (count or 1) + 0.5
    if count == 0:
        return None
    when = _span_of(m, telling, count, unit)
    value = _halves(count, unit) if count is not None else length(None, unit)
    return Sense(DURATION, value, when=when)


def _bare(m: re.Match[str], telling: Telling) -> Sense | None:
    return Sense(
        DURATION,
        length(None, unit_of(m["plural"])),
        when=_span_of(m, telling, None, unit_of(m["plural"])),
    )


_STRETCH_BEFORE = re.compile(
    r"\b(?:for|in|over|within|after|through|during|took|takes|take|taken|spent|spend|lasted|last|wait\w*|of|weeks or|days or|months or|throughout|recent|"
    r"coming|past|next|final|last|early|first|many|few|intervening|ensuing|by|until|following|previous|the)\s$"
)
_NOT_STRETCH = re.compile(r"\s(?:old|of age|of experience|in prison|in jail)\b|-old\b")


def _bare_fits(m: re.Match[str], telling: Telling) -> bool:
    left = telling.low[max(0, m.start() - 24) : m.start()]
    right = telling.low[m.end() : m.end() + 18]
    if m.groupdict().get("lead") or m.groupdict().get("tail"):
        return True
    if re.match(r"\s(?:ago|later|earlier|before|after)\b", right):
        return False
    if _NOT_STRETCH.match(right):
        return False
    if m["plural"] in ("seconds", "minutes", "mins", "hrs", "quarters", "nights", "weekends"):
        return bool(re.search(r"\b(?:for|within|in|after|spent|took|lasted|of)\s$", left)) and m[
            "plural"
        ] not in ("quarters", "nights", "weekends")
    return bool(
        re.search(
            r"\b(?:for|in|over|within|after|took|take|takes|spent|lasted|weeks or|days or|for the first time in|following|throughout|despite|since|many)\s$",
            left,
        )
    )


def _single_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "a week" is a length in "took a week", not in "twice a week" or "12% a year"."""
    if m.groupdict().get("one") is None:
        return True
    right = telling.low[m.end() : m.end() + 12]
    if m["one"] in ("a", "an", "the", "per"):
        if m["unit"] in ("second", "minute", "quarter", "night") and m["one"] == "a":
            return (
                bool(
                    re.search(
                        r"\b(?:for|in|within|after|about|nearly|than)\s$",
                        telling.low[max(0, m.start() - 8) : m.start()],
                    )
                )
                and m["unit"] != "quarter"
                and not re.match(r"\s(?:time|round|term|place|look)", right)
            )
        return not re.match(r"\s(?:ago|earlier)\b", right)
    return True


def _age(m: re.Match[str], telling: Telling) -> Sense | None:
    return Sense(DURATION, length(number(m["count"]), unit_of(m["single"])))


def _range(m: re.Match[str], telling: Telling) -> Sense | None:
    return Sense(DURATION, length(number(m["count1"]), unit_of(m["unit"])))


def _long(m: re.Match[str], telling: Telling) -> Sense | None:
    unit = unit_of(m["single"] if m.groupdict().get("single") else m["plural"])
    return Sense(DURATION, length(None if m.groupdict().get("plural") else 1.0, unit))


_EVERY = {"S": "PT1S", "TM": "PT1M", "H": "PT1H", "D": "P1D", "W": "P1W", "2W": "P2W", "M": "P1M", "Q": "P1Q",
          "Y": "P1Y", "E": "P1DE", "C": "P1CE", "WE": "XXXX-WXX-WE", "NI": "XXXX-XX-XXTNI"}  # fmt: skip


def _every(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    if groups.get("count"):
        return Sense(SET, length(number(m["count"]), unit_of(m["plural"])))
    if groups.get("other"):
        return Sense(SET, length(2.0, unit_of(m["single"])))
    if groups.get("single"):
        return Sense(SET, _EVERY.get(unit_of(m["single"]), "P1Y"))
    if groups.get("weekday"):
        return Sense(SET, f"XXXX-WXX-{weekday_number(m['weekday'])}")
    if groups.get("longmonth"):
        return Sense(SET, f"XXXX-{month_number(m['longmonth']):02d}")
    if groups.get("season"):
        return Sense(SET, f"XXXX-{SEASONS[m['season']]}")
    part = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV"}
    return Sense(SET, "XXXX-XX-XX" + part[m["time"]])


ADVERBS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y",
    "hourly": "PT1H", "quarterly": "P3M", "nightly": "XXXX-XX-XXTNI", "biweekly": "P2W", "fortnightly": "P2W",
    "twice-daily": "P1D", "everyday": "P1D",
}  # fmt: skip


def _adverb(m: re.Match[str], telling: Telling) -> Sense | None:
    return Sense(SET, ADVERBS[m["adverb"]])


def _adverb_fits(m: re.Match[str], telling: Telling) -> bool:
    if m["adverb"] in ("quarterly", "yearly", "everyday", "monthly"):
        return not re.match(
            r"\s(?:loss|profit|earnings|dividend|net|report|results|income|sales|life|people)",
            telling.low[m.end() : m.end() + 10],
        )
    if m["adverb"] == "daily":
        # "the Daily Mail"
        return not telling.text[m.start()].isupper() or telling.low[m.start() - 2 : m.start()] in (
            ". ",
            "\n\n",
            "",
        )
    return True


def _per(m: re.Match[str], telling: Telling) -> Sense | None:
    return Sense(SET, _EVERY.get(unit_of(m["single"]), "P1Y"))


_RATE_BEFORE = re.compile(
    r"(?:\b(?:once|twice|times|percent|%|cents|dollars|barrels|tons|tonnes|hours|days|people|[0-9.]+%?|million|billion|trips|flights|sorties|rounds|shells"
    r"|visits|passengers|vehicles|ships|cars|miles|gallons|pounds)|%)\s$"
)

_OFTEN = re.compile(r"\b(?:once|twice|times|thrice)\s$")
_MORE = (
    r"(?:(?:about|around|nearly|almost|more than|less than|over(?! the)|at least|at most|up to|as long as|as much as|just over|just under|under|roughly"
    r"|approximately|only|no more than|some|another|a further|an additional|a total of|barely|close to|well over|a mere) )?"
)
_TOUCH = r"(?:the )?(?:(?P<lead>last|past|next|coming|recent|previous|preceding|following|latest) )"

RULES: tuple[Rule, ...] = (
    Rule("counted length", "unit",
         pattern(rf"{_MORE}(?:{_TOUCH}|the (?:first|final|full|last|initial|opening|entire|whole) |the (?!\w+-))?(?:full )?(?:(?P<one>an?|one|a single|a full|an entire|a whole)|<count>|(?P<half>half an?|a half)|<vague>)(?P<ahalf> and a half)?[ -](?:(?:more|additional|further|consecutive|straight|full|whole|long|trading|working|business|successive|solid|critical|bloody) )?<unit>(?:-long)?(?: or so)?(?P<tail> and a half)?"),
         lambda m, t: _with_tail(m, t), "The 49-year lease was signed for two weeks.", "49-year=P49Y; two weeks=P2W",
         lambda m, t: _counted_fits(m, t)),
    Rule("open length", "unit", pattern(rf"(?:{_TOUCH})?(?:the )?<plural>(?:(?: or | and |, ){_MORE}(?:weeks|months|years|days))?(?P<tail> ahead| to come)?"), _bare,
         "They waited for months, and in recent days they left.", "months=PXM; recent days=PXD", _bare_fits),
    Rule("age", "unit", pattern(rf"{_MORE}<count>[- ]<single>[- ]olds?"), _age,
         "The eight-month-old truce held.", "eight-month-old=P8M",
         lambda m, t: m["single"] not in ("year",)),
    Rule("length from two numbers", "unit",
         pattern(rf"{_MORE}(?:{_TOUCH})?<count1>(?: to | or |-to-|-| and )<count2>[ -]<unit>"),
         _range, "It takes two to three weeks.", "two to three weeks=P2W"),
    Rule("unit long", "unit", pattern(r"(?:<single>|<plural>)-long"), _long,
         "A day-long talk and a decades-long war.", "day-long=P1D; decades-long=PXDE",
         lambda m, t: "-" in m[0]),
    Rule("every", "unit weekday month season part",
         pattern(r"(?:every|each)(?: of the)? (?:single )?(?:(?P<other>other|second) <single1>|<count> <plural>|<single>|<weekday>|<longmonth>|<season>|(?P<time>morning|afternoon|evening))"),
         lambda m, t: _every_any(m, t), "A flight leaves every week and each Friday.", "every week=P1W; each Friday=XXXX-WXX-5",
         lambda m, t: not (m.groupdict().get("single") in ("second", "quarter", "night") and "each" in m[0])),
    Rule("plural weekday", "plural", pattern(r"(?P<day>mon|tues|wednes|thurs|fri|satur|sun)days(?: (?P<part>mornings?|nights?|evenings?|afternoons?))?"),
         lambda m, t: Sense(SET, f"XXXX-WXX-{weekday_number(m['day'] + 'day')}" + (_PART_CODES.get((m["part"] or "").rstrip("s"), ""))),
         "Ferries sail on Tuesdays.", "Tuesdays=XXXX-WXX-2"),
    Rule("adverb", "adverb", pattern("(?P<adverb>" + "|".join(ADVERBS) + ")"), _adverb,
         "Planes land daily.", "daily=P1D", _adverb_fits),
    Rule("rate", "unit", pattern(r"(?:per|an?) <single>"), _per, "It lands twice a week.", "a week=P1W",
         lambda m, t: (m[0].startswith("per") and m["single"] not in ("second", "minute", "hour", "quarter")) or (m[0].startswith("a") and m["single"] in ("day", "week", "month", "year", "hour") and bool(_OFTEN.search(t.low[max(0, m.start() - 8) : m.start()])))),
)  # fmt: skip
_PART_CODES = {"morning": "TMO", "night": "TNI", "evening": "TEV", "afternoon": "TAF"}


def _every_any(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    if groups.get("single1"):
        return Sense(SET, length(2.0, unit_of(groups["single1"])))
    return _every(m, telling)


def _with_tail(m: re.Match[str], telling: Telling) -> Sense | None:
    if m["tail"]:
        count = number(m["count"]) if m["count"] else 1.0
        return Sense(DURATION, _halves(count + 0.5, unit_of(m["unit"])))
    return _counted(m, telling)


_RATE_NOUN = {"second", "minute", "hour", "day", "week", "month", "year", "quarter", "night"}


def _counted_fits(m: re.Match[str], telling: Telling) -> bool:
    low, unit = telling.low, m["unit"]
    if m["one"] and (unit.endswith("s") or m[0].endswith("-long")):
        return False
    right = low[m.end() : m.end() + 16]
    left = low[max(0, m.start() - 16) : m.start()]
    if unit in ("day", "night", "weekend", "second", "quarter") and m["one"] == "one":
        if unit in ("second", "quarter"):
            return False
        if (
            unit == "day"
            and not re.search(r"\b(?:in|for|within|than|only|just|about|after|last|next)\s$", left)
            and "-" not in m[0]
        ):
            return m["lead"] is not None
        return not re.match(r"\s(?:after|before|when|he|she|they|i|we|the|last|in)\b", right) or (
            unit == "day" and m[0] != "one day"
        )
    if re.match(r"[\s-]old\b|\sof\sage\b", right):
        # A person's age is not when anything happened.
        return False
    if m["count"] and unit.startswith(("quarter",)):
        return not re.match(r"\sof\s", right) and (
            m["count"] not in ("three", "3") or m["lead"] is not None
        )
    if m["vague"] in ("some",) and unit in ("day", "year", "month", "hour", "minute", "night"):
        return False
    if m["one"] in ("a", "an") and unit in _RATE_NOUN and _RATE_BEFORE.search(left):
        return False
    if m["vague"] and not unit.endswith(("s", "ia")):
        return False
    if m["count"] and m["count"].isdigit() and len(m["count"]) > 4:
        return False
    if (
        m["count"]
        and re.match(r"[12][0-9]{3}$", m["count"])
        and re.search(r"\b(?:fiscal|the|in)\s$", left)
    ):
        return False
    return _single_fits(m, telling)
