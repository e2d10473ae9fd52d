"""Whether a text tells a story on its own dates, or news on its publication's.

A history or chronicle names full dates well before its publication and hardly any word that hangs
on the day of writing ("yesterday", "on Monday", "last week", "said"); news is the other way round.
Where in doubt it is news.
"""

from __future__ import annotations

import re
from datetime import date

from casemate.read.times.vocabulary import PIECES

_FULL = re.compile(
    rf"(?<!\w)(?:{PIECES['month']})(?:\s[0-9]{{1,2}}(?:st|nd|rd|th)?)?,?\s(?:of\s)?"
    r"(?P<year>(?:1[0-9]|20)[0-9]{2})\b"
    r"|(?:(?<![\w-])in\s|^)(?P<bare>(?:1[0-9]|20)[0-9]{2})\b|[0-9]\s?b\.?c\b",
    re.MULTILINE,
)
_DAY_OF_WRITING = re.compile(
    r"(?<!\w)(?:yesterday|today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!,)"
    r"|(?:last|this|next)\s(?:night|morning|week|month|year|weekend)|said|says|\bago)\b"
)
# At least so many dates, so many years from publication; so many times the words of the day.
_LEAST_DATES = 4
_FAR_YEARS = 2
_TIMES_AS_MANY = 1.5


def is_narrative(low: str, published: date | None) -> bool:
    """Whether the story's own dates outnumber the words that hang on the day of writing."""
    far = near = 0
    for match in _FULL.finditer(low):
        year = match["year"] or match["bare"]
        if year is not None and published and published.year - int(year) < _FAR_YEARS:
            near += 1
        else:
            far += 1
    if far < _LEAST_DATES or far <= near:
        return False
    return far > _TIMES_AS_MANY * sum(1 for _ in _DAY_OF_WRITING.finditer(low))
