"""From scores of single words to spans: the best path that is a legal sequence of tags."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
WordSpan = tuple[int, int]

# A word this much surer to lie outside than to be anything else is where a path may be cut.
_SURE = 9.0


def best_path(scores: Floats, step: Floats, begin: Floats) -> npt.NDArray[np.int64]:
    """Viterbi (1967) over (W, K) scores; `inside` tags (even) only follow their own kind.

    The words between two that are surely outside are decoded side by side, which is the same path.
    """
    count, kinds = scores.shape
    tags = np.zeros(count, dtype=np.int64)
    if not count:
        return tags
    legal = legal_steps(kinds)
    step = np.where(legal, step, -1e4).astype(np.float32)
    sure = scores[:, 0] - scores[:, 1:].max(axis=1) > _SURE
    unsure = _runs(~sure)
    if not unsure:
        return tags
    longest = max(b - a for a, b in unsure)
    order = sorted(unsure, key=lambda r: r[0] - r[1])
    lengths = np.array([b - a for a, b in order])
    starts = np.array([a for a, _ in order])
    first_ok = np.where(np.arange(kinds) % 2 == 0, -1e4, 0.0)
    first_ok[0] = 0.0
    opening = np.where((starts == 0)[:, None], begin, step[0])
    alpha = opening + scores[starts] + first_ok
    back = np.zeros((longest, len(order), kinds), dtype=np.int8)
    final = alpha.copy()
    alive = len(order)
    for t in range(1, longest):
        alive = int(np.searchsorted(-lengths, -t, side="left"))
        ways = alpha[:alive, :, None] + step
        back[t, :alive] = ways.argmax(axis=1)
        alpha = ways.max(axis=1) + scores[starts[:alive] + t]
        final[:alive] = alpha
    # After a run comes a sure outside word, or the end of the text.
    at_end = starts + lengths >= count
    final = final + np.where(at_end[:, None], 0.0, step[:, 0])
    state = final.argmax(axis=1)
    for k, (a, b) in enumerate(order):
        tag = int(state[k])
        for t in range(b - a - 1, -1, -1):
            tags[a + t] = tag
            tag = int(back[t, k, tag])
    return tags


def legal_steps(kinds: int) -> npt.NDArray[np.bool_]:
    """(K, K): which tag may follow which; tag 0 is outside, odd ones begin, even ones go on."""
    legal = np.ones((kinds, kinds), dtype=bool)
    for inside in range(2, kinds, 2):
        legal[:, inside] = False
        legal[inside - 1, inside] = legal[inside, inside] = True
    return legal


def spans_of(tags: npt.NDArray[np.int64]) -> list[tuple[int, WordSpan]]:
    """(kind 0, 1, 2..., words begin and end) of each run, in reading order."""
    found: list[tuple[int, WordSpan]] = []
    open_kind, begin = -1, 0
    for at, tag in enumerate(tags.tolist()):
        if tag and tag % 2 == 0 and open_kind == tag // 2 - 1:
            continue
        if open_kind >= 0:
            found.append((open_kind, (begin, at)))
        open_kind, begin = ((tag - 1) // 2, at) if tag else (-1, at)
    if open_kind >= 0:
        found.append((open_kind, (begin, len(tags))))
    return found


def _runs(mask: npt.NDArray[np.bool_]) -> list[WordSpan]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
