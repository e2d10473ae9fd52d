"""Times of day: "10 p.m. EST", "12:26", "noon", "in the morning", "overnight"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from casemate.read.times.calendar import step
from casemate.read.times.rule import TIME, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import PARTS, SMALL, ZONES, number, pattern


def base_day(telling: Telling) -> date | None:
    """The day a lone time of day belongs to: the last one told, else the publication's."""
    last, published = telling.last_day, telling.published
    if telling.narrative or published is None:
        return last
    # A day to come that was named in passing is not where the telling stands.
    return last if last is not None and last <= published else published


def _of_day(
    telling: Telling, of_day: str, day: date | None = None, zone: int | None = None
) -> Sense:
    day = day or base_day(telling)
    return Sense(
        TIME,
        f"{day.isoformat() if day else 'XXXX-XX-XX'}{of_day}",
        day,
        None,
        of_day=of_day,
        zone_minutes=zone,
    )


def _clock(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    hour_word = groups["hour"]
    hour = SMALL.get(hour_word) or int(hour_word)
    minute = int(groups.get("minute") or 0)
    half = (groups.get("half") or "").replace(".", "").replace(" ", "")
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    tail = groups.get("tail") or ""
    if (
        not half
        and hour <= 12
        and ("afternoon" in tail or "evening" in tail or ("night" in tail and hour >= 6))
    ):
        hour = hour + 12 if hour < 12 else hour
    if hour > 24 or minute > 59:
        return None
    second = groups.get("second")
    stated = f"T{hour:02d}:{minute:02d}" + (f":{int(second):02d}" if second else "")
    return _of_day(telling, stated, None, _zone(groups.get("zone")))


def _zone(stated: str | None) -> int | None:
    return None if stated is None else ZONES.get(" ".join(stated.split()))


def _clock_fits(m: re.Match[str], telling: Telling) -> bool:
    groups = m.groupdict()
    left, right = (
        telling.low[max(0, m.start() - 14) : m.start()],
        telling.low[m.end() : m.end() + 10],
    )
    hour = SMALL.get(m["hour"]) or int(m["hour"])
    if hour > 24 or int(groups.get("minute") or 0) > 59:
        return False
    if groups.get("half") or groups.get("oclock") or groups.get("zone"):
        return True
    if groups.get("military"):
        return True
    if re.match(r"[:.][0-9]|\s?(?:-|to)\s?[0-9]|\s(?:win|loss|victory|lead|ratio|split)", right):
        return bool(re.search(r"\b(?:at|from|by|around|until)\s$", left))
    return bool(groups.get("minute")) and (
        len(m["hour"]) == 2
        or bool(
            re.search(
                r"\b(?:at|by|until|from|around|about|since|to|after|before|and|till|between|of)\s$",
                left,
            )
        )
        or groups.get("tail") is not None
    )


def _military(m: re.Match[str], telling: Telling) -> Sense | None:
    hour, minute = int(m["hour"]), int(m["minute"])
    if hour > 24 or minute > 59:
        return None
    return _of_day(
        telling,
        f"T{hour:02d}:{minute:02d}",
        None,
        _zone(m["zone"]) if m.groupdict().get("zone") else None,
    )


_JUST_AFTER = re.compile(r"\b(?:after|since|past)\s$")


def _past(m: re.Match[str], telling: Telling) -> Sense | None:
    """ "half past nine", "26 minutes past noon", "a quarter to ten"."""
    minutes = (
        {"half": 30, "quarter": 15, "a quarter": 15}.get(m["lead"])
        if m["lead"]
        else int(number(m["count"]))
    )
    name = m["name"]
    hour = (
        {"noon": 12, "midday": 12, "midnight": 0}.get(name)
        if name in ("noon", "midday", "midnight")
        else SMALL.get(name) or int(name)
    )
    if minutes is None or hour is None or minutes > 59 or hour > 23:
        return None
    tail = m["tail"] or ""
    if hour < 12 and ("afternoon" in tail or "evening" in tail):
        hour += 12
    total = hour * 60 + (minutes if m["way"] in ("past", "after") else -minutes)
    if total < 0:
        return None
    return _of_day(telling, f"T{total // 60:02d}:{total % 60:02d}")


def _small_hours(m: re.Match[str], telling: Telling) -> Sense | None:
    return replace(_of_day(telling, "TMO"), hours=(0, 6))


def _noon(m: re.Match[str], telling: Telling) -> Sense | None:
    word = m["noon"].replace("-", "")
    if word == "midnight" and _JUST_AFTER.search(telling.low, max(0, m.start() - 14), m.start()):
        return _of_day(telling, "T00:00")
    return _of_day(telling, {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}[word])


def _part(m: re.Match[str], telling: Telling) -> Sense | None:
    lead = " ".join((m.groupdict().get("lead") or "").split())
    code = "T" + PARTS[re.sub(r"\s", " ", m["part"])]
    last = telling.last_day
    if lead in ("this",):
        return _of_day(telling, code, None if telling.narrative else telling.published)
    if lead in ("next", "the next", "the following", "following"):
        return _of_day(telling, code, step(last, "D", 1) if last else None)
    if lead in ("the previous", "previous"):
        return _of_day(telling, code, step(last, "D", -1) if last else None)
    if code == "TNI" and not lead and not m["det"] and not m["mod"]:
        # "at night": no night in particular; a date beside it will say which.
        return Sense(TIME, "XXXX-XX-XXTNI", None, None, of_day=code)
    return _of_day(telling, code)


_DATED_LEFT = re.compile(
    r"(?:day|yesterday|tomorrow|christmas|easter|,? [0-9]{1,2}(?:st|nd|rd|th)?|[a-z] [12][0-9]{3})\s(?:in\sthe\s|at\s)?$"
)
_DATED_RIGHT = re.compile(
    r"\s(?:of|on|before|after)?\s?(?:the\s)?(?:[0-9]{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[a-z]{3}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s[0-9]|\w+day\b)"
)


def _part_fits(m: re.Match[str], telling: Telling) -> bool:
    left = telling.low[max(0, m.start() - 16) : m.start()]
    right = telling.low[m.end() : m.end() + 24]
    if _DATED_RIGHT.match(right) or (
        _DATED_LEFT.search(left)
        and not re.search(r"\b(?:every|each|one|that|this|a|the|same|other)\sday\s$", left)
    ):
        return not re.search(r"\b(?:every|each)\s\w+\s$", left)
    if m["part"] in ("dawn", "dusk", "sunrise", "sunset", "daybreak") and not re.search(
        r"\b(?:at|before|after|since|until|by|from|around)\s(?:the\s)?$", left
    ):
        return m.groupdict().get("lead") is not None
    if (
        telling.text[m.start("part")].isupper()
        and m.start("part") > 0
        and telling.text[m.start("part") - 1] != "\n"
    ):
        return False
    if m.groupdict().get("lead"):
        return not re.match(r"\s(?:vision|club|shift|watch|sky)", right)
    if m.groupdict().get("det") or m.groupdict().get("mod"):
        return bool(
            re.search(
                r"\b(?:in|during|of|on|through|by|into|until|for|all|late|early|at|since)\s$", left
            )
        ) and not re.match(r"\s(?:before|after|of\b|sky|vision|club)", right)
    return (
        bool(re.search(r"\b(?:at|by|until|since|before|after|all|one|through)\s$", left))
        and m["part"] != "night"
    ) or bool(re.search(r"\b(?:at|by|that)\s$", left))


def _overnight(m: re.Match[str], telling: Telling) -> Sense | None:
    day = (
        telling.last_day
        if telling.narrative
        else step(telling.published, "D", -1)
        if telling.published
        else None
    )
    return _of_day(telling, "TNI", day)


_HOUR = (
    r"(?P<hour>[01]?[0-9]|2[0-4]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_HALF = r"(?P<half>[ap]\.? ?m(?:\.|\b))"
_TAIL = (
    r"(?P<tail> (?:in the|this|that) (?:(?:early|late) )?(?:morning|afternoon|evening)| at night)?"
)
_ZONE = r"(?:,? \(?(?:(?:local|eastern|moscow|israeli|syrian|kyiv|ukrainian|finnish|central european|british|turkish|damascus) (?:standard |daylight |summer )?time|<zone>)\)?)?"
_ABOUT = r"(?:(?:about|around|shortly (?:after|before)|just (?:after|before)|exactly|precisely|some time after) )?"

RULES: tuple[Rule, ...] = (
    Rule("clock", "clock", pattern(rf"{_HOUR}(?:[:.h](?P<minute>[0-5][0-9]))?(?::(?P<second>[0-5][0-9]))? ?{_HALF}{_ZONE}{_TAIL}"), _clock,
         "The ship left at 10:30 p.m.", "10:30 p.m.=2024-12-14T22:30", lambda m, t: not (m["half"].rstrip(".") in ("am",) and m["hour"].isalpha()) or "." in m["half"]),
    Rule("24-hour clock", "clock", pattern(rf"(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?: ?(?:hrs|hours|h))?{_ZONE}{_TAIL}"), _clock,
         "The ship left at 22:30 GMT.", "22:30 GMT=2024-12-14T22:30", _clock_fits),
    Rule("o'clock", "clock", pattern(rf"{_HOUR} ?(?P<oclock>o'clock){_TAIL}"), _clock,
         "The ship left at nine o'clock in the evening.", "nine o'clock in the evening=2024-12-14T21:00"),
    Rule("hour of a part", "part", pattern(r"(?P<hour>[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?P<tail> (?:in the|this) (?:(?:early|late) )?(?:morning|afternoon|evening)| at night)"), _clock,
         "The ship left at 4 in the morning.", "4 in the morning=2024-12-14T04:00",
         lambda m, t: bool(re.search(r"\b(?:at|by|around|about|until|since|till|before|after)\s$", t.low[max(0, m.start() - 8) : m.start()]))),
    Rule("military clock", "clock", pattern(r"(?P<hour>[01][0-9]|2[0-3])\.?(?P<minute>[0-5][0-9])(?: ?(?:hrs|hours|h|local time)|(?: )<zone>)"), _military,
         "The ship left at 2230 GMT.", "2230 GMT=2024-12-14T22:30"),
    Rule("past the hour", "noon clock unit", pattern(r"(?:(?P<lead>half|a quarter|quarter)|<count>(?: minutes)?) (?P<way>past|to|after) (?P<name>noon|midday|midnight|[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: o'clock)?(?P<tail> in the (?:morning|afternoon|evening)| at night)?"),
         _past, "It tripped at 26 minutes past noon.", "26 minutes past noon=2024-12-14T12:26",
         lambda m, t: m["name"] in ("noon", "midday", "midnight") or "minutes" in m[0] or (m["lead"] is not None and m["way"] == "past")),
    Rule("small hours", "unit part", pattern(r"the (?:small|wee|early) hours(?: of (?:the morning|today))?"), _small_hours,
         "Officers came in the small hours.", "the small hours=2024-12-14TMO"),
    Rule("noon", "noon", pattern(r"(?P<noon>noon|midnight|midday|mid-day)"), _noon,
         "The ship left at noon.", "noon=2024-12-14T12:00", lambda m, t: not re.match(r"[\s-](?:express|sun|meal|basketball)", t.low[m.end() : m.end() + 12])),
    Rule("part of day", "part",
         pattern(r"(?:(?P<lead>this|that|that same|the same|the next|the following|next|the previous|later this|earlier this|late that|early that|early the next|later that|late this|early this|one) )?(?P<det>the )?(?P<mod>(?:early|late)(?: in the)? )?<part>(?: hours)?"),
         lambda m, t: _part(m, t), "He spoke this morning.", "this morning=2024-12-14TMO", _part_fits),
    Rule("overnight", "part", pattern(r"(?P<noon>overnight)"), _overnight, "It landed overnight.", "overnight=2024-12-13TNI",
         lambda m, t: not re.match(r"\s(?:stay|bag|train|rate|interest|success)", t.low[m.end() : m.end() + 10])),
)  # fmt: skip
