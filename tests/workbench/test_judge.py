"""If these fail, what a person decided is lost, forgotten by a new reader, or cannot be undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casemate.errors import BadInput
from casemate.keep.judgements import NAME, append_judgements, read_judgements
from casemate.keep.reader import CaseReader
from casemate.nouns import Statement
from casemate.workbench import read_new
from casemate.workbench.build import BuildOptions, build
from casemate.workbench.judge import judge
from casemate.workbench.progress import Progress

CASE = """schema = 1
name = "A quay"
[[site]]
id = "tartus"
name = "Tartus naval facility"
names = ["Tartus"]
[[source]]
path = "saved/*"
"""
TEXT = "Nine ships left Tartus on Monday, a pilot said. The quay of Tartus is empty, a guard said."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "saved").mkdir()
    (tmp_path / "case.toml").write_text(CASE)
    (tmp_path / "saved" / "a.txt").write_text(TEXT)
    rebuild(tmp_path)
    return tmp_path


def rebuild(case: Path) -> None:
    build(case, BuildOptions(), Progress())


def statement(case: Path, words: str) -> Statement:
    with CaseReader(case) as reader:
        return next(s for s in reader.statements() if words in s.text)


def reviews(case: Path) -> dict[str, str]:
    with CaseReader(case) as reader:
        return reader.reviews()


def claims(case: Path) -> list[str]:
    with CaseReader(case) as reader:
        return [c.text for c in reader.claims()]


def test_accepting_marks_the_statement_with_a_name(case: Path) -> None:
    ships = statement(case, "Nine ships")
    judge(case, "accept", ships.id, "AK", None, None)
    rebuild(case)
    assert reviews(case) == {ships.id: "AK"}


def test_a_rejected_statement_is_weighed_no_more_and_undone_comes_back(case: Path) -> None:
    before = claims(case)
    made = judge(case, "reject", statement(case, "Nine ships").id, "AK", None, "misread")
    rebuild(case)
    assert all("Nine ships" not in text for text in claims(case))
    with CaseReader(case) as reader:
        assert all("Nine ships" not in s.text for s in reader.statements())
    judge(case, "undo", made.id, "AK", None, None)
    rebuild(case)
    assert claims(case) == before


def test_a_correction_changes_what_is_weighed(case: Path) -> None:
    guard = statement(case, "empty")
    judge(case, "correct", guard.id, "AK", "valid=2024-12-10", None)
    rebuild(case)
    with CaseReader(case) as reader:
        claim = next(c for c in reader.claims() if "empty" in c.text)
        shown = reader.statement(guard.id)
    assert str(claim.valid) == "2024-12-10/2024-12-10"
    assert shown is not None
    assert shown.valid == claim.valid


def test_judgements_outlive_a_new_reader(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ships = statement(case, "Nine ships")
    judge(case, "accept", ships.id, "AK", None, None)
    monkeypatch.setattr(read_new, "READER", "reader from next year")
    built = build(case, BuildOptions(), Progress())
    assert built.read == 1
    assert reviews(case) == {ships.id: "AK"}
    (case / "case.db").unlink()
    rebuild(case)
    assert reviews(case) == {ships.id: "AK"}


def test_judgements_whose_words_are_gone_are_listed_not_dropped(case: Path) -> None:
    made = judge(case, "accept", statement(case, "Nine ships").id, "AK", None, None)
    path = case / NAME
    path.write_text(path.read_text().replace("Nine ships", "Ten ships"))
    rebuild(case)
    with CaseReader(case) as reader:
        (failure,) = [f for f in reader.failures() if f.stage == "judge"]
    assert failure.what == made.id
    assert "Ten ships" in failure.reason
    assert len(read_judgements(case)) == 1


def test_a_colleagues_file_can_be_merged_line_by_line(case: Path) -> None:
    judge(case, "accept", statement(case, "Nine ships").id, "AK", None, None)
    mine = read_judgements(case)
    append_judgements(case, mine)
    assert read_judgements(case) == mine


def test_grades_are_a_persons_letters(case: Path) -> None:
    judge(case, "grade", "a pilot", "AK", "B", None)
    rebuild(case)
    with CaseReader(case) as reader:
        assert reader.grades() == {"a pilot": ("B", "AK")}


@pytest.mark.parametrize(
    ("action", "target", "value", "says"),
    [
        ("approve", "s1", None, "accept, reject"),
        ("accept", "nothing", None, "no statement or claim"),
        ("grade", "a pilot", "Z", "A, B, C"),
        ("correct", "s1", "speaker", "field=value"),
        ("correct", "s1", "valid=soon", "no time"),
        ("correct", "s1", "stance=maybe", "asserts"),
        ("undo", "j0", None, "no judgement"),
    ],
)
def test_what_cannot_be_judged_says_what_could(
    case: Path, action: str, target: str, value: str | None, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        judge(case, action, target, "AK", value, None)


def test_a_broken_line_stops_the_build_rather_than_losing_a_decision(case: Path) -> None:
    (case / NAME).write_text(json.dumps({"id": "j1"}) + "\n")
    with pytest.raises(BadInput, match="line 1"):
        rebuild(case)
