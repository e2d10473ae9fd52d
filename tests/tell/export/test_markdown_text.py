"""If these fail, the text that a person pastes elsewhere lacks a proof, or who reviewed it."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt
from tests.tell.export.conftest import Export


def test_every_piece_of_evidence_has_its_note(export: Export) -> None:
    text = export("md").read_text(encoding="utf-8")
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\d+)\]: (.+)$", text, re.MULTILINE)
    assert used == [number for number, _ in defined]
    assert len(used) == 9
    assert all("sha256" in note for _, note in defined)


def test_a_second_program_shows_it_and_runs_nothing(export: Export) -> None:
    page = MarkdownIt().render(export("md").read_text(encoding="utf-8"))
    assert "<h2>Grey Quay</h2>" in page
    assert "=HYPERLINK(" in page
    assert "<b>" not in page.replace("<blockquote>", "")
    assert set(re.findall(r'href="(https?)://[^"]*"', page)) == {"https"}
    assert page.count("href=") == len(re.findall(r'href="https://\w+\.example/', page))


def test_reviewed_and_machine_found_look_different(export: Export) -> None:
    text = export("md").read_text(encoding="utf-8")
    assert text.count("*reviewed by A. K.; corrected*") == 1
    assert "machine, not reviewed" in text
    assert "Rejected by a person and left out: 1" in text
    assert "The ships are still" not in text


def test_what_is_made_up_says_so(example: Path, export: Export) -> None:
    text = export("md", case=example).read_text(encoding="utf-8")
    assert "> Written for the example: not reporting" in text
    made_up = [line for line in text.split("\n") if "HYPERLINK" in line and line[:2] == "- "]
    assert all("SIMULATED" in line for line in made_up)
    assert made_up
