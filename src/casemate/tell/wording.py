"""How numbers, dates and relations are put into words; one place, so that pages agree.

House rules: origins are "separate", documents "repeat"; a dossier never calls origins independent
(that can be refuted, never proved), a claim confirmed, or a text copied.
"""

from __future__ import annotations

from datetime import date, timedelta

from casemate.nouns import OriginKind, Precision, Relation, SourceKind, When
from casemate.tell.material import Count

MONTHS = (
    "January February March April May June July August September October November December".split()
)
SHORT_MONTHS = [name[:3] for name in MONTHS]

# What one document does with another's words.
RELATIONS = {
    Relation.VERBATIM: "word for word",
    Relation.ABRIDGED: "shortened",
    Relation.PARAPHRASE: "in other words",
    Relation.TRANSLATION: "translated",
    Relation.UPDATE: "an update",
    Relation.CITES: "citing it",
    Relation.UNATTRIBUTED_COPY: "without naming it",
}
ORIGIN_KINDS = {
    OriginKind.OFFICIAL_STATEMENT: ("official statement", "official statements"),
    OriginKind.NAMED_EXPERT: ("named expert", "named experts"),
    OriginKind.ANONYMOUS_OFFICIALS: ("unnamed source", "unnamed sources"),
    OriginKind.OWN_CORRESPONDENT: ("own correspondent", "own correspondents"),
    OriginKind.IMAGERY: ("satellite image", "satellite images"),
    OriginKind.TRACKING_DATA: ("set of tracks", "sets of tracks"),
    OriginKind.DOCUMENT: ("document", "documents"),
    OriginKind.UNKNOWN: ("source of unknown lineage", "sources of unknown lineage"),
}
# Who stands for a speaker without a name.
UNNAMED = {
    SourceKind.OFFICIAL: "an official, not named",
    SourceKind.EXPERT: "an expert, not named",
    SourceKind.ANONYMOUS: "an unnamed source",
    SourceKind.MEDIA: "a news outlet",
    SourceKind.IMAGERY: "imagery",
    SourceKind.DOCUMENT: "a document",
    SourceKind.ORGANIZATION: "an organization",
    SourceKind.UNKNOWN: "a source that is not named",
}
LANGUAGES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fa": "Persian", "fr": "French", "he": "Hebrew", "hy": "Armenian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "ku": "Kurdish", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def day_words(day: date | None) -> str:
    """ "13 December 2024", or that it is not known."""
    return "date not known" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date | None) -> str:
    """ "13 Dec 2024", or that it is not known."""
    return "no date" if day is None else f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def held_words(valid: When | None) -> str | None:
    """When something held, as finely as its source put it; None where nothing was said.

    Examples: "13 Dec 2024", "December 2015", "2017", "from 2015", "7 to 10 Dec 2024".
    """
    if valid is None or (valid.begin is None and valid.end is None):
        return None
    first, last = valid.first_day, valid.last_day
    if last is None and first is not None:
        return f"from {_side(first, valid.precision)}"
    if first is None and last is not None:
        return f"until {_side(last, valid.precision)}"
    assert first is not None and last is not None
    if first == last:
        return short_day(first)
    if _is_whole_year(first, last):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if _is_whole_months(first, last):
        begin, end = _month(first), _month(last)
        return begin if begin == end else f"{begin} to {end}"
    if first.year == last.year and first.month == last.month:
        return f"{first.day} to {short_day(last)}"
    return f"{short_day(first)} to {short_day(last)}"


def origins_words(count: Count) -> str:
    """ "3 separate origins", "1 origin", "no origin traced, 2 at most"."""
    lead = "at least " if count.lower_bound and count.separate else ""
    if count.separate == 0:
        most = f", {count.at_most} at most" if count.at_most else ""
        return f"no origin traced{most}"
    number = "1 origin" if count.separate == 1 else f"{count.separate} separate origins"
    most = f", {count.at_most} at most" if count.at_most > count.separate else ""
    return f"{lead}{number}{most}"


def repeated_words(count: Count) -> str:
    """ ", repeated by 6", or nothing."""
    return f", repeated by {count.repeated}" if count.repeated else ""


def plural(number: int, one: str, many: str | None = None) -> str:
    """ "1 document", "2 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def language_name(code: str | None) -> str:
    """English name of an ISO 639-1 code; the code itself where the table has none."""
    return "a language that could not be told" if not code else LANGUAGES.get(code, code)


def listed(words: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _side(day: date, precision: Precision) -> str:
    if precision in (Precision.YEAR, Precision.DECADE, Precision.CENTURY):
        return str(day.year)
    if precision in (Precision.MONTH, Precision.QUARTER, Precision.SEASON):
        return _month(day)
    return short_day(day)


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _is_whole_year(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _is_whole_months(first: date, last: date) -> bool:
    # 9999-12-31 has no day after it, and is the end of its month.
    return first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
