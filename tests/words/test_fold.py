"""If these fail, spellings of one name no longer meet, or offsets into folded text slip."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casemate.words.fold import fold, plain_marks


@given(st.text())
def test_plain_marks_keep_every_offset(text: str) -> None:
    assert len(plain_marks(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_accents_case_and_marks_meet() -> None:
    assert fold("Ḥmeimīm") == fold("HMEIMIM")
    assert fold("Assad’s") == fold("assad's")
    assert fold("An\u2011124") == "an-124"
