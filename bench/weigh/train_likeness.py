"""Trains the weights of `casemate.weigh.likeness` on the gold claims of provenance stories.

    python bench/weigh/train_likeness.py [SHARED] [--leave-out syria|baltic] [--out FILE]

Logistic regression with a quadratic penalty, by Newton's method (numpy alone). Every pair of
statements is used twice: with gold's valid times, and with the coarse ones that a reader has at its
worst (the day of publication, or none), so that the weights do not lean on times a reader will not
always find. The stories are CC0; the weights hold no text of theirs.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from gold_readings import gold_story

from casemate.nouns import Reading, Statement, ValidBasis, When
from casemate.weigh.find_copies import find_copies
from casemate.weigh.likeness import FEATURES, pair_features
from casemate.weigh.marks import Marks, mark
from casemate.weigh.parties import find_parties, speaker_keys
from casemate.weigh.piece import pieces_of
from casemate.weigh.sieve import TERMS
from casemate.weigh.sources import describe_sources
from casemate.weigh.vectors import load_vectors

F64 = npt.NDArray[np.float64]
STORIES = {"syria": "bench/provenance", "baltic": "bench/provenance/baltic"}
PENALTY = 1e-3
OUT = Path(__file__).resolve().parents[2] / "src/casemate/weigh/likeness_weights.json"


def pairs_of(folder: Path, coarse: bool) -> tuple[F64, npt.NDArray[np.bool_]]:
    """Features and labels of all candidate pairs of one story; machine copies left out."""
    documents, readings, names = gold_story(folder)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf8"))
    claim = {s["id"]: s["claim"] for s in gold["statements"]}
    taken = {copy.document for copy in find_copies(documents)}
    kept = [r for r in readings if r.document not in taken]
    if coarse:
        dates = {d.id: d.published for d in documents}
        kept = [_coarse(r, dates[r.document]) for r in kept]
    pieces = pieces_of(documents, kept)
    sources = describe_sources(pieces, documents)
    speakers = speaker_keys(sources, find_parties(pieces, sources, documents))
    marks = mark(pieces, documents, speakers, load_vectors())
    a, b = _all_pairs(marks)
    labels = np.array(
        [
            claim[names[pieces[i].id]] is not None
            and claim[names[pieces[i].id]] == claim[names[pieces[j].id]]
            for i, j in zip(a, b, strict=True)
        ],
        bool,
    )
    return pair_features(marks, a, b), labels


def _all_pairs(marks: Marks) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    a, b = np.tril_indices(marks.known.size, -1)
    return a.astype(np.int64), b.astype(np.int64)


def _coarse(reading: Reading, published: Any) -> Reading:
    def change(s: Statement) -> Statement:
        known = int(hashlib.sha256(s.id.encode()).hexdigest(), 16) % 2
        when = When.since(published.date()) if known and published else None
        return dataclasses.replace(s, valid=when, valid_basis=ValidBasis.PRESENT if when else None)

    return dataclasses.replace(reading, statements=tuple(change(s) for s in reading.statements))


# What a feature may only speak for (+) or against (-); the rest are free.
FREE = {
    "no happening known",
    "a time unknown",
    "stances differ",
    "same document",
    "near in one document",
    "words in the shorter",
    "same source in one document",
}
AGAINST = {
    "opposed happenings",
    "days between",
    "begins apart",
    "known apart",
    "numbers differ",
    "one negated",
    "places in the documents apart",
}


def fit(
    features: F64, labels: npt.NDArray[np.bool_], weights: F64, names: Sequence[str] = FEATURES
) -> tuple[F64, F64, F64, float]:
    """Mean, deviation, weight of each feature and the bias; a weight of the wrong sign is 0."""
    kept = np.ones(len(names), bool)
    while True:
        mean, deviation, weight, bias = _fit(np.where(kept, features, 0.0), labels, weights)
        weight = np.where(kept, weight, 0.0)
        sign = np.array([0 if n in FREE else -1 if n in AGAINST else 1 for n in names])
        wrong = kept & (weight * sign < 0)
        if not wrong.any():
            return mean, deviation, weight, bias
        kept &= ~wrong


def _fit(features: F64, labels: npt.NDArray[np.bool_], weights: F64) -> tuple[F64, F64, F64, float]:
    mean = features.mean(0)
    deviation = features.std(0) + 1e-6
    rows = np.c_[(features - mean) / deviation, np.ones(len(features))]
    beta = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], 2 * PENALTY * weights.sum())
    penalty[-1] = 1e-9
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
        gradient = rows.T @ (weights * (p - labels)) + penalty * beta
        curvature = (rows * (weights * p * (1 - p))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return mean, deviation, beta[:-1], float(beta[-1])


def fit_sieve(
    features: F64, labels: npt.NDArray[np.bool_], weights: F64, recall: float = 0.9
) -> dict[str, Any]:
    """The coarse estimate, and the line that `recall` of the pairs that are the same pass."""
    columns = [FEATURES.index(name) for name in TERMS]
    _, deviation, weight, _ = fit(features[:, columns], labels, weights, TERMS)
    plain = weight / deviation
    scores = features[:, columns] @ plain
    line = float(np.quantile(scores[labels], 1 - recall))
    print("sieve passes", round(float((scores > line).mean()), 4), "of all pairs")
    return {"weights": [round(float(w), 4) for w in plain], "line": round(line, 4)}


def main() -> None:
    """Trains and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", default=os.environ.get("CASEMATE_SHARED", "../shared"))
    parser.add_argument("--leave-out", choices=STORIES)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    features, labels, weights, used = [], [], [], {}
    for name, folder in STORIES.items():
        if name == given.leave_out:
            continue
        path = Path(given.shared) / folder
        used[folder] = hashlib.sha256((path / "gold.json").read_bytes()).hexdigest()
        for coarse, weight in ((False, 1.0), (True, 0.5)):
            x, y = pairs_of(path, coarse)
            features.append(x)
            labels.append(y)
            weights.append(np.full(len(y), weight))
            print(name, "coarse" if coarse else "gold times", len(y), "pairs", y.sum(), "same")
    x, y, w = np.concatenate(features), np.concatenate(labels), np.concatenate(weights)
    # One pair in six of those that are not the same, weighing six times as much.
    taken = y | (np.arange(y.size) % 6 == 0)
    x, y, w = x[taken], y[taken], np.where(y, w, 6 * w)[taken]
    table = fit(x, y, w)
    mean, deviation, weight, bias = table
    sieve = fit_sieve(x, y, w)
    rows = [
        {"name": n, "mean": round(m, 6), "deviation": round(d, 6), "weight": round(w, 6)}
        for n, m, d, w in zip(FEATURES, mean, deviation, weight, strict=True)
    ]
    given.out.write_text(
        json.dumps(
            {
                "trained_on": used,
                "penalty": PENALTY,
                "sieve": sieve,
                "bias": round(bias, 6),
                "features": rows,
            },
            indent=1,
        )
        + "\n",
        encoding="utf8",
    )


if __name__ == "__main__":
    main()
