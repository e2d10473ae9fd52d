"""The words for counts: plain, checkable, and never more than was found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casemate.nouns import Origin, OriginKind
from casemate.weigh.wording import count_sentence, coverage_sentence

_NEVER = ("independent", "confirmed", "copied", "corroborated")


def _origins(kinds: list[OriginKind]) -> list[Origin]:
    return [Origin(f"o{n}", f"source {n}", kind, None, None, ()) for n, kind in enumerate(kinds)]


def test_one_origin_is_said_as_one_however_often_repeated() -> None:
    """A reader would take the number of outlets for the number of sources."""
    said = count_sentence(_origins([OriginKind.IMAGERY]), 11)
    assert said == "1 origin (source 0), repeated by 11 outlets"


def test_several_are_told_by_kind() -> None:
    """A reader could not see what the number is made of."""
    kinds = [OriginKind.IMAGERY] * 3 + [OriginKind.OFFICIAL_STATEMENT]
    said = count_sentence(_origins(kinds), 9)
    assert said.startswith("four separate origins found: three images, one official statement")


@given(
    st.lists(st.sampled_from(list(OriginKind)), max_size=8), st.integers(1, 40), st.integers(0, 5)
)
def test_the_words_that_only_a_person_may_use_are_never_used(
    kinds: list[OriginKind], outlets: int, untraced: int
) -> None:
    """The program would vouch for what it cannot know."""
    said = count_sentence(_origins(kinds), outlets, untraced).lower()
    assert not [word for word in _NEVER if word in said]


def test_what_was_not_read_is_said_with_the_count() -> None:
    """Two translations of one report that was not collected would look like two."""
    said = coverage_sentence(41, {"ar": 9, "ru": 0})
    assert said == "among 41 captures; 9 in Arabic not read"
    assert coverage_sentence(3, {}) == "among 3 captures"
