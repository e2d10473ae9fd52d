"""If these fail, what had to go comes back, or the chain no longer verifies after it went."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from casemate.errors import BadInput
from casemate.keep.evidence import FOLDER, Locker
from casemate.keep.verify import verify_case
from casemate.workbench.build import BuildOptions, Built, build
from casemate.workbench.progress import Progress
from casemate.workbench.remove import remove

WORDS = "Ships left Tartus on Monday, a port worker told the Harbour Post."
SHA256 = hashlib.sha256(WORDS.encode()).hexdigest()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "saved").mkdir()
    (tmp_path / "case.toml").write_text(
        'schema = 1\nname = "Quays"\nby = "AK"\n[[source]]\npath = "saved/*"\n'
    )
    (tmp_path / "saved" / "a.txt").write_text(WORDS)
    (tmp_path / "saved" / "b.txt").write_text("The quay was empty, a resident said.")
    run(tmp_path)
    return tmp_path


def run(case: Path) -> Built:
    return build(case, BuildOptions(tier="fast"), Progress())


def test_a_copy_goes_and_its_tombstone_verifies(case: Path) -> None:
    tombstone = remove(case, SHA256[:12], "names a private person", Progress())
    assert not (case / FOLDER / SHA256).exists()
    assert (tombstone.sha256, tombstone.address, tombstone.by) == (SHA256, "saved/a.txt", "AK")
    assert verify_case(case).faults == ()
    assert WORDS not in (case / FOLDER / "custody.jsonl").read_text()


def test_what_was_read_from_it_goes_and_it_is_not_taken_in_again(case: Path) -> None:
    remove(case, SHA256, "names a private person", Progress())
    built = run(case)
    assert (built.counts.documents, built.counts.captures) == (1, 1)
    assert [f.what for f in built.failures] == ["saved/a.txt"]
    assert "names a private person" in built.failures[0].reason
    assert not (case / FOLDER / SHA256).exists()
    assert verify_case(case).faults == ()
    assert run(case).nothing_new


def test_killed_after_the_tombstone_the_next_build_removes_the_copy(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Locker, "remove", lambda *_: None)
        remove(case, SHA256, "a court order", Progress())
    assert [f.kind for f in verify_case(case).faults] == ["added"]
    run(case)
    assert verify_case(case).faults == ()


@pytest.mark.parametrize(
    ("which", "why", "reason"),
    [("zz", "x", "no SHA-256"), ("0" * 12, "x", "no copy begins"), (SHA256, " ", "say why")],
)
def test_what_is_not_clear_removes_nothing(case: Path, which: str, why: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        remove(case, which, why, Progress())
    assert verify_case(case).copies == 2


def test_the_same_copy_cannot_go_twice(case: Path) -> None:
    remove(case, SHA256, "a court order", Progress())
    with pytest.raises(BadInput, match="no copy begins"):
        remove(case, SHA256, "a court order", Progress())
