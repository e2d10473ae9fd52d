"""What pieces of evidence are compared by, laid out as arrays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casemate.nouns import Act, Document, Stance
from casemate.weigh.families import HAPPENINGS, OPPOSED, THINGS, families_of
from casemate.weigh.piece import Piece
from casemate.weigh.stems import stem
from casemate.weigh.vectors import Vectors
from casemate.words.fold import fold
from casemate.words.numbers import NUMBER_WORDS, parse_number
from casemate.words.sentences import sentences

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]
B = npt.NDArray[np.bool_]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"(?<![.!?] )\b[^\W\d_a-z][\w-]+|\b\w*\d\w*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+")
_SMALL = frozenset(
    """a an the of in on at to and or for by from with as that this it its is was were be been has
    have had he she they his her their our we us i you not no had will would could should may might
    there then than but so if when while which who whom into out up over off about after before
    during more most some any all""".split()
)
_CONTENT_WORDS = 20
_CONTEXT_WORDS = 40
# Far outside any calendar: an open side.
_OPEN = 10_000_000


@dataclass(frozen=True, slots=True)
class Marks:
    """Arrays over the pieces, in their order; word rows map a word's number to its weight."""

    content: F32
    context: F32
    word_vectors: F32
    padded: I64
    padded_weight: F32
    padded_context: I64
    word_rows: tuple[dict[int, float], ...]
    context_rows: tuple[dict[int, float], ...]
    happenings: U64
    opposites: U64
    things: U64
    wide_happenings: U64
    wide_things: U64
    names: tuple[frozenset[str], ...]
    context_names: tuple[frozenset[str], ...]
    numbers: tuple[frozenset[float], ...]
    begin: F64
    end: F64
    begin_or_known: F64
    known: F64
    timeless: B
    negated: B
    stance: I64
    acts: tuple[Act, ...]
    source: I64
    document: I64
    sentence: I64
    size: I64
    place: F64
    per_document: I64
    per_source: I64


def mark(
    pieces: Sequence[Piece],
    documents: Sequence[Document],
    speakers: Sequence[str],
    vectors: Vectors,
) -> Marks:
    """The marks of all pieces; a piece's context is its own and the sentence before it.

    speakers: a key for who each piece goes back to, "" where unknown.
    """
    contexts, befores, numbers_in = _contexts(pieces, documents)
    words = _Words(vectors)
    rows = [words.row(piece.text) for piece in pieces]
    wide = [words.row(f"{s} {p}") for s, p in zip(contexts, befores, strict=True)]
    content = vectors.of([piece.text for piece in pieces])
    around = vectors.of(contexts)
    before = vectors.of(befores)
    context = content + 0.5 * around + 0.25 * before
    norms = np.linalg.norm(context, axis=1, keepdims=True)
    own = [families_of(piece.text) for piece in pieces]
    wider = [families_of(text) for text in contexts]
    padded, weights = _pad(rows, _CONTENT_WORDS)
    padded_context, _ = _pad(wide, _CONTEXT_WORDS)
    happenings = _bit_rows([f.happenings for f in own], _HAPPENING_BITS)
    documents_of = np.array([p.document for p in pieces], np.int64)
    # Observations have no document; each stands for itself.
    alone = np.arange(len(pieces)) + len(documents)
    documents_of = np.where(documents_of < 0, alone, documents_of)
    speaker_numbers = _numbered(speakers)
    counts = np.bincount(documents_of, minlength=len(documents) + len(pieces) + 1)
    begin, end, begin_or_known, known, timeless = _times(pieces)
    return Marks(
        content=content,
        context=(context / np.where(norms > 0, norms, 1)).astype(np.float32),
        word_vectors=words.table(),
        padded=padded,
        padded_weight=weights,
        padded_context=padded_context,
        word_rows=tuple(rows),
        context_rows=tuple(wide),
        happenings=happenings,
        opposites=_bit_rows([_opposites(f.stated) for f in own], _HAPPENING_BITS),
        things=_bit_rows([f.things for f in own], _THING_BITS),
        wide_happenings=_bit_rows([f.happenings for f in wider], _HAPPENING_BITS),
        wide_things=_bit_rows([f.things for f in wider], _THING_BITS),
        names=tuple(_names(p.text) for p in pieces),
        context_names=tuple(
            _names(s[1:]) | _names(b[1:]) for s, b in zip(contexts, befores, strict=True)
        ),
        numbers=tuple(_numbers(p.text) for p in pieces),
        begin=begin,
        end=end,
        begin_or_known=begin_or_known,
        known=known,
        timeless=timeless,
        negated=np.array([f.negated for f in own], bool),
        stance=np.array([list(Stance).index(p.stance) for p in pieces], np.int64),
        acts=tuple(p.act for p in pieces),
        source=speaker_numbers,
        document=documents_of,
        sentence=np.array(numbers_in, np.int64),
        size=np.array([len(row) for row in rows], np.int64),
        place=_places(documents_of),
        per_document=counts,
        per_source=_per_source(speaker_numbers, documents_of),
    )


class _Words:
    """Words as numbers, with weights by rarity and vectors of the forms they were met in."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._numbers: dict[str, int] = {"": 0}
        self._forms: list[str] = [""]
        self._weights: list[float] = [0.0]

    def row(self, text: str) -> dict[int, float]:
        """The words of a text but the small ones: number to weight."""
        found: dict[int, float] = {}
        for match in _WORD.finditer(text):
            form = match.group()
            word = stem(fold(form))
            if word in _SMALL or not word:
                continue
            number = self._numbers.get(word)
            if number is None:
                number = self._numbers[word] = len(self._forms)
                shown = form if form[:1].isupper() else form.lower()
                self._forms.append(shown)
                self._weights.append(self._vectors.rarity(shown) ** 2)
            found[number] = self._weights[number]
        return found

    def table(self) -> F32:
        """One vector a word; the first row is nothing."""
        return self._vectors.of(self._forms)


def _contexts(
    pieces: Sequence[Piece], documents: Sequence[Document]
) -> tuple[list[str], list[str], list[int]]:
    cut: dict[int, list[tuple[int, int]]] = {}
    contexts, befores, numbers = [], [], []
    for piece in pieces:
        if piece.document < 0 or piece.span is None:
            contexts.append(piece.text)
            befores.append("")
            numbers.append(0)
            continue
        text = documents[piece.document].text
        spans = cut.get(piece.document)
        if spans is None:
            spans = cut[piece.document] = sentences(text)
        at = next((k for k, s in enumerate(spans) if s[1] > piece.span[0]), len(spans) - 1)
        contexts.append(text[slice(*spans[at])] if spans else piece.text)
        befores.append(text[slice(*spans[at - 1])] if at > 0 else "")
        numbers.append(at)
    return contexts, befores, numbers


def _pad(rows: Sequence[dict[int, float]], width: int) -> tuple[I64, F32]:
    """The heaviest words of each row, the empty word where there are fewer."""
    numbers = np.zeros((len(rows), width), np.int64)
    weights = np.zeros((len(rows), width), np.float32)
    for k, row in enumerate(rows):
        heaviest = sorted(row.items(), key=lambda item: (-item[1], item[0]))[:width]
        for j, (number, weight) in enumerate(heaviest):
            numbers[k, j], weights[k, j] = number, weight
    return numbers, weights


_HAPPENING_BITS = {name: np.uint64(1) << np.uint64(k) for k, name in enumerate(HAPPENINGS)}
_THING_BITS = {name: np.uint64(1) << np.uint64(k) for k, name in enumerate(THINGS)}


def _bit_rows(rows: Sequence[frozenset[str]], bits: dict[str, np.uint64]) -> U64:
    found = np.zeros(len(rows), np.uint64)
    for k, row in enumerate(rows):
        for family in row:
            # A negated family without an opposite stands for nothing it could share.
            if family in bits:
                found[k] |= bits[family]
    return found


def _opposites(happenings: frozenset[str]) -> frozenset[str]:
    """The families that would deny these."""
    found = {
        other
        for family in happenings
        for pair in OPPOSED
        if family in pair
        for other in pair - {family}
    }
    found |= {family.removeprefix("not-") for family in happenings if family.startswith("not-")}
    return frozenset(found)


def _names(text: str) -> frozenset[str]:
    return frozenset(fold(m.group()) for m in _NAME.finditer(text)) - _SMALL


def _numbers(text: str) -> frozenset[float]:
    found = set()
    for match in _NUMBER.finditer(text.lower()):
        word = match.group()
        if word[0].isdigit() or word in NUMBER_WORDS:
            number = parse_number(word)
            if number is not None:
                found.add(number)
    return frozenset(found)


def _times(pieces: Sequence[Piece]) -> tuple[F64, F64, F64, F64, B]:
    begin, end, either, known, timeless = [], [], [], [], []
    for piece in pieces:
        first = piece.valid.first_day if piece.valid else None
        last = piece.valid.last_day if piece.valid else None
        day = piece.known.toordinal() if piece.known else 0
        begin.append(first.toordinal() if first else -_OPEN)
        end.append(last.toordinal() if last else _OPEN)
        either.append(first.toordinal() if first else day)
        known.append(day)
        timeless.append(piece.valid is None)
    return (
        np.array(begin, float),
        np.array(end, float),
        np.array(either, float),
        np.array(known, float),
        np.array(timeless, bool),
    )


def _numbered(speakers: Sequence[str]) -> I64:
    numbers: dict[str, int] = {}
    return np.array(
        [-1 if not key else numbers.setdefault(key, len(numbers)) for key in speakers], np.int64
    )


def _per_source(speakers: I64, documents: I64) -> I64:
    """How many pieces of its speaker the document of each piece holds."""
    pairs = list(zip(speakers.tolist(), documents.tolist(), strict=True))
    counts = Counter(pairs)
    return np.array([counts[pair] for pair in pairs], np.int64)


def _places(documents: I64) -> F64:
    """Where in its document's row of pieces each stands, 0 to 1."""
    seen: dict[int, int] = {}
    total = np.bincount(documents) if documents.size else documents
    found = []
    for document in documents.tolist():
        k = seen.get(document, 0)
        seen[document] = k + 1
        found.append((k + 0.5) / total[document])
    return np.array(found)
