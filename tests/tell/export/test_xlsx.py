"""If these fail, a workbook does not open, runs a formula, or lacks who reviewed what."""

from __future__ import annotations

import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
import python_calamine
from tests.tell.export.conftest import Export

from casemate.errors import MissingExtra
from casemate.tell.export import xlsx


def sheet(path: Path, name: str) -> list[dict[str, object]]:
    """Read by calamine, another program than the one that wrote it."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    header, *rows = book.get_sheet_by_name(name).to_python()
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_a_second_program_reads_every_sheet(export: Export) -> None:
    out = export("xlsx", "out.xlsx")
    names = ["about", "claims", "statements", "origins", "links", "documents", "observations"]
    assert python_calamine.CalamineWorkbook.from_path(str(out)).sheet_names == names
    rows = sheet(out, "statements")
    assert len(rows) == 8
    reviewed = [row for row in rows if row["status"] == "reviewed"]
    assert [(r["speaker"], r["reviewed_by"]) for r in reviewed] == [
        ("a crane driver named Sam", "A. K.")
    ]
    assert reviewed[0]["held_from"] == date(2024, 12, 10)
    assert [r["lat_deg"] for r in sheet(out, "observations")] == ["", -34.905]


def test_no_cell_is_a_formula(export: Export) -> None:
    out = export("xlsx", "out.xlsx")
    with zipfile.ZipFile(out) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if "worksheets" in n]
    assert len(sheets) == 7
    assert not any(b"<f>" in sheet for sheet in sheets)
    words = [str(row["words"]) for row in sheet(out, "statements")]
    assert any(w.startswith("'=HYPERLINK") for w in words)
    assert any("رصيف 🚢" in w for w in words)


def test_what_is_made_up_says_so(example: Path, export: Export) -> None:
    out = export("xlsx", "out.xlsx", case=example)
    assert all("not reporting" in str(row["notice"]) for row in sheet(out, "claims"))
    assert [r["id"] for r in sheet(out, "documents") if r["simulated"] is True] == ["dodd"]


def test_too_many_rows_are_named_and_too_long_cells_marked(
    export: Export, odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 4)
    monkeypatch.setattr(xlsx, "_LONGEST_CELL", 30)
    from casemate.keep.reader import CaseReader
    from casemate.tell.export import export_case

    with CaseReader(odd) as case:
        made = export_case(case, "xlsx", tmp_path / "out.xlsx")
    named = {failure.what: failure.reason for failure in made.failures}
    assert named["statements"].startswith("5 rows")
    assert len(sheet(tmp_path / "out.xlsx", "statements")) == 3
    cells = [str(c) for row in sheet(tmp_path / "out.xlsx", "statements") for c in row.values()]
    assert max(map(len, cells)) == 30
    assert any(c.endswith(" … (cut)") for c in cells)


@pytest.mark.parametrize(("format", "package"), [("xlsx", "openpyxl"), ("parquet", "pyarrow")])
def test_a_missing_package_names_its_extra(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=r"casemate\[export\]"):
        export(format)
    assert not list(tmp_path.iterdir())
