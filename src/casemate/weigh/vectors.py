"""Static word-piece vectors and fixed word rarities, from the wordllama package (MIT).

The vectors (32,000 x 256, float16) and the tokenizer lie in the package; they are read here and
nothing is fetched. Rarity rests on the order in which byte-pair encoding learnt its pieces, which
follows how often they occur (Sennrich et al. 2016; Zipf): it is the same for every case and does
not drift when a document is added.
"""

from __future__ import annotations

import functools
import importlib.util
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from casemate.errors import MissingExtra

F32 = npt.NDArray[np.float32]

_DIMENSIONS = 256
_PIECES = 32_000
# The first learnt piece stands after bytes and control pieces.
_FIRST_PIECE = 259
# safetensors: 8 bytes with the length of a JSON header, the header, the numbers.
_HEADER = 8


@dataclass(frozen=True, eq=False)
class Vectors:
    """Piece vectors with their tokenizer."""

    table: F32
    tokenizer: object

    def of(self, texts: Sequence[str]) -> F32:
        """One unit vector a text, rows of 256; zeros for empty texts.

        The learnt vectors of common pieces are short, so a plain sum weighs them less.
        """
        rows = np.zeros((len(texts), _DIMENSIONS), np.float32)
        encodings = self.tokenizer.encode_batch(  # type: ignore[attr-defined]
            list(texts), add_special_tokens=False
        )
        for row, encoding in enumerate(encodings):
            ids = encoding.ids[:512]
            if ids:
                rows[row] = self.table[ids].sum(0)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        norms[norms == 0] = 1
        unit: F32 = (rows / norms).astype(np.float32)
        return unit

    def rarity(self, word: str) -> float:
        """How rare a word is: 0 for the commonest, 1 for a rare piece, more for names and codes."""
        return _rarity_of(self, word)


@functools.lru_cache(maxsize=1)
def load_vectors() -> Vectors:
    """The vectors of the installed package; raises MissingExtra where it is not installed."""
    from tokenizers import Tokenizer

    spec = importlib.util.find_spec("wordllama")
    if spec is None or spec.origin is None:
        raise MissingExtra("weigh", "all")
    folder = Path(spec.origin).parent
    raw = (folder / "weights" / "l2_supercat_256.safetensors").read_bytes()
    begin = _HEADER + int.from_bytes(raw[:_HEADER], "little")
    table = np.frombuffer(raw, np.float16, _PIECES * _DIMENSIONS, begin)
    tokenizer = Tokenizer.from_file(
        str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json")
    )
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Vectors(table.reshape(_PIECES, _DIMENSIONS).astype(np.float32), tokenizer)


@functools.lru_cache(maxsize=200_000)
def _rarity_of(vectors: Vectors, word: str) -> float:
    ids = vectors.tokenizer.encode(word, add_special_tokens=False).ids  # type: ignore[attr-defined]
    ranks = [math.log(max(i - _FIRST_PIECE, 1)) / math.log(_PIECES) for i in ids]
    if not ranks:
        return 0.0
    # A word of several pieces is rarer than its rarest piece.
    return max(ranks) + 0.15 * (len(ranks) - 1)
