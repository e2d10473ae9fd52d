"""If these fail, a token's characters are not those at its offsets, and citations point astray."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casemate.words.tokens import tokens


@given(st.text())
def test_a_token_is_what_stands_at_its_span(text: str) -> None:
    assert all(text[t.span[0] : t.span[1]] == t.text for t in tokens(text))


def test_names_and_numbers_stay_whole() -> None:
    assert [t.text for t in tokens("Assad's An-124 carried 4,000 men.")] == [
        "Assad's",
        "An-124",
        "carried",
        "4,000",
        "men",
        ".",
    ]
