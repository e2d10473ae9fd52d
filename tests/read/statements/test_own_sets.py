"""If these fail, weighing compares the wrong things: predicates, negation, numbers, chains."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[3] / "bench" / "read" / "statements"


@pytest.fixture(scope="module")
def own_sets() -> ModuleType:
    spec = importlib.util.spec_from_file_location("own_sets", BENCH / "own_sets.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["own_sets"] = module
    spec.loader.exec_module(module)
    return module


def test_contents_are_understood(own_sets: ModuleType) -> None:
    figures = own_sets.score_contents(BENCH / "contents.tsv")
    assert min(figures.values()) >= 85, figures


def test_chains_are_followed(own_sets: ModuleType) -> None:
    figures = own_sets.score_chains(BENCH / "chains.txt", held_out=False)
    assert figures["via"] >= 80 and figures["name"] >= 85, figures
    assert figures["act"] >= 90 and figures["stance"] >= 90, figures
    assert figures["traps_taken"] <= 5, figures
