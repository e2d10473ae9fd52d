"""Claims in their own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import BadInput
from casemate.reckon.claim import ClaimKind, read_claim
from casemate.reckon.ranges import Range


@pytest.mark.parametrize(
    "text",
    [
        "would need more aircraft than just the handful at the base",
        "They need additional ships to get it all out.",
        "More planes would be needed than the four on the apron",
        "Two An-124 are not enough to move the brigade",
        "the lift is insufficient",
        "It would require several more Il-76",
        "There are too few landing ships for that",
    ],
)
def test_more_is_needed(text: str) -> None:
    """A claim of too little lift would be read as its opposite, or not at all."""
    assert read_claim(text).kind is ClaimKind.NEEDS_MORE


@pytest.mark.parametrize(
    "text",
    [
        "The four Il-76 at the base are enough",
        "two Ropucha landing ships would suffice",
        "Three An-124 could carry the whole lot and evacuate the garrison",
    ],
)
def test_it_is_enough(text: str) -> None:
    """A claim of enough lift could not be checked."""
    assert read_claim(text).kind is ClaimKind.IS_ENOUGH


@pytest.mark.parametrize("text", ["", "They are happy.", "Il-76 landed at the base"])
def test_what_claims_nothing_of_lift_is_refused(text: str) -> None:
    """A verdict would be given on a sentence that claims nothing."""
    with pytest.raises(BadInput, match="says neither"):
        read_claim(text)


def test_amounts_and_deadline_in_the_words_count() -> None:
    """What the report itself states would have to be typed again."""
    claim = read_claim("To move 2,000 troops and 800 to 1,200 tonnes within two weeks they would "
                       "need more aircraft, and forty trucks stay")  # fmt: skip
    stated = claim.requirement
    assert stated.people is not None
    assert stated.people.range == Range(2000, 2000)
    assert stated.tonnes is not None
    assert stated.tonnes.range == Range(800, 1200)
    assert "800 to 1,200 tonnes" in stated.tonnes.source
    assert stated.vehicles is not None
    assert stated.vehicles.range == Range(40, 40)
    assert stated.deadline_days is not None
    assert stated.deadline_days.range == Range(14, 14)


@pytest.mark.parametrize(
    "words",
    [
        "than the handful, for several thousand troops",
        "for more than 2,000 troops",
        "for about 900 tonnes",
        "for up to 40 vehicles",
        "two weeks ago",
        "for dozens of tanks",
    ],
)
def test_vague_words_are_no_numbers(words: str) -> None:
    """ "A handful" would be turned into a figure nobody stated, a bound into an amount."""
    assert read_claim(f"would need more aircraft {words}").requirement.is_empty
    assert read_claim(f"would need more aircraft {words}").requirement.deadline_days is None


def test_a_ton_is_not_always_a_tonne() -> None:
    """A tenth would be lost between short and long tons."""
    plain = read_claim("need more aircraft for 1,000 tons").requirement.tonnes
    assert plain is not None
    assert (plain.range.low, plain.range.high) == pytest.approx((907.18, 1016.05), abs=0.01)
    short = read_claim("need more aircraft for 1,000 short tons").requirement.tonnes
    assert short is not None
    assert short.range.is_exact


def test_classes_in_the_words_are_found_and_unknown_ones_kept() -> None:
    """A slip in a designation would be corrected in silence, or lose the class."""
    claim = read_claim("need more aircraft than a handful of Il-75 and AN-124, and Ropucha ships")
    assert [each.id for each in claim.named] == ["an-124", "ropucha"]
    assert claim.unknown == ("Il-75",)
    assert [each.id for each in claim.nearest] == ["il-76"]


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    """An odd sentence would end the program."""
    try:
        assert read_claim(text).text == text
    except BadInput as fault:
        assert "says neither" in str(fault)


@pytest.mark.shared
def test_the_sentence_of_the_seed(shared: Path) -> None:
    """The very sentence this was made for would not be understood."""
    pages = sorted((shared / "seeds").glob("*.txt"))
    lines = [line for page in pages for line in page.read_text("utf-8").splitlines()]
    (line,) = [line for line in lines if "more aircraft than" in line]
    claim = read_claim(line)
    assert claim.kind is ClaimKind.NEEDS_MORE
    assert [each.id for each in (*claim.nearest, *claim.named)] == ["il-76", "an-124"]
    assert claim.requirement.is_empty
