"""A text as word pieces with the marks that the encoder reads beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from casemate.nouns import Span

Ints = npt.NDArray[np.int64]

# What the lower-cased vocabulary hides: how a word is written, whether it stands in quotation
# marks, whether a line or a paragraph begins before it. Row numbers of the encoder's three small
# tables.
SHAPES = {"special": 0, "lower": 1, "title": 2, "upper": 3, "mixed": 4, "figures": 5, "mark": 6}
OUTSIDE, INSIDE, QUOTE_MARK = 0, 1, 2
GOES_ON, NEW_LINE, NEW_PARAGRAPH = 0, 1, 2

_OPENING = frozenset("\u201c\u00ab\u201e")
_CLOSING = frozenset("\u201d\u00bb")
DATELINE = re.compile(
    r"^[A-Z][A-Z .,'’/-]{2,40}(?:,\s[A-Z][\w .]+)?\s*\([^)\n]{2,40}\)\s*[-–—]+[ \t]*", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a whole text, in reading order.

    ids, shape, quote, gap: one number a piece (vocabulary, and the three tables above).
    first: for each word, the index of its first piece. spans: characters of each word.
    """

    ids: Ints
    shape: Ints
    quote: Ints
    gap: Ints
    first: Ints
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of pieces that is encoded at once, and the words that are taken from it.

    pieces: begin and end in the text's pieces. words: the words whose first piece lies inside.
    core: the words whose labels are kept; the cores of a text's windows tile it.
    """

    pieces: tuple[int, int]
    words: tuple[int, int]
    core: tuple[int, int]


def without_datelines(text: str) -> str:
    """The text with blanks for datelines ("TARTOUS, Syria (Wire) - "), which nobody says."""
    return DATELINE.sub(lambda m: " " * len(m.group()), text)


def cut_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Word pieces of `text`; characters that the vocabulary drops belong to no word."""
    coded = tokenizer.encode(text, add_special_tokens=False)
    word_ids = coded.word_ids
    offsets = coded.offsets
    first: list[int] = []
    spans: list[Span] = []
    word_of: list[int] = []
    last = None
    for at, (word, span) in enumerate(zip(word_ids, offsets, strict=True)):
        if word != last:
            first.append(at)
            spans.append(span)
            last = word
        else:
            spans[-1] = (spans[-1][0], max(spans[-1][1], span[1]))
        word_of.append(len(first) - 1)
    shapes, quotes, gaps = _marks(text, spans)
    of = np.asarray(word_of, dtype=np.int64)
    gap = np.zeros(len(of), dtype=np.int64)
    starts = np.asarray(first, dtype=np.int64)
    gap[starts] = np.asarray(gaps, dtype=np.int64)
    return Pieces(
        ids=np.asarray(coded.ids, dtype=np.int64),
        shape=np.asarray(shapes, dtype=np.int64)[of],
        quote=np.asarray(quotes, dtype=np.int64)[of],
        gap=gap,
        first=starts,
        spans=tuple(spans),
    )


def _marks(text: str, spans: list[Span]) -> tuple[list[int], list[int], list[int]]:
    shapes: list[int] = []
    quotes: list[int] = []
    gaps: list[int] = []
    inside = False
    before = 0
    for begin, end in spans:
        gap = GOES_ON
        if begin > before and "\n" in (blank := text[before:begin]):
            gap = NEW_PARAGRAPH if blank.count("\n") > 1 else NEW_LINE
        if gap == NEW_PARAGRAPH:
            inside = False
        word = text[begin:end]
        quote = INSIDE if inside else OUTSIDE
        if word == '"':
            inside = not inside
            quote = QUOTE_MARK
        elif word in _OPENING:
            inside, quote = True, QUOTE_MARK
        elif word in _CLOSING:
            inside, quote = False, QUOTE_MARK
        shapes.append(_shape(word))
        quotes.append(quote)
        gaps.append(gap)
        before = end
    return shapes, quotes, gaps


def _shape(word: str) -> int:
    if word.islower():
        return 1
    if word.istitle():
        return 2
    if word.isupper():
        return 3
    if word.isalpha():
        return 4
    if word[:1].isdigit():
        return 5
    return 6


def windows(pieces: Pieces, most: int = 382, context: int = 40) -> Iterator[Window]:
    """Windows of at most `most` pieces; each core has about `context` pieces on either side.

    A core ends at the last paragraph or sentence end that fits, so that few statements are cut.
    """
    words = len(pieces.spans)
    total = len(pieces.ids)
    begin = 0
    while begin < words:
        left = max(0, int(pieces.first[begin]) - (context if begin else 0))
        if total - left <= most:
            end, right = words, total
        else:
            right_core = left + most - context
            end = max(begin + 1, _last_break(pieces, begin, right_core))
            right = min(total, left + most)
        first_word = int(np.searchsorted(pieces.first, left))
        left = int(pieces.first[min(first_word, begin)])
        last_word = words if right >= total else int(np.searchsorted(pieces.first, right))
        right = total if last_word >= words else int(pieces.first[last_word])
        last_word = max(last_word, end)
        yield Window((left, right), (min(first_word, begin), last_word), (begin, end))
        begin = end


def _last_break(pieces: Pieces, begin: int, limit: int) -> int:
    """The word after the last paragraph end (else line end, else any) before piece `limit`."""
    stop = int(np.searchsorted(pieces.first, limit))
    half = begin + (stop - begin) // 2
    gaps = pieces.gap[pieces.first[half:stop]]
    for least in (NEW_PARAGRAPH, NEW_LINE):
        found = np.flatnonzero(gaps >= least)
        if len(found):
            return half + int(found[-1])
    return stop
