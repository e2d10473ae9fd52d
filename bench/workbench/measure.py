"""Time and memory of a whole build over generated documents, in a process of its own.

    python bench/workbench/measure.py [SHARED] [--sizes 300,3000,10000]

Needs no corpora. Prints documents per CPU second at each size with the fast reader, how time grows
(the exponent between the smallest and the largest size: 1 is linear), and peak memory.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_documents import make

SIZES = (300, 1_000)
CASE = """schema = 1
name = "Timing"
[[site]]
id = "tartus"
name = "Tartus naval facility"
kind = "port"
names = ["Tartus", "Tartous"]
lon = 35.877
lat = 34.905
[[site]]
id = "khmeimim"
name = "Khmeimim air base"
kind = "airfield"
names = ["Khmeimim", "Hmeimim"]
lon = 35.949
lat = 35.401
[[source]]
path = "saved/*"
"""


def build_once(count: int, tier: str) -> dict[str, float]:
    """CPU seconds, wall seconds and peak megabytes of one build of `count` documents."""
    folder = Path(tempfile.mkdtemp(prefix="casemate-timing-"))
    try:
        (folder / "saved").mkdir()
        (folder / "case.toml").write_text(CASE, encoding="utf-8")
        with (folder / "saved" / "documents.jsonl").open("w", encoding="utf-8") as file:
            for document in make(count):
                file.write(json.dumps(document, ensure_ascii=False) + "\n")
        begin = time.monotonic()
        command = [
            sys.executable,
            "-m",
            "casemate",
            "build",
            str(folder),
            "--quiet",
            "--tier",
            tier,
        ]
        # One core: no library may spread its sums over threads and call that speed.
        single = {**os.environ, "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
        pid = subprocess.Popen(command, env=single).pid
        _, status, used = os.wait4(pid, 0)
        if status:
            raise SystemExit(f"the build of {count} documents ended with status {status}")
        wall = time.monotonic() - begin
        return {
            "cpu_s": used.ru_utime + used.ru_stime,
            "wall_s": wall,
            "peak_mb": used.ru_maxrss / 1024,
        }
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Measures every size and prints the figures."""
    sizes = SIZES
    if "--sizes" in sys.argv:
        sizes = tuple(int(n) for n in sys.argv[sys.argv.index("--sizes") + 1].split(","))
    figures: dict[str, float] = {}
    for count in sizes:
        run = build_once(count, "fast")
        print(count, run, file=sys.stderr)
        figures[f"documents_per_cpu_s_{count}"] = round(count / run["cpu_s"], 1)
        figures[f"peak_mb_{count}"] = round(run["peak_mb"], 1)
    low, high = sizes[0], sizes[-1]
    growth = figures[f"documents_per_cpu_s_{low}"] / figures[f"documents_per_cpu_s_{high}"]
    figures["growth_exponent"] = round(1 + math.log(growth) / math.log(high / low), 3)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
