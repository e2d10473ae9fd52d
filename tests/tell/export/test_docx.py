"""If these fail, a Word document does not open, or a sentence in it lost its footnote."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import mammoth
from tests.tell.export.conftest import Export


def test_a_second_program_opens_it(export: Export) -> None:
    document = docx.Document(str(export("docx", "out.docx")))
    texts = [(p.style.name, p.text) for p in document.paragraphs]
    assert ("Title", "Grey Quay") in texts
    assert ("Heading 1", "Grey Quay") in texts
    assert ("Heading 2", "The quay was empty on Tuesday") in texts
    evidence = [text for style, text in texts if style == "Evidence"]
    assert len(evidence) == 9
    assert any("رصيف 🚢 <b>&amp;]]>" in text for text in evidence)


def test_a_third_program_leads_from_each_sentence_to_its_proof(export: Export) -> None:
    with export("docx", "out.docx").open("rb") as stream:
        made = mammoth.convert_to_html(stream)
    used = re.findall(r'<a href="#(footnote-\d+)" id="footnote-ref-\d+"', made.value)
    notes = dict(re.findall(r'<li id="(footnote-\d+)">(.*?)</li>', made.value))
    assert len(used) == 9
    assert set(used) == set(notes)
    assert all("sha256" in note for note in notes.values())
    assert "Characters [0,29)" in notes[used[0]]
    assert [m for m in made.messages if m.type == "error"] == []


def test_reviewed_and_machine_found_look_different(example: Path, export: Export) -> None:
    document = docx.Document(str(export("docx", "out.docx", case=example)))
    texts = [p.text for p in document.paragraphs]
    assert sum("[reviewed by A. K.; corrected]" in text for text in texts) == 1
    assert sum("machine, not reviewed]" in text for text in texts) == 8
    assert any("not reporting" in text for text in texts[:3])
    assert all("SIMULATED" in t for t in texts if "HYPERLINK" in t and "evil" in t and "[" in t)


def test_every_part_is_sound(export: Export) -> None:
    with zipfile.ZipFile(export("docx", "out.docx")) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
