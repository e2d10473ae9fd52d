"""The encoder: for every word of a text, scores of its role and vectors that link roles."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from casemate.errors import Tampered
from casemate.nouns import Span
from casemate.read.statements.pieces import Pieces, Window, cut_pieces, windows, without_datelines

Floats = npt.NDArray[np.float32]

TIERS = ("accurate", "fast")
ROLE_TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
MENTION_TAGS = (
    "O", "B-person", "I-person", "B-organization", "I-organization",
    "B-place", "I-place", "B-norp", "I-norp",
)  # fmt: skip
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the network says of each of W words.

    spans: characters of the words. roles: (W, 7) scores of ROLE_TAGS. mentions: (W, 9) scores
    of MENTION_TAGS. ask_source, source, ask_cue, cue: (W, 128 or 64) vectors; a cue asks for its
    source's words, a content for its cue's. no_source: what a cue without a source asks for.
    step, begin: scores of one role tag following another, and of a text beginning with it.
    """

    spans: tuple[Span, ...]
    roles: Floats
    mentions: Floats
    ask_source: Floats
    source: Floats
    ask_cue: Floats
    cue: Floats
    no_source: Floats
    step: Floats
    begin: Floats


@dataclass(frozen=True, slots=True)
class _Weights:
    tokenizer: Tokenizer
    words: npt.NDArray[np.int8]
    scales: Floats
    session: onnxruntime.InferenceSession
    small: dict[str, Floats]
    window: int
    context: int


@functools.lru_cache(maxsize=2)
def encode(text: str, tier: str = "accurate") -> Encoded:
    """Scores and vectors for each word of `text`; windows overlap, each word is taken once.

    Every window is run by itself, so that nothing depends on what else is read beside it.
    Raises Tampered when a weight file is not the one the package was made with.
    """
    weights = _load(tier)
    pieces = cut_pieces(without_datelines(text), weights.tokenizer)
    parts = [_run(weights, pieces, w) for w in windows(pieces, weights.window, weights.context)]
    small = weights.small
    if parts:
        roles, mentions, links = (np.concatenate(p) for p in zip(*parts, strict=True))
    else:
        nothing = 4 * len(small["no_source"])
        roles, mentions, links = (np.zeros((0, k), np.float32) for k in (7, 9, nothing))
    ask_source, source, ask_cue, cue = np.split(links, 4, axis=1)
    return Encoded(
        pieces.spans, roles, mentions, ask_source, source, ask_cue, cue,
        small["no_source"], small["step"], small["begin"],
    )  # fmt: skip


def embed(
    pieces: Pieces, window: Window, words: Any, scales: Floats, small: dict[str, Floats]
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Input vectors (1, T, width) of one window, and the rows of its core's words."""
    begin, end = window.pieces
    ids = np.concatenate([[_CLS], pieces.ids[begin:end], [_SEP]])
    vectors = words[ids].astype(np.float32)
    vectors *= scales[ids][:, None]
    marks = np.zeros((3, len(ids)), np.int64)
    marks[0, 1:-1] = pieces.shape[begin:end]
    marks[1, 1:-1] = pieces.quote[begin:end]
    marks[2, 1:-1] = pieces.gap[begin:end]
    vectors += small["shape"][marks[0]] + small["quote"][marks[1]] + small["gap"][marks[2]]
    rows = pieces.first[window.core[0] : window.core[1]] - begin + 1
    return vectors[None], rows


def _run(weights: _Weights, pieces: Pieces, window: Window) -> list[Floats]:
    vectors, rows = embed(pieces, window, weights.words, weights.scales, weights.small)
    return list(weights.session.run(None, {"vectors": vectors, "rows": rows}))


@functools.cache
def _load(tier: str) -> _Weights:
    folder = Path(str(resources.files("casemate.read") / "weights"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    described = manifest["tiers"][tier]

    def checked(name: str) -> bytes:
        content = (folder / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != manifest["sha256"][name]:
            raise Tampered(f"the weights file {name} was changed: install casemate again")
        return content

    def array(name: str) -> Any:
        checked(name)
        return np.load(folder / name, allow_pickle=False)

    tokenizer = Tokenizer.from_str(checked("tokenizer.json").decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    with array(described["small"]) as stored:
        small = {name: stored[name] for name in stored.files}
    return _Weights(
        tokenizer=tokenizer,
        words=array(described["words"]),
        scales=small["scales"],
        session=onnxruntime.InferenceSession(
            checked(described["net"]), options, providers=["CPUExecutionProvider"]
        ),
        small=small,
        window=described["window"],
        context=described["context"],
    )
