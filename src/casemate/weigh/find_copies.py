"""Which documents repeat which, how, and who was first.

1. hash words and grams; 2. set exact repeats aside; 3. candidates that share rare grams, standing
matter left out; 4. align each with its best candidates; 5. decide relation and direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from casemate.nouns import Copy, Document, Relation
from casemate.weigh.align import Alignment, align, passages
from casemate.weigh.candidates import find_candidates
from casemate.weigh.credits import credited
from casemate.weigh.grams import Texts, hash_texts

# Share of the shorter text's own words that must lie in common passages.
_COPY_FROM = 0.5
# ... and at least so many words, unless it is nearly the whole of both.
_COPY_WORDS = 40
_WHOLE = 0.85
# Below this share of the original's own words a copy is an abridged one.
_ABRIDGED_BELOW = 0.9
# From this share of words in unbroken grams on, the common passages are word for word.
_VERBATIM_FROM = 0.97
_NO_DATE = datetime(9999, 1, 1, tzinfo=UTC)
# Texts of fewer words say too little to be anybody's.
_FEWEST_WORDS = 8


def find_copies(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """One Copy for each document that repeats another, in the order of the documents.

    The original is the earliest that holds the common passages, unless a credit line says who it
    was taken from. Raises nothing on empty texts, missing dates or cycles of credits.
    """
    texts = hash_texts([d.text for d in documents])
    outlets = _outlet_numbers(documents)
    oldest_first = sorted(range(len(documents)), key=lambda i: (_moment(documents[i]), i))
    found: dict[int, Copy] = {}
    twins = _exact_repeats(texts, oldest_first)
    for later, earlier in twins.items():
        found[later] = _exact(documents, texts, later, earlier)
    kept = np.array([i for i in oldest_first if i not in twins], np.int64)
    candidates = find_candidates(texts, kept, outlets)
    standing = candidates.standing
    ranked: dict[int, list[int]] = {}
    for a, b in zip(candidates.later.tolist(), candidates.earlier.tolist(), strict=True):
        ranked.setdefault(int(kept[a]), []).append(int(kept[b]))
    own = _OwnWords(texts, standing)
    orders: dict[int, npt.NDArray[np.int64]] = {}
    for later, earlier_ones in ranked.items():
        best: tuple[float, int, Alignment, float, float] | None = None
        for earlier in sorted(earlier_ones, key=lambda i: (_moment(documents[i]), i)):
            grams = _grams(texts, earlier)
            if earlier not in orders:
                orders[earlier] = np.argsort(grams, kind="stable")
            alignment = align(_grams(texts, later), grams, orders[earlier])
            if not alignment.runs.size:
                continue
            of_copy = own.share(later, alignment.runs[:, :2])
            of_original = own.share(earlier, alignment.runs[:, 2:])
            if not _is_copy(alignment, of_copy, of_original):
                continue
            # The earliest wins unless a later one explains clearly more of the copy.
            if best is None or of_copy > best[0] + 0.05:
                best = (of_copy, earlier, alignment, of_copy, of_original)
        if best is not None:
            _, earlier, alignment, of_copy, of_original = best
            found[later] = _copy(documents, texts, later, earlier, alignment, of_copy, of_original)
    return tuple(found[i] for i in range(len(documents)) if i in found)


def _is_copy(alignment: Alignment, of_copy: float, of_original: float) -> bool:
    if max(of_copy, of_original) < _COPY_FROM:
        return False
    return alignment.copy_words >= _COPY_WORDS or min(of_copy, of_original) >= _WHOLE


def _copy(
    documents: Sequence[Document],
    texts: Texts,
    later: int,
    earlier: int,
    alignment: Alignment,
    of_copy: float,
    of_original: float,
) -> Copy:
    first, second = documents[later], documents[earlier]
    reverse = credited(second, first) is not None and credited(first, second) is None
    if reverse:
        later, earlier = earlier, later
        first, second = second, first
        of_copy, of_original = of_original, of_copy
        alignment = Alignment(alignment.runs[:, [2, 3, 0, 1]], alignment.exact)
    if of_original < _ABRIDGED_BELOW:
        relation = Relation.ABRIDGED
    elif alignment.exact >= _VERBATIM_FROM:
        relation = Relation.VERBATIM
    else:
        relation = Relation.UPDATE
    return Copy(
        first.id,
        second.id,
        relation,
        round(of_copy, 3),
        passages(texts, later, earlier, alignment),
        _why(first, second),
    )


def _exact(documents: Sequence[Document], texts: Texts, later: int, earlier: int) -> Copy:
    first, second = documents[later], documents[earlier]
    if credited(second, first) is not None and credited(first, second) is None:
        later, earlier, first, second = earlier, later, second, first
    whole = _whole(texts, later), _whole(texts, earlier)
    return Copy(first.id, second.id, Relation.VERBATIM, 1.0, (whole,), _why(first, second))


def _why(copy: Document, original: Document) -> str:
    credit = credited(copy, original)
    if credit is not None:
        return f'it credits {original.outlet}: "{copy_words(copy, credit)}"'
    if copy.published is None or original.published is None:
        return "the order is not known: a date is missing"
    if _moment(copy) == _moment(original):
        return "both carry the same date; which was first is not known"
    return (
        f"published {copy.published:%Y-%m-%d %H:%M}, the other {original.published:%Y-%m-%d %H:%M}"
    )


def copy_words(copy: Document, credit: tuple[str, tuple[int, int]]) -> str:
    """The words of a credit, from the text or the byline."""
    where, (begin, end) = credit
    return (copy.text if where == "text" else copy.byline or "")[begin:end]


def _exact_repeats(texts: Texts, oldest_first: Sequence[int]) -> dict[int, int]:
    """Later documents whose words are those of an earlier one, in the same order."""
    sizes = np.diff(texts.firsts).tolist()
    first: dict[tuple[int, int], int] = {}
    twins: dict[int, int] = {}
    for i in oldest_first:
        if sizes[i] < _FEWEST_WORDS:
            continue
        earlier = first.setdefault((sizes[i], hash(_grams(texts, i).tobytes())), i)
        if earlier != i:
            twins[i] = earlier
    return twins


def _outlet_numbers(documents: Sequence[Document]) -> npt.NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array(
        [
            -1 if not d.outlet else numbers.setdefault(d.outlet.casefold(), len(numbers))
            for d in documents
        ],
        np.int64,
    )


def _moment(document: Document) -> datetime:
    return document.published or _NO_DATE


def _grams(texts: Texts, document: int) -> npt.NDArray[np.uint64]:
    return texts.grams[texts.words(document)]


def _whole(texts: Texts, document: int) -> tuple[int, int]:
    words = texts.words(document)
    last = words.stop - 1
    return int(texts.begins[words.start]), int(texts.begins[last]) + int(texts.lengths[last])


def _standing_words(
    texts: Texts, standing: npt.NDArray[np.uint64], document: int
) -> npt.NDArray[np.bool_]:
    """Which words of a document belong to standing matter."""
    grams = _grams(texts, document)
    marked = np.zeros(grams.size, bool)
    if not standing.size:
        return marked
    at = np.searchsorted(standing, grams)
    at[at == standing.size] = 0
    hits = np.flatnonzero(standing[at] == grams)
    if not hits.size:
        return marked
    # Only one gram in four is known to stand; what lies between two near ones stands too.
    step = np.diff(hits)
    begins = hits[np.concatenate(([True], step > 24))]
    ends = hits[np.concatenate((step > 24, [True]))] + 5
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        marked[begin:end] = True
    return marked


class _OwnWords:
    """Which words of each document are its own and not its outlet's standing matter."""

    def __init__(self, texts: Texts, standing: npt.NDArray[np.uint64]) -> None:
        self._texts = texts
        self._standing = standing
        # Running counts of own words, so that a run costs two look-ups.
        self._counts: dict[int, npt.NDArray[np.int32]] = {}

    def share(self, document: int, runs: npt.NDArray[np.int64]) -> float:
        """Share of a document's own words that lie in `runs` (begin, end), 0 to 1."""
        counts = self._counts.get(document)
        if counts is None:
            own = ~_standing_words(self._texts, self._standing, document)
            counts = np.concatenate((np.zeros(1, np.int32), np.cumsum(own, dtype=np.int32)))
            self._counts[document] = counts
        inside = int((counts[runs[:, 1]] - counts[runs[:, 0]]).sum())
        return min(inside / max(int(counts[-1]), 1), 1.0)
