"""What speaks against what, time first.

Two claims are compared when their pieces are about the same thing. If the times they hold for are
apart, they differ only in time, whatever they say. Otherwise

    contradicts   opposed happenings of one thing at one time, or two states that exclude each other
    tension       opposed happenings that are not clearly of one thing
    supersedes    a report that says that it replaces another, about the same thing, changed

"Contradicts" is a draft word until a person has looked at the pair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from casemate.nouns import Act, Document, Link, Relation, Stance
from casemate.weigh.families import families_of, opposed
from casemate.weigh.group_claims import Grouping
from casemate.weigh.piece import Piece
from casemate.weigh.source_words import NATIONS
from casemate.words.fold import fold

# Log-odds of being about one thing from which one opposed pair is enough; below, two are asked.
_ONE_PAIR = -0.8
_TWO_PAIRS = -2.3
_TENSION = -2.0
# Both report the same but for the time: nearness of their words.
_SAME_BUT_TIME = 0.5
_SHORT_STATE = 12
_CHANGED_ODDS = -4.0


@dataclass(frozen=True, slots=True)
class Against:
    """Numbers of groups that speak against each group; symmetric but for supersedes."""

    contradicts: Mapping[int, tuple[int, ...]]
    tension: Mapping[int, tuple[int, ...]]
    time_only: Mapping[int, tuple[int, ...]]
    supersedes: Mapping[int, tuple[int, ...]]


def find_against(
    pieces: Sequence[Piece],
    documents: Sequence[Document],
    grouping: Grouping,
    links: Sequence[Link],
) -> Against:
    """All pairs of claims that speak against each other, by the rules above."""
    group_of = np.zeros(len(pieces), np.int64)
    for number, group in enumerate(grouping.groups):
        group_of[list(group)] = number
    contradicts: set[tuple[int, int]] = set()
    tension: set[tuple[int, int]] = set()
    time_only: set[tuple[int, int]] = set()
    c = grouping.columns
    apart = group_of[grouping.a] != group_of[grouping.b]
    near = apart & ((c["same thing"] > 0) | (c["opposed happenings"] > 0))
    one_time = c["times overlap"] > 0
    weak = c["words aligned, weaker side"]
    votes: dict[tuple[int, int], list[float]] = {}
    for k in np.flatnonzero(near & (grouping.odds > -4.0)):
        i, j = int(grouping.a[k]), int(grouping.b[k])
        if not (_evidence(pieces[i]) and _evidence(pieces[j])):
            continue
        pair = _pair(int(group_of[i]), int(group_of[j]))
        excluded = _exclude(pieces[i], pieces[j])
        speaks_against = excluded or opposed(
            families_of(pieces[i].text), families_of(pieces[j].text)
        )
        odds = float(grouping.odds[k])
        if not one_time[k]:
            if weak[k] >= _SAME_BUT_TIME or (speaks_against and odds > _TWO_PAIRS):
                time_only.add(pair)
        elif excluded:
            contradicts.add(pair)
        elif speaks_against and odds > _TWO_PAIRS and c["same thing"][k]:
            votes.setdefault(pair, []).append(odds)
    for pair, found in votes.items():
        if max(found) > _ONE_PAIR or len(found) >= 2:
            contradicts.add(pair)
        elif max(found) > _TENSION:
            tension.add(pair)
    supersedes = _superseded(pieces, documents, grouping, group_of, links)
    contradicts -= time_only
    tension -= contradicts | time_only
    return Against(
        _both_ways(contradicts),
        _both_ways(tension),
        _both_ways(time_only - contradicts),
        _one_way(supersedes),
    )


def _evidence(piece: Piece) -> bool:
    """Only reports that something is so can contradict each other."""
    return piece.act in (Act.SAYS, Act.PERCEIVES) and piece.stance is Stance.ASSERTS


def _exclude(a: Piece, b: Piece) -> bool:
    """Two short states of one thing that cannot both be: it is of one nation or of another."""
    if max(len(a.words), len(b.words)) > _SHORT_STATE:
        return False
    nations_a, nations_b = _nations(a.text), _nations(b.text)
    if not nations_a or not nations_b or nations_a & nations_b:
        return False
    first, second = families_of(a.text), families_of(b.text)
    return bool(first.things & second.things & _PERSONS) and first.negated == second.negated


_PERSONS = frozenset({"captain", "crew"})


def _nations(text: str) -> frozenset[str]:
    known = set(NATIONS.values())
    words = fold(text).replace(".", " ").split()
    return frozenset(NATIONS.get(w, w) for w in words if NATIONS.get(w, w) in known)


def _superseded(
    pieces: Sequence[Piece],
    documents: Sequence[Document],
    grouping: Grouping,
    group_of: np.ndarray[tuple[int], np.dtype[np.int64]],
    links: Sequence[Link],
) -> set[tuple[int, int]]:
    """(newer, older) claims: a document that replaces another says something else of one thing."""
    places = {d.id: n for n, d in enumerate(documents)}
    replaces = {
        (places[link.source], places[link.target])
        for link in links
        if link.relation is Relation.UPDATE and link.target in places
    }
    if not replaces:
        return set()
    carried: dict[int, set[int]] = {}
    for place, piece in enumerate(pieces):
        if piece.stance is Stance.ASSERTS:
            carried.setdefault(piece.document, set()).add(int(group_of[place]))
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    c = grouping.columns
    for k in np.flatnonzero(grouping.odds > _CHANGED_ODDS):
        i, j = int(grouping.a[k]), int(grouping.b[k])
        for newer, older in ((i, j), (j, i)):
            key = (pieces[newer].document, pieces[older].document)
            if key not in replaces or group_of[newer] == group_of[older]:
                continue
            changed = (
                c["numbers differ"][k]
                or c["opposed happenings"][k]
                or _moved(pieces[newer], pieces[older])
            )
            # What the newer document repeats is not withdrawn by it.
            kept = int(group_of[older]) in carried.get(pieces[newer].document, set())
            if changed and not kept and c["same thing"][k]:
                row = (float(grouping.odds[k]), int(group_of[newer]), int(group_of[older]))
                best[key] = max(best.get(key, row), row)
    return {(newer, older) for _, newer, older in best.values()}


def _moved(a: Piece, b: Piece) -> bool:
    """Two pieces that put the same somewhere else: names in both, none of them shared."""
    names_a = {w for w in a.text.split() if w[:1].isupper()}
    names_b = {w for w in b.text.split() if w[:1].isupper()}
    return bool(names_a ^ names_b) and a.valid == b.valid


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _both_ways(pairs: set[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    return _one_way(pairs | {(b, a) for a, b in pairs})


def _one_way(pairs: set[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for a, b in sorted(pairs):
        found.setdefault(a, []).append(b)
    return {a: tuple(others) for a, others in found.items()}
