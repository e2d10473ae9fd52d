"""Training examples: documents cut into windows, with tags and links for every word."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from casemate.read.statements.pieces import Pieces, cut_pieces
from casemate.words.sentences import sentences
from training.own import documents

ROLES = ("source", "cue", "content")
SILVER = {"PERSON": 1, "ORGANIZATION": 3, "LOCATION": 5, "MISC": 7}


@dataclass
class Labelled:
    """A document's pieces, one label set for each annotator, and silver mention tags or None."""

    id: str
    pieces: Pieces
    annotators: list[list[dict[str, list[tuple[int, int]]]]]
    mentions: np.ndarray | None
    sentence_starts: np.ndarray


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def word_range(pieces: Pieces, span: tuple[int, int]) -> tuple[int, int]:
    """Words that touch a character span."""
    begins = np.fromiter((s[0] for s in pieces.spans), dtype=np.int64)
    ends = np.fromiter((s[1] for s in pieces.spans), dtype=np.int64)
    return int(np.searchsorted(ends, span[0], side="right")), int(np.searchsorted(begins, span[1]))


def in_words(pieces: Pieces, statements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    begins = np.fromiter((s[0] for s in pieces.spans), dtype=np.int64)
    ends = np.fromiter((s[1] for s in pieces.spans), dtype=np.int64)

    def words(span: list[int]) -> tuple[int, int]:
        return int(np.searchsorted(ends, span[0], side="right")), int(
            np.searchsorted(begins, span[1])
        )

    found = []
    for s in statements:
        found.append({r: [w for w in map(words, s.get(r, [])) if w[1] > w[0]] for r in ROLES})
    return found


def own(seed: int, count: int, tokenizer: Tokenizer) -> list[Labelled]:
    """Our own sentences, made anew for each epoch."""
    return [_labelled(row, [row["statements"]], None, tokenizer) for row in documents(seed, count)]


def load(corpus: Path, split: str, tokenizer: Tokenizer, extra: bool = True) -> list[Labelled]:
    """A split of the corpus, with every annotator's statements and the silver names."""
    others: dict[str, list[Any]] = {}
    if extra:
        for row in read_lines(corpus / "polnear-extra-annotators.jsonl.gz"):
            if row["split"] == split:
                others.setdefault(row["id"], []).append(row["statements"])
    silver = {r["id"]: r for r in read_lines(corpus / f"polnear-{split}-silver.jsonl.gz")}
    found = []
    for row in read_lines(corpus / f"polnear-{split}.jsonl.gz"):
        sets = [row["statements"], *others.get(row["id"], [])]
        found.append(_labelled(row, sets, silver.get(row["id"]), tokenizer))
    return found


def _labelled(
    row: dict[str, Any], sets: list[Any], silver: dict[str, Any] | None, tokenizer: Tokenizer
) -> Labelled:
    pieces = cut_pieces(row["text"], tokenizer)
    mentions = None
    if silver is not None:
        mentions = np.zeros(len(pieces.spans), dtype=np.int64)
        for entity in silver["entities"]:
            if entity["type"] in SILVER:
                a, b = word_range(pieces, tuple(entity["span"]))
                mentions[a:b] = SILVER[entity["type"]] + 1
                mentions[a : min(a + 1, b)] = SILVER[entity["type"]]
    begins = np.fromiter((s[0] for s in pieces.spans), dtype=np.int64)
    starts = np.unique([int(np.searchsorted(begins, s[0])) for s in sentences(row["text"])] or [0])
    return Labelled(row["id"], pieces, [in_words(pieces, s) for s in sets], mentions, starts)


def tags_of(statements: list[dict[str, Any]], words: int) -> np.ndarray:
    tags = np.zeros(words, dtype=np.int64)
    for role in (2, 0, 1):
        for s in statements:
            for a, b in s[ROLES[role]]:
                if role == 2 and tags[a:b].any():
                    continue
                tags[a:b] = 2 * role + 2
                tags[a] = 2 * role + 1
    return tags


def windows_of(doc: Labelled, most: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Windows that begin at sentences, at another offset in every epoch."""
    statements = rng.choice(doc.annotators)
    words = len(doc.pieces.spans)
    tags = tags_of(statements, words)
    first = doc.pieces.first
    ends = np.append(first[1:], len(doc.pieces.ids))
    begin = 0
    limit = rng.randint(most // 3, most)
    while begin < words:
        stop = int(np.searchsorted(ends, first[begin] + limit, side="right"))
        stop = max(stop, begin + 1)
        if stop < words:
            at = doc.sentence_starts[np.searchsorted(doc.sentence_starts, stop, side="right") - 1]
            if at > begin:
                stop = int(at)
        yield {
            "pieces": (int(first[begin]), int(ends[stop - 1])),
            "words": (begin, stop),
            "tags": tags[begin:stop],
            "mentions": None if doc.mentions is None else doc.mentions[begin:stop],
            "links": list(_links(statements, begin, stop)),
            "doc": doc,
        }
        begin = stop
        limit = most


def _links(
    statements: list[dict[str, Any]], begin: int, stop: int
) -> Iterator[tuple[list[int], list[int] | None, list[list[int]]]]:
    """(cue words, source words or [] for none or None for out of sight, content pieces)."""

    def inside(spans: list[tuple[int, int]]) -> list[list[int]]:
        cut = [list(range(max(a, begin) - begin, min(b, stop) - begin)) for a, b in spans]
        return [c for c in cut if c]

    for s in statements:
        cue = [w for span in inside(s["cue"]) for w in span]
        if not cue:
            continue
        source: list[int] | None = [w for span in inside(s["source"]) for w in span]
        if s["source"] and not source:
            source = None
        yield cue, source, inside(s["content"])
