"""Cases to export, built once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tell.export.odd_case import build_odd_case

from casemate.keep.reader import CaseReader
from casemate.tell.export import export_case

Export = Callable[..., Path]


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the odd case: nobody's example."""
    return build_odd_case(tmp_path_factory.mktemp("odd") / "case")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, written for the example."""
    return build_odd_case(tmp_path_factory.mktemp("example") / "case", example=True)


@pytest.fixture
def export(odd: Path, tmp_path: Path) -> Export:
    """Exports the odd case (or another) in a format and gives the path."""

    def run(format: str, name: str = "out", case: Path = odd) -> Path:
        out = tmp_path / name
        with CaseReader(case) as reader:
            export_case(reader, format, out)
        return out

    return run
