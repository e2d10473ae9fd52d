"""Names of persons, organizations, places, sites and equipment."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from casemate.nouns import Document, Mention, MentionKind, Site, overlap
from casemate.read.statements.encoder import encode
from casemate.read.statements.names import names_in
from casemate.words.fold import fold, plain_marks


def find_mentions(
    document: Document, sites: Sequence[Site], tier: str = "accurate"
) -> tuple[Mention, ...]:
    """Mentions of an English document in reading order; a case's site wins over other readings."""
    at_sites = find_site_names(document, sites)
    taken = [m.span for m in at_sites]
    names = [
        m
        for m in names_in(document.text, encode(document.text, tier))
        if not any(overlap(m.span, span) for span in taken)
    ]
    return tuple(sorted([*at_sites, *names], key=lambda m: m.span))


def find_site_names(document: Document, sites: Sequence[Site]) -> tuple[Mention, ...]:
    """The sites' names in any script or language, in reading order."""
    if not sites:
        return ()
    pattern, owners = _site_names(tuple(sites))
    found = []
    # Same length as the text, so that offsets hold; accents are covered by the pattern's variants.
    for match in pattern.finditer(plain_marks(document.text)):
        site = owners[fold(match.group())]
        found.append(Mention(match.span(), MentionKind.SITE, site.name, site.id))
    return tuple(found)


@functools.lru_cache(maxsize=8)
def _site_names(sites: tuple[Site, ...]) -> tuple[re.Pattern[str], dict[str, Site]]:
    """One pattern for every spelling of every site, longest first, and who each belongs to."""
    owners: dict[str, Site] = {}
    spellings: set[str] = set()
    for site in sites:
        for name in site.names:
            plain = plain_marks(name).strip()
            spellings.add(plain)
            owners.setdefault(fold(plain), site)
    ordered = sorted(spellings, key=lambda s: (-len(s), s))
    # Short all-capital codes (OSLK) only as written; names in any case ("TARTUS, Syria").
    parts = [
        rf"(?-i:{re.escape(s)})" if s.isupper() and len(s) <= 5 else _loose(s) for s in ordered
    ]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE), owners


def _loose(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())
