"""Runs every room's measurements and refuses figures below the pinned floors.

    python bench/gate.py [ROOM ...]          all rooms, or those named ("read/times", "track")

A room has `bench/<room>/measure.py`, which prints one JSON object of figures, and
`bench/<room>/floors.json`: {"corpus_sha256": {file: hash}, "floors": {figure: {"at_least": x}}}.
A corpus whose hash is not the pinned one is an error: its figures would mean something else.
Exit status: 0 all floors hold, 1 one does not, 2 nothing could be measured.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent


def shared_folder() -> Path:
    """Where the corpora are: CASEMATE_SHARED, else `shared` beside the checkout."""
    given = os.environ.get("CASEMATE_SHARED")
    return Path(given) if given else BENCH.parent.parent / "shared"


def gate(room: str, shared: Path) -> bool | None:
    """Whether a room's floors hold; None when its corpora are not here. Prints a line a figure."""
    folder = BENCH / room
    pinned = json.loads((folder / "floors.json").read_text(encoding="utf-8"))
    for name, digest in pinned.get("corpus_sha256", {}).items():
        corpus = shared / name
        if not corpus.is_file():
            print(f"{room}: {name} is not here, nothing measured")
            return None
        if hashlib.sha256(corpus.read_bytes()).hexdigest() != digest:
            print(f"{room}: {name} is not the corpus that the floors were pinned on")
            return False
    run = subprocess.run(
        [sys.executable, str(folder / "measure.py"), str(shared)],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if run.returncode:
        print(f"{room}: measure.py ended with {run.returncode}")
        return False
    figures = json.loads(run.stdout)
    good = True
    for name, bound in pinned["floors"].items():
        value = figures.get(name)
        holds = (
            value is not None
            and value >= bound.get("at_least", float("-inf"))
            and value <= bound.get("at_most", float("inf"))
        )
        good &= holds
        print(f"{'ok  ' if holds else 'FAIL'} {room}: {name} = {value} ({bound})")
    return good


def main() -> int:
    """Gates the rooms named, or all that have floors."""
    rooms = sys.argv[1:] or sorted(
        p.parent.relative_to(BENCH).as_posix() for p in BENCH.rglob("floors.json")
    )
    results = [gate(room, shared_folder()) for room in rooms]
    if not any(result is not None for result in results):
        return 2
    return 1 if False in results else 0


if __name__ == "__main__":
    sys.exit(main())
