"""If these fail, sentences are cut in the wrong place and every quotation with them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.words.sentences import paragraphs, sentences


def cut(text: str) -> list[str]:
    return [text[begin:end] for begin, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Navy left. Nobody saw it.", 2),
        ("Gen. Smith arrived at 5 p.m. on Monday. He left.", 2),
        ("He met J. R. Miller. They spoke.", 2),
        ("It cost 1.5 million. Too much.", 2),
        ("“We left.” She nodded.", 2),
        ("Who knows? Nobody! Well…", 3),
        ("No. 5 is a berth. It is empty.", 2),
        ("It moved to the U.S. The crew stayed.", 2),
        ("One line of a caption\nAnother caption stands here", 2),
        ("a wrapped line that goes\non in the next one.", 1),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


@given(st.text())
def test_offsets_hold_and_nothing_visible_is_lost(text: str) -> None:
    spans = sentences(text)
    assert all(text[b:e].strip() == text[b:e] and b < e for b, e in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert "".join("".join(text[b:e].split()) for b, e in spans) == "".join(text.split())


@given(st.lists(st.text(st.characters(blacklist_categories=("Z", "C")), min_size=1), min_size=1))
def test_paragraphs_are_what_blank_lines_part(pieces: list[str]) -> None:
    text = "\n\n".join(pieces)
    assert [text[b:e] for b, e in paragraphs(text)] == pieces


def test_a_megabyte_without_a_sentence_end_is_one_sentence() -> None:
    text = "word " * 200_000
    assert len(sentences(text)) == 1
