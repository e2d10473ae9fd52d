"""Texts as hashed words and word 5-grams, many documents at a time in numpy.

A word is a run of letters and digits, folded by one table (case and accents away, quotation marks
and dashes no part of it), so that typographic quotes and white space do not make a difference.
Letters of scripts written without spaces (CJK and above U+3000) stand one by one. A word's hash is
a polynomial of its folded code points modulo 2**64, finished by the mixer of splitmix64
(Steele et al. 2014); a gram's is a polynomial of five of them. The same on every machine.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

GRAM = 5
# One gram of four, chosen by its hash, is enough to find candidates; all are used to align them.
SAMPLED = np.uint64(3)
# Texts are hashed in stretches of about this many characters: arrays that fit the cache.
_STRETCH = 400_000
_TABLE = 0x3000
_ALONE = 1 << 20
_WORD_BASE = 0x9E3779B97F4A7C15 | 1
_GRAM_BASE = 0xD6E8FEB86659FD93

U64 = npt.NDArray[np.uint64]
I32 = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Texts:
    """Words of many documents in a row.

    begins, lengths: of each word, in characters of its own document.
    grams: hash of the five words that begin at each word; 0 where fewer than five are left.
    firsts: index of each document's first word, one more at the end.
    """

    begins: I32
    lengths: I32
    grams: U64
    firsts: npt.NDArray[np.int64]

    def words(self, document: int) -> slice:
        """Where the words of a document stand."""
        return slice(int(self.firsts[document]), int(self.firsts[document + 1]))


def hash_texts(texts: Sequence[str]) -> Texts:
    """All of `texts` as hashed words and grams, in the order given."""
    pieces: list[tuple[I32, I32, U64, npt.NDArray[np.int64]]] = []
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= _STRETCH:
            pieces.append(_hash_batch(batch))
            batch, size = [], 0
    if batch or not pieces:
        pieces.append(_hash_batch(batch))
    counts = np.concatenate([p[3] for p in pieces])
    firsts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=firsts[1:])
    return Texts(
        np.concatenate([p[0] for p in pieces]),
        np.concatenate([p[1] for p in pieces]),
        np.concatenate([p[2] for p in pieces]),
        firsts,
    )


def _hash_batch(texts: Sequence[str]) -> tuple[I32, I32, U64, npt.NDArray[np.int64]]:
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    if codes.size and int(codes.max()) >= _TABLE:
        low = np.minimum(codes, _TABLE - 1)
        folded = _fold_table()[low]
        high = codes >= _TABLE
        folded[high] = np.where(_is_alone(codes[high]), codes[high] + _ALONE, 0)
    else:
        folded = _fold_table()[codes]
    inside = folded != 0
    alone = folded >= _ALONE
    before = np.zeros_like(inside)
    before[1:] = inside[:-1] & ~alone[:-1]
    begin = np.flatnonzero(inside & (~before | alone))
    # A word ends at the last character before one that is outside or begins anew.
    after = np.zeros_like(inside)
    after[:-1] = inside[1:] & ~alone[1:]
    end = np.flatnonzero(inside & (~after | alone)) + 1
    powers, inverses = _powers(codes.size)
    if begin.size:
        sums = np.add.reduceat(folded * powers[: codes.size], begin)
        words = _mix(sums * inverses[begin])
    else:
        words = np.zeros(0, np.uint64)
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=offsets[1:])
    cuts = np.searchsorted(begin, offsets)
    counts = np.diff(cuts)
    lengths = (end - begin).astype(np.int32)
    local = (begin - np.repeat(offsets[:-1], counts)).astype(np.int32)
    return local, lengths, _grams(words, cuts), counts


def _grams(words: U64, cuts: npt.NDArray[np.int64]) -> U64:
    grams = np.zeros(words.size, np.uint64)
    last = words.size - GRAM + 1
    if last <= 0:
        return grams
    sums = words[:last].copy()
    for k in range(1, GRAM):
        sums *= np.uint64(_GRAM_BASE)
        sums += words[k : k + last]
    grams[:last] = _mix(sums) | np.uint64(1 << 63)
    for k in range(1, GRAM):
        # Those that would reach into the next document.
        over = cuts[1:] - k
        grams[over[over >= cuts[:-1]]] = 0
    return grams


def _mix(values: U64) -> U64:
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _is_alone(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Letters of scripts without spaces; the rest above the table is punctuation and pictures."""
    return ((codes >= 0x3041) & (codes <= 0xFFDC) & ~((codes >= 0xD800) & (codes <= 0xFAFF))) | (
        (codes >= 0x20000) & (codes <= 0x3FFFF)
    )


@functools.lru_cache(maxsize=1)
def _fold_table() -> U64:
    table = np.zeros(_TABLE, np.uint64)
    for code in range(_TABLE):
        letter = chr(code)
        if not letter.isalnum():
            continue
        plain = unicodedata.normalize("NFKD", letter.casefold())
        base = next((c for c in plain if c.isalnum()), letter)
        table[code] = ord(base)
    return table


@functools.lru_cache(maxsize=2)
def _powers_of(size: int) -> tuple[U64, U64]:
    inverse = pow(_WORD_BASE, -1, 1 << 64)
    powers = np.full(size, _WORD_BASE, np.uint64)
    inverses = np.full(size, inverse, np.uint64)
    powers[0] = inverses[0] = 1
    return np.cumprod(powers), np.cumprod(inverses)


def _powers(size: int) -> tuple[U64, U64]:
    rounded = max(_STRETCH * 2, 1 << (size - 1).bit_length() if size else 1)
    return _powers_of(rounded)
