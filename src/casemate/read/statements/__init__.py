"""Who says what, through whom."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Document, Mention, PlaceMention, Statement, TimeMention
from casemate.read.statements.by_rules import read_by_rules


def find_statements(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    tier: str = "accurate",
) -> tuple[Statement, ...]:
    """Statements of a document in reading order, nested ones after the one they stand in.

    tier: "accurate" or "fast"; the rules know one pace.
    """
    return read_by_rules(document, mentions, times, places)
