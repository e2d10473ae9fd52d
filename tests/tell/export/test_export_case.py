"""If these fail, an export is half-written, overwrites the case, or tells what came later."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.tell.export.conftest import Export
from tests.tell.export.odd_case import build_odd_case
from typer.testing import CliRunner

from casemate.cli.main import command_line
from casemate.errors import BadInput, CannotWrite
from casemate.keep.reader import CaseReader
from casemate.tell.export import FORMATS, export_case
from casemate.tell.export.put_whole import put_folder, put_text

ROOT = Path(__file__).resolve().parents[3]


def test_an_unknown_format_is_answered_with_the_nearest(odd: Path, tmp_path: Path) -> None:
    with CaseReader(odd) as case, pytest.raises(BadInput, match="did you mean geojson"):
        export_case(case, "geo-json", tmp_path / "out")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["case.db", "judgements.jsonl", "evidence/x", "case.toml", "."])
def test_the_case_itself_is_never_written_over(odd: Path, name: str) -> None:
    with CaseReader(odd) as case, pytest.raises(BadInput, match="belongs to the case"):
        export_case(case, "jsonl", odd / name)


def test_an_interrupted_export_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("old")
    with pytest.raises(RuntimeError), put_text(out) as stream:
        stream.write("new")
        raise RuntimeError
    with pytest.raises(RuntimeError), put_folder(tmp_path / "folder") as opener:
        with opener("one.txt") as member:
            member.write(b"new")
        raise RuntimeError
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]
    assert out.read_text() == "old"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="nothing half-written"), put_text(tmp_path / "file/x"):
        pass
    with pytest.raises(BadInput, match="is a folder"), put_text(tmp_path):
        pass


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_known_later_than_the_day_asked_for(format: str, tmp_path: Path) -> None:
    folder = build_odd_case(tmp_path / "case", as_of="2024-12-10")
    (folder / "dossier").mkdir()
    (folder / "dossier" / "index.html").write_text("the dossier")
    out = tmp_path / "out.zip"
    with CaseReader(folder) as case:
        export_case(case, format, out)
    import zipfile

    if zipfile.is_zipfile(out):
        with zipfile.ZipFile(out) as archive:
            text = b"".join(archive.read(n) for n in archive.namelist())
    else:
        text = out.read_bytes()
    assert b"Nobody was at the quay" not in text
    assert b"odd.example" not in text
    assert b"occupied, then empty" not in text


def test_every_format_stands_in_the_documents_with_what_is_lost() -> None:
    page = " ".join((ROOT / "docs" / "export.md").read_text(encoding="utf-8").split())
    for name, format in FORMATS.items():
        assert f"## {name}" in page
        assert format.lost in page, name


def test_the_command_says_what_is_not_in_it(example: Path, tmp_path: Path) -> None:
    words = ["export", str(example), "--format", "csv", "--out", str(tmp_path / "out.zip")]
    done = CliRunner().invoke(command_line("export"), words)
    assert done.exit_code == 0, done.output
    assert FORMATS["csv"].lost in done.output
    assert "not reporting" in done.output
    assert "1 rejected" in done.output


def test_the_same_case_gives_the_same_bytes(export: Export) -> None:
    for format in set(FORMATS) - {"xlsx", "html"}:
        one, two = export(format, f"{format}-1.zip"), export(format, f"{format}-2.zip")
        assert one.read_bytes() == two.read_bytes(), format


def test_the_readme_of_the_contract_is_answered() -> None:
    """Names are those of the contract; a suffix with its dot is understood too."""
    assert all(re.fullmatch("[a-z]+", name) for name in FORMATS)
