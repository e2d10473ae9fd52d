"""What stands before and after a name: the words that make a place of it, or a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casemate.locate.gazetteer import Gazetteer
from casemate.locate.names import exact_key
from casemate.read.places.capitals import Word
from casemate.read.places.words import (
    BODY_WORDS,
    COMMON,
    DEMONYMS,
    FEATURE_WORDS,
    GIVEN,
    MEDIA_WORDS,
    PLACE_NOUNS,
    PREFIXES,
    SPEECH,
    TEAM_WORDS,
    TITLES,
)

_AFTER = re.compile(r"(['\u2019]s)?\s*([^\W\d_]+|\d+|[^\w\s])")
_LOCATIVE = frozenset(
    "in at near outside around throughout across inside toward towards into within beyond "
    "off north south east west northeast northwest southeast southwest downtown nearby".split()
)
_CALLED = re.compile(
    r"\b(?:town|towns|village|villages|city|cities|hamlet|settlement|district|province|region"
    r"|suburb|suburbs|governorate|oblast|enclave) of \Z"
)
_CALLED_AFTER = re.compile(
    r" (?:village|district|province|governorate|oblast|neighbou?rhood|refugee camp)\b"
)
_STOPS = frozenset(("", ".", "!", "?", "\u201d", "\u201c", '"', ":", "\u2026"))
_LAST_WORD = re.compile(r"[\W_]+")
_MOTION = frozenset("from to of between via through for against over".split())


def words_called_a_place(text: str, run: Sequence[Word]) -> int:
    """How many words of a run the text itself calls a place ("the village of Foua"); else 0."""
    begin = run[0].begin
    named = text[max(0, begin - 4) : begin] == " of " and _CALLED.search(
        text, max(0, begin - 24), begin
    )
    size = 1
    while size < len(run) and (run[size - 1].gap or "").strip() in ("", "-"):
        size += 1
    if named or _CALLED_AFTER.match(text, run[size - 1].end, run[size - 1].end + 20):
        return size
    return 0


def note_before(text: str, run: list[Word], at: int, begin: int, f: dict[str, float]) -> None:
    """Add what stands before a name that begins with word `at` of its run."""
    if at > 0:
        before = run[at - 1]
        low = before.text.lower().rstrip(".")
        gap = before.gap or " "
        if gap.strip(" .\n-"):
            f["after_of" if "of" in gap else "after_small_word"] = 1.0
            return
        if "-" in gap:
            f["after_hyphen"] = 1.0
        elif len(low) == 1:
            f["after_initial"] = f["person_shape"] = 1.0
        elif low in TITLES:
            f["after_title"] = f["person_shape"] = 1.0
        elif low in GIVEN:
            f["after_given"] = f["person_shape"] = 1.0
        elif low in PREFIXES:
            f["after_direction"] = 1.0
        elif low in ("the", "in", "from", "at", "for", "near", "an", "a", "on", "to", "of"):
            f["after_the" if low == "the" else "after_in_capital"] = 1.0
        elif low in COMMON or low in BODY_WORDS:
            f["after_common_capital"] = 1.0
        elif low in DEMONYMS:
            f["after_demonym"] = 1.0
        else:
            f["after_capital"] = 1.0
        return
    low = _word_before(text, begin)
    if low in _LOCATIVE:
        f["after_in"] = 1.0
    elif low in _MOTION:
        f["after_from"] = 1.0
    elif low in _STOPS:
        f["at_start"] = 1.0
    elif low == ",":
        f["after_comma"] = 1.0
    elif low == "the":
        f["after_the"] = 1.0
    elif low == "and":
        f["after_and"] = 1.0
    elif low in ("(", "-", "\u2013", "\u2014", "/"):
        f["after_mark"] = 1.0
    elif low in ("by", "with", "as", "that", "but", "when", "while", "because", "if"):
        f["after_by"] = 1.0
    elif low in TITLES:
        f["after_title"] = 1.0
    elif low in ("a", "an", "his", "her", "their", "its", "our", "this"):
        f["after_a"] = 1.0
    elif low.isdigit():
        f["after_number"] = 1.0
    else:
        f["after_word"] = 1.0


def _word_before(text: str, begin: int) -> str:
    """The word or mark that ends before a character, in small letters; "" at the start."""
    before = text[max(0, begin - 24) : begin].rstrip()
    if not before or not before[-1].isalnum():
        return before[-1:]
    return _LAST_WORD.split(before)[-1].lower()


def note_after(
    gazetteer: Gazetteer, text: str, run: list[Word], at: int, end: int, f: dict[str, float]
) -> None:
    """Add what stands after a name that ends before word `at` of its run."""
    last = run[at - 1]
    if last.possessive:
        f["possessive"] = 1.0
    if at < len(run):
        following = run[at]
        low = following.text.lower().rstrip(".")
        gap = last.gap or " "
        if gap.strip(" .\n-"):
            f["before_of" if "of" in gap else "before_small_word"] = 1.0
        elif "-" in gap:
            f["before_hyphen"] = 1.0
        elif low in MEDIA_WORDS:
            f["before_media"] = 1.0
        elif low in TEAM_WORDS:
            f["before_team"] = 1.0
        elif low in BODY_WORDS or low in TITLES:
            f["before_body"] = 1.0
        elif low in FEATURE_WORDS:
            f["before_feature"] = 1.0
        elif low in PREFIXES or low in COMMON:
            f["before_common_capital"] = 1.0
        elif low in GIVEN:
            f["before_given"] = 1.0
        elif gazetteer.postings(exact_key(following.text)):
            f["before_place_capital"] = 1.0
        else:
            f["before_capital"] = 1.0
        return
    found = _AFTER.match(text, end, end + 24)
    if found is None:
        f["at_end"] = 1.0
        return
    low = found.group(2).lower()
    if low == ",":
        area = text[end + 1 : end + 20].lstrip()
        f["comma_capital" if area[:1].isupper() else "comma"] = 1.0
    elif low in ".!?":
        f["at_end"] = 1.0
    elif low in PLACE_NOUNS:
        f["before_place_noun"] = 1.0
    elif low in SPEECH:
        f["before_speech"] = 1.0
    elif low in ("-", "\u2013", "\u2014", "("):
        f["before_mark"] = 1.0
    elif low.isdigit():
        f["before_number"] = 1.0
    elif low == "and":
        f["before_and"] = 1.0
    else:
        f["before_word"] = 1.0
