"""Who says what, through whom."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Document, Mention, PlaceMention, Statement, TimeMention
from casemate.read.statements.find import find_in


def find_statements(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    tier: str = "accurate",
) -> tuple[Statement, ...]:
    """Statements of a document in reading order, nested ones after the one they stand in.

    tier: "accurate" or "fast". Raises Tampered when the weights are not the package's own.
    """
    return find_in(document, mentions, times, places, tier)
