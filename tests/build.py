"""Tiny builders for nouns: a test says what matters to it and leaves the rest to these."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from casemate.nouns import Document, Statement, StatementKind, statement_id


def document(text: str, published: str | None = "2024-12-14", **fields: Any) -> Document:
    """A document with an id made from its text unless one is given."""
    moment = None if published is None else datetime.fromisoformat(published)
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    fields.setdefault("id", f"d{abs(hash(text)) % 10**8}")
    fields.setdefault("lang", "en")
    return Document(text=text, published=moment, **fields)


def statement(text: str, of: Document, content: str, **fields: Any) -> Statement:
    """A statement whose content is the first occurrence of `content` in `text`."""
    begin = text.index(content)
    spans = ((begin, begin + len(content)),)
    fields.setdefault("kind", StatementKind.BARE)
    return Statement(
        id=statement_id(of.id, (), (), spans),
        document=of.id,
        content=spans,
        text=content,
        **fields,
    )
