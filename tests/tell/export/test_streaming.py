"""If this fails, exporting a large case takes more memory than a laptop has."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from tests.tell.export.odd_case import build_large_case

from casemate.keep.reader import CaseReader
from casemate.tell.export import export_case


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_large_case(tmp_path_factory.mktemp("large") / "case", documents=100, each=20)


@pytest.mark.parametrize("format", ["jsonl", "csv", "md", "annotation", "prov", "docx", "stix"])
def test_what_is_held_is_a_part_of_what_is_written(
    large: Path, tmp_path: Path, format: str
) -> None:
    """Claims are resolved 400 at a time, a fifth of them here; each is some kilobytes."""
    with CaseReader(large) as case:
        export_case(case, format, tmp_path / "first.zip")  # what is imported and compiled once
        tracemalloc.start()
        try:
            export_case(case, format, tmp_path / "out.zip")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 3_500_000, f"{peak / 1e6:.1f} MB for 2,000 statements"
