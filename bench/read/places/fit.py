"""Fit the weights of `read/places/weights.py`: `python bench/read/places/fit.py [SHARED]`.

Prints what cross-validation says of them (each set judged by weights fitted to the other, and LGL
in four parts by whole documents) to standard error, and the weights as Python to standard output.
Logistic regression by Newton's method for names; for namesakes a softmax over the candidates of
each name, the exact GeoNames id counting four times as much as a place within 161 km, pulled
towards the weights in force. Needs scipy (the extra `look`).
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from measure import SETS, rows_of, shared_folder
from numpy.typing import NDArray
from scipy.optimize import minimize

from casemate.locate.gazetteer import Gazetteer, gazetteer
from casemate.locate.geodesy import distance_m
from casemate.read.json_documents import document_from_json
from casemate.read.places.candidates import candidates
from casemate.read.places.capitals import runs
from casemate.read.places.find_toponyms import SURE, SUREST, propose
from casemate.read.places.resolve import SUPPORT, Name, Support, fixed_features, prepare, softmax
from casemate.read.places.toponym import Toponym
from casemate.read.places.weights import BY_HAND, ROUNDS, WEIGHTS
from casemate.read.places.written_context import hints_of, key_of, note_containment

Floats = NDArray[np.float64]
Features = dict[str, float]
NEAR_M = 161_000
# Pull of the ridge: towards nothing for names, towards the weights in force for namesakes.
RIDGE_NAMES, RIDGE_NAMESAKES = 1.0, 2.0


def main() -> None:
    """Fit both, say how well they carry over, print them."""
    places = gazetteer()
    sets = {name: rows_of(shared_folder() / "bench" / "places" / f) for name, f in SETS.items()}
    names = {name: [_named(places, row) for row in rows] for name, rows in sets.items()}
    choices = {name: [_choices(places, row) for row in rows] for name, rows in sets.items()}
    print(json.dumps({"NAME_WEIGHTS": _fit_names(names), "WEIGHTS": _fit_choices(choices)}))


class _Example:
    """A candidate span: its key, its features, and whether it is a gold place."""

    def __init__(self, key: str, features: Features, gold: bool) -> None:
        self.key, self.features, self.gold = key, features, gold


def _named(places: Gazetteer, row: dict[str, Any]) -> list[_Example]:
    gold = {tuple(p["span"]) for p in row["places"]}
    found = propose(places, row["text"], list(runs(row["text"])))
    return [_Example(c.toponym.key, dict(c.features), c.toponym.span in gold) for c in found]


def _fit_names(sets: dict[str, list[list[_Example]]]) -> Features:
    both = [document for documents in sets.values() for document in documents]
    for fitted, judged in (("lgl", "tr_news"), ("tr_news", "lgl")):
        _say(f"names: {fitted} on {judged}", _f1(_logistic(sets[fitted]), sets[judged]))
    parts = [
        _f1(_logistic([d for i, d in enumerate(sets["lgl"]) if i % 4 != part] + sets["tr_news"]),
            sets["lgl"][part::4])
        for part in range(4)
    ]  # fmt: skip
    _say("names: lgl in four parts", sum(parts) / 4)
    return _logistic(both)


def _logistic(documents: Sequence[Sequence[_Example]]) -> Features:
    """Twice: what is sure elsewhere in a document is known only after a first fit."""
    weights: Features = {}
    for _ in range(2):
        for document in documents:
            _note_sure(document, weights)
        keys = sorted({k for d in documents for e in d for k in e.features} - BY_HAND.keys())
        column = {key: at for at, key in enumerate(keys)}
        x = np.zeros((sum(map(len, documents)), len(keys)))
        y = np.zeros(len(x))
        for at, example in enumerate(e for d in documents for e in d):
            y[at] = example.gold
            for key, value in example.features.items():
                if key in column:
                    x[at, column[key]] = value
        w = np.zeros(len(keys))
        for _ in range(25):
            p = 1 / (1 + np.exp(-x @ w))
            slope = x.T @ (y - p) - RIDGE_NAMES * w
            curve = (x.T * (p * (1 - p) + 1e-6)) @ x + RIDGE_NAMES * np.eye(len(w))
            w += np.linalg.solve(curve, slope)
        weights = {key: round(float(w[at]), 2) for key, at in column.items()}
    return weights


def _note_sure(document: Sequence[_Example], weights: Features) -> None:
    scores = [_score(weights, e) for e in document]
    best: Features = {}
    for example, score in zip(document, scores, strict=True):
        best[example.key] = max(best.get(example.key, score), score)
    for example, score in zip(document, scores, strict=True):
        example.features.pop("sure_elsewhere", None)
        sure = best[example.key]
        if sure > score and sure > SURE and "person_shape" not in example.features:
            example.features["sure_elsewhere"] = min(sure, SUREST) / SUREST


def _score(weights: Features, example: _Example) -> float:
    return sum(weights.get(k, 0.0) * v for k, v in example.features.items())


def _f1(weights: Features, documents: Sequence[Sequence[_Example]]) -> float:
    """Of the candidates alone; places that are no candidate are counted by measure.py."""
    for document in documents:
        _note_sure(document, weights)
    examples = [e for d in documents for e in d]
    kept = [e for e in examples if _score(weights, e) > 0]
    right = sum(e.gold for e in kept)
    return 2 * right / (len(kept) + sum(e.gold for e in examples))


# Candidates' features, how much each is the gold place, and whether it lies within 161 km of it.
Choice = tuple[list[Features], Floats, NDArray[np.bool_]]


def _choices(places: Gazetteer, row: dict[str, Any]) -> list[Choice]:
    gold = {tuple(p["span"]): p for p in row["places"]}
    document = document_from_json({k: v for k, v in row.items() if k != "places"})
    toponyms = []
    for span in sorted(gold):
        name = document.text[slice(*span)]
        rows, main_names, kind = candidates(places, name)
        toponyms.append(Toponym(span, name, key_of(name), kind, rows, main_names))
    note_containment(places, document.text, toponyms)
    hints = hints_of(places, document, toponyms)
    names, groups, listed = prepare(toponyms)
    features: dict[int, list[Features]] = {}
    for n in listed:
        features[id(n)] = [fixed_features(places, n, at, hints) for at in range(len(n.rows))]
        n.chance = softmax([_dot(f) for f in features[id(n)]])
    for _ in range(ROUNDS):
        support = Support(places, listed)
        for n in listed:
            for f, r in zip(features[id(n)], n.rows, strict=True):
                f.update(zip(SUPPORT, support.features(n, r), strict=True))
        for n in listed:
            n.chance = softmax([_dot(f) for f in features[id(n)]])
    found = []
    for t, group in zip(toponyms, groups, strict=True):
        place = gold[t.span]
        if place["lat"] is None or not t.rows:
            continue
        name: Name = names[group]
        same = np.array([_same(places, r, place) for r in name.rows])
        near = same | np.array([_near(places, r, place) for r in name.rows])
        found.append((features[id(name)], 0.8 * (same if same.any() else near) + 0.2 * near, near))
    return found


def _dot(features: Features) -> float:
    return sum(WEIGHTS[k] * v for k, v in features.items())


def _same(places: Gazetteer, row: int, place: dict[str, Any]) -> bool:
    return bool(places.geonameid[row]) and places.geonameid[row] == int(place["geonameid"] or 0)


def _near(places: Gazetteer, row: int, place: dict[str, Any]) -> bool:
    lon, lat = places.lon_e5[row] / 1e5, places.lat_e5[row] / 1e5
    return distance_m(lon, lat, place["lon"], place["lat"]) <= NEAR_M


def _fit_choices(sets: dict[str, list[list[Choice]]]) -> Features:
    for fitted, judged in (("lgl", "tr_news"), ("tr_news", "lgl")):
        _say(f"namesakes: {fitted} on {judged}", _right(_softmax_fit(sets[fitted]), sets[judged]))
    parts = [
        _right(
            _softmax_fit([d for i, d in enumerate(sets["lgl"]) if i % 4 != p] + sets["tr_news"]),
            sets["lgl"][p::4],
        )
        for p in range(4)
    ]
    _say("namesakes: lgl in four parts", sum(parts) / 4)
    return _softmax_fit([d for documents in sets.values() for d in documents])


def _softmax_fit(documents: Sequence[Sequence[Choice]]) -> Features:
    keys = sorted(WEIGHTS)
    column = {key: at for at, key in enumerate(keys)}
    before = np.array([WEIGHTS[key] for key in keys])
    examples = []
    for features, wanted, _ in (c for d in documents for c in d):
        if wanted.any() and wanted.min() < wanted.max():
            x = np.zeros((len(features), len(keys)))
            for at, f in enumerate(features):
                for key, value in f.items():
                    x[at, column[key]] = value
            examples.append((x, wanted))

    def loss(w: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros_like(w)
        for x, wanted in examples:
            s = x @ w
            e = np.exp(s - s.max())
            q = wanted * e
            total -= math.log(q.sum() / e.sum())
            slope -= x.T @ (q / q.sum() - e / e.sum())
        gap = w - before
        return total + RIDGE_NAMESAKES * float(gap @ gap) / 2, slope + RIDGE_NAMESAKES * gap

    found = minimize(loss, before, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return {key: round(float(found[at]), 2) for key, at in column.items()}


def _right(weights: Features, documents: Sequence[Sequence[Choice]]) -> float:
    """Share of the names with candidates whose choice lies within 161 km."""
    hits = [
        bool(near[max(range(len(fs)), key=lambda i: sum(weights[k] * v for k, v in fs[i].items()))])
        for d in documents
        for fs, _, near in d
    ]
    return sum(hits) / len(hits)


def _say(what: str, figure: float) -> None:
    print(f"{what}: {100 * figure:.1f}", file=sys.stderr)


if __name__ == "__main__":
    main()
