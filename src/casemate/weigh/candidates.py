"""Which documents may repeat which: pairs that share sampled 5-grams, each outlet's standing matter
left out.

An inverted index of sampled grams (about one in four; Manber 1994, "Finding similar files")
instead of MinHash over whole texts: a third of a reprint in a longer page has a low Jaccard index
but shares many grams. A gram that hundreds of documents carry is not skipped, because wire stories
are carried by hundreds: it ties every document to the few that had it first, so the cost stays
linear.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casemate.weigh.grams import SAMPLED, Texts

I64 = npt.NDArray[np.int64]

# A gram is an outlet's standing matter when it stands in at least so many documents and at least
# half of them are that outlet's.
STANDING_DOCUMENTS = 4
# Each document is paired with the first holders of a gram and with the one just before it.
_FIRST_HOLDERS = 5
# Shared sampled grams below which a pair is not looked at, and share of the shorter one's grams.
_SHARED_AT_LEAST = 2
_SHARE_AT_LEAST = 0.2
# So many candidates are aligned for one document; best first.
_PER_DOCUMENT = 4


@dataclass(frozen=True, slots=True)
class Candidates:
    """pairs: (later, earlier) places in the order given, best first within `later`.

    standing: sorted hashes of the grams that are somebody's standing matter.
    """

    later: I64
    earlier: I64
    standing: npt.NDArray[np.uint64]


def find_candidates(texts: Texts, documents: I64, outlets: I64) -> Candidates:
    """Pairs among `documents` (places in `texts`, oldest first); outlets: numbers, -1 unknown."""
    rank, grams = _sampled(texts, documents)
    order = np.lexsort((rank, grams))
    rank, grams = rank[order], grams[order]
    if grams.size:
        once = np.ones(grams.size, bool)
        once[1:] = (grams[1:] != grams[:-1]) | (rank[1:] != rank[:-1])
        rank, grams = rank[once], grams[once]
    starts, sizes = _groups(grams)
    standing = _standing(rank, starts, sizes, outlets[documents])
    kept = np.repeat(~standing, sizes)
    held = np.bincount(rank[kept], minlength=documents.size)
    later, earlier = _pairs(rank, starts[~standing], sizes[~standing])
    key = later.astype(np.int64) * documents.size + earlier
    key, shared = np.unique(key, return_counts=True)
    later, earlier = key // max(documents.size, 1), key % max(documents.size, 1)
    least = np.minimum(held[later], held[earlier])
    share = shared / np.maximum(least, 1)
    good = (shared >= _SHARED_AT_LEAST) & (share >= _SHARE_AT_LEAST)
    later, earlier, share, shared = later[good], earlier[good], share[good], shared[good]
    # Best first for each later document; of equals the oldest.
    best = np.lexsort((earlier, -shared, later))
    later, earlier = later[best], earlier[best]
    place = np.arange(later.size) - np.searchsorted(later, later)
    few = place < _PER_DOCUMENT
    return Candidates(later[few], earlier[few], grams[starts[standing]])


def _sampled(texts: Texts, documents: I64) -> tuple[I64, npt.NDArray[np.uint64]]:
    counts = np.diff(texts.firsts)
    ranks = np.full(counts.size, -1, np.int64)
    ranks[documents] = np.arange(documents.size)
    taken = ((texts.grams & SAMPLED) == 0) & (texts.grams != 0)
    rank = np.repeat(ranks, counts)[taken]
    grams = texts.grams[taken]
    wanted = rank >= 0
    return rank[wanted], grams[wanted]


def _groups(grams: npt.NDArray[np.uint64]) -> tuple[I64, I64]:
    if not grams.size:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1])))
    return starts, np.diff(np.append(starts, grams.size))


def _standing(rank: I64, starts: I64, sizes: I64, outlets: I64) -> npt.NDArray[np.bool_]:
    standing = np.zeros(starts.size, bool)
    for size in np.unique(sizes[sizes >= STANDING_DOCUMENTS]):
        groups = np.flatnonzero(sizes == size)
        members = outlets[rank[starts[groups][:, None] + np.arange(size)]]
        members.sort(axis=1)
        # Half or more of a sorted row being one outlet shows at one of two places half a row apart.
        half = (int(size) + 1) // 2
        same = np.zeros(groups.size, bool)
        for begin in range(int(size) - half + 1):
            row = (members[:, begin] == members[:, begin + half - 1]) & (members[:, begin] >= 0)
            same |= row
        standing[groups] = same
    return standing


def _pairs(rank: I64, starts: I64, sizes: I64) -> tuple[I64, I64]:
    later: list[I64] = []
    earlier: list[I64] = []
    starts, sizes = starts[sizes > 1], sizes[sizes > 1]
    member = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    begin = np.repeat(starts, sizes)
    for k in range(_FIRST_HOLDERS):
        after = member > k
        later.append(rank[begin[after] + member[after]])
        earlier.append(rank[begin[after] + k])
    after = member > _FIRST_HOLDERS
    later.append(rank[begin[after] + member[after]])
    earlier.append(rank[begin[after] + member[after] - 1])
    return np.concatenate(later), np.concatenate(earlier)
