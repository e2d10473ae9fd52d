"""If these fail, our own sentences teach the network wrong spans."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def own() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "training" / "own.py"
    spec = importlib.util.spec_from_file_location("own_sentences", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["own_sentences"] = module
    spec.loader.exec_module(module)
    return module


def test_marks_become_spans(own: ModuleType) -> None:
    text, roles = own.parse("<s1:He> <q1:said> <c1:that <s2:she> <q2:knew> <c2:it>>.")
    assert text == "He said that she knew it."
    assert text[slice(*roles["1"]["content"][0])] == "that she knew it"
    assert text[slice(*roles["2"]["source"][0])] == "she"


def test_made_documents_have_no_marks_left_and_spans_inside(own: ModuleType) -> None:
    for made in own.documents(seed=3, count=40):
        assert "<" not in made["text"] and "{" not in made["text"] and "^" not in made["text"]
        for statement in made["statements"]:
            assert statement["cue"]
            for spans in statement.values():
                for begin, end in spans:
                    assert 0 <= begin < end <= len(made["text"])


def test_the_same_seed_makes_the_same_documents(own: ModuleType) -> None:
    assert own.documents(seed=5, count=10) == own.documents(seed=5, count=10)
