"""How two texts lie on each other: passages that both have, word for word or nearly.

Grams that both texts hold are chained where they run in the same order; a gap of a few words on
both sides (a changed word breaks five grams) belongs to the passage, an own paragraph does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casemate.nouns import Span
from casemate.weigh.grams import GRAM, U64, Texts

I64 = npt.NDArray[np.int64]

# Words between two shared grams that still count as one passage.
_GAP = 16
# A passage shorter than this is a phrase that anybody may use.
_PASSAGE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Alignment:
    """Runs of words of a copy and an original, as (copy begin, copy end, original begin, original
    end) in word numbers; exact: share of the copy's words in the runs that lie in shared grams."""

    runs: npt.NDArray[np.int64]
    exact: float

    @property
    def copy_words(self) -> int:
        """Words of the copy inside the runs."""
        return int((self.runs[:, 1] - self.runs[:, 0]).sum())

    @property
    def original_words(self) -> int:
        """Words of the original inside the runs."""
        return int((self.runs[:, 3] - self.runs[:, 2]).sum())


def align(copy: U64, original: U64, order: I64 | None = None) -> Alignment:
    """The shared runs of two texts given as gram hashes in reading order.

    order: `np.argsort(original, kind="stable")` where it is known from an earlier call.
    """
    if order is None:
        order = np.argsort(original, kind="stable")
    sorted_original = original[order]
    at = np.searchsorted(sorted_original, copy)
    at[at == sorted_original.size] = 0
    hit = (sorted_original[at] == copy) & (copy != 0) if sorted_original.size else copy != copy
    p = np.flatnonzero(hit)
    if not p.size:
        return Alignment(np.zeros((0, 4), np.int64), 0.0)
    q = order[at[p]]
    step_p, step_q = np.diff(p), np.diff(q)
    broken = (step_p > _GAP + GRAM) | (step_q > _GAP + GRAM) | (step_q < 1)
    cuts = np.concatenate(([0], np.flatnonzero(broken) + 1, [p.size]))
    runs = np.stack(
        [p[cuts[:-1]], p[cuts[1:] - 1] + GRAM, q[cuts[:-1]], q[cuts[1:] - 1] + GRAM], axis=1
    )
    runs = runs[runs[:, 1] - runs[:, 0] >= _PASSAGE_WORDS]
    if not runs.size:
        return Alignment(np.zeros((0, 4), np.int64), 0.0)
    runs = _apart(runs)
    shared = np.zeros(int(p[-1]) + GRAM, bool)
    for k in range(GRAM):
        shared[p + k] = True
    words = int((runs[:, 1] - runs[:, 0]).sum())
    exact = sum(int(shared[a:b].sum()) for a, b in runs[:, :2]) / max(words, 1)
    return Alignment(runs, exact)


def _apart(runs: I64) -> I64:
    """Runs whose ends do not overlap in the copy."""
    for k in range(1, len(runs)):
        over = runs[k - 1, 1] - runs[k, 0]
        if over > 0:
            runs[k, 0] += over
            runs[k, 2] = min(runs[k, 2] + over, runs[k, 3])
    return runs[runs[:, 1] > runs[:, 0]]


def passages(
    texts: Texts, copy: int, original: int, found: Alignment
) -> tuple[tuple[Span, Span], ...]:
    """The runs as character spans (in the copy, in the original)."""
    first, second = texts.words(copy).start, texts.words(original).start
    spans = []
    for a, b, c, d in found.runs.tolist():
        left = (_begin(texts, first + a), _end(texts, first + b - 1))
        right = (_begin(texts, second + c), _end(texts, second + d - 1))
        spans.append((left, right))
    return tuple(spans)


def _begin(texts: Texts, word: int) -> int:
    return int(texts.begins[word])


def _end(texts: Texts, word: int) -> int:
    return int(texts.begins[word]) + int(texts.lengths[word])
