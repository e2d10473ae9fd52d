"""Which words of a run of capitals are, or call themselves, a place: the longest name known."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from casemate.locate.gazetteer import MAIN, Gazetteer
from casemate.locate.look_up import site_row
from casemate.locate.names import exact_key
from casemate.locate.sites import find_site
from casemate.read.places.candidates import candidates
from casemate.read.places.capitals import Word
from casemate.read.places.toponym import Toponym
from casemate.read.places.words import (
    COUNTY_WORDS,
    DEMONYMS,
    FEATURE_WORDS,
    LEADING_FEATURES,
    PREFIXES,
)

_LONGEST = 6
# Shorter names are too like others once their vowels and doubled letters are folded.
_LEAST_LOOSE = 6
# After these a full stop belongs to the word ("Calif.", "Orchard St.").
_ABBREVIATED = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan kans ky mass md mich minn miss mo mont "
    "neb nebr nev okla ore pa penn tenn tex va vt wash wis wisc wyo alta ont que sask ia la st rd "
    "ave blvd hwy twp".split()
)
# What may begin a sentence before the name of a creek or a street, and is no part of it.
_NO_NAME = frozenset(
    "the a an in on at this that these those near along from to of for and but where when while "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_PARTS = re.compile(r"[\s\u2010\u2011-]+")
# Key, kind, rows, whether each has the name as its own.
_Match = tuple[str, str, tuple[int, ...], tuple[int, ...]]


def longest_name(
    gazetteer: Gazetteer, text: str, run: list[Word], at: int
) -> tuple[int, Toponym | None]:
    """How many words from this one on are one name of a place, and the name; else 1 and None."""
    begin = run[at].begin
    for size in range(min(len(run) - at, _LONGEST), 0, -1):
        last = run[at + size - 1]
        end = last.end
        if text[end : end + 1] == "." and last.text.lower() in _ABBREVIATED:
            end += 1
        name = text[begin:end]
        if match := _match(gazetteer, name, size):
            key, kind, rows, main = match
            return size, Toponym((begin, end), name, key, kind, rows, main)
    return 1, None


@functools.lru_cache(maxsize=131_072)
def _match(gazetteer: Gazetteer, name: str, size: int) -> _Match | None:
    """What a name of so many words is, wherever it stands; None when it is no place's."""
    key = exact_key(name)
    if len(key) < 2 or (size == 1 and key in PREFIXES):
        return None
    words = key.split(" ")
    if gazetteer.postings(key) or key in DEMONYMS or (key[-1] == "s" and key[:-1] in DEMONYMS):
        return _known(gazetteer, name, key, words, size)
    if site := _as_a_site(gazetteer, name, key):
        return site
    if size < 2:
        return None
    parts = _PARTS.split(name)
    if words[-1] in FEATURE_WORDS and words[0] not in _NO_NAME and not _has_small_word(parts):
        kind = FEATURE_WORDS[words[-1]]
        if kind == "street" and _no_street(parts[:-1]):
            return None
        found = candidates(gazetteer, name) if words[-1] in COUNTY_WORDS else ((), (), "")
        return key, kind, found[0], found[1]
    if words[0] in LEADING_FEATURES and size <= 3 and not _has_small_word(parts):
        return key, LEADING_FEATURES[words[0]], (), ()
    return None


def _as_a_site(gazetteer: Gazetteer, name: str, key: str) -> _Match | None:
    """A known site in a spelling that only its loose key knows ("Al-Shairat")."""
    site = find_site(name) if len(key) >= _LEAST_LOOSE else None
    row = None if site is None else site_row(gazetteer, site)
    return None if row is None else (key, "", (row,), (1,))


def _known(
    gazetteer: Gazetteer, name: str, key: str, words: Sequence[str], size: int
) -> _Match | None:
    """A name that the gazetteer has, unless it is a common word or only a piece of a name."""
    if size > 2 and words[1] == "of" and words[0] in ("city", "town", "village"):
        return None
    if key == "us" and name not in ("US", "U.S.", "U. S."):
        return None
    if len(key) <= 2 and not (name.isupper() or "." in name):
        return None
    rows, main, kind = candidates(gazetteer, name)
    if not rows or (size > 1 and not any(main) and _shorter_is_meant(gazetteer, name)):
        return None
    if size == 1 and len(name) <= 3 and name.isupper() and not any(main):
        return None
    return key.removeprefix("the "), kind, rows, main


def _has_small_word(parts: Sequence[str]) -> bool:
    return any(part.islower() for part in parts)


def _no_street(parts: Sequence[str]) -> bool:
    """ "S.C. Highway Patrol", "Henry County Road": the area's own, not a street's name."""
    return any("." in part[:-1] or part.lower() in COUNTY_WORDS for part in parts)


def _shorter_is_meant(gazetteer: Gazetteer, name: str) -> bool:
    """ "Dublin City Council" is of Dublin; "Boulder City Council" of the town of Boulder City."""
    rest = name.removesuffix(" City")
    return rest != name and any(p & MAIN for p in gazetteer.postings(exact_key(rest)))
