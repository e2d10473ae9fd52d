"""From an expression to the interval it covers: what opens it, closes it, narrows it.

Beyond TIMEX3, whose value says "2015-09" for "since September 2015" as for "in September 2015".
All bounds follow from the words: an open side stays open, and "recent days" reach back as far as
the table of radii says (`lengths.RADII`), no further.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casemate.nouns import Precision, TimeType, When
from casemate.read.times.calendar import covered, hours_of, step, value_of
from casemate.read.times.found import Found
from casemate.read.times.telling import Telling

# What stands before a date and turns it into a bound; one row a word, with an example.
OPENING = (
    ("since", "since September 2015"),
    ("ever since", "ever since Friday"),
    ("starting", "starting Monday"),
    ("starting on", "starting on Monday"),
    ("starting in", "starting in May"),
    ("beginning", "beginning March 3"),
    ("beginning on", "beginning on March 3"),
    ("beginning in", "beginning in May"),
    ("starting from", "starting from Monday"),
    ("effective", "effective June 1"),
    ("with effect from", "with effect from June 1"),
    ("not before", "not before Friday"),
    ("no earlier than", "no earlier than Friday"),
)
CLOSING = (
    ("by", "by the end of the year"),
    ("until", "until Friday"),
    ("till", "till Friday"),
    ("up to", "up to December 8"),
    ("through", "through January"),
    ("no later than", "no later than Friday"),
    ("not later than", "not later than Friday"),
    ("at the latest by", "at the latest by Friday"),
    ("up until", "up until Friday"),
    ("prior to", "prior to 2015"),
    ("before", "before 2015"),
    ("ahead of", "ahead of Friday"),
)
AFTERWARDS = (("after", "after December 8"), ("following", "following Easter"))
_EXCLUSIVE = frozenset(["before", "prior to", "ahead of"])


def _ending(rows: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    words = sorted((word for word, _ in rows), key=len, reverse=True)
    listed = "|".join(word.replace(" ", r"\s") for word in words)
    return re.compile(rf"(?<![\w-])(?P<word>{listed})\s(?:about\s|around\s|at\sleast\s|the\s)?$")


_OPENING, _CLOSING, _AFTER = _ending(OPENING), _ending(CLOSING), _ending(AFTERWARDS)
_FROM = re.compile(r"(?<![\w-])(?:from|as\sof)\s(?:the\s)?$")
_ONWARD = re.compile(r",?\s(?:on|onwards?|forward)\b(?!\sthe|\sa\b)")
_WITHIN = re.compile(r"(?<![\w-])(?P<word>within|in)\s(?:the\s)?$")
# Parts of a stretch, as thirds of it: "early May" is its first ten days.
_PART = re.compile(
    r"(?P<first>early|beginning of|start of|opening of|first days of)|(?P<middle>mid|middle of)"
    r"|(?P<last>late(?!r)|end of|close of|last days of|-end|'s end|year end)"
)
_LINK = re.compile(
    r"\s?-\s?|\s(?:to|through|until|till|up\sto)\s(?:the\s|early\s|late\s|mid-)?|\s(?P<and>and)\s(?:the\s)?"
)
_BETWEEN = re.compile(r"(?<![\w-])between\s(?:the\s)?(?:\w+\s){0,1}$")
_LOOK = 26


def intervals(found: Sequence[Found], telling: Telling, offset_minutes: int) -> list[When | None]:
    """The interval of each expression, None where it has none; ranges give both ends the whole."""
    base = [_base(f, telling, offset_minutes) for f in found]
    bounded = [_bounded(f, w, telling) for f, w in zip(found, base, strict=True)]
    for place in range(len(found) - 1):
        whole = _range(found[place], found[place + 1], base[place], base[place + 1], telling)
        if whole is not None:
            bounded[place] = bounded[place + 1] = whole
    return bounded


def _base(found: Found, telling: Telling, offset_minutes: int) -> When | None:
    sense = found.sense
    if sense.when is not None:
        return sense.when
    if sense.value == "PRESENT_REF":
        return When.day(telling.published) if telling.published and not telling.narrative else None
    if sense.type in (TimeType.DURATION, TimeType.SET):
        return None
    offset = offset_minutes if sense.zone_minutes is None else sense.zone_minutes
    if sense.hours is not None and sense.day is not None:
        return hours_of(sense.day, sense.hours, offset)
    whole = covered(sense.value, offset)
    if whole is None:
        return None
    words = telling.low[max(0, found.begin - _LOOK) : found.end].replace("\n", " ")
    inside = telling.low[found.begin : found.end].replace("\n", " ")
    part = _PART.search(inside) or re.search(
        rf"(?<![\w-])(?:{_PART.pattern})\s(?:the\s)?$", words[: len(words) - len(inside)]
    )
    if part is not None:
        return _third(whole, part.lastgroup or "")
    return _running(whole, inside, telling)


def _running(whole: When, inside: str, telling: Telling) -> When:
    """ "Earlier this month" is over at publication, "later this year" begins with it."""
    published = telling.published and When.day(telling.published)
    if not published or not inside.startswith(("earlier", "later")) or not published.within(whole):
        return whole
    if inside.startswith("earlier"):
        return When(whole.begin, published.end, whole.precision)
    return When(published.begin, whole.end, whole.precision)


# How "early", "mid" and "late" divide a stretch: where its second and last part begin, in months
# (days for a month) from its begin.
_PARTS = {
    Precision.QUARTER: (1, 2),
    Precision.SEASON: (1, 2),
    Precision.YEAR: (4, 8),
    Precision.DECADE: (48, 84),
    Precision.CENTURY: (408, 804),
}


def _third(whole: When, which: str) -> When:
    """A third of a month or longer; shorter stretches stay whole."""
    first_day = whole.first_day
    if whole.end is None or first_day is None:
        return whole
    if whole.precision is Precision.MONTH:
        cuts = [step(first_day, "D", 10), step(first_day, "D", 20)]
    elif whole.precision in _PARTS:
        cuts = [step(first_day, "M", months) for months in _PARTS[whole.precision]]
    else:
        return whole
    if cuts[0] is None or cuts[1] is None:
        return whole
    middle, last = When.day(cuts[0]).begin, When.day(cuts[1]).begin
    if which == "first":
        return When(whole.begin, middle, whole.precision)
    if which == "middle":
        return When(middle, last, whole.precision)
    return When(last, whole.end, whole.precision)


def _bounded(found: Found, base: When | None, telling: Telling) -> When | None:
    low = telling.low
    left = low[max(0, found.begin - _LOOK) : found.begin].replace("\n", " ")
    if base is None:
        return _within(found, left, telling)
    if found.sense.type not in (TimeType.DATE, TimeType.TIME) or found.sense.value == "PRESENT_REF":
        return base
    left = re.sub(
        r"(?:(?:the\s)?(?:end|beginning|start|middle|close)\sof|early|late|mid)\s(?:on\s)?(?:the\s)?$",
        "",
        left,
    )
    inner = _INNER.match(low, found.begin)
    if inner is not None:
        left = left + inner.group()
    if _OPENING.search(left):
        return When(base.begin, None, base.precision)
    if (closing := _CLOSING.search(left)) is not None:
        if closing["word"] in _EXCLUSIVE:
            return When(None, base.begin, base.precision)
        return When(None, base.end, base.precision)
    if _AFTER.search(left) and not re.search(
        r"\b(?:day|days|week|weeks|month|months|year|years|soon|shortly|just)\safter\s", left
    ):
        return When(base.end, None, base.precision)
    if _FROM.search(left) and (_ONWARD.match(low, found.end) or _starts(found, telling)):
        return When(base.begin, None, base.precision)
    if _ONWARD.match(low, found.end) and re.search(r"(?<![\w-])from\s", left):
        return When(base.begin, None, base.precision)
    return base


_INNER = re.compile(r"(?:by|until|since)\s")


def _starts(found: Found, telling: Telling) -> bool:
    return found.sense.unit in ("D", "M") and telling.ahead(found.begin, found.end) > 0


_DURATION = re.compile(r"P(?P<count>[0-9]+)(?P<unit>[DWMY])\Z")


def _within(found: Found, left: str, telling: Telling) -> When | None:
    """ "within 18 months" ends that far from publication; "in two weeks" is then."""
    if found.sense.type is not TimeType.DURATION or telling.published is None or telling.narrative:
        return None
    lead = _WITHIN.search(left)
    length = _DURATION.match(found.sense.value or "")
    if lead is None or length is None:
        return None
    end = step(telling.published, length["unit"], int(length["count"]))
    if end is None:
        return None
    if lead["word"] == "within":
        return When.days(telling.published, end, Precision.DAY)
    if telling.ahead(found.begin, found.end) <= 0:
        return None
    return covered(value_of(end, length["unit"]))


def _range(
    first: Found, second: Found, a: When | None, b: When | None, telling: Telling
) -> When | None:
    """ "December 8-10", "between 2017 and 2019", "from Monday to Friday"."""
    if (
        a is None
        or b is None
        or second.begin - first.end > 12
        or first.sense.type not in (TimeType.DATE, TimeType.TIME)
    ):
        return None
    link = _LINK.fullmatch(telling.low[first.end : second.begin].replace("\n", " "))
    if (
        link is None
        or a.begin is None
        or b.end is None
        or a.begin >= b.end
        or second.sense.type not in (TimeType.DATE, TimeType.TIME)
    ):
        return None
    if link["and"] and not _BETWEEN.search(telling.low, max(0, first.begin - 24), first.begin):
        return None
    if b.begin is not None and b.begin < a.begin:
        return None
    order = list(Precision)
    return When(a.begin, b.end, max(a.precision, b.precision, key=order.index))
