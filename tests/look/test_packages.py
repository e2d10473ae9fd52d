"""If these fail, a plain installation ends in a traceback where it should name what to install."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from casemate.errors import MissingExtra
from casemate.keep.reader import CaseReader
from casemate.look.packages import require_packages
from casemate.workbench.build import BuildOptions, build
from casemate.workbench.progress import Progress

CASE = """schema = 1
name = "Plain"
[[site]]
id = "tartus"
[[source]]
stac = "catalog.json"
[[source]]
path = "a.txt"
"""


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without rasterio."""
    find = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "rasterio" else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)


def test_what_to_install_is_named(plain: None) -> None:
    with pytest.raises(MissingExtra, match=r"pip install 'casemate\[look\]'"):
        require_packages()


def test_a_case_with_scenes_is_still_built(plain: None, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(CASE)
    (tmp_path / "catalog.json").write_text("{}")
    (tmp_path / "a.txt").write_text("Ships left Tartus on Monday, a pilot said.")
    built = build(tmp_path, BuildOptions(), Progress())
    assert built.counts.documents == 1
    with CaseReader(tmp_path) as reader:
        (failure,) = [f for f in reader.failures() if f.stage == "look"]
    assert "casemate[look]" in failure.reason
