"""Evidence that says the same about the same thing at the same time, put together.

1. repeats of one passage are one from the start; 2. candidate pairs by vectors; 3. typed comparison
gives each pair log-odds; 4. sets grow by average linkage (Sokal and Michener 1958) while the mean
log-odds between two sets stays above a fixed line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from casemate.nouns import Copy, Document
from casemate.weigh.credits import replaces
from casemate.weigh.joined import Joined
from casemate.weigh.likeness import F64, FEATURES, I64, log_odds, pair_features, plans_and_reports
from casemate.weigh.linkage import linked_sets
from casemate.weigh.marks import Marks, mark
from casemate.weigh.piece import Piece
from casemate.weigh.repeats import repeats
from casemate.weigh.sieve import Sieve, load_sieve, sieve_scores
from casemate.weigh.vectors import load_vectors

# Pairs further apart than this, in days, are not compared: by the times they hold for, and by
# the days they became known.
_DAYS_APART = 15
_KNOWN_APART = 90
_BLOCK = 1024
# Each piece is compared in full with so many earlier ones at most, best by the coarse estimate.
_MOST = 16
# Mean log-odds between two sets above which they are one claim.
JOIN_ABOVE = -1.2


# Nearness of the words from which a negation alone tells two pieces apart.
_SAME_WORDS = 0.7
# Of the pairs compared, those likelier than this are kept for what speaks against what.
_KEPT_ABOVE = -5.0
_KEPT_COLUMNS = (
    "opposed happenings",
    "same happening",
    "same thing",
    "numbers differ",
    "times overlap",
    "days between",
    "names shared in context",
    "names shared",
    "words aligned, weaker side",
    "words aligned, stronger side",
    "same document",
    "same source",
    "one negated",
)


@dataclass(frozen=True, slots=True)
class Grouping:
    """groups: places of the pieces of each claim. a, b: pairs of places that were compared and are
    not far apart; odds: theirs; columns: some of their features by name."""

    groups: tuple[tuple[int, ...], ...]
    a: I64
    b: I64
    odds: F64
    columns: Mapping[str, F64]


def group_claims(
    pieces: Sequence[Piece],
    documents: Sequence[Document],
    copies: Sequence[Copy],
    speakers: Sequence[str],
) -> Grouping:
    """Places of the pieces of each claim, earliest first; claims in the order of their first.

    speakers: a key for who each piece goes back to, from `speaker_keys`.
    """
    joined = Joined(len(pieces))
    for mine, theirs in repeats(pieces, documents, copies):
        joined.join(mine, theirs)
    _join_same_words(pieces, joined)
    firsts = np.array([p for p in range(len(pieces)) if joined.root(p) == p], np.int64)
    odds: F64 = np.zeros(0)
    columns = dict.fromkeys(_KEPT_COLUMNS, odds)
    a: I64 = np.zeros(0, np.int64)
    b = a
    if firsts.size > 1:
        marks = mark(
            [pieces[p] for p in firsts], documents, [speakers[p] for p in firsts], load_vectors()
        )
        a, b = candidate_pairs(marks)
        odds, features = pair_odds(marks, a, b)
        odds = _seen_apart(marks, a, b, odds)
        line_odds = _apart(features, odds)
        _set_replaced_apart([pieces[p] for p in firsts], documents, a, b, features, line_odds)
        for group in linked_sets(firsts.size, a, b, line_odds, JOIN_ABOVE):
            for member in group[1:]:
                joined.join(int(firsts[group[0]]), int(firsts[member]))
        kept = odds > _KEPT_ABOVE
        columns = {name: features[kept, FEATURES.index(name)] for name in _KEPT_COLUMNS}
        a, b, odds = firsts[a[kept]], firsts[b[kept]], odds[kept]
    groups: dict[int, list[int]] = {}
    for place in range(len(pieces)):
        groups.setdefault(joined.root(place), []).append(place)
    return Grouping(tuple(tuple(group) for group in groups.values()), a, b, odds, columns)


def candidate_pairs(marks: Marks, sieve: Sieve | None = None) -> tuple[I64, I64]:
    """Pairs (later, earlier) worth comparing: near in time, and past a coarse first estimate.

    Pieces are walked in blocks, oldest first, so that a block meets only those known in the
    days before it; the cost grows with the number of pieces times those in a quarter of a year.
    """
    table = sieve or load_sieve()
    found_a: list[I64] = []
    found_b: list[I64] = []
    known = np.maximum.accumulate(marks.known)
    begins, ends = marks.begin.astype(np.float32), marks.end.astype(np.float32)
    for begin in range(0, marks.known.size, _BLOCK):
        rows = np.arange(begin, min(begin + _BLOCK, marks.known.size))
        first = int(np.searchsorted(known, marks.known[rows].min() - _KNOWN_APART))
        columns = np.arange(min(first, begin), rows[-1] + 1)
        near = (
            np.minimum(ends[rows, None], ends[None, columns])
            >= np.maximum(begins[rows, None], begins[None, columns]) - _DAYS_APART
        )
        near &= columns[None, :] < rows[:, None]
        scores = sieve_scores(marks, rows, columns, table)
        near &= scores > table.line
        if columns.size > _MOST:
            scores[~near] = -np.inf
            # The line above which a row's best lie; of equals all are kept.
            best = np.partition(scores, columns.size - _MOST, axis=1)[:, columns.size - _MOST]
            near &= scores >= best[:, None]
        a, b = np.nonzero(near)
        found_a.append(rows[a])
        found_b.append(columns[b])
    return np.concatenate(found_a), np.concatenate(found_b)


def pair_odds(marks: Marks, a: I64, b: I64) -> tuple[F64, F64]:
    """Log-odds and features of each pair; a plan and a report are kept apart whatever they say."""
    if not a.size:
        return np.zeros(0), np.zeros((0, len(FEATURES)))
    features = pair_features(marks, a, b)
    odds = log_odds(features)
    return np.where(plans_and_reports(marks, a, b), -20.0, odds), features


def _seen_apart(marks: Marks, a: I64, b: I64, odds: F64) -> F64:
    """The odds with observations set apart from everything else.

    The weights were learnt from reported words; a camera's and a transponder's sentences are made
    from templates and look alike whatever they show. Each stays a claim of its own.
    """
    seen = marks.document < 0
    return np.where(seen[a] | seen[b], -20.0, odds)


def _apart(features: F64, odds: F64) -> F64:
    """The odds with what one affirms and the other negates set far apart, however alike."""
    column = {name: features[:, k] for k, name in enumerate(FEATURES)}
    negated = (
        (column["opposed happenings"] > 0)
        & (column["one negated"] > 0)
        & (column["stances differ"] == 0)
        & (column["words aligned, weaker side"] >= _SAME_WORDS)
    )
    return np.where(negated, -20.0, odds)


def _set_replaced_apart(
    pieces: Sequence[Piece],
    documents: Sequence[Document],
    a: I64,
    b: I64,
    features: F64,
    odds: F64,
) -> None:
    """A number that a document takes back is another claim than the one it puts in its place."""
    changed = features[:, FEATURES.index("numbers differ")] > 0
    for k in np.flatnonzero(changed & (odds > JOIN_ABOVE)).tolist():
        one, two = pieces[int(a[k])].document, pieces[int(b[k])].document
        if min(one, two) >= 0 and (
            replaces(documents[one], documents[two]) or replaces(documents[two], documents[one])
        ):
            odds[k] = -20.0


def _join_same_words(pieces: Sequence[Piece], joined: Joined) -> None:
    """The same words for the same time are the same claim, wherever they stand."""
    first: dict[tuple[object, ...], int] = {}
    for place, piece in enumerate(pieces):
        if len(piece.words) >= 4:
            key = (piece.text.casefold(), str(piece.valid), piece.act, piece.stance)
            joined.join(place, first.setdefault(key, place))
