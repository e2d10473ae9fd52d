"""Average linkage over sparse pairs: sets that belong together, and no further."""

from __future__ import annotations

import heapq

import numpy as np

from casemate.weigh.joined import Joined
from casemate.weigh.likeness import F64, I64

# What a pair counts that was not worth comparing.
_FAR = -6.0
# Chains of pairs longer than this are cut at a higher line before they are linked.
_LARGEST = 1500


def linked_sets(size: int, a: I64, b: I64, odds: F64, line: float) -> list[list[int]]:
    """Sets of 0..size-1 whose mean log-odds between any two parts that were joined exceeds `line`.

    a, b: pairs; odds: theirs. Pairs that are not given count as far apart. Ties are broken by the
    lower number, so the result does not depend on the order of the pairs.
    """
    groups: list[list[int]] = []
    for members, pairs in _components(size, a, b, odds, line):
        groups += _average(members, a[pairs], b[pairs], odds[pairs], line)
    return sorted(groups)


def _components(size: int, a: I64, b: I64, odds: F64, line: float) -> list[tuple[list[int], I64]]:
    """Sets that pairs above the line hold together, each with all pairs inside it."""
    joined = Joined(size)
    for k in np.flatnonzero(odds > line).tolist():
        joined.join(int(a[k]), int(b[k]))
    root = np.array([joined.root(p) for p in range(size)], np.int64)
    members: dict[int, list[int]] = {}
    for place, top in enumerate(root.tolist()):
        members.setdefault(top, []).append(place)
    inside = np.flatnonzero(root[a] == root[b]) if a.size else np.zeros(0, np.int64)
    order = inside[np.argsort(root[a[inside]], kind="stable")] if inside.size else inside
    tops = root[a[order]] if order.size else order
    found: list[tuple[list[int], I64]] = []
    for top, held in members.items():
        low, high = np.searchsorted(tops, [top, top + 1])
        pairs = order[low:high]
        if len(held) > _LARGEST:
            found += _cut(held, a, b, odds, pairs, line + 0.5)
        else:
            found.append((held, pairs))
    return found


def _cut(
    held: list[int], a: I64, b: I64, odds: F64, pairs: I64, line: float
) -> list[tuple[list[int], I64]]:
    number = {place: k for k, place in enumerate(held)}
    local_a = np.array([number[p] for p in a[pairs].tolist()], np.int64)
    local_b = np.array([number[p] for p in b[pairs].tolist()], np.int64)
    return [
        ([held[m] for m in members], pairs[inner])
        for members, inner in _components(len(held), local_a, local_b, odds[pairs], line)
    ]


def _average(members: list[int], a: I64, b: I64, odds: F64, line: float) -> list[list[int]]:
    if len(members) == 1:
        return [members]
    sums: dict[int, dict[int, float]] = {m: {} for m in members}
    counts: dict[int, dict[int, int]] = {m: {} for m in members}
    heap: list[tuple[float, int, int]] = []
    for i, j, value in zip(a.tolist(), b.tolist(), odds.tolist(), strict=True):
        sums[i][j] = sums[j][i] = max(value, -20.0)
        counts[i][j] = counts[j][i] = 1
    sets: dict[int, list[int]] = {m: [m] for m in members}
    for i in members:
        for j, value in sums[i].items():
            if i < j and value > line:
                heapq.heappush(heap, (-value, i, j))
    while heap:
        value, i, j = heapq.heappop(heap)
        if i not in sets or j not in sets or -value != _mean(sums, counts, sets, i, j):
            continue
        sets[i] += sets.pop(j)
        for k, total in sums.pop(j).items():
            if k == i:
                continue
            sums[i][k] = sums[i].get(k, 0.0) + total
            counts[i][k] = counts[i].get(k, 0) + counts[j][k]
            sums[k][i], counts[k][i] = sums[i][k], counts[i][k]
            del sums[k][j], counts[k][j]
        del counts[j]
        sums[i].pop(j, None)
        counts[i].pop(j, None)
        for k in sums[i]:
            mean = _mean(sums, counts, sets, i, k)
            if mean > line:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    return [sorted(group) for group in sets.values()]


def _mean(
    sums: dict[int, dict[int, float]],
    counts: dict[int, dict[int, int]],
    sets: dict[int, list[int]],
    i: int,
    j: int,
) -> float:
    """Mean log-odds over all pairs of two sets; those not compared count as far."""
    if j not in sums[i]:
        return _FAR
    pairs = len(sets[i]) * len(sets[j])
    return (sums[i][j] + _FAR * (pairs - counts[i][j])) / pairs
