"""Reading a case: what faces, `weigh` and `tell` ask of case.db. Nothing here writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from casemate.errors import BadInput
from casemate.keep.codec import from_text, list_from_text
from casemate.keep.schema import connect
from casemate.nouns import (
    Capture,
    Claim,
    Copy,
    Document,
    Failure,
    Link,
    Mention,
    Observation,
    Origin,
    PlaceMention,
    Question,
    Reading,
    Said,
    Site,
    Statement,
    ThinTrack,
    TimeMention,
)

NAME = "case.db"
_DOCUMENT = "number, text, header, lang, not_read, mentions, times, places"


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How much a case holds."""

    captures: int
    documents: int
    not_read: int
    statements: int
    observations: int
    claims: int
    origins: int
    failures: int


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """How the claim of a statement stands, without its words."""

    claim: str
    independent_origins: int
    independent_origins_at_most: int
    evidence: int


class CaseReader:
    """A case as it was last built whole. Use as a context manager; one per thread."""

    def __init__(self, case: Path, connection: sqlite3.Connection | None = None) -> None:
        """connection: the writer's own, to see what it has not committed yet, and statements as the
        readers found them; without one, statements are as people left them.
        """
        self.folder = case
        self._statements = "statements_judged" if connection is None else "statements"
        if connection is not None:
            self._db = connection
            return
        path = case / NAME
        if not path.is_file():
            raise BadInput(f"{case} has not been built: run  casemate build {case}")
        self._db = connect(path, read_only=True)
        # One snapshot for all that is asked: a build that commits meanwhile is not mixed in.
        self._db.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    def meta(self, key: str) -> str | None:
        """A fact about the case or its last build: name, casemate version, example, ..."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def counts(self) -> CaseCounts:
        """How much there is of everything."""

        def count(query: str) -> int:
            return int(self._db.execute(f"SELECT count(*) FROM {query}").fetchone()[0])

        return CaseCounts(
            captures=count("captures"),
            documents=count("documents"),
            not_read=count("documents WHERE not_read IS NOT NULL"),
            statements=count("statements"),
            observations=count("observations"),
            claims=count("claims"),
            origins=count("origins"),
            failures=count("failures"),
        )

    def sites(self) -> tuple[Site, ...]:
        """The case's sites, as case.toml ordered them."""
        return list_from_text(Site, self.meta("sites") or "[]")

    def questions(self) -> tuple[Question, ...]:
        """The case's questions, as case.toml ordered them."""
        return list_from_text(Question, self.meta("questions") or "[]")

    def captures(self) -> Iterator[Capture]:
        """Every act of capturing, in the order of the custody chain."""
        for (body,) in self._db.execute("SELECT body FROM captures ORDER BY number"):
            yield from_text(Capture, body)

    def captures_of(self, sha256: str) -> tuple[Capture, ...]:
        """The acts of capturing that gave these bytes."""
        rows = self._db.execute(
            "SELECT body FROM captures WHERE sha256 = ? ORDER BY number", (sha256,)
        )
        return tuple(from_text(Capture, body) for (body,) in rows)

    def documents(self) -> Iterator[Document]:
        """All documents, streamed, in the order of their capture."""
        rows = self._db.execute("SELECT header, text FROM documents ORDER BY number")
        return (_document(header, text) for header, text in rows)

    def document(self, id: str) -> Document | None:
        """One document with its text."""
        row = self._db.execute("SELECT header, text FROM documents WHERE id = ?", (id,)).fetchone()
        return None if row is None else _document(*row)

    def document_headers(self) -> Iterator[Document]:
        """All documents with an empty text: title, outlet, times and the like."""
        rows = self._db.execute("SELECT header FROM documents ORDER BY number")
        return (from_text(Document, header) for (header,) in rows)

    def languages(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Of every document its id, its language, and why it was not read (None: it was)."""
        rows = self._db.execute("SELECT id, lang, not_read FROM documents ORDER BY number")
        return ((str(id), lang, not_read) for id, lang, not_read in rows)

    def readings(self) -> Iterator[tuple[Document, Reading]]:
        """Every document with all that was read in it, streamed."""
        rows = self._db.execute(f"SELECT {_DOCUMENT} FROM documents ORDER BY number")
        for row in rows:
            yield self._reading(row)

    def reading(self, document: str) -> tuple[Document, Reading] | None:
        """One document with all that was read in it."""
        row = self._db.execute(
            f"SELECT {_DOCUMENT} FROM documents WHERE id = ?", (document,)
        ).fetchone()
        return None if row is None else self._reading(row)

    def statements(self, document: str | None = None) -> Iterator[Statement]:
        """Statements of a document, or of all, in reading order."""
        where, given = ("", ()) if document is None else ("WHERE document = ?", (document,))
        rows = self._db.execute(
            f"SELECT body FROM {self._statements} {where} ORDER BY number", given
        )
        return (from_text(Statement, body) for (body,) in rows)

    def statement(self, id: str) -> Statement | None:
        """One statement."""
        row = self._db.execute(
            f"SELECT body FROM {self._statements} WHERE id = ?", (id,)
        ).fetchone()
        return None if row is None else from_text(Statement, row[0])

    def statements_by_id(self, ids: Sequence[str]) -> dict[str, Statement]:
        """Those of `ids` that are statements, by id."""
        found: dict[str, Statement] = {}
        for begin in range(0, len(ids), 500):
            part = tuple(ids[begin : begin + 500])
            marks = ",".join("?" * len(part))
            for (body,) in self._db.execute(
                f"SELECT body FROM {self._statements} WHERE id IN ({marks})", part
            ):
                statement = from_text(Statement, body)
                found[statement.id] = statement
        return found

    def observations(self, site: str | None = None) -> Iterator[Observation]:
        """Observations at a site, or all, by id."""
        where, given = ("", ()) if site is None else ("WHERE site = ?", (site,))
        rows = self._db.execute(f"SELECT body FROM observations {where} ORDER BY id", given)
        return (from_text(Observation, body) for (body,) in rows)

    def tracks(self, entity: str) -> tuple[ThinTrack, ...]:
        """Thinned tracks of an entity, one for each feed and each transmitter of its identity."""
        rows = self._db.execute(
            "SELECT body FROM tracks WHERE entity = ? ORDER BY number", (entity,)
        )
        return tuple(from_text(ThinTrack, body) for (body,) in rows)

    def claims(self, site: str | None = None) -> Iterator[Claim]:
        """Claims about a site, or all, in the order of their earliest statement."""
        where, given = ("", ()) if site is None else ("WHERE site = ?", (site,))
        rows = self._db.execute(f"SELECT body FROM claims {where} ORDER BY number", given)
        return (from_text(Claim, body) for (body,) in rows)

    def claim(self, id: str) -> Claim | None:
        """One claim, also under an id that it absorbed."""
        row = self._db.execute("SELECT body FROM claims WHERE id = ?", (id,)).fetchone()
        if row is None:
            row = self._db.execute(
                "SELECT body FROM claims JOIN claim_evidence ON claims.id = claim "
                "WHERE evidence = ?",
                (id,),
            ).fetchone()
        return None if row is None else from_text(Claim, row[0])

    def claim_of(self, evidence: str) -> str | None:
        """Id of the claim that a statement or observation belongs to."""
        row = self._db.execute(
            "SELECT claim FROM claim_evidence WHERE evidence = ?", (evidence,)
        ).fetchone()
        return None if row is None else str(row[0])

    def documents_about(self) -> Iterator[tuple[str, str]]:
        """(document, site) for every site that some statement of a document is about."""
        rows = self._db.execute(
            "SELECT DISTINCT document, site FROM statements WHERE site IS NOT NULL "
            "ORDER BY document, site"
        )
        return ((str(document), str(site)) for document, site in rows)

    def claim_marks(self, document: str) -> dict[str, ClaimMark]:
        """Of each statement in a document that belongs to a claim, how that claim stands."""
        rows = self._db.execute(
            "SELECT s.id, c.id, c.independent_origins, c.independent_origins_at_most, "
            "(SELECT count(*) FROM claim_evidence x WHERE x.claim = c.id) "
            f"FROM {self._statements} s JOIN claim_evidence e ON e.evidence = s.id "
            "JOIN claims c ON c.id = e.claim WHERE s.document = ?",
            (document,),
        )
        return {str(statement): ClaimMark(*rest) for statement, *rest in rows}

    def said(self, site: str, question: str) -> tuple[Said, ...]:
        """What the evidence says on a question at a site, for `weigh.site_state`."""
        rows = self._db.execute(
            "SELECT body FROM said WHERE site = ? AND question = ? ORDER BY number",
            (site, question),
        )
        return tuple(from_text(Said, body) for (body,) in rows)

    def reviews(self) -> dict[str, str]:
        """Statement id to who accepted or corrected it; the others are machine-found."""
        return dict(self._db.execute("SELECT evidence, reviewed_by FROM reviews"))

    def judged(self) -> dict[str, str]:
        """Statement id to what people did to it: "corrected" or "rejected"."""
        return dict(
            self._db.execute(
                "SELECT statement, CASE WHEN body IS NULL THEN 'rejected' ELSE 'corrected' END "
                "FROM judged"
            )
        )

    def grades(self) -> dict[str, tuple[str, str]]:
        """Source name to the letter A to F that a person gave it, and who did."""
        rows = self._db.execute("SELECT source, letter, graded_by FROM grades")
        return {source: (letter, by) for source, letter, by in rows}

    def origins(self) -> Iterator[Origin]:
        """All origins, by id."""
        rows = self._db.execute("SELECT body FROM origins ORDER BY id")
        return (from_text(Origin, body) for (body,) in rows)

    def origin(self, id: str) -> Origin | None:
        """One origin."""
        row = self._db.execute("SELECT body FROM origins WHERE id = ?", (id,)).fetchone()
        return None if row is None else from_text(Origin, row[0])

    def links(self, source: str | None = None) -> Iterator[Link]:
        """Dependences of a document, or all."""
        where, given = ("", ()) if source is None else ("WHERE source = ?", (source,))
        rows = self._db.execute(f"SELECT body FROM links {where} ORDER BY number", given)
        return (from_text(Link, body) for (body,) in rows)

    def copies(self) -> Iterator[Copy]:
        """Documents that repeat others."""
        rows = self._db.execute("SELECT body FROM copies ORDER BY document, original")
        return (from_text(Copy, body) for (body,) in rows)

    def failures(self) -> Iterator[Failure]:
        """What could not be done, in the order it happened."""
        rows = self._db.execute("SELECT stage, what, reason FROM failures ORDER BY number")
        return (Failure(*row) for row in rows)

    def search(self, words: str, limit: int = 20) -> tuple[Statement, ...]:
        """Statements whose words or speaker match all of `words`, best first."""
        query = " ".join('"' + w.replace('"', '""') + '"' for w in words.split())
        if not query:
            return ()
        rows = self._db.execute(
            f"SELECT body FROM statements_fts JOIN {self._statements} s "
            "ON s.number = statements_fts.rowid "
            "WHERE statements_fts MATCH ? ORDER BY rank, s.number LIMIT ?",
            (query, limit),
        )
        return tuple(from_text(Statement, body) for (body,) in rows)

    def _reading(self, row: sqlite3.Row | tuple[object, ...]) -> tuple[Document, Reading]:
        _, text, header, lang, not_read, mentions, times, places = map(str_or_none, row)
        document = _document(header or "", text or "")
        return document, Reading(
            document=document.id,
            lang=lang,
            mentions=list_from_text(Mention, mentions or "[]"),
            times=list_from_text(TimeMention, times or "[]"),
            places=list_from_text(PlaceMention, places or "[]"),
            statements=tuple(self.statements(document.id)),
            not_read=not_read,
        )


def str_or_none(value: object) -> str | None:
    """SQLite's text columns as the type checker wants them."""
    return None if value is None else str(value)


def _document(header: str, text: str) -> Document:
    return replace(from_text(Document, header), text=text)
