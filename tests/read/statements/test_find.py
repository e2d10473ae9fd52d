"""If these fail, people are not told who said what, or are told somebody else said it."""

from __future__ import annotations

import pytest
from tests.build import document

from casemate.nouns import Statement, StatementKind, inside
from casemate.read.as_json import statement_as_json
from casemate.read.reader import ReadOptions, read_document


def read(text: str, **fields: str) -> tuple[Statement, ...]:
    return read_document(document(text, **fields), ReadOptions(only=("statements",))).statements


def test_a_speaker_his_role_and_his_pronoun_are_one() -> None:
    first, second = read(
        "Harbour master Oskar Brandel said that two tugs had left the port. "
        "The pier was closed on Monday, he added."
    )
    assert first.source_name == second.source_name == "Oskar Brandel"
    assert first.kind is StatementKind.EXPLICIT
    assert [q.low for q in first.quantities] == [2]


def test_who_was_told_is_on_the_way() -> None:
    (found,) = read("Three port officials told Radio Straits that the last frigate had left.")
    assert found.source_name == "three port officials"
    assert found.via == ("Radio Straits",)


def test_the_publishing_outlet_is_not_on_the_way() -> None:
    (found,) = read(
        "Three port officials told Radio Straits that the last frigate had left.",
        outlet="Radio Straits",
    )
    assert found.via == ()


def test_an_outlet_that_cites_is_on_the_way() -> None:
    found = read("Meridian Wire reported, citing two diplomats, that the talks were put off.")
    assert any(s.source_name == "two diplomats" and s.via == ("Meridian Wire",) for s in found)


def test_a_statement_inside_another_names_its_parent() -> None:
    outer, inner = read(
        "The Halden Institute said on Monday that satellite images showed two landing ships."
    )
    assert inner.parent == outer.id
    assert inner.via == ("Halden Institute",)
    assert any(inside(c, o) for c in inner.content for o in outer.content)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not reply to a request for comment.",
        "All told, eleven boats were out that night.",
        "It goes without saying that the beach is closed.",
        "The mayor declined to comment.",
    ],
)
def test_silence_and_idioms_are_no_statements(text: str) -> None:
    assert not [s for s in read(text) if s.kind is not StatementKind.BARE]


def test_an_open_upper_end_is_null_in_json() -> None:
    (found,) = read("The mayor said that more than 40 lorries had crossed the bridge.")
    assert statement_as_json(found)["quantities"][0]["high"] is None


def test_nothing_depends_on_what_is_read_beside_it() -> None:
    text = "The coast guard said the tanker had slowed. It believes the anchor was dropped."
    alone = read(text)
    read("Another text, about something else, said nobody.")
    assert read(text) == alone


@pytest.mark.parametrize("tier", ["accurate", "fast"])
def test_odd_input_is_read(tier: str) -> None:
    for text in (
        "",
        " \n\n ",
        '"""""" said said said',
        "x" * 5_000,
        "<p>He said</p> &nbsp; that <b>it</b>\x00 was\x0b fine.",
        "no sentence end " * 400,
        "😀 said “ýes” and отметил that 他说.",
    ):
        for s in read_document(document(text), ReadOptions(tier=tier)).statements:
            for begin, end in (*s.source, *s.cue, *s.content):
                assert 0 <= begin < end <= len(text)
