"""Which names in a text are names of places.

Every run of capitalized words is asked of the gazetteer, longest name first; what it knows, and
what calls itself a place ("Fishing Creek", "Orchard Street"), is judged by a log-linear model of
what stands around it: persons, ships and bodies are named after places, and places after words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from casemate.locate.gazetteer import Gazetteer
from casemate.locate.names import exact_key
from casemate.nouns import Mention, MentionKind
from casemate.read.places.apart import merged
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
from casemate.read.places.surroundings import words_called_a_place
from casemate.read.places.toponym import Toponym
from casemate.read.places.weights import NAME_WEIGHTS, THRESHOLD

# Scores (log odds) from which a name helps its other mentions, and beyond which it helps no more.
SURE, SUREST = 1.0, 4.0


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
        if m.kind is MentionKind.PLACE:
            name = text[m.span[0] : m.span[1]]
            rows, main, kind = candidates(gazetteer, name)
            also.append(Toponym(m.span, name, exact_key(name), kind, rows, main))
    return merged(kept, also)


def _unknown(gazetteer: Gazetteer, text: str, run: Sequence[Word], size: int) -> Toponym:
    """A name that the text calls a town or a district, under its loose key if need be."""
    span = run[0].begin, run[size - 1].end
    name = text[span[0] : span[1]]
    rows, main, kind = candidates(gazetteer, name)
    return Toponym(span, name, exact_key(name), kind, rows, main)


def _help_each_other(found: Sequence[Candidate]) -> None:
    """A name that is surely a place once in a document is rather one elsewhere in it."""
    best: dict[str, float] = {}
    for c in found:
        best[c.toponym.key] = max(best.get(c.toponym.key, c.score), c.score)
    for c in found:
        sure = best[c.toponym.key]
        if sure > c.score and sure > SURE and "person_shape" not in c.features:
            c.score += NAME_WEIGHTS["sure_elsewhere"] * min(sure, SUREST) / SUREST


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
        known = bool(named) and named[-1].run is run
        if size := 0 if known else words_called_a_place(text, run):
            named.append(Named(_unknown(gazetteer, text, run, size), run, 0, size))
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
    return found
