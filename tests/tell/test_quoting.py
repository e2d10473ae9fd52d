"""Without these the way from a sentence back to its words would be wrong or missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.build import document, statement

from casemate.errors import Uncited
from casemate.nouns import Sentence, SourceKind, Stance, StatementKind, TextCitation
from casemate.tell.gather import header_of
from casemate.tell.quoting import (
    anchor,
    context_of,
    document_page,
    is_quoted,
    quote_statement,
    speaker,
)
from casemate.tell.rendering import mark_spans, marked

TEXT = "Before this. A clerk said that the quay is empty now. After that.\n\nAnother paragraph."


def test_a_sentence_without_a_citation_is_refused() -> None:
    with pytest.raises(Uncited, match="no citation"):
        Sentence("The quay is empty.", ())


def test_what_is_shown_carries_its_exact_words_and_their_place() -> None:
    of = document(TEXT, outlet="Harbour Post")
    said = quote_statement(statement(TEXT, of, "the quay is empty now"), header_of(of, "en", None))
    assert said.sentence is not None
    cited = said.sentence.citations[0]
    assert isinstance(cited, TextCitation)
    assert TEXT[slice(*cited.spans[0])] == cited.quote == said.words
    assert cited.text_sha256 == of.text_sha256
    assert said.href.startswith("docs/")
    assert said.href.endswith(f"#{anchor(said.id)}")


def test_the_chain_runs_from_the_speaker_through_those_who_passed_it_on_to_the_outlet() -> None:
    of = document(TEXT, outlet="Evening Lantern")
    header = header_of(of, "en", None)
    told = replace(
        statement(TEXT, of, "the quay is empty now", source_name="a clerk"),
        via=("Harbour Post", "Cape Wire"),
    )
    names = [step.name for step in quote_statement(told, header).chain]
    assert names == ["a clerk", "Cape Wire", "Harbour Post", "Evening Lantern"]
    inner = replace(told, source_name="imagery", via=())
    nested = quote_statement(inner, header, parent=told).chain
    assert [step.name for step in nested] == ["imagery", "a clerk", "Evening Lantern"]
    assert [step.origin for step in nested] == [True, False, False]


def test_repeated_words_are_those_of_the_outlet_that_had_them_first() -> None:
    of = document(TEXT, outlet="Northgate")
    header = replace(header_of(of, "en", None), repeated_from="Cape Wire", repeated=((0, 60),))
    bare = statement(TEXT, of, "the quay is empty now")
    assert [s.name for s in quote_statement(bare, header).chain] == ["Cape Wire", "Northgate"]
    added = statement(TEXT, of, "Another paragraph.")
    assert [s.name for s in quote_statement(added, header).chain] == ["Northgate"]
    told = replace(bare, source_name="a clerk", via=("Cape Wire",))
    names = [s.name for s in quote_statement(told, header).chain]
    assert names == ["a clerk", "Cape Wire", "Northgate"]


def test_who_speaks_is_never_left_blank() -> None:
    of = document(TEXT, outlet="Harbour Post")
    header = header_of(of, "en", None)
    bare = statement(TEXT, of, "the quay is empty now")
    assert speaker(bare, header) == "Harbour Post"
    for kind in SourceKind:
        passive = replace(bare, kind=StatementKind.PASSIVE, source_kind=kind)
        assert speaker(passive, header)


def test_a_denial_is_told_as_one() -> None:
    of = document(TEXT, outlet="Harbour Post")
    denied = statement(TEXT, of, "the quay is empty now", stance=Stance.DENIES)
    assert quote_statement(denied, header_of(of, "en", None)).denies


def test_the_context_is_the_sentence_and_its_offsets_still_fit() -> None:
    of = document(TEXT)
    found = context_of(statement(TEXT, of, "the quay is empty now"), TEXT)
    assert found.text == "A clerk said that the quay is empty now."
    assert found.text[slice(*found.content[0])] == "the quay is empty now"
    assert found.cut_before is False
    assert str(marked(found)).count("<mark>") == 1


def test_quotation_marks_are_the_documents_own() -> None:
    text = "He said: “all is well” and left. They say all is calm."
    of = document(text)
    assert is_quoted(text, statement(text, of, "all is well"))
    assert not is_quoted(text, statement(text, of, "all is calm"))


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))), st.data())
def test_marking_loses_no_character_and_lets_none_through(
    text: str, raw: list[tuple[int, int]], data: st.DataObject
) -> None:
    spans = tuple((min(a, b, len(text)), min(max(a, b), len(text))) for a, b in raw)
    out = mark_spans(text, spans, spans[:1])
    bare = out.replace("<mark>", "").replace('<mark class="src">', "").replace("</mark>", "")
    assert "<" not in bare
    assert type(out)(bare).unescape() == text


@given(st.text(min_size=1))
def test_anchors_and_pages_hold_no_character_that_means_something(id: str) -> None:
    for name in (anchor(id), document_page(id)):
        assert not set(name) & set("<>\"'&#?% \\")
    assert ".." not in document_page(id).replace("docs/", "").removesuffix(".html") or "/" not in (
        document_page(id).removeprefix("docs/")
    )
