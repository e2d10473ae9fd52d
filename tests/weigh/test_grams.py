"""Words and grams as hashes: the ground that repeats of texts are found on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casemate.weigh.grams import hash_texts

_TEXTS = st.lists(st.text(max_size=60), max_size=6)


def test_typographic_marks_case_and_accents_make_no_difference() -> None:
    """A reprint with curly quotes would look like another text."""
    plain = 'the "fleet" didn\'t leave the harbour at Tartus cafe today'
    fancy = "The “fleet” didn’t  leave the HARBOUR at Tartus\n\ncafé today"
    texts = hash_texts([plain, fancy])
    first, second = texts.grams[texts.words(0)], texts.grams[texts.words(1)]
    assert first.tolist() == second.tolist()


@given(_TEXTS)
@settings(max_examples=60, deadline=None)
def test_offsets_point_at_the_words_of_their_own_text(given_texts: list[str]) -> None:
    """A passage would be shown at the wrong place."""
    texts = hash_texts(given_texts)
    for number, text in enumerate(given_texts):
        words = texts.words(number)
        for begin, length in zip(texts.begins[words], texts.lengths[words], strict=True):
            word = text[begin : begin + length]
            assert len(word) == length
            assert any(c.isalnum() or ord(c) >= 0x3000 for c in word)
            assert not any(c.isspace() for c in word)


@given(_TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_text_hashes_the_same_beside_other_texts(given_texts: list[str]) -> None:
    """Adding a document would change what is found between the others."""
    together = hash_texts(given_texts)
    for number, text in enumerate(given_texts):
        alone = hash_texts([text])
        assert together.grams[together.words(number)].tolist() == alone.grams.tolist()


def test_scripts_without_spaces_are_cut_into_letters() -> None:
    """Chinese and Japanese reprints would be one word each and never meet."""
    texts = hash_texts(["軍艦は港を離れた", "きのう軍艦は港を離れた"])
    shared = set(texts.grams[texts.words(0)].tolist()) & set(texts.grams[texts.words(1)].tolist())
    assert len(shared - {0}) >= 3
