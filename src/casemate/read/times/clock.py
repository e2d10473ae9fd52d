"""Times of day: "10 p.m. EST", "12:26", "noon", "in the morning", "overnight"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from casemate.read.times.calendar import step
from casemate.read.times.rule import TIME, Rule, Sense
from casemate.read.times.telling import Telling
from casemate.read.times.vocabulary import PARTS, PIECES, SMALL, ZONES, number, pattern


def base_day(telling: Telling) -> date | None:
    """The day a lone time of day belongs to: the last one told, else the publication's."""
    last, published = telling.last_day, telling.published
    if telling.narrative or published is None:
        return last
    # A day to come that was named in passing is not where the telling stands.
    return last if last is not None and last <= published else published


def _of_day(
    telling: Telling, code: str, day: date | None = None, zone_minutes: int | None = None
) -> Sense:
    day = day or base_day(telling)
    stated = "XXXX-XX-XX" if day is None else day.isoformat()
    value = f"{stated}{code}"
    return Sense(TIME, value, day, None, of_day=code, zone_minutes=zone_minutes)


def _clock(m: re.Match[str], telling: Telling) -> Sense | None:
    groups = m.groupdict()
    hour = SMALL.get(m["hour"]) or int(m["hour"])
    minute, half = int(groups.get("minute") or 0), groups.get("half") or ""
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    elif not half and hour < 12 and _is_later(groups.get("tail") or "", hour):
        hour += 12
    if hour > 24 or minute > 59:
        return None
    second = f":{int(groups['second']):02d}" if groups.get("second") else ""
    sense = _of_day(telling, f"T{hour:02d}:{minute:02d}{second}", None, _zone(groups.get("zone")))
    # "10 p.m." names an hour, though TIMEX3 writes it with minutes.
    return sense if groups.get("minute") else replace(sense, hours=(hour, hour + 1))


def _is_later(tail: str, hour: int) -> bool:
    return "afternoon" in tail or "evening" in tail or ("night" in tail and hour >= 6)


def _zone(stated: str | None) -> int | None:
    return None if stated is None else ZONES.get(" ".join(stated.split()))


_SCORE_NEXT = re.compile(
    r"[:.][0-9]|\s?(?:-|to)\s?[0-9]{1,2}(?![0-9:])|\s(?:win|loss|victory|lead|ratio|split)"
)
_CLOCK_LED = re.compile(
    r"\b(?:at|by|until|since|from|to|after|before|around|about|and|till|between|of)\s$"
)


def _clock_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "At 7:30", "22:30"; not a score or a ratio."""
    if int(m["hour"]) > 24 or int(m["minute"]) > 59:
        return False
    if m["zone"]:
        return True
    led = _CLOCK_LED.search(telling.low, max(0, m.start() - 14), m.start()) is not None
    if _SCORE_NEXT.match(telling.low, m.end()):
        return led
    return led or len(m["hour"]) == 2 or m["tail"] is not None


def _am_fits(m: re.Match[str], _telling: Telling) -> bool:
    """ "Ten am" may be "ten" and a verb; with full stops it is a time."""
    return m["hour"].isdigit() or "." in m["half"]


_JUST_AFTER = re.compile(r"\b(?:after|since|past)\s$")


def _noon(m: re.Match[str], telling: Telling) -> Sense:
    """Midnight ends the day it is named with, unless something is said to come after it."""
    if m["noon"] != "midnight":
        return _of_day(telling, "T12:00")
    after = _JUST_AFTER.search(telling.low, max(0, m.start() - 14), m.start())
    return _of_day(telling, "T00:00" if after else "T24:00")


def _past_hour(m: re.Match[str], telling: Telling) -> Sense | None:
    """ "Half past nine", "26 minutes past noon", "a quarter to ten"."""
    lead, name, tail = m["lead"], m["name"], m["tail"] or ""
    minutes = {"half": 30, "quarter": 15, "a quarter": 15}[lead] if lead else number(m["count"])
    hour = {"noon": 12, "midday": 12, "midnight": 0}.get(name)
    if hour is None:
        hour = SMALL.get(name) or int(name)
        hour += 12 if hour < 12 and _is_later(tail, hour) else 0
    total = hour * 60 + int(minutes if m["way"] in ("past", "after") else -minutes)
    if minutes > 59 or not 0 <= total < 1440:
        return None
    return _of_day(telling, f"T{total // 60:02d}:{total % 60:02d}")


def _past_hour_fits(m: re.Match[str], _telling: Telling) -> bool:
    clear = "minutes" in m[0] or (m["lead"] is not None and m["way"] == "past")
    return clear or m["name"] in ("noon", "midday", "midnight")


_HOUR_LED = re.compile(r"\b(?:at|by|around|about|until|since|till|before|after)\s$")


def _hour_of_part_fits(m: re.Match[str], telling: Telling) -> bool:
    return _HOUR_LED.search(telling.low, max(0, m.start() - 8), m.start()) is not None


def _part(m: re.Match[str], telling: Telling) -> Sense:
    lead = " ".join((m["lead"] or "").split()).removeprefix("the ")
    code = "T" + PARTS[" ".join(m["part"].split())]
    if lead.endswith("this"):
        return _of_day(telling, code, None if telling.narrative else telling.published)
    shift = {"next": 1, "following": 1, "previous": -1}.get(lead.split()[-1] if lead else "", 0)
    if shift and telling.last_day is not None:
        return _of_day(telling, code, step(telling.last_day, "D", shift))
    if code == "TNI" and not lead and not m["det"] and not m["mod"]:
        # "At night": no night in particular; a date beside it will say which.
        return Sense(TIME, "XXXX-XX-XXTNI", None, None, of_day=code)
    return _of_day(telling, code)


_DATED_LEFT = re.compile(
    r"(?:day|yesterday|tomorrow|christmas|easter|,? [0-9]{1,2}(?:st|nd|rd|th)?|[a-z] [12][0-9]{3})"
    r"\s(?:in\sthe\s|at\s)?$"
)
_NO_DAY = re.compile(r"\b(?:every|each|one|that|this|a|the|same|other)\sday\s$")
_DATED_RIGHT = re.compile(
    r"\s(?:of|on|before|after)?\s?(?:the\s)?(?:[0-9]{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[a-z]{3}"
    rf"|{PIECES['month']}\s[0-9]|\w+day\b)"
)
_EACH = re.compile(r"\b(?:every|each)\s\w+\s$")
_TWILIGHT = ("dawn", "dusk", "sunrise", "sunset", "daybreak")
_TWILIGHT_LED = re.compile(r"\b(?:at|before|after|since|until|by|from|around)\s(?:the\s)?$")
_PART_LED = re.compile(
    r"\b(?:in|during|of|on|through|by|into|until|for|all|late|early|at|since)\s$"
)
_BARE_PART_LED = re.compile(r"\b(?:at|by|until|since|before|after|all|one|through)\s$")
_BARE_NIGHT_LED = re.compile(r"\b(?:at|by|that)\s$")
_NO_PART = re.compile(r"\s(?:vision|club|shift|watch|sky)")


def _part_fits(m: re.Match[str], telling: Telling) -> bool:
    """ "In the morning", "Friday night", "at dawn"; not "night vision", "Morning Post"."""
    left = telling.low[max(0, m.start() - 16) : m.start()]
    right = telling.low[m.end() : m.end() + 24]
    if _DATED_RIGHT.match(right) or (_DATED_LEFT.search(left) and not _NO_DAY.search(left)):
        return not _EACH.search(left)
    if m["part"] in _TWILIGHT and not _TWILIGHT_LED.search(left):
        return m["lead"] is not None
    at = m.start("part")
    if at > 0 and telling.text[at].isupper() and telling.text[at - 1] != "\n":
        return False
    if m["lead"] or m["det"] or m["mod"]:
        if _NO_PART.match(right):
            return False
        event = re.match(r"\s(?:before|after|of)\b", right)
        return bool(m["lead"]) or bool(_PART_LED.search(left) and not event)
    return bool((_BARE_NIGHT_LED if m["part"] == "night" else _BARE_PART_LED).search(left))


def _overnight(_m: re.Match[str], telling: Telling) -> Sense:
    day = telling.last_day
    if not telling.narrative:
        day = step(telling.published, "D", -1) if telling.published else None
    return _of_day(telling, "TNI", day)


def _overnight_fits(m: re.Match[str], telling: Telling) -> bool:
    return not _OVERNIGHT_NOUN.match(telling.low, m.end())


_OVERNIGHT_NOUN = re.compile(r"\s(?:stay|bag|train|rate|interest|success)")
_NOON_NOUN = re.compile(r"[\s-](?:express|sun|meal|basketball)")


def _small_hours(_m: re.Match[str], telling: Telling) -> Sense:
    return replace(_of_day(telling, "TMO"), hours=(0, 6))


_WORD_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HOUR = rf"(?P<hour>[01]?[0-9]|2[0-4]|{_WORD_HOUR})"
_HOUR_12 = rf"[1-9]|1[0-2]|{_WORD_HOUR}"
_HALF = r"(?P<half>[ap]\.? ?m(?:\.|\b))"
_TAIL = (
    r"(?P<tail> (?:in the|this|that) (?:(?:early|late) )?(?:morning|afternoon|evening)| at night)"
)
# Named local times are kept in the words but not turned into UTC: many change with the season.
_ZONE = (
    r"(?:,? \(?(?:(?:local|eastern|moscow|israeli|syrian|kyiv|ukrainian|finnish|central european"
    r"|british|turkish|damascus) (?:standard |daylight |summer )?time|<zone>)\)?)?"
)
_LEAD = (
    r"(?P<lead>that same|this|that|the same|the next|the following|next|the previous|later this"
    r"|earlier this|late that|early that|early the next|later that|late this|early this|one)"
)

RULES: tuple[Rule, ...] = (
    Rule("clock", "clock",
         pattern(rf"{_HOUR}(?:[:.h](?P<minute>[0-5][0-9]))?(?::(?P<second>[0-5][0-9]))? ?{_HALF}"
                 rf"{_ZONE}{_TAIL}?"),
         _clock, "The ship left at 10:30 p.m.", "10:30 p.m.=2024-12-14T22:30", _am_fits),
    Rule("24-hour clock", "clock",
         pattern(r"(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?"
                 rf"(?: ?(?:hrs|hours|h))?{_ZONE}{_TAIL}?"),
         _clock, "The ship left at 22:30 GMT.", "22:30 GMT=2024-12-14T22:30", _clock_fits),
    Rule("o'clock", "clock", pattern(rf"{_HOUR} ?o'clock{_TAIL}?"), _clock,
         "The ship left at nine o'clock in the evening.",
         "nine o'clock in the evening=2024-12-14T21:00"),
    Rule("hour of a part", "part", pattern(rf"(?P<hour>{_HOUR_12}){_TAIL}"), _clock,
         "The ship left at 4 in the morning.", "4 in the morning=2024-12-14T04:00",
         _hour_of_part_fits),
    Rule("military clock", "clock",
         pattern(r"(?P<hour>[01][0-9]|2[0-3])\.?(?P<minute>[0-5][0-9])"
                 r"(?: ?(?:hrs|hours|h|local time)| <zone>"
                 r"|(?= ?(?:-|to|and) ?[0-2][0-9][0-5][0-9] ?(?:hrs|hours|gmt|utc)))"),
         _clock, "The ship left at 2230 GMT.", "2230 GMT=2024-12-14T22:30"),
    Rule("past the hour", "noon clock unit",
         pattern(r"(?:(?P<lead>half|a quarter|quarter)|<count>(?: minutes)?) (?P<way>past|to|after)"
                 rf" (?P<name>noon|midday|midnight|{_HOUR_12})(?: o'clock)?{_TAIL}?"),
         _past_hour, "It tripped at 26 minutes past noon.",
         "26 minutes past noon=2024-12-14T12:26", _past_hour_fits),
    Rule("small hours", "unit part",
         pattern(r"the (?:small|wee|early) hours(?: of (?:the morning|today))?"),
         _small_hours, "Officers came in the small hours.", "the small hours=2024-12-14TMO"),
    Rule("noon", "noon", pattern(r"(?P<noon>noon|midnight|midday|mid-day)"), _noon,
         "The ship left at noon.", "noon=2024-12-14T12:00",
         lambda m, t: not _NOON_NOUN.match(t.low, m.end())),
    Rule("part of day", "part",
         pattern(rf"(?:{_LEAD} )?(?P<det>the )?(?P<mod>(?:early|late)(?: in the)? )?<part>"
                 r"(?: hours)?"),
         _part, "He spoke this morning.", "this morning=2024-12-14TMO", _part_fits),
    Rule("overnight", "part", pattern(r"overnight"), _overnight, "It landed overnight.",
         "overnight=2024-12-13TNI", _overnight_fits),
)  # fmt: skip
