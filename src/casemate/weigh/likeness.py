"""How likely two pieces of evidence say the same: typed comparisons, weighed by a small table.

Features of a pair are computed by numpy for many pairs at a time; a logistic regression with
published weights (`likeness_weights.json`, trained by `bench/weigh/train_likeness.py`) turns them
into log-odds. Every feature depends on the two pieces and their two documents alone, so adding a
document changes nothing between the others.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from casemate.nouns import Act
from casemate.weigh.marks import Marks

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
B = npt.NDArray[np.bool_]
Put = Callable[[str, npt.NDArray[Any]], None]

_BATCH = 2048
_DAYS_FAR = 30.0

FEATURES = (
    "vectors",
    "vectors in context",
    "words aligned, weaker side",
    "words aligned, stronger side",
    "words aligned with context, weaker side",
    "words aligned with context, stronger side",
    "rare words shared, of the shorter",
    "rare words shared, of both",
    "context words shared",
    "same happening",
    "happenings shared",
    "opposed happenings",
    "no happening known",
    "same thing",
    "things shared",
    "things shared in context",
    "happenings shared in context",
    "names shared in context",
    "names shared",
    "days between",
    "times overlap",
    "begins apart",
    "begin the same day",
    "begin within a day",
    "a time unknown",
    "known apart",
    "a number shared",
    "numbers differ",
    "one negated",
    "stances differ",
    "same source",
    "same document",
    "near in one document",
    "words in the shorter",
    "best of the other document",
    "best of both documents",
    "margin over the next best",
    "documents alike, weaker side",
    "documents alike, stronger side",
    "places in the documents apart",
    "same happening to the same thing",
    "same happening within a day",
    "best of the same source",
    "only one of the same source",
    "same happening and names in context",
    "words aligned within a day",
    "same source in one document",
)


@dataclass(frozen=True, slots=True)
class Weights:
    """scale: how features are centred and scaled; rows of (mean, deviation, weight)."""

    mean: F64
    deviation: F64
    weight: F64
    bias: float


def log_odds(features: F64, weights: Weights | None = None) -> F64:
    """Log-odds that the pairs whose features are given say the same."""
    table = weights or load_weights()
    scaled = (features - table.mean) / table.deviation
    return scaled @ table.weight + table.bias


@functools.lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights that come with the package; ValueError when they are for other features."""
    raw = json.loads(
        resources.files("casemate.weigh").joinpath("likeness_weights.json").read_text("utf8")
    )
    rows = raw["features"]
    if [row["name"] for row in rows] != list(FEATURES):
        raise ValueError("likeness_weights.json was trained for other features: train it again")
    return Weights(
        np.array([row["mean"] for row in rows]),
        np.array([row["deviation"] for row in rows]),
        np.array([row["weight"] for row in rows]),
        float(raw["bias"]),
    )


def pair_features(marks: Marks, a: I64, b: I64) -> F64:
    """One row of FEATURES for each pair (a[k], b[k]) of pieces."""
    rows = np.zeros((a.size, len(FEATURES)), order="F")
    column = {name: k for k, name in enumerate(FEATURES)}

    def put(name: str, values: npt.NDArray[Any]) -> None:
        rows[:, column[name]] = values

    # Pairs of like length together, so that short ones are not padded to the longest.
    longest = np.maximum(marks.size[a], marks.size[b])
    order = np.argsort(longest, kind="stable")
    for begin in range(0, a.size, _BATCH):
        part = order[begin : begin + _BATCH]
        rows[part, 2:6] = _aligned(marks, a[part], b[part])
    put("vectors", _dot(marks.content, a, b))
    put("vectors in context", _dot(marks.context, a, b))
    shared, weight_a, weight_b = _shared_weight(marks.word_rows, a, b)
    put(
        "rare words shared, of the shorter",
        shared / np.maximum(np.minimum(weight_a, weight_b), 1e-6),
    )
    put("rare words shared, of both", shared / np.maximum(np.sqrt(weight_a * weight_b), 1e-6))
    shared, weight_a, weight_b = _shared_weight(marks.context_rows, a, b)
    put("context words shared", shared / np.maximum(np.sqrt(weight_a * weight_b), 1e-6))
    _put_families(marks, a, b, put)
    _put_times(marks, a, b, put)
    numbers = marks.numbers
    both = np.array([bool(numbers[i] & numbers[j]) for i, j in zip(a, b, strict=True)], bool)
    any_a = np.array([bool(n) for n in numbers], bool)
    put("a number shared", both)
    put("numbers differ", any_a[a] & any_a[b] & ~both)
    put("one negated", marks.negated[a] != marks.negated[b])
    put("stances differ", marks.stance[a] != marks.stance[b])
    put("same source", (marks.source[a] == marks.source[b]) & (marks.source[a] >= 0))
    same = marks.document[a] == marks.document[b]
    put("same document", same)
    put("near in one document", same & (np.abs(marks.sentence[a] - marks.sentence[b]) <= 1))
    put("words in the shorter", np.minimum(marks.size[a], marks.size[b]) / 10)
    _put_documents(marks, a, b, rows, column)
    _put_together(marks, a, b, rows, column)
    return rows


def plans_and_reports(marks: Marks, a: I64, b: I64) -> B:
    """Pairs of which one is a plan, belief or feeling and the other a report: never one claim."""
    report = np.array([act in (Act.SAYS, Act.PERCEIVES) for act in marks.acts], bool)
    apart: B = report[a] != report[b]
    return apart


def _dot(vectors: npt.NDArray[np.float32], a: I64, b: I64) -> F64:
    found = np.empty(a.size)
    for begin in range(0, a.size, 65_536):
        part = slice(begin, begin + 65_536)
        found[part] = np.einsum("ij,ij->i", vectors[a[part]], vectors[b[part]])
    return found


def _aligned(marks: Marks, a: I64, b: I64) -> F64:
    """Each word of one with the nearest of the other, weighted by rarity; without and with
    context (Kusner et al. 2015, relaxed word mover's distance; here as a similarity)."""
    table = marks.word_vectors
    # Rows are filled from the left; what no row of the batch uses is cut off.
    width = max(int(max(marks.size[a].max(), marks.size[b].max())), 1)
    wide = int((marks.padded_context[np.concatenate((a, b))] != 0).any(0).sum()) or 1
    va, vb = table[marks.padded[a, :width]], table[marks.padded[b, :width]]
    ca, cb = table[marks.padded_context[a, :wide]], table[marks.padded_context[b, :wide]]
    wa, wb = marks.padded_weight[a, :width], marks.padded_weight[b, :width]
    # Not below 0, as the empty words that fill up a row are: so a batch does not matter.
    near = np.maximum(va @ vb.transpose(0, 2, 1), 0)
    left = _weighted(near.max(2), wa)
    right = _weighted(near.max(1), wb)
    wide_left = _weighted(np.maximum((va @ cb.transpose(0, 2, 1)).max(2), near.max(2)), wa)
    wide_right = _weighted(np.maximum((vb @ ca.transpose(0, 2, 1)).max(2), near.max(1)), wb)
    return np.stack(
        [
            np.minimum(left, right),
            np.maximum(left, right),
            np.minimum(wide_left, wide_right),
            np.maximum(wide_left, wide_right),
        ],
        axis=1,
    )


def _weighted(values: npt.NDArray[np.float32], weights: npt.NDArray[np.float32]) -> F64:
    total = weights.sum(1)
    return (values * weights).sum(1) / np.where(total > 0, total, 1)  # type: ignore[no-any-return]


def _shared_weight(rows: tuple[dict[int, float], ...], a: I64, b: I64) -> tuple[F64, F64, F64]:
    totals = np.array([sum(row.values()) for row in rows]) if rows else np.zeros(0)
    shared = np.empty(a.size)
    for k, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        short, long = rows[i], rows[j]
        if len(short) > len(long):
            short, long = long, short
        shared[k] = sum(weight for word, weight in short.items() if word in long)
    return shared, totals[a], totals[b]


def _bits(values: npt.NDArray[np.uint64]) -> F64:
    return np.bitwise_count(values).astype(np.float64)


def _put_families(marks: Marks, a: I64, b: I64, put: Put) -> None:
    happen, oppose, things = marks.happenings, marks.opposites, marks.things
    both = _bits(happen[a] & happen[b])
    fewer = np.maximum(np.minimum(_bits(happen[a]), _bits(happen[b])), 1)
    put("same happening", both > 0)
    put("happenings shared", both / fewer)
    put("opposed happenings", ((happen[a] & oppose[b]) | (happen[b] & oppose[a])) != 0)
    put("no happening known", (happen[a] == 0) | (happen[b] == 0))
    shared = _bits(things[a] & things[b])
    put("same thing", shared > 0)
    put("things shared", shared / np.maximum(_bits(things[a] | things[b]), 1))
    wide = marks.wide_things
    put(
        "things shared in context",
        _bits(wide[a] & wide[b]) / np.maximum(_bits(wide[a] | wide[b]), 1),
    )
    wide = marks.wide_happenings
    fewer = np.maximum(np.minimum(_bits(wide[a]), _bits(wide[b])), 1)
    put("happenings shared in context", _bits(wide[a] & wide[b]) / fewer)
    names, own = marks.context_names, marks.names
    pairs = list(zip(a.tolist(), b.tolist(), strict=True))
    put(
        "names shared in context",
        np.array(
            [len(names[i] & names[j]) / max(min(len(names[i]), len(names[j])), 1) for i, j in pairs]
        ),
    )
    put("names shared", np.array([min(len(own[i] & own[j]), 3) for i, j in pairs], float))


def _put_times(marks: Marks, a: I64, b: I64, put: Put) -> None:
    gap = np.maximum(
        np.maximum(marks.begin[a], marks.begin[b]) - np.minimum(marks.end[a], marks.end[b]), 0
    )
    put("days between", np.minimum(gap, _DAYS_FAR) / 10)
    put("times overlap", gap == 0)
    begins = np.abs(marks.begin_or_known[a] - marks.begin_or_known[b])
    put("begins apart", np.minimum(begins, _DAYS_FAR) / 10)
    put("begin the same day", begins == 0)
    put("begin within a day", begins <= 1)
    put("a time unknown", marks.timeless[a] | marks.timeless[b])
    put("known apart", np.minimum(np.abs(marks.known[a] - marks.known[b]), _DAYS_FAR) / 10)


def _put_documents(marks: Marks, a: I64, b: I64, rows: F64, column: dict[str, int]) -> None:
    """Whether each is the other document's best match, and how alike the documents are."""
    base = (
        0.5 * rows[:, column["words aligned, weaker side"]]
        + 0.5 * rows[:, column["words aligned, stronger side"]]
        + 0.3 * rows[:, column["words aligned with context, weaker side"]]
        + 0.5 * rows[:, column["vectors"]]
        + 0.15 * rows[:, column["same happening"]]
        - 0.1 * rows[:, column["opposed happenings"]]
    )
    apart = marks.document[a] != marks.document[b]
    ab = _best(a, marks.document[b], base, apart)
    ba = _best(b, marks.document[a], base, apart)
    first = apart & (ab[0] == base)
    second = apart & (ba[0] == base)
    rows[:, column["best of the other document"]] = first | second
    rows[:, column["best of both documents"]] = first & second
    over_a = base - np.where(first, ab[1], ab[0])
    over_b = base - np.where(second, ba[1], ba[0])
    rows[:, column["margin over the next best"]] = np.where(apart, np.minimum(over_a, over_b), 0)
    to_b = _alike(a, marks.document[a], marks.document[b], base, apart, marks)
    to_a = _alike(b, marks.document[b], marks.document[a], base, apart, marks)
    rows[:, column["documents alike, weaker side"]] = np.where(apart, np.minimum(to_a, to_b), 0)
    rows[:, column["documents alike, stronger side"]] = np.where(apart, np.maximum(to_a, to_b), 0)
    where = np.abs(marks.place[a] - marks.place[b])
    rows[:, column["places in the documents apart"]] = np.where(apart, where, 0)


def _put_together(marks: Marks, a: I64, b: I64, rows: F64, column: dict[str, int]) -> None:
    """Features that say more together than each by itself."""
    happening = rows[:, column["same happening"]]
    day = rows[:, column["begin within a day"]]
    rows[:, column["same happening to the same thing"]] = happening * rows[:, column["same thing"]]
    rows[:, column["same happening within a day"]] = happening * day
    rows[:, column["same happening and names in context"]] = (
        happening * rows[:, column["names shared in context"]]
    )
    aligned = rows[:, column["words aligned, weaker side"]]
    rows[:, column["words aligned within a day"]] = aligned * day
    rows[:, column["same source in one document"]] = (
        rows[:, column["same source"]] * rows[:, column["same document"]]
    )
    same = (rows[:, column["same source"]] > 0) & (marks.document[a] != marks.document[b])
    base = aligned + rows[:, column["words aligned, stronger side"]]
    ab = _best(a, marks.document[b], np.where(same, base, 0), same)
    ba = _best(b, marks.document[a], np.where(same, base, 0), same)
    best = same & (ab[0] == base) & (ba[0] == base)
    rows[:, column["best of the same source"]] = best
    rows[:, column["only one of the same source"]] = (
        best & (marks.per_source[a] == 1) & (marks.per_source[b] == 1)
    )


def _best(piece: I64, document: I64, base: F64, apart: B) -> tuple[F64, F64]:
    """For each pair the best and the second best value of its piece within the other document."""
    key = piece * (int(document.max(initial=0)) + 2) + document + 1
    order = np.lexsort((-base, key))
    sorted_key = key[order]
    start = np.searchsorted(sorted_key, sorted_key)
    best = base[order[start]]
    second_at = np.minimum(start + 1, key.size - 1)
    second = np.where(sorted_key[second_at] == sorted_key, base[order[second_at]], 0.0)
    second = np.where(second_at == start, 0.0, second)
    out_best, out_second = np.zeros(key.size), np.zeros(key.size)
    out_best[order], out_second[order] = best, second
    return np.where(apart, out_best, 0), np.where(apart, out_second, 0)


def _alike(piece: I64, mine: I64, other: I64, base: F64, apart: B, marks: Marks) -> F64:
    """Mean over one document's pieces of their best match in the other."""
    width = int(max(mine.max(initial=0), other.max(initial=0))) + 2
    key = (mine + 1) * width + other + 1
    order = np.lexsort((-base, piece, key))
    fresh = np.ones(order.size, bool)
    sorted_key, sorted_piece = key[order], piece[order]
    fresh[1:] = (sorted_key[1:] != sorted_key[:-1]) | (sorted_piece[1:] != sorted_piece[:-1])
    keys, inverse = np.unique(key, return_inverse=True)
    sums = np.bincount(inverse[order[fresh]], base[order[fresh]], keys.size)
    counts = np.maximum(marks.per_document[mine], 1)
    return np.where(apart, sums[inverse] / counts, 0)
