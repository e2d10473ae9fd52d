"""The page of documentation says what the command does."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from casemate.cli.main import main
from casemate.reckon import assumption_table, class_table

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "lift.md"
_TEXT = _PAGE.read_text("utf-8")
_BLOCKS = "\n".join(re.findall(r"```sh\n(.*?)```", _TEXT, flags=re.DOTALL)).replace("\\\n", " ")
_COMMANDS = [line for line in _BLOCKS.splitlines() if line.startswith("casemate lift")]


@pytest.mark.parametrize("line", _COMMANDS)
def test_every_example_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reader's first try would fail."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit) as leaving:
        main()
    assert leaving.value.code == 0
    assert capsys.readouterr().out


def test_the_worked_example_prints_what_the_page_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page would show numbers that the program does not give."""
    shown = " ".join(re.findall(r"^> ?(.*)$", _TEXT, flags=re.MULTILINE))
    monkeypatch.setattr(sys, "argv", shlex.split(_COMMANDS[0]))
    with pytest.raises(SystemExit):
        main()
    assert shown in capsys.readouterr().out


def test_every_option_is_on_the_page_and_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An option would be undocumented, or a documented one missing."""
    monkeypatch.setattr(sys, "argv", ["casemate", "lift", "--help"])
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        main()
    there = set(re.findall(r"--[a-z]+", capsys.readouterr().out)) - {"--help"}
    assert there == set(re.findall(r"--[a-z]+", _TEXT))


def test_the_page_counts_the_table_right() -> None:
    """The page would promise other classes than the package has."""
    figures = sum(len(each.figures) for each in class_table().values())
    assert f"{len(class_table())} aircraft and ship classes with {figures} published" in _TEXT
    assert any(each.id == "speed_share" for each in assumption_table())
