"""Headings weigh nothing: they are shorter than what they stand over, and often say more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casemate.nouns import Document, PassageKind, Statement, inside, statement_id, words_of


def without_headings(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without what stands in headings; those with nothing left are left out.

    Identities follow the words that stay. Documents without marked passages are as they were.
    """
    headings = [p.span for p in document.passages if p.kind is PassageKind.HEADING]
    if not headings:
        return tuple(statements)
    renamed: dict[str, str] = {}
    kept: list[Statement] = []
    for statement in statements:
        content = tuple(
            span for span in statement.content if not any(inside(span, h) for h in headings)
        )
        if not content:
            continue
        if content != statement.content:
            id = statement_id(document.id, statement.source, statement.cue, content)
            renamed[statement.id] = id
            text = words_of(document.text, content)
            statement = replace(statement, id=id, content=content, text=text)
        kept.append(statement)
    present = {s.id for s in kept}
    return tuple(_placed(s, renamed, present) for s in kept)


def _placed(statement: Statement, renamed: dict[str, str], present: set[str]) -> Statement:
    if statement.parent is None:
        return statement
    parent = renamed.get(statement.parent, statement.parent)
    return replace(statement, parent=parent if parent in present else None)
