"""If these fail, what a person takes out of Casemate as JSON lines is not what is in the case."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from tests.tell.export.conftest import Export
from tests.tell.export.odd_case import REVIEWER

from casemate.keep.codec import from_text
from casemate.keep.reader import CaseReader
from casemate.nouns import Claim, Document, Link, Observation, Origin, Statement

_MARKS = {
    "is", "status", "reviewed_by", "corrected", "simulated", "claim", "not_read", "text_sha256",
}  # fmt: skip


def rows(path: Path, what: str) -> list[dict[str, object]]:
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in found if row["is"] == what]


@pytest.mark.parametrize("kind", [Claim, Document, Link, Observation, Origin, Statement])
def test_the_nouns_come_back_as_they_were(odd: Path, export: Export, kind: type) -> None:
    name = kind.__name__.lower()
    # Of an observation it is a field of its own.
    marks = _MARKS - {"simulated"} if kind is Observation else _MARKS
    back = {
        from_text(kind, json.dumps({k: v for k, v in row.items() if k not in marks}))
        for row in rows(export("jsonl"), name)
    }
    with CaseReader(odd) as case:
        kept = set(getattr(case, f"{name}s")())
    # A claim of which all was rejected is not told.
    gone = {"The ships are still at the quay"} if kind is Claim else set()
    assert {n.text for n in kept - back} == gone
    assert not back - kept
    assert back


def test_a_second_program_finds_who_reviewed_what(export: Export) -> None:
    """SQLite's own JSON functions read every line."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE lines (line TEXT)")
    text = export("jsonl").read_text(encoding="utf-8")
    db.executemany("INSERT INTO lines VALUES (?)", ((x,) for x in text.split("\n") if x))
    found = db.execute(
        "SELECT line ->> 'status', line ->> 'reviewed_by', line ->> 'source_name' FROM lines "
        "WHERE line ->> 'is' = 'statement' AND line ->> 'text' = 'The quay was empty on Tuesday'"
    ).fetchall()
    assert sorted(map(str, found)) == sorted(
        [
            str(("machine-found", None, "a crane driver")),
            str(("reviewed", REVIEWER, "a crane driver named Sam")),
        ]
    )
    db.close()


def test_what_is_made_up_says_so(example: Path, export: Export) -> None:
    out = export("jsonl", case=example)
    assert "not reporting" in str(rows(out, "case")[0]["notice"])
    made_up = {row["id"]: row["simulated"] for row in rows(out, "document")}
    assert {id for id, simulated in made_up.items() if simulated} == {"dodd"}
    assert all(row["simulated"] == (row["document"] == "dodd") for row in rows(out, "statement"))
    assert [row["simulated"] for row in rows(out, "observation")] == [True, False]
    assert {row["simulated"] for row in rows(out, "claim")} == {"", "part", "all"}


def test_what_a_person_rejected_is_left_out(export: Export) -> None:
    said = [row["text"] for row in rows(export("jsonl"), "statement")]
    assert "Nobody was at the quay on 10 December" in said
    assert "The ships are still at the quay" not in said
