"""If these fail, a headline that says more than its article is weighed as what somebody said."""

from __future__ import annotations

from casemate.nouns import Document, Passage, PassageKind, Statement, StatementKind, statement_id
from casemate.read.headings import without_headings

TEXT = "Ships leave for good\n\nTwo ships left on Monday, a pilot said."
HEADING, BODY = (0, 20), (22, 46)
DOCUMENT = Document(
    id="d", text=TEXT, passages=(Passage(HEADING, PassageKind.HEADING), Passage((22, len(TEXT))))
)


def made(*content: tuple[int, int], **fields: object) -> Statement:
    return Statement(
        id=statement_id("d", (), (), content),
        document="d",
        kind=StatementKind.BARE,
        content=content,
        text="",
        **fields,  # type: ignore[arg-type]
    )


def test_a_statement_in_a_heading_is_left_out() -> None:
    assert without_headings(DOCUMENT, [made(HEADING)]) == ()


def test_a_statement_keeps_its_words_below_the_heading_and_its_identity_follows() -> None:
    (kept,) = without_headings(DOCUMENT, [made(HEADING, BODY)])
    assert kept.content == (BODY,)
    assert kept.text == "Two ships left on Monday"
    assert kept.id == statement_id("d", (), (), (BODY,))


def test_a_nested_statement_follows_its_parent() -> None:
    outer = made(HEADING, BODY)
    inner = made((22, 31), parent=outer.id)
    first, second = without_headings(DOCUMENT, [outer, inner])
    assert second.parent == first.id
    orphan = made((22, 31), parent=made(HEADING).id)
    (alone,) = without_headings(DOCUMENT, [made(HEADING), orphan])
    assert alone.parent is None


def test_documents_without_marked_passages_stay_as_they_are() -> None:
    plain = Document(id="d", text=TEXT)
    statements = [made(HEADING), made(BODY)]
    assert without_headings(plain, statements) == tuple(statements)
