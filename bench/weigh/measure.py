"""Figures of weighing: copies, claims, origins, links, contradictions, claim search, speed.

    python bench/weigh/measure.py [SHARED]      default: CASEMATE_SHARED, else ../shared

Prints one JSON object {"name": number}; notes go to standard error. "gold" figures weigh the gold
statements of both stories, "reader" figures what `casemate read` finds in them. The stories were
used to set the rules and weights, so their figures flatter; weights trained on one story alone and
measured on the other are in the design note.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from claim_search import run_claim_search
from gold_readings import gold_story

from casemate.nouns import Document, Reading
from casemate.read.as_json import reading_as_json
from casemate.read.json_documents import documents_from_lines
from casemate.read.reader import read_document
from casemate.weigh import find_copies, weigh
from casemate.weigh.as_json import copy_as_json, weighing_as_json

STORIES = {"syria": "bench/provenance", "baltic": "bench/provenance/baltic"}


def main() -> None:
    """Measures and prints."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CASEMATE_SHARED", "../shared")
    shared = Path(given)
    figures: dict[str, float] = {}
    figures |= copies(shared)
    figures |= stories(shared)
    figures |= run_claim_search(shared)
    print(json.dumps(figures, indent=1))


def copies(shared: Path, size: int = 3000) -> dict[str, float]:
    """Recall, precision, direction, relation and speed on generated copies, seed 11."""
    with tempfile.TemporaryDirectory() as folder:
        bench = shared / "bench/copies"
        _run(bench / "make_copies.py", "--out", folder, "--n", str(size), "--seed", "11")
        lines = (Path(folder) / "docs.jsonl").read_bytes().splitlines()
        documents = [d for d in documents_from_lines(lines, "docs") if isinstance(d, Document)]
        found: dict[str, float] = {}
        for name, given in (("", documents), (" without outlets", _anonymous(lines))):
            start = time.process_time()
            result = find_copies(given)
            spent = time.process_time() - start
            out = Path(folder) / "w.json"
            out.write_text(json.dumps({"copies": [copy_as_json(c) for c in result]}))
            score = json.loads(
                _run(
                    bench / "score.py",
                    f"{folder}/truth.jsonl",
                    out,
                    "--docs",
                    f"{folder}/docs.jsonl",
                    "--json",
                )
            )
            for key in ("recall", "precision", "direction", "relation"):
                found[f"copies {key}{name}"] = score[key]
            if not name:
                found["copies documents per CPU second"] = round(len(documents) / spent)
                slow = _datasketch(documents)
                if slow:
                    found["copies speed over datasketch"] = round(len(documents) / spent / slow, 2)
    return found


def stories(shared: Path) -> dict[str, float]:
    """The scorer's figures on both stories, with gold statements and with the reader's."""
    found: dict[str, float] = {}
    for kind in ("gold", "reader"):
        scores = []
        for folder in STORIES.values():
            path = shared / folder
            documents, readings, _ = gold_story(path)
            if kind == "reader":
                readings = [read_document(d) for d in documents]
            scores.append(_score(path, documents, readings))
        found |= _pooled(kind, scores)
    return found


def _pooled(kind: str, scores: Sequence[dict[str, Any]]) -> dict[str, float]:
    several = [s["origin_counts"]["claims_of_2_or_more_origins"] for s in scores]
    single = [s["origin_counts"]["claims_of_1_origin"] for s in scores]
    claims = sum(s["claims"] for s in several)
    exact = sum(s["exact"] * s["claims"] / 100 for s in several)
    wrong = sum(s["said_2_or_more_truth_1"]["right"] for s in single)
    figures = {
        "claims of several origins exact": 100 * exact / claims,
        "claims of one origin given more": 100 * wrong / sum(s["claims"] for s in single),
        "claims pairwise F1": sum(s["claims_pairwise"]["f1"] or 0 for s in scores) / len(scores),
        "links F1": sum(s["links_any_relation"]["f1"] or 0 for s in scores) / len(scores),
        "parties exact": scores[-1]["party_counts"]["all_claims"]["exact"],
        "time-only pairs called contradiction": sum(
            s["time_only_called_contradiction"]["pairs"] for s in scores
        ),
    }
    for name in ("contradictions", "supersedes"):
        right = sum(s[name]["right"] for s in scores)
        said = sum(s[name]["predicted"] for s in scores)
        gold = sum(s[name]["gold"] for s in scores)
        figures[f"{name} precision"] = 100 * right / said if said else 0.0
        figures[f"{name} recall"] = 100 * right / gold if gold else 0.0
    return {f"{kind}: {name}": round(value, 2) for name, value in figures.items()}


def _score(
    path: Path, documents: Sequence[Document], readings: Sequence[Reading]
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        read, weighed = Path(folder) / "read.jsonl", Path(folder) / "weigh.json"
        read.write_text("\n".join(json.dumps(reading_as_json(r)) for r in readings), "utf8")
        weighed.write_text(json.dumps(weighing_as_json(weigh(documents, readings))), "utf8")
        scorer = path / "score.py" if (path / "score.py").exists() else path.parent / "score.py"
        raw = _run(
            scorer, "weigh", path / "articles.jsonl", path / "gold.json", read, weighed, "--json"
        )
    return json.loads(raw)  # type: ignore[no-any-return]


def _anonymous(lines: Sequence[bytes]) -> list[Document]:
    bare = [
        json.dumps({k: v for k, v in json.loads(line).items() if k != "outlet"}).encode()
        for line in lines
    ]
    return [d for d in documents_from_lines(bare, "docs") if isinstance(d, Document)]


def _datasketch(documents: Sequence[Document]) -> float | None:
    """datasketch's documents per CPU second in this very run; None where it is not installed."""
    if importlib.util.find_spec("datasketch") is None:
        print("datasketch is not installed: no comparison of speed", file=sys.stderr)
        return None
    sketch: ModuleType = importlib.import_module("datasketch")
    start = time.process_time()
    index = sketch.MinHashLSH(num_perm=128, params=(16, 8))
    for document in documents:
        words = document.text.lower().split()
        grams = {" ".join(words[k : k + 3]).encode() for k in range(len(words) - 2)}
        mark = sketch.MinHash(num_perm=128)
        mark.update_batch(list(grams))
        index.query(mark)
        index.insert(document.id, mark, check_duplication=False)
    return len(documents) / (time.process_time() - start)


def _run(script: Path, *options: object) -> str:
    done = subprocess.run(
        [sys.executable, str(script), *map(str, options)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


if __name__ == "__main__":
    main()
