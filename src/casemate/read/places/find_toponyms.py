"""Which names in a text are names of places.

Every run of capitalized words is asked of the gazetteer, longest name first; what it knows, and
what calls itself a place ("Fishing Creek", "Orchard Street"), is judged by a log-linear model of
what stands around it: persons, ships and bodies are named after places, and places after words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from casemate.locate.gazetteer import Gazetteer
from casemate.locate.names import exact_key
from casemate.nouns import Mention, MentionKind
from casemate.read.places.candidates import candidates
from casemate.read.places.capitals import Word
from casemate.read.places.evidence import (
    Around,
    Features,
    Mentioned,
    Named,
    features_of,
    note_persons,
)
from casemate.read.places.match_names import longest_name
from casemate.read.places.toponym import Toponym
from casemate.read.places.weights import NAME_WEIGHTS, THRESHOLD

# Roads and streets that go by a number, beginning with its word or with the number.
_NUMBERED = re.compile(
    r"\b(?:(?:Interstate|Highway|Hwy\.?|Route|Rte\.?|U\.S\.|State Route|I-)\s?-?\d+[A-Z]?"
    r"|\d+(?:st|nd|rd|th) (?:Street|St\.|Avenue|Ave\.|Place|Road))"
)
_SIDE = re.compile(r"(?:\b(?:North|South|East|West)|\b[NSEW]\.) \Z")


@dataclass(slots=True)
class Candidate:
    """A span that may name a place, with what speaks for and against it."""

    toponym: Toponym
    features: Features = field(default_factory=dict)
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
    """All spans that may name a place, in reading order and apart, with their features."""
    persons: set[str] = set()
    named: list[Named] = []
    for run in words:
        at = 0
        while at < len(run):
            size, toponym = longest_name(gazetteer, text, run, at)
            if toponym is not None:
                named.append(Named(toponym, run, at, size))
            at += size
        note_persons(run, persons)
    counts = Counter(n.toponym.key for n in named)
    around = Around(gazetteer, (n.toponym for n in named))
    mentioned = Mentioned(mentions)
    found = []
    for n in named:
        features = features_of(gazetteer, text, n, persons)
        features["again"] = math.log(counts[n.toponym.key])
        around.note(n.toponym, features)
        mentioned.note(n.toponym, features)
        found.append(Candidate(n.toponym, features))
    numbered = _numbered_streets(text, found)
    return sorted([*found, *numbered], key=lambda c: c.toponym.span) if numbered else found


def _numbered_streets(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """ "Interstate 40", "West 11th Street": what no run of capitals holds."""
    streets = []
    for m in _NUMBERED.finditer(text):
        begin, end = m.span()
        if side := _SIDE.search(text, max(0, begin - 8), begin):
            begin = side.start()
        if not any(begin < c.toponym.span[1] and c.toponym.span[0] < end for c in found):
            name = text[begin:end]
            toponym = Toponym((begin, end), name, exact_key(name), "street")
            streets.append(Candidate(toponym, {"numbered": 1.0}))
    return streets
