"""When it happened: time expressions and what they cover."""

from __future__ import annotations

from casemate.nouns import Document, TimeMention
from casemate.read.times.bounds import intervals
from casemate.read.times.find import find, lowered
from casemate.read.times.genre import is_narrative
from casemate.read.times.telling import Telling
from casemate.read.times.valid import valid_time
from casemate.words.fold import plain_marks

__all__ = ["find_times", "valid_time"]


def find_times(document: Document) -> tuple[TimeMention, ...]:
    """Time expressions of a document in reading order."""
    text = plain_marks(document.text)
    published = document.published.date() if document.published else None
    low = lowered(text)
    narrative = document.genre == "narrative" or (
        document.genre is None and is_narrative(low, published)
    )
    telling = Telling(text, low, published, narrative)
    found = find(telling)
    offset = document.published.utcoffset() if document.published else None
    minutes = int(offset.total_seconds() // 60) if offset else 0
    return tuple(
        TimeMention((f.begin, f.end), f.sense.type, f.sense.value, when)
        for f, when in zip(found, intervals(found, telling, minutes), strict=True)
    )
