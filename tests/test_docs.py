"""If these fail, the documents name commands or options that are not there."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from casemate.cli.main import COMMANDS, PLANNED

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/*.md")])
_COMMAND = re.compile(r"(?:^|`|\$ |  )casemate ([a-z]+)([^\n`]*)", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)")


@cache
def help_of(command: str) -> str:
    words = [sys.executable, "-m", "casemate", command]
    text = subprocess.run([*words, "--help"], capture_output=True, text=True, check=True).stdout
    for sub in re.findall(r"^  ([a-z]+)  ", text.partition("Commands:")[2], re.MULTILINE):
        text += subprocess.run(
            [*words, sub, "--help"], capture_output=True, text=True, check=True
        ).stdout
    return text


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_and_options_in_the_documents_exist(page: Path) -> None:
    for command, rest in _COMMAND.findall(page.read_text(encoding="utf-8")):
        assert command in COMMANDS or command in PLANNED, f"{page.name}: casemate {command}"
        if command in PLANNED:
            continue
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", rest.split("|")[0]):
            assert option in help_of(command), f"{page.name}: casemate {command} {option}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_the_documents_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_room_stands_in_the_house() -> None:
    house = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    rooms = {p.name for p in (ROOT / "src" / "casemate").iterdir() if (p / "__init__.py").exists()}
    assert all(f"`{room}/`" in house for room in rooms), rooms


def test_every_module_is_of_a_size_to_read() -> None:
    for module in (ROOT / "src").rglob("*.py"):
        lines = len(module.read_text(encoding="utf-8").splitlines())
        assert lines <= 500, f"{module.name}: {lines} lines; what second thing lives there?"
