"""If these fail, a case loses material, tells something else after a rebuild, or stays broken."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casemate.errors import CannotWrite
from casemate.keep.reader import CaseReader
from casemate.keep.schema import TABLES
from casemate.keep.verify import verify_case
from casemate.workbench.build import BuildOptions, Built, build
from casemate.workbench.progress import Progress

CASE = """schema = 1
name = "Two quays"
by = "AK"

[[site]]
id = "tartus"
name = "Tartus naval facility"
kind = "port"
names = ["Tartus", "طرطوس"]
lon = 35.877
lat = 34.905

[[source]]
path = "saved/*"
"""
ARTICLE = (
    "Ships left Tartus on Monday, a port worker told the Harbour Post. "
    "The quay was empty on Tuesday, December 10, 2024, according to two residents.\n\n"
    "A coast watcher denied that the ships had sailed.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "a case with spaces, مرفأ"
    (folder / "saved").mkdir(parents=True)
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    (folder / "saved" / "one.txt").write_text(ARTICLE)
    lines = [
        {"id": "b", "text": "Nine ships lay off Tartus, a pilot said.", "published": "2024-12-11"},
        {"id": "c", "text": "Ein Satz auf Deutsch über den Hafen von Tartus.", "lang": "de"},
    ]
    (folder / "saved" / "two.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return folder


def run(case: Path, **options: object) -> Built:
    return build(case, BuildOptions(**options), Progress())  # type: ignore[arg-type]


def rows(case: Path) -> dict[str, list[tuple[object, ...]]]:
    db = sqlite3.connect(case / "case.db")
    found = {t: sorted(db.execute(f"SELECT * FROM {t}").fetchall(), key=repr) for t in TABLES}
    db.close()
    return found


def test_a_case_is_built_and_told(case: Path) -> None:
    built = run(case)
    assert (built.new_captures, built.read, built.counts.documents) == (2, 3, 3)
    assert built.counts.statements >= 3
    assert built.counts.not_read == 1
    assert built.dossier.is_file()
    assert verify_case(case).faults == ()


def test_with_nothing_new_it_does_nothing_and_says_so(case: Path) -> None:
    run(case)
    before = {p: p.stat().st_mtime_ns for p in (case / "evidence").iterdir()}
    again = run(case)
    assert again.nothing_new
    assert (again.new_captures, again.read) == (0, 0)
    assert before == {p: p.stat().st_mtime_ns for p in (case / "evidence").iterdir()}


def test_only_what_is_new_is_read(case: Path) -> None:
    run(case)
    (case / "saved" / "three.txt").write_text("A crane left Tartus on Friday, a resident said.")
    built = run(case)
    assert (built.new_captures, built.read, built.counts.documents) == (1, 1, 4)


def test_deleting_the_database_and_building_gives_the_same_rows(case: Path) -> None:
    run(case)
    (case / "saved" / "three.txt").write_text("A crane left Tartus on Friday, a resident said.")
    run(case)
    before = rows(case)
    (case / "case.db").unlink()
    run(case)
    assert rows(case) == before
    assert before["statements"]


def test_a_changed_file_is_a_new_capture_and_the_old_one_stays(case: Path) -> None:
    run(case)
    (case / "saved" / "one.txt").write_text("The ships are back, a port worker said.")
    built = run(case)
    assert built.new_captures == 1
    assert built.counts.documents == 4
    assert verify_case(case).faults == ()


def test_the_same_bytes_twice_are_one_copy_and_two_custody_lines(case: Path) -> None:
    (case / "saved" / "twin.txt").write_text(ARTICLE)
    run(case)
    verified = verify_case(case)
    assert (verified.copies, verified.lines) == (2, 3)


def test_as_of_leaves_out_what_was_known_later(case: Path) -> None:
    run(case)
    full = rows(case)["claims"]
    run(case, as_of=date(2024, 12, 10))
    assert len(rows(case)["claims"]) < len(full)
    run(case)
    assert rows(case)["claims"] == full


def test_bad_material_is_recorded_and_the_rest_is_built(case: Path) -> None:
    saved = case / "saved"
    (saved / "empty.txt").touch()
    (saved / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (saved / "cut.html").write_text("<html><body><p>The quay of Tartus is emp")
    (saved / "deep.html").write_text("<div>" * 100_000 + "The quay is empty.")
    (saved / "bomb.xml").write_text(
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>'
    )
    (saved / "paper.pdf").write_bytes(b"%PDF-1.7")
    (saved / "half.jsonl").write_bytes(b'{"id": "x", "text": "A quay."}\n{"id": "y", "te')
    (saved / "out.txt").symlink_to("/etc/hostname")
    built = run(case)
    reasons = {f.what: f.reason for f in built.failures}
    assert set(reasons) == {
        "saved/empty.txt",
        "saved/binary.txt",
        "saved/bomb.xml",
        "saved/paper.pdf",
        "saved/half.jsonl line 2",
        "saved/out.txt",
    }
    assert built.counts.documents == 3 + 3
    assert verify_case(case).faults == ()


@pytest.mark.slow
def test_two_hundred_megabytes_of_text_are_kept_and_not_read(case: Path) -> None:
    with (case / "saved" / "huge.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"The quay is empty, he said. " * 37_450)
    built = run(case)
    (failure,) = built.failures
    assert "split it" in failure.reason
    assert built.counts.documents == 3
    assert verify_case(case).copies == 3


def test_a_missing_copy_is_said_and_the_rest_goes_on(case: Path) -> None:
    run(case)
    copy = next(p for p in (case / "evidence").iterdir() if p.read_bytes() == ARTICLE.encode())
    copy.unlink()
    (case / "case.db").unlink()
    (case / "saved" / "one.txt").unlink()
    built = run(case)
    assert any("restore it from a backup" in f.reason for f in built.failures)
    assert built.counts.documents == 2


# Whoever cannot write the case may not be allowed to read Python's own folder either: all that is
# imported on the way is imported before.
_BEFORE = (
    "import casemate.workbench.build, casemate.locate.sites\ncasemate.locate.sites.known_sites()\n"
)
COMMAND = (sys.executable, "-m", "casemate")


def start_build(case: Path, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [*COMMAND, "build", str(case)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


@pytest.mark.slow
@pytest.mark.parametrize("delay_s", [0.4, 0.8, 1.2, 1.6, 2.2])
def test_killed_at_any_point_the_next_run_completes_the_case(
    case: Path, delay_s: float, tmp_path: Path
) -> None:
    for number in range(300):
        (case / "saved" / f"n{number}.txt").write_text(f"{ARTICLE}\nNumber {number}.")
    process = start_build(case)
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    run(case)
    killed = {t: r for t, r in rows(case).items() if t in ("documents", "statements", "claims")}
    assert verify_case(case).faults == ()
    assert run(case).nothing_new
    (case / "case.db").unlink()
    run(case)
    whole = {t: r for t, r in rows(case).items() if t in killed}
    assert killed == whole
    assert len(whole["documents"]) == 303


@pytest.mark.slow
def test_two_builds_at_once_wait_and_say_for_whom(case: Path) -> None:
    for number in range(300):
        (case / "saved" / f"n{number}.txt").write_text(f"{ARTICLE}\nNumber {number}.")
    first, second = start_build(case), start_build(case)
    outputs = [process.communicate(timeout=120) for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0]
    said = "".join(err for _, err in outputs)
    assert "waiting for" in said
    assert "process" in said
    assert verify_case(case).lines == 302


@pytest.mark.slow
def test_readers_see_the_last_whole_state_while_a_build_goes_on(case: Path) -> None:
    run(case)
    with CaseReader(case) as before:
        claims = [c.id for c in before.claims()]
        (case / "saved" / "three.txt").write_text("A crane left Tartus on Friday, a pilot said.")
        run(case)
        assert [c.id for c in before.claims()] == claims
    with CaseReader(case) as after:
        assert after.counts().documents == 4


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a small file system can be mounted by root only")
    yield folder
    subprocess.run(["umount", str(folder)], check=False)


def test_a_full_disk_is_said_and_nothing_half_written_stays(small_disk: Path) -> None:
    case = small_disk / "case"
    (case / "saved").mkdir(parents=True)
    (case / "case.toml").write_text(CASE, encoding="utf-8")
    (case / "saved" / "one.txt").write_text(ARTICLE)
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="space"), ballast.open("wb") as file:
        while True:
            file.write(b"x" * 4096)
    with pytest.raises(CannotWrite, match=r"free some space|permissions"):
        run(case)
    assert not list((case / "evidence").glob(".incoming-*"))
    ballast.unlink()
    built = run(case)
    assert built.counts.documents == 1
    assert verify_case(case).faults == ()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_folder_of_somebody_else_is_said_so(tmp_path: Path, case: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
        if folder == Path(folder.anchor):
            break
    script = (
        "import os, sys; os.setgid(65534); os.setuid(65534)\n"
        "from casemate.workbench.build import *\n"
        "from casemate.workbench.progress import Progress\n"
        "from casemate.errors import CannotWrite\n"
        "try: build(__import__('pathlib').Path(sys.argv[1]), BuildOptions(), Progress())\n"
        "except CannotWrite as e: print('REFUSED', e)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", _BEFORE + script, str(case)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "REFUSED" in done.stdout, done.stderr
    assert "cannot be written" in done.stdout
    assert not (case / "case.db").exists()
