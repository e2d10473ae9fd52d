"""If these fail, a table in a spreadsheet lacks rows, shows wrong letters, or runs a formula."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tell.export.conftest import Export

from casemate.errors import BadInput
from casemate.tell.export.neutral import as_cell

TABLES = {"claims", "statements", "origins", "links", "documents", "observations"}


def read(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_second_program_reads_every_table(export: Export) -> None:
    folder = export("csv")
    assert {path.stem for path in folder.iterdir()} == TABLES | {"about"}
    frames = {name: polars.read_csv(folder / f"{name}.csv") for name in TABLES}
    assert {name: frame.height for name, frame in frames.items()} == {
        "claims": 6, "statements": 8, "origins": 4, "links": 1, "documents": 5, "observations": 2,
    }  # fmt: skip
    assert frames["observations"]["lat_deg"].to_list() == [None, -34.905]
    assert frames["claims"]["separate_origins"].sum() == 4


def test_words_speaker_chain_and_proof_stand_in_one_row(export: Export) -> None:
    again = next(row for row in read(export("csv"), "statements") if row["document"] == "dlantern")
    assert again["words"] == "The quay was empty on Tuesday"
    assert again["chain"].startswith("a crane driver → Harbour Post")
    assert (again["held_from"], again["held_to"]) == ("2024-12-10", "2024-12-10")
    assert again["characters"] == "[0,29)"
    assert again["capture_sha256"].endswith("lantern")
    assert len(again["text_sha256"]) == 64


def test_reviewed_and_machine_found_look_different(export: Export) -> None:
    rows = read(export("csv"), "statements")
    reviewed = [row for row in rows if row["status"] == "reviewed"]
    assert [(r["reviewed_by"], r["corrected"], r["speaker"]) for r in reviewed] == [
        ("A. K.", "true", "a crane driver named Sam")
    ]
    assert {row["status"] for row in rows} == {"reviewed", "machine-found"}
    assert {row["status"] for row in read(export("csv", "again"), "claims")} == {
        "part reviewed", "machine-found",
    }  # fmt: skip


def test_no_cell_is_a_formula(export: Export) -> None:
    folder = export("csv")
    cells = [c for table in TABLES for row in read(folder, table) for c in row.values()]
    assert any(c.startswith("'=HYPERLINK") for c in cells)
    assert any(c == "'@SUM(1)" for c in cells)
    assert not [c for c in cells if c[:1] in "=+@" and c]
    # A latitude south of the equator stays a number.
    assert [c for c in cells if c[:1] == "-"] == ["-34.905"]


@given(st.text())
def test_a_neutral_cell_never_begins_a_formula_and_keeps_its_text(text: str) -> None:
    cell = as_cell(text)
    assert cell in (text, "'" + text)
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@") or not cell


def test_an_example_says_so_in_every_row(example: Path, export: Export) -> None:
    folder = export("csv", case=example)
    for table in TABLES:
        assert all("not reporting" in row["notice"] for row in read(folder, table))
    assert {r["simulated"] for r in read(folder, "documents")} == {"true", "false"}


def test_an_archive_holds_the_same_bytes_each_time(export: Export) -> None:
    one, two = export("csv", "one.zip"), export("csv", "two.zip")
    assert one.read_bytes() == two.read_bytes()
    folder = export("csv")
    with zipfile.ZipFile(one) as archive:
        assert archive.testzip() is None
        assert {n: archive.read(n) for n in archive.namelist()} == {
            p.name: p.read_bytes() for p in folder.iterdir()
        }


def test_a_folder_that_is_there_is_not_touched(export: Export, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(BadInput, match="name a new folder"):
        export("csv")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"
