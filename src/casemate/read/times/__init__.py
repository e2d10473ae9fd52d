"""When it happened: time expressions and what they cover."""

from __future__ import annotations

from casemate.nouns import Document, Spans, TimeMention, ValidBasis, When


def find_times(document: Document) -> tuple[TimeMention, ...]:
    """Time expressions of a document in reading order."""
    return ()


def valid_time(
    document: Document, content: Spans, times: tuple[TimeMention, ...]
) -> tuple[When | None, ValidBasis | None]:
    """When a content holds: by a time in its words, else by its present tense, else unknown."""
    return None, None
