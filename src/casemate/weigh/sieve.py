"""A coarse first estimate of whether two pieces say the same, by a few array operations.

It only decides which pairs are compared in full; its line is set so that nearly all pairs that the
full comparison would join pass it.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt

from casemate.weigh.marks import Marks

F32 = npt.NDArray[np.float32]
I64 = npt.NDArray[np.int64]

TERMS = (
    "vectors",
    "vectors in context",
    "same happening",
    "same thing",
    "begin within a day",
    "same source",
)


@dataclass(frozen=True, slots=True)
class Sieve:
    """weights: of TERMS. line: sums above it pass."""

    weights: tuple[float, ...]
    line: float


@functools.lru_cache(maxsize=1)
def load_sieve() -> Sieve:
    """The sieve that comes with the package."""
    raw = json.loads(
        resources.files("casemate.weigh").joinpath("likeness_weights.json").read_text("utf8")
    )["sieve"]
    return Sieve(tuple(raw["weights"]), raw["line"])


def sieve_scores(marks: Marks, rows: I64, columns: I64, sieve: Sieve) -> F32:
    """The weighted sum of TERMS for each of rows x columns."""
    w = sieve.weights
    score = np.float32(w[0]) * (marks.content[rows] @ marks.content[columns].T)
    score += np.float32(w[1]) * (marks.context[rows] @ marks.context[columns].T)
    for weight, bits in ((w[2], marks.happenings), (w[3], marks.things)):
        score += np.float32(weight) * ((bits[rows, None] & bits[None, columns]) != 0)
    begins = marks.begin_or_known.astype(np.float32)
    score += np.float32(w[4]) * (np.abs(begins[rows, None] - begins[None, columns]) <= 1)
    source = marks.source
    same = (source[rows, None] == source[None, columns]) & (source[rows, None] >= 0)
    score += np.float32(w[5]) * same
    return score
