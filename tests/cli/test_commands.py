"""If these fail, a command says the wrong thing, exits with the wrong code, or is not there."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from casemate.cli.main import COMMANDS, PLANNED


def casemate(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "casemate", *words], input=stdin, capture_output=True, check=False
    )


def test_help_names_every_command_and_no_planned_one() -> None:
    text = casemate("--help").stdout.decode()
    assert all(f"  {name} " in text for name in COMMANDS)
    assert not any(f"  {name} " in text for name in PLANNED)


def test_a_planned_command_says_what_is_missing() -> None:
    done = casemate("watch", "somewhere")
    assert done.returncode == 2
    assert b"not part of version" in done.stderr


def test_read_prints_a_line_for_each_document_in_order() -> None:
    lines = [
        {"id": "a", "text": "The quay is empty, a port worker said.", "published": "2024-12-10"},
        {"id": "b", "text": "Die Schiffe haben den Hafen gestern verlassen, sagte ein Fischer."},
    ]
    given = "\n".join(map(json.dumps, lines)).encode()
    done = casemate("read", "-", stdin=given)
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], second["id"]) == ("a", "b")
    assert second["not_read"] == "German is not read"
    (statement,) = first["statements"]
    keys = "id kind source cue content source_name source_kind via act stance likelihood valid_time"
    keys += " valid_basis places predicate polarity quantities parent"
    assert set(keys.split()) <= set(statement)
    begin, end = statement["content"][0]
    assert lines[0]["text"][begin:end] == "The quay is empty"


def test_only_gives_what_was_asked_for() -> None:
    given = json.dumps({"id": "a", "text": "The quay is empty."}).encode()
    (row,) = map(
        json.loads, casemate("read", "-", "--only", "times", stdin=given).stdout.splitlines()
    )
    assert "times" in row
    assert "statements" not in row
    assert casemate("read", "-", "--only", "wishes", stdin=given).returncode == 2


def test_bad_lines_are_named_on_standard_error_and_the_exit_code_says_so() -> None:
    done = casemate("read", "-", stdin=b'{"id": "a", "text": "Quiet."}\nnot json\n')
    assert done.returncode == 3
    assert b"line 2" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_the_same_rows_with_one_process_or_two() -> None:
    given = "\n".join(
        json.dumps({"id": f"d{n}", "text": f"Ship {n} left, a pilot said. He saw it on Monday."})
        for n in range(40)
    ).encode()
    one, two = casemate("read", "-", stdin=given), casemate("read", "-", "--jobs", "2", stdin=given)
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == 40


def test_a_file_that_is_not_there_is_said() -> None:
    done = casemate("read", "nowhere.jsonl")
    assert done.returncode == 2
    assert b"cannot open nowhere.jsonl" in done.stderr


def test_a_case_from_new_to_verify(tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert casemate("new", str(case)).returncode == 0
    assert casemate("new", str(case)).returncode == 2
    (case / "saved" / "a.txt").write_text("Nine ships left Tartus on Monday, a pilot said.")
    outside = tmp_path / "b.txt"
    outside.write_text("The quay of Tartus was empty on Tuesday, residents said.")
    assert casemate("add", str(case), str(outside), "--outlet", "Harbour Post").returncode == 0
    built = casemate("build", str(case), "--json")
    assert built.returncode == 0, built.stderr
    report = json.loads(built.stdout)
    assert (report["documents"], report["nothing_new"]) == (2, False)
    assert b"nothing new" in casemate("build", str(case)).stdout
    assert casemate("verify", str(case)).returncode == 0
    assert casemate("show", str(case)).returncode == 0
    assert b"no site" in casemate("show", str(case), "--site", "atlantis").stderr
    copy = next(p for p in (case / "evidence").iterdir() if len(p.name) == 64)
    copy.chmod(0o644)
    copy.write_text("changed")
    verified = casemate("verify", str(case), "--json")
    assert verified.returncode == 1
    assert json.loads(verified.stdout)["faults"][0]["kind"] == "changed"


def test_adding_what_is_not_there_fails_and_says_so(tmp_path: Path) -> None:
    case = tmp_path / "case"
    casemate("new", str(case))
    done = casemate("add", str(case), str(tmp_path / "nothing"))
    assert done.returncode == 2
    assert b"no file is there" in done.stderr


def test_show_prints_the_tree_behind_a_count(tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert casemate("demo", "--no-serve", "--dir", str(case)).returncode == 0
    listing = casemate("show", str(case), "--site", "tartus").stdout.decode()
    lines = listing.splitlines()
    id = next(
        line.split()[0]
        for line, words in itertools.pairwise(lines)
        if "●" in line and "SIMULATED" not in words
    )
    tree = casemate("show", str(case), "--claim", id, "--why").stdout.decode()
    assert "●" in tree
    assert "→" in tree


@pytest.mark.slow
def test_demo_builds_the_example_and_serves_it(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "casemate", "demo", "--dir", str(tmp_path / "x"), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        address = next(word for line in process.stdout for word in line.split() if "http" in word)
        with urllib.request.urlopen(address, timeout=20) as page:
            text = page.read().decode()
        assert "Example" in text
        assert "not reporting" in text
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
