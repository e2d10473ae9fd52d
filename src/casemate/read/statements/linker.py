"""Which source and which contents belong to which cue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casemate.read.statements.decode import WordSpan, best_path, spans_of
from casemate.read.statements.encoder import LINK, Encoded

Floats = npt.NDArray[np.float32]

# Further than this (in words) nothing was linked in training.
_REACH = 300
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
    words = _logits(asks, encoded.source)
    none = _logits(asks, encoded.no_source[None])
    scores = np.full((len(cues), len(sources) + 1), -np.inf, dtype=np.float32)
    for j, (begin, end) in enumerate(sources):
        scores[:, j] = _log_sum(words[:, begin:end])
    for i, cue in enumerate(cues):
        for j, source in enumerate(sources):
            if _apart(cue, source) > _REACH:
                scores[i, j] = -np.inf
    scores[:, -1:] = none
    return scores


def _content_links(
    encoded: Encoded, cues: list[WordSpan], contents: list[WordSpan]
) -> list[list[WordSpan]]:
    """For each cue the contents that ask for it; a cue left without takes a willing neighbour."""
    words = _logits(_means(encoded.ask_cue, contents), encoded.cue)
    scores = np.stack([_log_sum(words[:, begin:end]) for begin, end in cues], axis=1)
    for j, content in enumerate(contents):
        for i, cue in enumerate(cues):
            if _apart(cue, content) > _REACH:
                scores[j, i] = -np.inf
    linked: list[list[WordSpan]] = [[] for _ in cues]
    for j, i in enumerate(scores.argmax(axis=1)):
        linked[int(i)].append(contents[j])
    return linked


def _logits(asks: Floats, keys: Floats) -> Floats:
    return np.asarray(asks @ keys.T / LINK**0.5, dtype=np.float32)


def _means(vectors: Floats, spans: list[WordSpan]) -> Floats:
    return np.stack([vectors[begin:end].mean(axis=0) for begin, end in spans])


def _log_sum(scores: Floats) -> Floats:
    top = scores.max(axis=1, keepdims=True)
    summed = np.log(np.exp(scores - top).sum(axis=1)) + top[:, 0]
    return np.asarray(summed, dtype=np.float32)


def _apart(a: WordSpan, b: WordSpan) -> int:
    return max(0, b[0] - a[1], a[0] - b[1])
