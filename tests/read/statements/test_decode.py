"""If these fail, spans break off in the middle or begin with nothing: quotations lose words."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casemate.read.statements.decode import best_path, legal_steps, spans_of

KINDS = 5


def exhaustive(scores: np.ndarray, step: np.ndarray, begin: np.ndarray) -> float:
    """The best score of any legal path, by trying all."""
    legal = legal_steps(KINDS)
    best = -np.inf
    for path in itertools.product(range(KINDS), repeat=len(scores)):
        if path[0] in (2, 4) or any(not legal[a, b] for a, b in itertools.pairwise(path)):
            continue
        best = max(best, score_of(path, scores, step, begin))
    return best


def score_of(path, scores, step, begin) -> float:
    moves = sum(step[a, b] for a, b in itertools.pairwise(path))
    return float(begin[path[0]] + moves + sum(scores[i, k] for i, k in enumerate(path)))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_best_legal_path_is_found(length: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(length, KINDS)).astype(np.float32)
    step = rng.normal(size=(KINDS, KINDS)).astype(np.float32)
    begin = rng.normal(size=KINDS).astype(np.float32)
    path = best_path(scores, step, begin)
    legal = legal_steps(KINDS)
    assert all(legal[a, b] for a, b in itertools.pairwise(path)) and path[0] not in (2, 4)
    assert abs(score_of(path, scores, step, begin) - exhaustive(scores, step, begin)) < 1e-4


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 60), st.integers(0, 10_000))
def test_paths_are_legal_when_most_words_are_sure(length: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = (rng.normal(size=(length, KINDS)) * 8).astype(np.float32)
    path = best_path(scores, np.zeros((KINDS, KINDS), np.float32), np.zeros(KINDS, np.float32))
    legal = legal_steps(KINDS)
    assert all(legal[a, b] for a, b in itertools.pairwise(path)) and path[0] not in (2, 4)


def test_runs_of_tags_are_spans() -> None:
    tags = np.array([0, 1, 2, 2, 3, 4, 0, 5, 5, 6])
    assert spans_of(tags) == [(0, (1, 4)), (1, (4, 6)), (2, (7, 8)), (2, (8, 10))]
    assert spans_of(np.array([], dtype=np.int64)) == []
