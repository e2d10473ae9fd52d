"""If these fail, a case of another version is misread instead of refused with a remedy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from casemate.errors import BadInput, NewerSchema
from casemate.keep.reader import CaseReader
from casemate.keep.schema import MIGRATIONS, TABLES, connect


def test_a_new_database_gets_the_whole_schema(tmp_path: Path) -> None:
    db = connect(tmp_path / "case.db")
    assert db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(TABLES) <= names
    db.close()


def test_a_newer_schema_is_refused_with_the_remedy(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "case.db")
    db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(NewerSchema, match="pip install --upgrade casemate"):
        connect(tmp_path / "case.db")


def test_a_damaged_database_says_that_it_can_be_deleted(tmp_path: Path) -> None:
    (tmp_path / "case.db").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(BadInput, match="delete it and run"):
        connect(tmp_path / "case.db")


def test_a_case_that_was_never_built_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="casemate build"):
        CaseReader(tmp_path)
