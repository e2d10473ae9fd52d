"""The tables of case.db, as numbered migrations that are never edited, only added to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from casemate.errors import BadInput, CannotWrite, NewerSchema

MIGRATIONS = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE captures (
        number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, address TEXT NOT NULL,
        media_type TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX captures_sha256 ON captures (sha256);
    CREATE TABLE documents (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, capture TEXT NOT NULL,
        fingerprint TEXT NOT NULL, title TEXT, outlet TEXT, lang TEXT, not_read TEXT,
        published TEXT, text TEXT NOT NULL, header TEXT NOT NULL,
        mentions TEXT NOT NULL, times TEXT NOT NULL, places TEXT NOT NULL);
    CREATE TABLE statements (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        kind TEXT NOT NULL, source_name TEXT, valid TEXT, predicate TEXT, site TEXT,
        text TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX statements_document ON statements (document);
    CREATE INDEX statements_site ON statements (site);
    CREATE TABLE observations (
        id TEXT PRIMARY KEY, site TEXT NOT NULL, zone TEXT, kind TEXT NOT NULL, valid TEXT NOT NULL,
        text TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE tracks (number INTEGER PRIMARY KEY, entity TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX tracks_entity ON tracks (entity);
    CREATE TABLE copies (
        document TEXT NOT NULL, original TEXT NOT NULL, relation TEXT NOT NULL,
        overlap REAL NOT NULL, body TEXT NOT NULL, PRIMARY KEY (document, original)) WITHOUT ROWID;
    CREATE TABLE claims (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, site TEXT, valid TEXT,
        independent_origins INTEGER NOT NULL, independent_origins_at_most INTEGER NOT NULL,
        text TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX claims_site ON claims (site);
    CREATE TABLE claim_evidence (
        claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, position INTEGER NOT NULL,
        evidence TEXT NOT NULL, PRIMARY KEY (claim, position)) WITHOUT ROWID;
    CREATE INDEX claim_evidence_evidence ON claim_evidence (evidence);
    CREATE TABLE origins (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, party TEXT,
        body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE links (
        number INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL,
        relation TEXT NOT NULL, probability REAL NOT NULL, body TEXT NOT NULL);
    CREATE INDEX links_source ON links (source);
    CREATE INDEX links_target ON links (target);
    CREATE TABLE said (
        number INTEGER PRIMARY KEY, site TEXT NOT NULL, question TEXT NOT NULL,
        claim TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX said_site ON said (site, question);
    CREATE TABLE reviews (
        evidence TEXT PRIMARY KEY, reviewed_by TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE judged (
        statement TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
    CREATE VIEW statements_judged AS
        SELECT s.number, s.id, s.document, s.site, s.text, coalesce(j.body, s.body) AS body
        FROM statements s LEFT JOIN judged j ON j.statement = s.id
        WHERE j.statement IS NULL OR j.body IS NOT NULL;
    CREATE TABLE grades (
        source TEXT PRIMARY KEY, letter TEXT NOT NULL, graded_by TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE failures (
        number INTEGER PRIMARY KEY, stage TEXT NOT NULL, what TEXT NOT NULL, reason TEXT NOT NULL);
    CREATE VIRTUAL TABLE documents_fts USING fts5 (
        title, text, content='documents', content_rowid='number', tokenize='unicode61');
    CREATE TRIGGER documents_fts_in AFTER INSERT ON documents BEGIN
        INSERT INTO documents_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
    END;
    CREATE TRIGGER documents_fts_out AFTER DELETE ON documents BEGIN
        INSERT INTO documents_fts (documents_fts, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
    END;
    CREATE VIRTUAL TABLE statements_fts USING fts5 (
        source_name, text, content='statements', content_rowid='number', tokenize='unicode61');
    CREATE TRIGGER statements_fts_in AFTER INSERT ON statements BEGIN
        INSERT INTO statements_fts (rowid, source_name, text)
        VALUES (new.number, new.source_name, new.text);
    END;
    CREATE TRIGGER statements_fts_out AFTER DELETE ON statements BEGIN
        INSERT INTO statements_fts (statements_fts, rowid, source_name, text)
        VALUES ('delete', old.number, old.source_name, old.text);
    END;
    """,
)
# The tables that a rebuild must give again, row for row; the FTS tables follow from them.
TABLES = (
    "meta", "captures", "documents", "statements", "observations", "tracks", "copies",
    "claims", "claim_evidence", "origins", "links", "said", "reviews", "judged", "grades",
    "failures",
)  # fmt: skip


def connect(path: Path, read_only: bool = False) -> sqlite3.Connection:
    """Opens case.db, brings its schema up to date, and returns the connection.

    WAL, so that readers see the last whole state while a build goes on. Raises NewerSchema for a
    database of a later version, BadInput for a file that is no database, CannotWrite for a full
    disk or a folder without permission.
    """
    try:
        if read_only:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
        else:
            connection = sqlite3.connect(path, timeout=30)
        connection.execute("PRAGMA foreign_keys = ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise NewerSchema(
                f"{path} was built by a newer Casemate (schema {version}, this one knows "
                f"{len(MIGRATIONS)}): upgrade with  pip install --upgrade casemate , or delete "
                "the file and build again"
            )
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            migrate(connection, version)
        elif version < len(MIGRATIONS):
            raise BadInput(f"{path} is of an older version: run  casemate build  first")
    except sqlite3.DatabaseError as fault:
        if isinstance(fault, sqlite3.OperationalError):
            raise CannotWrite(
                f"{path} cannot be opened ({fault}): check the folder's permissions and free space"
            ) from fault
        raise BadInput(
            f"{path} is damaged ({fault}): delete it and run  casemate build ; "
            "nothing is lost, it is derived from the evidence"
        ) from fault
    return connection


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Applies the migrations after `version`, each in one transaction."""
    for number in range(version, len(MIGRATIONS)):
        connection.executescript(
            f"BEGIN; {MIGRATIONS[number]}; PRAGMA user_version = {number + 1}; COMMIT;"
        )
