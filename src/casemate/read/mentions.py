"""Names of persons, organizations, places, sites and equipment."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Document, Mention, Site


def find_mentions(document: Document, sites: Sequence[Site]) -> tuple[Mention, ...]:
    """Mentions of a document in reading order."""
    return ()
