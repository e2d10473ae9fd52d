"""If these fail, a reference names the wrong outlet or day, or breaks the paper it stands in."""

from __future__ import annotations

import json
from pathlib import Path

import bibtexparser
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from tests.tell.export.conftest import Export

from casemate.tell.export.bibliography import _tex


def entries(path: Path) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(path.read_text(encoding="utf-8"))
    assert not library.failed_blocks
    return {
        entry.key.rsplit("-", 1)[1]: {f.key: str(f.value) for f in entry.fields}
        for entry in library.entries
    }


def test_a_second_program_reads_every_reference(export: Export) -> None:
    found = entries(export("bibtex"))
    assert set(found) == {"dpost", "dlantern", "dwire", "dunread", "dodd"}
    post = found["dpost"]
    assert (post["howpublished"], post["year"], post["day"]) == ("Harbour Post", "2024", "10")
    assert post["url"] == "https://post.example/1"
    assert "4 statements found, 1 reviewed" in post["note"]
    assert found["dodd"]["author"] == r"{-byline " + '"' + r"the \& \{second\}" + '"' + "}"
    assert "SIMULATED" in found["dodd"]["note"]
    assert "not read: Russian is not read" in found["dunread"]["note"]


@given(st.text())
def test_no_text_leaves_its_braces(text: str) -> None:
    """A lone brace would swallow all references that follow."""
    entry = (
        f"@misc{{key,\n  title = {{{{{_tex(text)}}}}}\n}}\n\n@misc{{next,\n  year = {{2024}}\n}}\n"
    )
    library = bibtexparser.parse_string(entry)
    assert not library.failed_blocks
    assert [e.key for e in library.entries] == ["key", "next"]


def test_a_citation_processor_makes_a_reference_of_it(export: Export) -> None:
    items = json.loads(export("csl").read_text(encoding="utf-8"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    source = CiteProcJSON([{k: v for k, v in i.items() if k != "note"} for i in items])
    bibliography = CitationStylesBibliography(style, source, formatters.plain)
    bibliography.register(Citation([CitationItem("dpost")]))
    (reference,) = map(str, bibliography.bibliography())
    assert "Harbour Post of 2024-12-10" in reference
    assert "2024" in reference


def test_an_example_says_so_in_every_item(example: Path, export: Export) -> None:
    items = json.loads(export("csl", case=example).read_text(encoding="utf-8"))
    assert len(items) == 5
    assert all("not reporting" in item["note"] for item in items)
    assert [i["id"] for i in items if "SIMULATED" in i["note"]] == ["dodd"]
    assert items[0]["issued"] == {"date-parts": [[2024, 12, 10]]}
