"""A post of any network, as one JSON object, to a document (docs/collect.md has the fields)."""

from __future__ import annotations

from typing import Any

from casemate.errors import BadInput
from casemate.nouns import Document
from casemate.read.json_documents import read_published

EXTRACTOR = "casemate-posts 1"
# One of these in a JSON line makes it a post; documents have none of them.
MARKS = ("author", "handle", "time", "forwarded_from")
_TEXTS = ("author", "handle", "outlet", "network", "url", "lang", "time", "forwarded_from")


def document_from_post(given: dict[str, Any]) -> Document:
    """The document in a post: its words as they stand, its author as byline, its time.

    Raises BadInput that names the field at fault.
    """
    text = given.get("text")
    if not isinstance(text, str):
        raise BadInput('"text" must be a string')
    for field in _TEXTS:
        if not isinstance(given.get(field), str | None):
            raise BadInput(f'"{field}" must be a string or left out')
    published, precision = read_published(given.get("time"))
    author = given.get("author") or given.get("handle")
    return Document(
        id="",
        text=text,
        outlet=given.get("outlet") or author,
        byline=author,
        url=given.get("url"),
        lang=given.get("lang"),
        published=published,
        published_precision=precision,
        forwarded_from=given.get("forwarded_from"),
        extractor=EXTRACTOR,
    )
