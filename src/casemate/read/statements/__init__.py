"""Who says what, through whom."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Document, Mention, PlaceMention, Statement, TimeMention


def find_statements(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    tier: str = "accurate",
) -> tuple[Statement, ...]:
    """Statements of a document in reading order, nested ones after the one they stand in."""
    return ()
