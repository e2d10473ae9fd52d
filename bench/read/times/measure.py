"""Figures of the time reader: `python bench/read/times/measure.py [SHARED]`.

Prints one JSON object of figures to standard output and notes to standard error. SHARED is the
folder with the corpora (CASEMATE_SHARED, else `shared` beside the checkout). F1 figures are per
cent, as `bench/times/score.py` of the corpora counts them; speed is in characters a second of CPU.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.read.times.test_intervals import is_right, rows  # noqa: E402

from casemate.read.json_documents import document_from_json  # noqa: E402
from casemate.read.times import find_times, valid_time  # noqa: E402

# Name of the figure, file, genre told (None: left to see for itself).
SETS = (
    ("timebank", "timebank", "news"),
    ("aquaint", "aquaint", "news"),
    ("wikiwars", "wikiwars-train", "narrative"),
    ("wikiwars_untold", "wikiwars-train", None),
    ("timebank_untold", "timebank", None),
)


def main() -> None:
    """Measure all and print."""
    beside = os.environ.get("CASEMATE_SHARED") or str(ROOT.parent / "shared")
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else beside)
    figures: dict[str, float] = {}
    for name, file, genre in SETS:
        score, speed = _scored(shared / "bench" / "times", file, genre)
        figures[f"{name}_value_f1"] = round(100 * score["value_f1"], 2)
        figures[f"{name}_relaxed_f1"] = round(100 * score["relaxed_f1"], 2)
        figures[f"{name}_strict_f1"] = round(100 * score["strict_f1"], 2)
        if genre is not None:
            figures[f"{name}_characters_per_cpu_second"] = round(speed)
        low, high = (100 * side for side in score["value_f1_95"])
        print(f"{name}: value F1 95 % interval {low:.1f} to {high:.1f}", file=sys.stderr)
    sentences = rows()
    right = sum(is_right(row) for row in sentences)
    print(f"{right} of {len(sentences)} own sentences with the right interval", file=sys.stderr)
    figures["own_intervals_right"] = round(100 * right / len(sentences), 1)
    figures |= _valid_times(shared / "bench" / "provenance")
    print(json.dumps(figures, indent=1))


def _scored(folder: Path, file: str, genre: str | None) -> tuple[dict[str, Any], float]:
    gold = folder / f"{file}.jsonl.gz"
    with gzip.open(gold) as lines:
        given = [json.loads(line) for line in lines]
    # Gold times are never shown to the reader.
    documents = [
        document_from_json({k: row[k] for k in ("id", "text", "published")} | {"genre": genre})
        for row in given
    ]
    begun = time.process_time()
    found = [(document.id, find_times(document)) for document in documents]
    seconds = time.process_time() - begun
    with tempfile.TemporaryDirectory() as scratch:
        predicted = Path(scratch) / "predicted.jsonl"
        with predicted.open("w", encoding="utf-8") as out:
            for name, times in found:
                rows_out = [
                    {"span": list(t.span), "type": t.type.value, "value": t.value} for t in times
                ]
                out.write(json.dumps({"id": name, "times": rows_out}) + "\n")
        printed = subprocess.run(
            [sys.executable, str(folder / "score.py"), str(gold), str(predicted), "--json"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    characters = sum(len(document.text) for document in documents)
    return json.loads(printed), characters / seconds


def _valid_times(folder: Path) -> dict[str, float]:
    """Of the valid times given to gold statements, how many lie on the gold one."""
    given = {"stated": 0, "present": 0}
    right = dict(given)
    for part in (folder, folder / "baltic"):
        gold = json.loads((part / "gold.json").read_text(encoding="utf-8"))
        articles = {}
        for line in (part / "articles.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            fields = {k: row[k] for k in ("id", "text", "published", "lang") if k in row}
            articles[row["id"]] = document_from_json(fields)
        times = {name: find_times(article) for name, article in articles.items()}
        for statement in gold["statements"]:
            article = articles[statement["article"]]
            if article.lang not in (None, "en"):
                continue
            pieces = [statement["content"], *statement["content_more"]]
            content = tuple(tuple(p["span"] if isinstance(p, dict) else p) for p in pieces)
            when, basis = valid_time(article, content, times[article.id])
            if when is None or basis is None:
                continue
            given[basis.value] += 1
            right[basis.value] += _overlaps(str(when), statement["valid_time"])
    print(f"valid times given {given}, on the gold interval {right}", file=sys.stderr)
    return {f"valid_{name}_right": round(100 * right[name] / given[name], 1) for name in given}


def _overlaps(ours: str, gold: str | None) -> bool:
    if gold is None:
        return False
    (a, b), (c, d) = (_sides(text) for text in (ours, gold))
    return a <= d and c <= b


def _sides(text: str) -> tuple[str, str]:
    first, _, last = text.partition("/")
    begin = "0000" if first == ".." else first[:10]
    end = "9999" if (last or first) == ".." else (last or first)[:10]
    return begin, end + "\uffff"


if __name__ == "__main__":
    main()
