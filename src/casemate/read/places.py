"""Where it happened: toponyms resolved to places."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Document, Mention, PlaceMention, Site


def find_places(
    document: Document, mentions: Sequence[Mention], sites: Sequence[Site]
) -> tuple[PlaceMention, ...]:
    """Places of a document in reading order; the case's own sites come first."""
    return ()
