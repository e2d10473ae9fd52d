"""If these fail, one bad line of a file hides the others, or a wrong one is read as right."""

from __future__ import annotations

import pytest

from casemate.errors import BadInput
from casemate.nouns import Document, Failure, Precision
from casemate.read.json_documents import document_from_json, documents_from_lines, read_published


def test_bad_lines_are_named_and_the_rest_is_read() -> None:
    lines = [
        b'{"id": "a", "text": "x"}',
        b"not json",
        b"[1]",
        b'{"id": "b"}',
        b'{"id": "a", "text": "again"}',
        b"",
        b'{"id": "c", "text": "y", "genre": "poem"}',
        b'{"id": "d", "text": "z", "published": "yesterday"}',
        b'{"id": "e", "text": "w", "toponyms": [[0, 99]]}',
        b'{"id": "f", "text": "\xff"}',
        b'{"id": "g", "text": "good"}',
    ]
    found = list(documents_from_lines(lines, "docs.jsonl"))
    assert [d.id for d in found if isinstance(d, Document)] == ["a", "g"]
    failures = [f for f in found if isinstance(f, Failure)]
    assert len(failures) == 8
    assert failures[0].what == "docs.jsonl line 2"
    assert any("yesterday" in f.reason for f in failures)


def test_publication_times_keep_their_offset() -> None:
    moment, precision = read_published("2024-12-08T01:30:00+05:00")
    assert moment is not None
    assert moment.date().isoformat() == "2024-12-08"
    assert precision is Precision.SECOND
    moment, precision = read_published("2024-12-08")
    assert precision is Precision.DAY
    assert read_published("2024-12-08T10:00:00")[1] is Precision.DAY
    assert read_published(None)[0] is None


def test_wrong_types_are_refused_by_field() -> None:
    with pytest.raises(BadInput, match='"title"'):
        document_from_json({"id": "a", "text": "x", "title": 3})
