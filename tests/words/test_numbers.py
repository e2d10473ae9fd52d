"""If these fail, quantities are read wrong: forty tonnes where a report says fourteen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.words.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-three", 23),
        ("4,000", 4_000),
        ("1.5 million", 1_500_000),
        ("two hundred and six", 206),
        ("seventeen", 17),
        ("hundred", 100),
        ("three thousand two hundred", 3_200),
        ("several", None),
        ("", None),
        ("12 13", None),
    ],
)
def test_numbers_in_words_and_figures(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@given(st.integers(0, 10**9))
def test_figures_with_and_without_separators_agree(number: int) -> None:
    assert parse_number(str(number)) == parse_number(f"{number:,}") == number
