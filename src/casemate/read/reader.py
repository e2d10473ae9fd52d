"""One document, read: language, mentions, times, places, statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casemate.nouns import Document, Reading, Site
from casemate.read.headings import without_headings
from casemate.read.language import detect, not_read
from casemate.read.mentions import find_mentions, find_site_names
from casemate.read.places import find_places
from casemate.read.statements import find_statements
from casemate.read.times import find_times

# Raised with every change that alters what is found; a case reads its documents again then.
READER = "reader 5"
PARTS = ("statements", "times", "places", "mentions")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """only: which of PARTS are wanted. tier: "accurate" or "fast". sites: those of the case."""

    only: tuple[str, ...] = PARTS
    tier: str = "accurate"
    sites: tuple[Site, ...] = ()


def read_document(document: Document, options: ReadOptions | None = None) -> Reading:
    """All that is found in a document; what is not asked for is not computed, and is empty."""
    options = options or ReadOptions()
    wants = frozenset(options.only)
    lang = document.lang or detect(document.text)
    reason = not_read(lang)
    if reason is not None:
        return _only_sites(document, lang, reason, options.sites, wants)
    for_statements = "statements" in wants
    mentions = (
        find_mentions(document, options.sites, options.tier)
        if for_statements or "mentions" in wants
        else ()
    )
    times = find_times(document) if for_statements or "times" in wants else ()
    # Places are judged by gazetteer and surroundings alone: the network's mentions were measured to
    # add nothing (TR-News: recognition 89.3 with them, 90.1 without) at fifty times the cost.
    places = (
        find_places(document, find_site_names(document, options.sites), options.sites)
        if for_statements or "places" in wants
        else ()
    )
    found = (
        find_statements(document, mentions, times, places, options.tier) if for_statements else ()
    )
    return Reading(
        document=document.id,
        lang=lang,
        mentions=mentions if "mentions" in wants else (),
        times=times if "times" in wants else (),
        places=places if "places" in wants else (),
        statements=without_headings(document, found),
    )


def _only_sites(
    document: Document,
    lang: str | None,
    reason: str,
    sites: Sequence[Site],
    wants: frozenset[str],
) -> Reading:
    """A text in a language that is not read is still searched for the names of the sites."""
    mentions = find_site_names(document, sites)
    return Reading(
        document=document.id,
        lang=lang,
        mentions=mentions if "mentions" in wants else (),
        not_read=reason,
    )
