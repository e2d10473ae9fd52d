"""If these fail, an analyst's sum is lost, or is taken for evidence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from casemate.errors import BadInput
from casemate.keep.reader import CaseReader
from casemate.workbench.build import BuildOptions, build
from casemate.workbench.calculate import set_beside, words_of_claim
from casemate.workbench.progress import Progress

CASE = """schema = 1
name = "A base"
[[site]]
id = "khmeimim"
[[source]]
path = "saved/*"
"""
TEXT = "Moscow would need more aircraft than the handful at Khmeimim, an institute reported."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "saved").mkdir()
    (tmp_path / "case.toml").write_text(CASE)
    (tmp_path / "saved" / "a.txt").write_text(TEXT)
    build(tmp_path, BuildOptions(), Progress())
    return tmp_path


def claim(case: Path) -> str:
    with CaseReader(case) as reader:
        return next(c.id for c in reader.claims("khmeimim"))


def counts(case: Path) -> tuple[int, int, int]:
    with CaseReader(case) as reader:
        found = reader.counts()
    return found.claims, found.origins, found.statements


def test_a_calculation_stands_beside_its_claim_and_adds_no_evidence(case: Path) -> None:
    before = counts(case)
    set_beside(case, claim(case), "Undecidable <without> a tonnage.", "note", "lift 1", "AK")
    build(case, BuildOptions(), Progress())
    assert counts(case) == before
    page = (case / "dossier" / "khmeimim.html").read_text(encoding="utf-8")
    assert "The analyst's calculation, not evidence" in page.replace("&#39;", "'")
    assert "Undecidable &lt;without&gt; a tonnage." in page


def test_it_outlives_the_database(case: Path) -> None:
    set_beside(case, claim(case), "Undecidable.", "note", "lift 1", "AK")
    (case / "case.db").unlink()
    build(case, BuildOptions(), Progress())
    assert "Undecidable." in (case / "dossier" / "khmeimim.html").read_text(encoding="utf-8")


def test_the_command_checks_the_claims_own_words(case: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "casemate", "lift", "--case", str(case), "--beside", claim(case),
         "--fleet", "il-76=2-4", "--km", "2283", "--by", "AK"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 3), done.stderr
    assert "ndecidable" in done.stdout
    build(case, BuildOptions(), Progress())
    assert "ndecidable" in (case / "dossier" / "khmeimim.html").read_text(encoding="utf-8")


def test_a_claim_that_is_not_there_is_said(case: Path) -> None:
    with pytest.raises(BadInput, match="no claim"):
        words_of_claim(case, "s0")
    with pytest.raises(BadInput, match="nothing to stand beside"):
        set_beside(case, "s0", "x", "x", "x", "AK")
