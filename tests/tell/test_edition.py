"""If these fail, something unreviewed is published, or an edition cannot be defended later."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from casemate.errors import BadInput
from casemate.keep.reader import CaseReader
from casemate.tell.edition import Edition, EditionOptions, freeze_edition
from casemate.tell.verify_edition import is_edition, verify_edition
from casemate.workbench.build import BuildOptions, build
from casemate.workbench.judge import judge
from casemate.workbench.progress import Progress

CASE = 'schema = 1\nname = "A <b>quay</b>"\n[[source]]\npath = "saved/*"\n'
TEXT = "Nine ships left the quay on Monday, a pilot said. Bread is <dear> in the capital, a guard said."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("case")
    (folder / "saved").mkdir()
    (folder / "case.toml").write_text(CASE)
    (folder / "saved" / "a.txt").write_text(TEXT)
    build(folder, BuildOptions(), Progress())
    with CaseReader(folder) as reader:
        (guard,) = [s for s in reader.statements() if "dear" in s.text]
    judge(folder, "accept", guard.id, "AK", None, None)
    build(folder, BuildOptions(), Progress())
    return folder


def freeze(case: Path, out: Path, **options: object) -> Edition:
    with CaseReader(case) as reader:
        return freeze_edition(reader, out, EditionOptions("AK", **options))  # type: ignore[arg-type]


def test_only_reviewed_sentences_are_in_it(case: Path, tmp_path: Path) -> None:
    edition = freeze(case, tmp_path / "e")
    (entry,) = edition.entries
    assert "dear" in entry.words
    assert {q.reviewed_by for q in entry.quotations} == {"AK"}
    assert "Nine ships" not in (tmp_path / "e" / "index.html").read_text()


def test_a_draft_says_so_on_every_sentence_nobody_reviewed(case: Path, tmp_path: Path) -> None:
    freeze(case, tmp_path / "e", draft=True)
    page = (tmp_path / "e" / "index.html").read_text()
    assert "DRAFT" in page
    assert "machine, not reviewed" in page


def test_nothing_reviewed_is_no_edition(tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    (folder / "saved").mkdir(parents=True)
    (folder / "case.toml").write_text(CASE)
    (folder / "saved" / "a.txt").write_text(TEXT)
    build(folder, BuildOptions(), Progress())
    with pytest.raises(BadInput, match="casemate judge"):
        freeze(folder, tmp_path / "e")
    assert not (tmp_path / "e").exists()


def test_it_verifies_without_the_case_and_with_sha256sum_alone(case: Path, tmp_path: Path) -> None:
    freeze(case, tmp_path / "e")
    moved = tmp_path / "years later"
    shutil.move(tmp_path / "e", moved)
    assert is_edition(moved)
    verified = verify_edition(moved)
    assert verified.faults == ()
    assert (verified.copies, verified.lines) == (1, 1)
    assert subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=moved, check=False
    ).returncode == 0  # fmt: skip


@pytest.mark.parametrize(
    "part", ["index.html", "edition.json", "custody.jsonl", "texts", "evidence"]
)
def test_every_change_is_named(case: Path, tmp_path: Path, part: str) -> None:
    freeze(case, tmp_path / "e")
    path = tmp_path / "e" / part
    target = next(path.iterdir()) if path.is_dir() else path
    target.write_bytes(target.read_bytes() + b" ")
    faults = verify_edition(tmp_path / "e").faults
    assert any(target.name in fault.what for fault in faults)


def test_a_quotation_that_was_altered_with_its_manifest_still_shows(
    case: Path, tmp_path: Path
) -> None:
    """Whoever recomputes the manifest still meets the text that the words must stand in."""
    import hashlib

    folder = tmp_path / "e"
    freeze(case, folder)
    contents = folder / "edition.json"
    contents.write_text(contents.read_text().replace("Bread is", "Bread was"))
    sums = folder / "SHA256SUMS"
    lines = [line for line in sums.read_text().splitlines() if "edition.json" not in line]
    lines.append(f"{hashlib.sha256(contents.read_bytes()).hexdigest()}  edition.json")
    sums.write_text("\n".join(lines) + "\n")
    assert any("do not stand where" in f.detail for f in verify_edition(folder).faults)


def test_differences_to_the_last_edition_are_logged(case: Path, tmp_path: Path) -> None:
    freeze(case, tmp_path / "one", draft=True)
    second = freeze(case, tmp_path / "two", against=tmp_path / "one")
    assert {c.kind for c in second.corrections} == {"withdrawn"}
    assert "Since the last edition" in (tmp_path / "two" / "index.html").read_text()
    with pytest.raises(BadInput, match="is no edition"):
        freeze(case, tmp_path / "three", against=tmp_path)


def test_hostile_words_stay_words(case: Path, tmp_path: Path) -> None:
    freeze(case, tmp_path / "e")
    page = (tmp_path / "e" / "index.html").read_text()
    assert "<b>quay</b>" not in page
    assert "&lt;dear&gt;" in page
    assert "<script" not in page


def test_an_edition_is_never_written_over(case: Path, tmp_path: Path) -> None:
    freeze(case, tmp_path / "e")
    before = json.loads((tmp_path / "e" / "edition.json").read_text())
    with pytest.raises(BadInput, match="frozen"):
        freeze(case, tmp_path / "e")
    assert json.loads((tmp_path / "e" / "edition.json").read_text()) == before
