"""Figures for the reading of places: `python bench/read/places/measure.py [SHARED]`.

One JSON object to standard output. `*_gold_161`: toponyms given; `*_e2e_161`: text only, overlap;
`*_exact_f1`: exact-span recognition; `*_bare`: the same without title, outlet and address.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import sys
import time
import zlib
from pathlib import Path
from types import ModuleType
from typing import Any

from casemate.locate.gazetteer import DEFAULT_PATH, Gazetteer
from casemate.locate.names import exact_key
from casemate.nouns import PlaceMention
from casemate.read.json_documents import document_from_json
from casemate.read.places import find_places

SETS = {"lgl": "lgl.jsonl.gz", "tr_news": "tr-news.jsonl.gz"}
FIELDS_OF_THE_OUTLET = ("title", "outlet", "url")


def main() -> None:
    """Measure and print."""
    folder = shared_folder() / "bench" / "places"
    score = _scorer(folder / "score.py")
    figures: dict[str, float] = dict(_gazetteer_figures())
    characters = seconds = documents = 0.0
    for name, file in SETS.items():
        rows = rows_of(folder / file)
        gold = score.read(str(folder / file), True)
        for bare in ("", "_bare"):
            without = FIELDS_OF_THE_OUTLET if bare else ()
            given, _ = _read(rows, score, gold_toponyms=True, without=without)
            result = score.score(gold, given)
            figures[f"{name}_gold_161{bare}"] = _percent(result["all"]["end_to_end"])
            found, took = _read(rows, score, gold_toponyms=False, without=without)
            result = score.score(gold, found)
            figures[f"{name}_e2e_161{bare}"] = _percent(result["all"]["end_to_end"])
            exact = result["recognition"]["exact"]
            figures[f"{name}_exact_f1{bare}"] = round(100 * exact["f1"], 1)
            seconds += took
            documents += len(rows)
            characters += sum(len(row["text"]) for row in rows)
    figures["documents_per_second"] = round(documents / seconds)
    print(f"{characters / seconds / 1e6:.2f} million characters a second", file=sys.stderr)
    print(json.dumps(figures))


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The documents of a gzipped JSON-lines file."""
    with gzip.open(path) as lines:
        return [json.loads(line) for line in lines]


def _read(
    rows: list[dict[str, Any]], score: ModuleType, gold_toponyms: bool, without: tuple[str, ...]
) -> tuple[dict[str, Any], float]:
    """Predictions in the scorer's form, and the processor time they took."""
    documents = []
    for row in rows:
        fields = {k: v for k, v in row.items() if k != "places" and k not in without}
        if gold_toponyms:
            fields["toponyms"] = [p["span"] for p in row["places"]]
        documents.append(document_from_json(fields))
    begin = time.process_time()
    found = [(d.id, find_places(d, (), ())) for d in documents]
    took = time.process_time() - begin
    return {i: (None, [score.place(_row(p), i) for p in places]) for i, places in found}, took


def _row(p: PlaceMention) -> dict[str, Any]:
    where = p.where
    return {
        "span": list(p.span),
        "lat": where and where.lat_deg,
        "lon": where and where.lon_deg,
        "geonameid": p.geonameid,
    }


def _gazetteer_figures() -> dict[str, float]:
    begin = time.perf_counter()
    places = Gazetteer()
    opened_ms = 1000 * (time.perf_counter() - begin)
    names = [places.name(row) for row in range(0, len(places), 11)]
    for name in names:
        places.postings(exact_key(name))
    begin = time.process_time()
    for name in names:
        places.postings(exact_key(name))
    took = time.process_time() - begin
    raw = DEFAULT_PATH.read_bytes()
    return {
        "gazetteer_opened_ms": round(opened_ms, 1),
        "look_ups_per_second": round(len(names) / took),
        "gazetteer_mb": round(len(raw) / 1e6, 1),
        "gazetteer_compressed_mb": round(len(zlib.compress(raw, 6)) / 1e6, 1),
        "gazetteer_places": len(places),
    }


def _percent(view: dict[str, Any]) -> float:
    return round(100 * view["accuracy_161"], 1)


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"measure: cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shared_folder() -> Path:
    """The folder with the corpora: the argument, else CASEMATE_SHARED, else beside the checkout."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    given = os.environ.get("CASEMATE_SHARED")
    return Path(given) if given else Path(__file__).resolve().parents[4] / "shared"


if __name__ == "__main__":
    main()
