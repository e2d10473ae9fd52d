"""Ranges as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import BadInput
from casemate.reckon.ranges import Range, positive, read_range, show


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("800", 800, 800),
        ("800-1200", 800, 1200),
        ("1,000..2,000", 1000, 2000),
        ("3 to 5", 3, 5),
        ("2.5\u20134", 2.5, 4),
    ],
)
def test_ranges_are_read(text: str, low: float, high: float) -> None:
    """A user's range would be refused or misread."""
    assert read_range("--tonnes", text) == Range(low, high)


@pytest.mark.parametrize("text", ["0", "-5", "0-10", "-3-5", "-5--2"])
def test_zero_and_negative_are_refused(text: str) -> None:
    """A sum over nothing, or less, would come out as an answer."""
    with pytest.raises(BadInput, match="more than zero"):
        read_range("--tonnes", text)


def test_a_range_upside_down_names_the_remedy() -> None:
    """An exchanged range would give an answer upside down."""
    with pytest.raises(BadInput, match="--days: the range 9-3 is upside down: write 3-9"):
        read_range("--days", "9-3")
    with pytest.raises(BadInput, match="upside down"):
        Range(2, 1)


@pytest.mark.parametrize("text", ["", "many", "1-2-3", "1e3", "10 t", "nan", "inf", "1_0"])
def test_what_is_no_range_is_refused(text: str) -> None:
    """Words would be taken for numbers."""
    with pytest.raises(BadInput, match="cannot read"):
        read_range("--people", text)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_range_is_finite(bad: float) -> None:
    """An infinite input would spread through every answer."""
    with pytest.raises(BadInput, match="finite"):
        Range(bad, bad)


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_range_comes_back_from_its_text(low: int, more: int) -> None:
    """What a note prints could not be given again."""
    span = Range(low, low + more)
    assert read_range("x", str(span)) == span


def test_show_keeps_the_digits_that_mean_something() -> None:
    """A note would claim a precision it does not have, or lose what it has."""
    assert [show(v) for v in (0.934, 6.1404, 32.41, 1234.5, 7.0)] == [
        "0.93", "6.14", "32.4", "1,234", "7",
    ]  # fmt: skip
    assert show(float("inf")) == "no number"


def test_positive_passes_what_is_positive() -> None:
    """Every figure would be refused."""
    assert positive("x", Range(1, 2)) == Range(1, 2)
