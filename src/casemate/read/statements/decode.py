"""From scores of single words to spans: the best path that is a legal sequence of tags."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
WordSpan = tuple[int, int]

# A word whose first tag leads the second by this much keeps it; the path is sought between such
# words. On the dev texts this gives the path of the whole search, at a twentieth of its time.
_SURE = 4.0
_NEVER = -1e4


def best_path(scores: Floats, step: Floats, begin: Floats, sure: float = _SURE) -> Ints:
    """Viterbi (1967) over (W, K) scores; `inside` tags (even) only follow their own kind.

    step: (K, K) scores of one tag following another; begin: (K,) of a text beginning with it.
    The stretches between sure words are searched side by side.
    """
    count, kinds = scores.shape
    if not count:
        return np.zeros(0, dtype=np.int64)
    legal = legal_steps(kinds)
    step = np.where(legal, step, _NEVER).astype(np.float32)
    begin = np.where(np.arange(kinds) % 2 == (np.arange(kinds) > 0), begin, _NEVER)
    tags: Ints = scores.argmax(axis=1)
    top_two = np.partition(scores, kinds - 2, axis=1)[:, -2:]
    known = top_two[:, 1] - top_two[:, 0] > sure
    clash = known[1:] & known[:-1] & ~legal[tags[:-1], tags[1:]]
    known[1:] &= ~clash
    known[:-1] &= ~clash
    known[0] &= begin[tags[0]] > _NEVER
    edges = np.flatnonzero(np.diff(np.concatenate([[False], ~known, [False]])))
    if not len(edges):
        return tags
    starts, ends = edges[0::2], edges[1::2]
    order = np.argsort(starts - ends, kind="stable")
    starts, ends = starts[order], ends[order]
    lengths = ends - starts
    longest = int(lengths[0])
    opening = np.where((starts == 0)[:, None], begin, step[tags[starts - 1]])
    alpha = (opening + scores[starts]).astype(np.float32)
    back = np.zeros((longest, len(starts), kinds), dtype=np.int8)
    final = alpha.copy()
    alive = np.searchsorted(-lengths, -np.arange(longest), side="left")
    for t in range(1, longest):
        ways = alpha[: alive[t], :, None] + step
        back[t, : alive[t]] = ways.argmax(axis=1)
        alpha = ways.max(axis=1) + scores[starts[: alive[t]] + t]
        final[: alive[t]] = alpha
    closing = np.where((ends >= count)[:, None], 0.0, step[:, tags[np.minimum(ends, count - 1)]].T)
    state = (final + closing).argmax(axis=1)
    for t in range(longest - 1, -1, -1):
        rows = np.arange(alive[t])
        tags[starts[rows] + t] = state[rows]
        state[rows] = back[t, rows, state[rows]]
    return tags


def legal_steps(kinds: int) -> npt.NDArray[np.bool_]:
    """(K, K): which tag may follow which; tag 0 is outside, odd ones begin, even ones go on."""
    legal = np.ones((kinds, kinds), dtype=bool)
    for inside in range(2, kinds, 2):
        legal[:, inside] = False
        legal[inside - 1, inside] = legal[inside, inside] = True
    return legal


def spans_of(tags: Ints) -> list[tuple[int, WordSpan]]:
    """(kind 0, 1, 2..., words begin and end) of each run, in reading order."""
    begins = (tags > 0) & ((tags % 2 == 1) | (np.concatenate([[0], tags[:-1]]) == 0))
    kinds = (tags - 1) // 2
    outside = np.flatnonzero(np.concatenate([tags == 0, [True]]))
    starts = np.flatnonzero(begins)
    stops = outside[np.searchsorted(outside, starts)]
    after = np.concatenate([starts[1:], [len(tags)]])
    return [
        (int(kinds[a]), (int(a), int(b)))
        for a, b in zip(starts, np.minimum(stops, after), strict=True)
    ]
