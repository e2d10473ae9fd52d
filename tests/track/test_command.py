"""The command as people and programs call it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.track.world import FIELD, PORT, call

from casemate.track.event import KINDS

FIELDS = {
    "entity", "kind", "site", "begin", "end", "begin_at_most", "open", "confidence", "file",
    "rows", "caveat",
}  # fmt: skip


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "casemate", "track", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_one_json_object_a_line(table: Callable[..., Path], sites: Path, tmp_path: Path) -> None:
    done = run(table(call()), "--sites", sites, "--routes", tmp_path / "routes.csv")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == 4
    assert all(set(line) >= FIELDS for line in lines)
    assert all(line["kind"] in KINDS for line in lines)
    assert (tmp_path / "routes.csv").read_text().startswith("from,to,entity")


def test_staging_posts_say_who_comes_from_where_and_goes_on_to_where(
    table: Callable[..., Path], sites: Path
) -> None:
    """Without this a supply line through a third place has to be pieced together by hand."""
    lines = []
    for trip in range(3):
        lines += call("=1+2", begin=trip * 60, site=PORT)
        lines += call("=1+2", begin=trip * 60 + 30, site=FIELD)
    path = table(lines)
    done = run(path, "--sites", sites, "--hubs")
    assert done.returncode == 0, done.stderr
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(r["site"], r["from"], r["on_to"], r["entity"], r["times"]) for r in found] == [
        ("field", "port", "port", "'=1+2", "2"),
        ("port", "field", "field", "'=1+2", "2"),
    ]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert all(r["in"].startswith(f"{digest}:") and r["out"].startswith(digest) for r in found)
    assert run(path, "--sites", sites, "--hubs", "--kinds", "visit").returncode == 2


def test_kinds_choose(table: Callable[..., Path], sites: Path) -> None:
    done = run(table(call()), "--sites", sites, "--kinds", "visit")
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()] == ["visit"]
    wrong = run(table(call()), "--sites", sites, "--kinds", "sinking")
    assert wrong.returncode == 2
    assert "arrival" in wrong.stderr


def test_skips_are_named_and_nothing_done_is_2(
    table: Callable[..., Path], sites: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("mmsi,time,lat,lon\n1,2024-03-01 10:00:00,1,1\n")
    some = run(table(call()), bad, "--sites", sites)
    assert some.returncode == 3
    assert some.stdout.count("\n") == 4
    assert "bad.csv" in some.stderr
    assert "--zone" in some.stderr
    none = run(bad, "--sites", sites)
    assert none.returncode == 2
    assert run(bad, "--sites", sites, "--zone", "UTC").returncode == 0
    assert run(tmp_path / "no*.csv", "--sites", sites).returncode == 2


@pytest.mark.shared
def test_the_benchmark_trace(shared: Path) -> None:
    folder = shared / "bench/movement/readsb"
    done = run(folder / "trace_full_ac671b.json", "--sites", folder / "sites.geojson")
    visits = [json.loads(x) for x in done.stdout.splitlines() if '"kind": "visit"' in x]
    assert [(v["site"], v["open"], v["confidence"]) for v in visits] == [
        ("MSP", False, 4),
        ("GEG", False, 1),
        ("MSP", False, 4),
        ("DEN", True, 3),
    ]
    assert "503 min" in visits[1]["caveat"]


@pytest.mark.shared
def test_every_fast_step_of_shared_identities_and_none_at_suez(shared: Path, sites: Path) -> None:
    folder = shared / "bench/movement"
    for name, steps in (("338013000", 39), ("416000000", 134)):
        done = run(folder / f"gpsdio/{name}.json", "--sites", sites, "--kinds", "jump")
        assert sum(json.loads(line)["steps"] for line in done.stdout.splitlines()) == steps
    boats = folder / "movingpandas/boat-positions.csv"
    done = run(boats, "--sites", sites, "--kinds", "jump", "--zone", "UTC")
    assert done.returncode == 0
    assert not done.stdout
