"""Documents as JSON lines: one object a line, as the contract of `casemate read` has it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from casemate.errors import BadInput
from casemate.nouns import Document, Failure, Precision, Spans

_TEXT_FIELDS = ("title", "outlet", "url", "byline", "lang", "genre")
_GENRES = (None, "news", "narrative")


def documents_from_lines(lines: Iterable[bytes], name: str) -> Iterator[Document | Failure]:
    """A document for each line, or a Failure that names line and field; blank lines are passed."""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name} line {number}"
        try:
            document = document_from_json(_object(line))
            if document.id in seen:
                raise BadInput(f'the id "{document.id}" stands on an earlier line too')
        except BadInput as fault:
            yield Failure("collect", where, str(fault))
            continue
        seen.add(document.id)
        yield document


def document_from_json(given: dict[str, Any]) -> Document:
    """A Document from the contract's fields; raises BadInput that names the field at fault."""
    for field in ("id", "text"):
        if not isinstance(given.get(field), str):
            raise BadInput(f'"{field}" must be a string')
    texts = {field: _text_or_none(given, field) for field in _TEXT_FIELDS}
    if texts["genre"] not in _GENRES:
        raise BadInput(f'"genre" must be "news" or "narrative", not "{texts["genre"]}"')
    published, precision = read_published(_text_or_none(given, "published"))
    return Document(
        id=given["id"],
        text=given["text"],
        published=published,
        published_precision=precision,
        toponyms=_toponyms(given),
        title=texts["title"],
        outlet=texts["outlet"],
        url=texts["url"],
        byline=texts["byline"],
        lang=texts["lang"],
        genre=texts["genre"],
    )


def read_published(stated: str | None) -> tuple[datetime | None, Precision]:
    """A publication time as stated: aware, with its own offset; a bare date is that whole day.

    A clock time without an offset tells the day for sure and the hour not: it is kept as a day.
    Raises BadInput for what is no ISO 8601 date.
    """
    if stated is None or not stated.strip():
        return None, Precision.DAY
    stated = stated.strip()
    try:
        if len(stated) == 10:
            day = date.fromisoformat(stated)
            return datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY
        moment = datetime.fromisoformat(stated)
    except ValueError as fault:
        raise BadInput(f'"published" must be an ISO 8601 date or time, not "{stated}"') from fault
    if moment.tzinfo is None:
        return moment.replace(hour=0, minute=0, second=0, tzinfo=UTC), Precision.DAY
    return moment, Precision.SECOND


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise BadInput(f"not a JSON object: {fault}") from fault
    if not isinstance(given, dict):
        raise BadInput("not a JSON object")
    return given


def _text_or_none(given: dict[str, Any], field: str) -> str | None:
    value = given.get(field)
    if value is None or isinstance(value, str):
        return value
    raise BadInput(f'"{field}" must be a string or left out')


def _toponyms(given: dict[str, Any]) -> Spans | None:
    stated = given.get("toponyms")
    if stated is None:
        return None
    size = len(given["text"])
    try:
        spans = tuple((int(begin), int(end)) for begin, end in stated)
    except (TypeError, ValueError) as fault:
        raise BadInput('"toponyms" must be a list of [start, end]') from fault
    if any(not 0 <= begin < end <= size for begin, end in spans):
        raise BadInput('"toponyms" has a span outside the text')
    return spans
