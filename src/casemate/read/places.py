"""Where it happened: toponyms resolved to places."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Document, Mention, PlaceMention, Site


def find_places(
    document: Document, mentions: Sequence[Mention], sites: Sequence[Site]
) -> tuple[PlaceMention, ...]:
    """Places of a document in reading order: the case's own sites."""
    del document
    by_id = {site.id: site for site in sites}
    found = []
    for mention in mentions:
        site = by_id.get(mention.entity or "")
        if site is not None:
            place = PlaceMention(mention.span, site.name, "site", site.where, site=site.id)
            found.append(place)
    return tuple(found)
