"""If these fail, custody of what was fetched is lost, or old chains no longer verify."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from casemate.keep.custody import CustodyLine, Entry, append, digest, read_chain
from casemate.nouns import SourceHints

OLD = (
    '{"address": "saved/a.txt", "at": "2024-12-10T08:00:00+00:00", "by": "AK", "hints": {}, '
    '"how": "file", "media_type": "text/plain", "number": 1, "previous": "'
    + "0" * 64
    + '", "sha256": "'
    + "1" * 64
    + '", "size_bytes": 5, "tool": "casemate 0.1"}'
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=9,
)


def test_a_line_from_before_the_network_door_keeps_its_hash() -> None:
    line = CustodyLine.from_text(OLD)
    assert line.http is None
    assert line.as_text() == OLD
    assert digest(line.as_text()) == digest(OLD)


@given(st.dictionaries(st.text(max_size=9), JSON, max_size=4))
def test_what_a_server_answered_comes_back_as_it_was(http: dict[str, object]) -> None:
    moment = datetime(2024, 12, 10, tzinfo=UTC)
    line = CustodyLine(1, moment, "AK", "fetched", "https://a.example/", "1" * 64, 5, "text/html",
                       "casemate", SourceHints(), "0" * 64, http)  # fmt: skip
    again = CustodyLine.from_text(line.as_text())
    assert again == line
    assert again.as_text() == line.as_text()


def test_lines_with_and_without_an_answer_are_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "custody.jsonl"
    moment = datetime(2024, 12, 10, tzinfo=UTC)
    base = (moment, "AK", "file", "a", "1" * 64, 5, "text/plain", "casemate", SourceHints())
    append(path, read_chain(path), [Entry(*base), Entry(*base, {"status": 200})])
    first, second = read_chain(path).lines
    assert "http" not in first.as_text()
    assert second.http == {"status": 200}
    assert second.previous == digest(first.as_text())
