"""What speaks for a name's being a place: what the gazetteer knows, what else the text names."""

from __future__ import annotations

import functools
import itertools
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casemate.locate.gazetteer import Gazetteer
from casemate.locate.kinds import KIND_NUMBER
from casemate.locate.names import exact_key
from casemate.nouns import Mention, MentionKind
from casemate.read.places.capitals import Word
from casemate.read.places.name_sites import sites_by_row
from casemate.read.places.surroundings import note_after, note_before, words_called_a_place
from casemate.read.places.toponym import Toponym
from casemate.read.places.words import (
    BODY_WORDS,
    COMMON,
    COUNTY_WORDS,
    FEATURE_WORDS,
    GIVEN,
    TITLES,
)

_K = KIND_NUMBER
_WIDE = frozenset((_K["country"], _K["continent"], _K["area"], _K["sea"]))
# A hundred thousand people, in the measure of `population`.
_BIG = 5.0 / 6.0
Features = dict[str, float]


@dataclass(slots=True)
class Named:
    """A toponym where it was matched: words `at` to `at + size` of a run."""

    toponym: Toponym
    run: list[Word]
    at: int
    size: int


def note_persons(run: Sequence[Word], persons: set[str]) -> None:
    """Remember the family names of "John Smith" and "Sheriff Smith" in this run."""
    for before, word in itertools.pairwise(run):
        low = before.text.lower().rstrip(".")
        if (low in GIVEN or low in TITLES) and before.gap in (" ", ". ", "  "):
            key = exact_key(word.text)
            if key not in FEATURE_WORDS and key not in BODY_WORDS:
                persons.add(key)
    if len(run) >= 3 and len(run[1].text.rstrip(".")) == 1:
        persons.add(exact_key(run[2].text))


def features_of(gazetteer: Gazetteer, text: str, named: Named, persons: set[str]) -> Features:
    """What the name itself and the words around it tell."""
    t, run, at, size = named.toponym, named.run, named.at, named.size
    f: Features = {"bias": 1.0}
    if at == 0 and words_called_a_place(text, run):
        f["called_a_place"] = 1.0
    begin, end = t.span
    _note_kind(gazetteer, t, f)
    if size > 1:
        f["words"] = 1.0
    if size == 1:
        if t.key in COMMON:
            f["common"] = 1.0
        if t.key in GIVEN and not ("country" in f or "region" in f):
            f["given"] = 1.0
        if t.key in persons and t.kind != "demonym":
            f["person_in_text"] = 1.0
    elif not t.kind and exact_key(run[at].text) in GIVEN:
        f["given_first"] = 1.0
    if len(t.name) == 2 and t.name not in ("US", "UK", "EU"):
        f["code"] = 1.0
    if t.name.isupper() and len(t.name) > 4:
        f["all_capitals"] = 1.0
    note_before(text, run, at, begin, f)
    note_after(gazetteer, text, run, at + size, end, f)
    if t.kind == "street" and "after_number" in f:
        f["street_of_an_address"] = 1.0
    return f


def _note_kind(gazetteer: Gazetteer, t: Toponym, f: Features) -> None:
    if t.kind == "demonym":
        f["demonym"] = 1.0
        return
    if t.kind == "street":
        f["street"] = 1.0
    elif t.kind and not t.rows:
        f["feature_" + t.kind] = 1.0
    if t.rows:
        f.update(_profile(gazetteer, t.rows, t.main).features)
        if t.kind == "county" or t.key.rsplit(" ", 1)[-1] in COUNTY_WORDS:
            f["county"] = 1.0


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is the same wherever a name stands: kinds, size, and where its namesakes lie."""

    features: Features
    countries: frozenset[int]
    regions: frozenset[int]


@functools.lru_cache(maxsize=65_536)
def _profile(gazetteer: Gazetteer, rows: tuple[int, ...], main: tuple[int, ...]) -> _Profile:
    own = [row for row, is_own in zip(rows, main, strict=True) if is_own]
    kinds = {gazetteer.kind[row] for row in own}
    size = max(gazetteer.importance(row) for row in own or rows) / 6.0
    f: Features = {"population": size, "namesakes": math.log(len(rows)) / 4.0}
    if kinds & _WIDE:
        f["country"] = 1.0
    if _K["region"] in kinds:
        f["region"] = 1.0
    if own:
        f["main"] = 1.0
    else:
        f["population_other"] = size
        f["one_other" if len(rows) == 1 else "several_other"] = 1.0
        if size >= _BIG:
            f["big_other"] = 1.0
    known = sites_by_row(gazetteer)
    if any(row in known for row in rows):
        f["site"] = 1.0
    return _Profile(
        f,
        frozenset(gazetteer.country[row] for row in rows),
        frozenset(gazetteer.region[row] for row in rows),
    )


class Around:
    """The countries and regions that the text names, and what lies in them."""

    def __init__(self, gazetteer: Gazetteer, toponyms: Iterable[Toponym]) -> None:
        self._places = gazetteer
        countries: dict[int, set[str]] = defaultdict(set)
        regions: dict[int, set[str]] = defaultdict(set)
        for t in toponyms:
            for row, main in zip(t.rows[:3], t.main, strict=False):
                kind = gazetteer.kind[row]
                if main and kind == _K["country"]:
                    countries[gazetteer.country[row]].add(t.key)
                elif main and kind == _K["region"]:
                    regions[row].add(t.key)
        self._countries, self._regions = dict(countries), dict(regions)

    def note(self, t: Toponym, features: Features) -> None:
        """Add whether another name of the text is a country or region that this may lie in."""
        if t.kind == "demonym" or not t.rows:
            return
        profile = _profile(self._places, t.rows, t.main)
        own = {t.key}
        if any(self._countries[c] - own for c in profile.countries & self._countries.keys()):
            features["country_in_text"] = 1.0
        if any(self._regions[r] - own for r in profile.regions & self._regions.keys()):
            features["region_in_text"] = 1.0


class Mentioned:
    """What the mention model says of the characters of a span."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: m.span)
        self._begins = [m.span[0] for m in self._mentions]
        self._longest = max((m.span[1] - m.span[0] for m in self._mentions), default=0)

    def note(self, t: Toponym, features: Features) -> None:
        """Add whether the model takes it for a place, a body or something else."""
        first = bisect_left(self._begins, t.span[0] - self._longest)
        for m in itertools.islice(self._mentions, first, None):
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
