"""Which places of the gazetteer a name may mean."""

from __future__ import annotations

import functools
import re

from casemate.locate.gazetteer import MAIN, Gazetteer
from casemate.locate.kinds import KIND_NUMBER
from casemate.locate.look_up import site_row
from casemate.locate.names import exact_key
from casemate.locate.sites import find_site
from casemate.read.places.words import COUNTY_WORDS, DEMONYMS, PREFIXES

# A name shared by more places than this keeps its most important ones.
MOST = 80
_OF = re.compile(r"^(?:the )?(?:city|town|village|state|province|county|port|republic) of (?=.)")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_COUNTY = KIND_NUMBER["county"]
_REGION = KIND_NUMBER["region"]
_AIRFIELD = KIND_NUMBER["airfield"]
Found = tuple[tuple[int, ...], tuple[int, ...], str]
NOTHING: Found = ((), (), "")


@functools.lru_cache(maxsize=131_072)
def candidates(gazetteer: Gazetteer, name: str) -> Found:
    """Rows, whether each has the name as its own, and what the name's words tell of its kind."""
    key = exact_key(name)
    if country := DEMONYMS.get(key) or DEMONYMS.get(key.removesuffix("s")):
        rows = tuple(
            p >> 1
            for p in gazetteer.postings(exact_key(country))
            if p & MAIN and gazetteer.place(p >> 1).kind in ("country", "area")
        )
        return (rows[:1], (1,) * len(rows[:1]), "demonym")
    postings = gazetteer.postings(key)
    if not postings and key.startswith("the "):
        key = key[4:]
        postings = gazetteer.postings(key)
    if postings:
        return _split(postings, "county" if key.rsplit(" ", 1)[-1] in COUNTY_WORDS else "")
    if key[-2:] == " s" or name[-1:] in "'\u2019":
        bare = _POSSESSIVE.sub("", name)
        if bare and bare != name:
            return candidates(gazetteer, bare)
    words = key.split()
    if len(words) > 1 and words[-1] in COUNTY_WORDS:
        found = gazetteer.postings(" ".join(words[:-1]))
        areas = tuple(p for p in found if gazetteer.kind[p >> 1] in (_COUNTY, _REGION))
        return _split(areas or found, "county")
    if (bare := _OF.sub("", key)) != key:
        return _split(gazetteer.postings(bare), "")
    while len(words) > 1 and words[0] in PREFIXES:
        words = words[1:]
        if found := gazetteer.postings(" ".join(words)):
            return _split(found, "part")
    if (site := find_site(name)) and (row := site_row(gazetteer, site)) is not None:
        return (row,), (1,), ""
    return _split(gazetteer.loose_postings(name), "loose")


def _split(postings: tuple[int, ...], kind: str) -> Found:
    kept = postings if len(postings) <= MOST else postings[:MOST]
    return tuple(p >> 1 for p in kept), tuple(p & 1 for p in kept), kind
