"""Which source and which contents belong to which cue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casemate.read.statements.decode import WordSpan, best_path, spans_of
from casemate.read.statements.encoder import Encoded

Floats = npt.NDArray[np.float32]

# Further than this (in words) nothing was linked in training.
_REACH = 300
# What a word of distance takes from a link's score: the vectors know words, not how far they are
# apart. With it 65.7 of a hundred dev statements were right, without it 55.9.
_DISTANCE = 0.06
# How much worse than its best link a content may be that a cue without any takes over.
_SPARED = 4.0
_NEVER = np.float32(-1e6)
SOURCE, CUE, CONTENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """Word spans of one statement's roles; source is None when there is none."""

    cue: WordSpan
    source: WordSpan | None
    contents: tuple[WordSpan, ...]


def attributions(encoded: Encoded) -> list[Attribution]:
    """Statements of an encoded text in the order of their cues."""
    tags = best_path(encoded.roles, encoded.step, encoded.begin)
    spans = spans_of(tags)
    sources = [s for kind, s in spans if kind == SOURCE]
    cues = [s for kind, s in spans if kind == CUE]
    contents = [s for kind, s in spans if kind == CONTENT]
    if not cues or not contents:
        return []
    of_cue = _content_links(encoded, cues, contents)
    found = []
    source_scores = _source_scores(encoded, cues, sources)
    for k, cue in enumerate(cues):
        if not of_cue[k]:
            continue
        best = int(source_scores[k].argmax())
        source = sources[best] if best < len(sources) else None
        found.append(Attribution(cue, source, tuple(sorted(of_cue[k]))))
    return found


def _source_scores(encoded: Encoded, cues: list[WordSpan], sources: list[WordSpan]) -> Floats:
    """(cues, sources + 1): how well each source fits each cue; the last column is "no source"."""
    asks = _means(encoded.ask_source, cues)
    fits = _nearer(_fits(asks, encoded.source, sources), _distances(cues, sources))
    none = asks @ encoded.no_source[:, None] / asks.shape[1] ** 0.5
    return np.concatenate([fits, none], axis=1)


def _content_links(
    encoded: Encoded, cues: list[WordSpan], contents: list[WordSpan]
) -> list[list[WordSpan]]:
    """For each cue the contents that ask for it; nearly every cue has one.

    A cue that no content asks for takes one from a cue with several, where that costs little.
    """
    scores = _nearer(
        _fits(_means(encoded.ask_cue, contents), encoded.cue, cues), _distances(contents, cues)
    )
    chosen = scores.argmax(axis=1)
    rows = np.arange(len(contents))
    for _ in range(3):
        held = np.bincount(chosen, minlength=len(cues))
        for i in np.flatnonzero(held == 0):
            costs = np.where(held[chosen] > 1, scores[rows, chosen] - scores[:, i], np.inf)
            j = int(costs.argmin())
            if costs[j] < _SPARED:
                held[chosen[j]] -= 1
                held[i] += 1
                chosen[j] = i
    linked: list[list[WordSpan]] = [[] for _ in cues]
    for j, i in enumerate(chosen):
        if scores[j, i] > _NEVER:
            linked[int(i)].append(contents[j])
    return linked


def _nearer(fits: Floats, distances: npt.NDArray[np.int64]) -> Floats:
    """Scores less what distance takes from them."""
    return np.where(distances > _REACH, _NEVER, fits - _DISTANCE * distances).astype(np.float32)


def _fits(asks: Floats, keys: Floats, spans: list[WordSpan]) -> Floats:
    """(asks, spans): log of the summed exponentials over each span's words."""
    if not spans:
        return np.zeros((len(asks), 0), dtype=np.float32)
    rows = np.concatenate([np.arange(a, b) for a, b in spans])
    starts = np.cumsum([0, *(b - a for a, b in spans[:-1])])
    words = asks @ keys[rows].T / asks.shape[1] ** 0.5
    top = words.max(axis=1, keepdims=True)
    summed = np.add.reduceat(np.exp(words - top), starts, axis=1)
    return np.asarray(np.log(summed + 1e-30) + top, dtype=np.float32)


def _means(vectors: Floats, spans: list[WordSpan]) -> Floats:
    return np.stack([vectors[begin:end].mean(axis=0) for begin, end in spans])


def _distances(spans: list[WordSpan], others: list[WordSpan]) -> npt.NDArray[np.int64]:
    """(spans, others): words between them, 0 when they touch or overlap."""
    a = np.array(spans, dtype=np.int64).reshape(-1, 2)
    b = np.array(others, dtype=np.int64).reshape(-1, 2)
    gaps = np.maximum(b[None, :, 0] - a[:, None, 1], a[:, None, 0] - b[None, :, 1])
    return np.asarray(np.maximum(gaps, 0), dtype=np.int64)
