"""Searching verified claims for a post: MAP@5 on the CheckThat! 2020 sets (measured, not copied).

BM25 with the fixed rarities of `casemate.weigh.vectors` instead of document frequencies of the
collection, plus the cosine of static sentence vectors: the two likenesses that candidates rest on.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from casemate.weigh.stems import stem
from casemate.weigh.vectors import Vectors, load_vectors

_WORD = re.compile(r"[a-z0-9]+")
_SATURATION, _LENGTH = 1.2, 0.75
_USUAL_LENGTH = 60.0
_BEST = 20
# Rarity below which a word tells nothing, and above which more rarity tells no more.
_COMMON, _RAREST = 0.0, 0.9


def run_claim_search(shared: Path) -> dict[str, float]:
    """{"claim search map5": ..., the plain BM25 baseline beside it}."""
    folder = shared / "bench/copies/claims"
    spec = importlib.util.spec_from_file_location("claims_score", folder / "score.py")
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    csv.field_size_limit(10**8)
    with gzip.open(folder / "verified_claims.docs.tsv.gz", "rt", encoding="utf8") as file:
        claims = list(csv.reader(file, delimiter="\t"))[1:]
    with (folder / "dev.tweets.tsv").open(encoding="utf8") as lines:
        posts = list(csv.reader(lines, delimiter="\t"))[1:]
    vectors = load_vectors()
    texts = [f"{c[1]} {c[2]}" for c in claims]
    queries = [re.sub(r"https?://\S+|pic\.twitter\S+", "", p[1]) for p in posts]
    near = vectors.of(queries) @ vectors.of([c[1] for c in claims]).T
    words = _bm25(queries, texts, vectors)
    both = _standard(near) + _standard(words)
    run = {
        post[0]: [(claims[k][0], float(both[q, k])) for k in np.argsort(-both[q])[:_BEST]]
        for q, post in enumerate(posts)
    }
    baseline = scorer.both(scorer.baseline("bm25"))["map5"]
    return {
        "claim search map5": scorer.both(run)["map5"],
        "claim search map5 of plain BM25": baseline,
    }


def _bm25(queries: list[str], texts: list[str], vectors: Vectors) -> np.ndarray:
    held: dict[str, list[tuple[int, float]]] = {}
    for k, text in enumerate(texts):
        counts = Counter(stem(w) for w in _WORD.findall(text.lower()))
        length = sum(counts.values())
        for word, n in counts.items():
            weight = (
                n
                * (_SATURATION + 1)
                / (n + _SATURATION * (1 - _LENGTH + _LENGTH * length / _USUAL_LENGTH))
            )
            held.setdefault(word, []).append((k, weight))
    scores = np.zeros((len(queries), len(texts)))
    for q, query in enumerate(queries):
        for word in set(_WORD.findall(query.lower())):
            rarity = min(max(vectors.rarity(word) - _COMMON, 0.0), _RAREST)
            for k, weight in held.get(stem(word), ()):
                scores[q, k] += rarity * weight
    return scores


def _standard(scores: np.ndarray) -> np.ndarray:
    return (scores - scores.mean(1, keepdims=True)) / (scores.std(1, keepdims=True) + 1e-9)


if __name__ == "__main__":
    print(run_claim_search(Path(sys.argv[1])))
