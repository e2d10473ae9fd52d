"""If these fail, spans point at the wrong characters, or words of a text are never read."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casemate.read.statements.encoder import encode
from casemate.read.statements.pieces import Pieces, windows, without_datelines

MIXED = st.text(
    alphabet=st.sampled_from("abc XYZ 09.,\"“”'\n\t\u0301\u202eéйم中😀👩‍🚀<>&;\x00\x0b"),
    max_size=300,
)


@settings(max_examples=60, deadline=None)
@given(MIXED)
def test_words_keep_their_places_in_any_text(text: str) -> None:
    spans = encode(text, "accurate").spans
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 2)), min_size=1, max_size=400))
def test_the_cores_of_the_windows_tile_the_text(words: list[tuple[int, int]]) -> None:
    sizes = [size for size, _ in words]
    first = np.cumsum([0, *sizes[:-1]])
    total = sum(sizes)
    gap = np.zeros(total, dtype=np.int64)
    gap[first] = [g for _, g in words]
    zeros = np.zeros(total, dtype=np.int64)
    spans = tuple((int(a), int(a) + 1) for a in first)
    cut = list(windows(Pieces(zeros, zeros, zeros, gap, first, spans), most=60, context=10))
    assert cut[0].core[0] == 0 and cut[-1].core[1] == len(words)
    assert all(a.core[1] == b.core[0] for a, b in pairwise(cut))
    for w in cut:
        assert w.words[0] <= w.core[0] < w.core[1] <= w.words[1]
        assert w.pieces[0] <= first[w.core[0]] and first[w.core[1] - 1] < w.pieces[1]
        assert w.pieces[1] - w.pieces[0] <= 60 + 6


def test_datelines_are_blanked_in_place() -> None:
    text = "TARTOUS, Syria (Wire) - Two ships left.\n\nLater they came back."
    blanked = without_datelines(text)
    assert len(blanked) == len(text)
    assert blanked.lstrip().startswith("Two ships left.")
