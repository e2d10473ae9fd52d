"""Which names in a text are names of places.

Every run of capitalized words is asked of the gazetteer, longest name first; what it knows, and
what calls itself a place ("Fishing Creek", "Orchard Street"), is judged by a log-linear model of
what stands around it: persons, ships and bodies are named after places, and places after words.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from casemate.locate.gazetteer import MAIN, Gazetteer
from casemate.locate.kinds import KIND_NUMBER
from casemate.locate.names import exact_key
from casemate.nouns import Mention, MentionKind
from casemate.read.places.candidates import candidates
from casemate.read.places.capitals import Word
from casemate.read.places.name_sites import sites_by_row
from casemate.read.places.toponym import Toponym
from casemate.read.places.weights import NAME_WEIGHTS, THRESHOLD
from casemate.read.places.words import (
    BODY_WORDS,
    COMMON,
    COUNTY_WORDS,
    DEMONYMS,
    FEATURE_WORDS,
    GIVEN,
    LEADING_FEATURES,
    MEDIA_WORDS,
    PLACE_NOUNS,
    PREFIXES,
    SPEECH,
    TEAM_WORDS,
    TITLES,
)

_LONGEST = 6
_BEFORE = re.compile(r"([^\W\d_]+|\d+|[^\w\s])\s*\Z")
_AFTER = re.compile(r"(['\u2019]s)?\s*([^\W\d_]+|\d+|[^\w\s])")
_LOCATIVE = frozenset(
    "in at near outside around throughout across inside toward towards into within beyond "
    "off north south east west northeast northwest southeast southwest downtown nearby".split()
)
_MOTION = frozenset("from to of between via through for against over".split())
_NUMBERED = re.compile(
    r"\b(?:(?:Interstate|Highway|Hwy\.?|Route|Rte\.?|U\.S\.|State Route|I-)\s?-?\d+[A-Z]?"
    r"|(?:North|South|East|West|N\.|S\.|E\.|W\.)?\s?\d+(?:st|nd|rd|th) "
    r"(?:Street|St\.|Avenue|Ave\.|Place|Road))"
)
_K = KIND_NUMBER
_WIDE = frozenset((_K["country"], _K["continent"], _K["area"], _K["sea"]))


@dataclass(slots=True)
class Candidate:
    """A span that may name a place, with what speaks for and against it."""

    toponym: Toponym
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0


def find_toponyms(
    gazetteer: Gazetteer,
    text: str,
    words: Sequence[list[Word]],
    mentions: Sequence[Mention] = (),
) -> list[Toponym]:
    """Toponyms in reading order, no two sharing a character. words: the text's `runs`."""
    found = propose(gazetteer, text, words, mentions)
    for c in found:
        c.score = sum(NAME_WEIGHTS.get(name, 0.0) * value for name, value in c.features.items())
    _help_each_other(found)
    kept = [c.toponym for c in found if c.score > THRESHOLD]
    return _with_modelled(gazetteer, text, kept, mentions) if mentions else kept


def _with_modelled(
    gazetteer: Gazetteer, text: str, kept: list[Toponym], mentions: Sequence[Mention]
) -> list[Toponym]:
    """Add the places that only the mention model found; what no gazetteer knows has no point."""
    also = []
    for m in mentions:
        if m.kind is not MentionKind.PLACE:
            continue
        if any(m.span[0] < t.span[1] and t.span[0] < m.span[1] for t in kept):
            continue
        name = text[m.span[0] : m.span[1]]
        rows, main, kind = candidates(gazetteer, name)
        also.append(Toponym(m.span, name, exact_key(name), kind, rows, main))
    return sorted([*kept, *also], key=lambda t: t.span)


def _help_each_other(found: Sequence[Candidate]) -> None:
    """A name that is surely a place once in a document is rather one elsewhere in it."""
    best: dict[str, float] = {}
    for c in found:
        key = c.toponym.key
        best[key] = max(best.get(key, -99.0), c.score)
    for c in found:
        sure = best[c.toponym.key]
        if sure > c.score and sure > 1.0 and "person_shape" not in c.features:
            c.score += NAME_WEIGHTS.get("sure_elsewhere", 0.0) * min(sure, 4.0) / 4.0


def propose(
    gazetteer: Gazetteer,
    text: str,
    words: Sequence[list[Word]],
    mentions: Sequence[Mention] = (),
) -> list[Candidate]:
    """All spans that may name a place, with their features; overlaps already settled."""
    found: list[Candidate] = []
    persons: set[str] = set()
    waiting: list[tuple[list[Word], int, int, Toponym]] = []
    for run in words:
        at = 0
        while at < len(run):
            size, toponym = _longest(gazetteer, text, run, at)
            if toponym is None:
                at += 1
                continue
            waiting.append((run, at, size, toponym))
            at += size
        _note_persons(run, persons)
    counts = Counter(t.key for _, _, _, t in waiting)
    kinds = _Mentioned(mentions)
    around = _Around(gazetteer, [t for _, _, _, t in waiting])
    for run, at, size, toponym in waiting:
        features = _features(gazetteer, text, run, at, size, toponym, persons)
        features["again"] = math.log(counts[toponym.key])
        around.note(toponym, features)
        kinds.note(toponym, features)
        found.append(Candidate(toponym, features))
    taken = [c.toponym.span for c in found]
    for m in _NUMBERED.finditer(text):
        b = m.start() + len(m.group()) - len(m.group().lstrip())
        if not any(b < e and s < m.end() for s, e in taken):
            t = Toponym((b, m.end()), m.group().strip(), exact_key(m.group()), "street")
            found.append(Candidate(t, {"numbered": 1.0}))
    found.sort(key=lambda c: c.toponym.span)
    return found


class _Around:
    """The countries and regions that the text names, and what lies in them."""

    def __init__(self, gazetteer: Gazetteer, toponyms: Sequence[Toponym]) -> None:
        self.gazetteer = gazetteer
        self.sites = sites_by_row(gazetteer)
        self.countries: dict[int, set[str]] = defaultdict(set)
        self.regions: dict[int, set[str]] = defaultdict(set)
        for t in toponyms:
            for row, main in zip(t.rows[:3], t.main, strict=False):
                kind = gazetteer.kind[row]
                if main and kind == _K["country"]:
                    self.countries[gazetteer.country[row]].add(t.key)
                elif main and kind == _K["region"]:
                    self.regions[row].add(t.key)

    def note(self, t: Toponym, features: dict[str, float]) -> None:
        if t.kind == "demonym" or not t.rows:
            return
        place = self.gazetteer
        if any(self.countries.get(place.country[row], _NONE) - {t.key} for row in t.rows):
            features["country_in_text"] = 1.0
        if any(self.regions.get(place.region[row], _NONE) - {t.key} for row in t.rows):
            features["region_in_text"] = 1.0
        if any(row in self.sites for row in t.rows):
            features["site"] = 1.0


_NONE: set[str] = set()


class _Mentioned:
    """What the mention model says of the characters of a span."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = sorted(mentions, key=lambda m: m.span)

    def note(self, t: Toponym, features: dict[str, float]) -> None:
        for m in self.mentions:
            if m.span[0] >= t.span[1]:
                break
            if m.span[1] <= t.span[0]:
                continue
            same = m.span == t.span
            if m.kind in (MentionKind.PLACE, MentionKind.SITE, MentionKind.NORP):
                features["model_place"] = 1.0
            elif m.kind is MentionKind.ORGANIZATION:
                features["model_body" if same else "model_in_body"] = 1.0
            else:
                features["model_other"] = 1.0


def _longest(
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


def _note_persons(run: list[Word], persons: set[str]) -> None:
    """Remember the family names of "John Smith" and "Sheriff Smith" in this run."""
    for before, word in itertools.pairwise(run):
        low = before.text.lower().rstrip(".")
        if (low in GIVEN or low in TITLES) and before.gap in (" ", ". ", "  "):
            key = exact_key(word.text)
            if key not in FEATURE_WORDS and key not in BODY_WORDS:
                persons.add(key)
    if len(run) >= 3 and len(run[1].text.rstrip(".")) == 1:
        persons.add(exact_key(run[2].text))


def _features(
    gazetteer: Gazetteer,
    text: str,
    run: list[Word],
    at: int,
    size: int,
    t: Toponym,
    persons: set[str],
) -> dict[str, float]:
    f: dict[str, float] = {"bias": 1.0}
    begin, end = t.span
    _place_features(gazetteer, t, f)
    if size > 1:
        f["words"] = 1.0
    first_key = exact_key(run[at].text)
    if size == 1:
        if t.key in COMMON:
            f["common"] = 1.0
        if t.key in GIVEN:
            f["given"] = 1.0
        if t.key in persons and t.kind != "demonym":
            f["person_in_text"] = 1.0
    elif first_key in GIVEN and not t.kind:
        f["given_first"] = 1.0
    if len(t.name) == 2 and t.name not in ("US", "UK", "EU"):
        f["code"] = 1.0
    if t.name.isupper() and len(t.name) > 4:
        f["all_capitals"] = 1.0
    _before_features(text, run, at, begin, f)
    _after_features(gazetteer, text, run, at + size, end, f)
    if t.kind == "street" and "after_number" in f:
        f["street_of_an_address"] = 1.0
    return f


def _place_features(gazetteer: Gazetteer, t: Toponym, f: dict[str, float]) -> None:
    if t.kind == "demonym":
        f["demonym"] = 1.0
        return
    if t.kind == "street":
        f["street"] = 1.0
    elif t.kind and not t.rows:
        f["feature_" + t.kind] = 1.0
    if not t.rows:
        return
    kinds = {gazetteer.kind[row] for row, main in zip(t.rows, t.main, strict=True) if main}
    if t.kind == "county" or t.key.rsplit(" ", 1)[-1] in COUNTY_WORDS:
        f["county"] = 1.0
    if kinds & _WIDE:
        f["country"] = 1.0
    if _K["region"] in kinds:
        f["region"] = 1.0
    if any(t.main):
        f["main"] = 1.0
        top = max(
            gazetteer.population[row] for row, main in zip(t.rows, t.main, strict=True) if main
        )
    else:
        top = max(gazetteer.population[row] for row in t.rows)
        f["population_other"] = math.log10(1 + top) / 6.0
        f["one_other" if len(t.rows) == 1 else "several_other"] = 1.0
        if top >= 100_000:
            f["big_other"] = 1.0
    f["population"] = math.log10(1 + top) / 6.0
    f["namesakes"] = math.log(len(t.rows)) / 4.0


def _before_features(text: str, run: list[Word], at: int, begin: int, f: dict[str, float]) -> None:
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
    found = _BEFORE.search(text, max(0, begin - 24), begin)
    if found is None:
        f["at_start"] = 1.0
        return
    low = found.group(1).lower()
    if low in _LOCATIVE:
        f["after_in"] = 1.0
    elif low in _MOTION:
        f["after_from"] = 1.0
    elif low in (".", "!", "?", "\u201d", "\u201c", '"', ":", "\u2026"):
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


def _after_features(
    gazetteer: Gazetteer, text: str, run: list[Word], at: int, end: int, f: dict[str, float]
) -> None:
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
