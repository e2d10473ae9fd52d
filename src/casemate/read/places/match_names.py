"""Which words of a run of capitals are, or call themselves, a place: the longest name known."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.locate.gazetteer import MAIN, Gazetteer
from casemate.locate.names import exact_key
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


def longest_name(
    gazetteer: Gazetteer, text: str, run: list[Word], at: int
) -> tuple[int, Toponym | None]:
    """The longest name from this word on that is, or calls itself, a place; words it takes."""
    limit = min(len(run) - at, _LONGEST)
    begin = run[at].begin
    for size in range(limit, 0, -1):
        last = run[at + size - 1]
        end = last.end
        if text[end : end + 1] == "." and last.text.lower() in _ABBREVIATED:
            end += 1
        name = text[begin:end]
        key = exact_key(name)
        if size == 1 and (len(key) < 2 or _lone_capital(last.text)):
            return 1, None
        if not key or (size == 1 and key in PREFIXES):
            continue
        kind = ""
        words = key.split(" ")
        if size > 2 and words[1] == "of" and words[0] in ("city", "town", "village"):
            continue
        postings = gazetteer.postings(key)
        if postings or key in DEMONYMS or (key[-1] == "s" and key[:-1] in DEMONYMS):
            if key == "us" and name not in ("US", "U.S.", "U. S."):
                continue
            if len(key) <= 2 and not (name.isupper() or "." in name):
                continue
            rows, main, kind = candidates(gazetteer, name)
            if _shorter_is_meant(gazetteer, text, run, at, size, main):
                continue
            if rows and (size > 1 or not _only_code(name, main)):
                return size, Toponym((begin, end), name, key.removeprefix("the "), kind, rows, main)
            continue
        if size >= 2 and words[-1] in FEATURE_WORDS and _all_capital(run[at : at + size - 1]):
            kind = FEATURE_WORDS[words[-1]]
            if words[0] in _NO_NAME or (kind == "street" and _no_street(run[at : at + size - 1])):
                continue
            if words[-1] in COUNTY_WORDS:
                rows, main, _ = candidates(gazetteer, name)
            else:
                rows, main = (), ()
            return size, Toponym((begin, end), name, key, kind, rows, main)
        if size >= 2 and words[0] in LEADING_FEATURES and size <= 3:
            kind = LEADING_FEATURES[words[0]]
            return size, Toponym((begin, end), name, key, kind)
    return 1, None


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


def _all_capital(words: Sequence[Word]) -> bool:
    return all(w.gap is None or not w.gap.strip(" .-") for w in words)


def _no_street(words: Sequence[Word]) -> bool:
    """ "S.C. Highway Patrol", "Henry County Road": the area's own, not a street's name."""
    return any("." in w.text[:-1] or w.text.lower() in COUNTY_WORDS for w in words)


def _shorter_is_meant(
    gazetteer: Gazetteer, text: str, run: list[Word], at: int, size: int, main: Sequence[int]
) -> bool:
    """ "Dublin City Council" is of Dublin; "Boulder City Council" of the town of Boulder City."""
    if size < 2 or any(main) or run[at + size - 1].text != "City":
        return False
    rest = text[run[at].begin : run[at + size - 2].end]
    return any(p & MAIN for p in gazetteer.postings(exact_key(rest)))


def _lone_capital(word: str) -> bool:
    return len(word) == 1 or (len(word) == 2 and word[1] == ".")


def _only_code(name: str, main: tuple[int, ...]) -> bool:
    return len(name) <= 3 and name.isupper() and not any(main)
