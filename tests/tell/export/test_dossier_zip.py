"""If these fail, a dossier that was handed on lacks a page, or brings the builder's own notes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import html
from tests.tell.export.conftest import Export
from tests.tell.export.odd_case import build_odd_case

from casemate.errors import BadInput
from casemate.keep.reader import CaseReader
from casemate.tell import write_dossier


def test_every_link_of_the_unpacked_dossier_leads_somewhere(export: Export, tmp_path: Path) -> None:
    case = build_odd_case(tmp_path / "case", example=True)
    with CaseReader(case) as reader:
        write_dossier(reader, case / "dossier")
    with zipfile.ZipFile(export("html", "out.zip", case=case)) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "there")
    pages = list((tmp_path / "there").rglob("*.html"))
    assert len(pages) > 5
    assert not list((tmp_path / "there").rglob(".*"))
    for page in pages:
        tree = html.parse(str(page)).getroot()
        for _, name, link, _ in tree.iterlinks():
            target = link.partition("#")[0]
            outside = "://" in target or target.startswith("data:")
            if name in ("href", "src") and target and not outside:
                assert (page.parent / target).exists(), f"{page.name}: {link}"
        assert "not reporting" in tree.text_content()


def test_a_case_without_dossier_says_what_to_do(export: Export) -> None:
    with pytest.raises(BadInput, match="casemate build"):
        export("html", "out.zip")
