"""Writing case.db: only the build does. Each stage is one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from casemate.errors import CannotWrite
from casemate.keep.codec import list_to_text, to_text
from casemate.keep.reader import NAME, CaseReader
from casemate.keep.schema import connect
from casemate.nouns import (
    Capture,
    Document,
    Failure,
    Judgement,
    Observation,
    Reading,
    Said,
    Statement,
    ThinTrack,
    Weighing,
)


class CaseWriter:
    """The one writer of a case, to be used under `lock.builder_lock`."""

    def __init__(self, case: Path) -> None:
        self._db = connect(case / NAME)
        self._db.isolation_level = None
        # What is written so far, this stage's uncommitted rows included.
        self.rows = CaseReader(case, self._db)

    def close(self) -> None:
        """Folds the write-ahead log into the file and closes it."""
        with _disk():
            self._db.execute("PRAGMA optimize")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    @contextmanager
    def stage(self) -> Iterator[None]:
        """All that is written inside is seen by readers at once, or never."""
        with _disk():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def set_meta(self, key: str, value: str) -> None:
        """Stores a fact about the case or this build."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def fingerprints(self) -> dict[str, str]:
        """Document id to what it was read from and by: what need not be read again."""
        return dict(self._db.execute("SELECT id, fingerprint FROM documents"))

    def put_captures(self, captures: Iterable[Capture], first: int) -> None:
        """Captures by their number in the custody chain, in place of those from `first` on."""
        self._db.execute("DELETE FROM captures WHERE number >= ?", (first,))
        rows = (
            (number, c.sha256, c.address, c.media_type, to_text(c))
            for number, c in enumerate(captures, first)
        )
        self._db.executemany("INSERT OR REPLACE INTO captures VALUES (?, ?, ?, ?, ?)", rows)

    def put_document(
        self, number: int, document: Document, reading: Reading, fingerprint: str
    ) -> None:
        """A document and all that was read in it, in place of what was known under its id.

        number: its place in the order of captures, the same in every rebuild.
        """
        self._db.execute("DELETE FROM documents WHERE id = ? OR number = ?", (document.id, number))
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                document.id,
                document.capture or "",
                fingerprint,
                document.title,
                document.outlet,
                reading.lang,
                reading.not_read,
                None if document.published is None else document.published.isoformat(),
                document.text,
                to_text(replace(document, text="")),
                list_to_text(reading.mentions),
                list_to_text(reading.times),
                list_to_text(reading.places),
            ),
        )
        self._db.executemany(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _statement_rows(number, reading.statements),
        )

    def drop_documents(self, ids: Iterable[str]) -> None:
        """Removes documents, with their statements, that no capture gives any more."""
        self._db.executemany("DELETE FROM documents WHERE id = ?", ((id,) for id in ids))

    def put_observations(self, observations: Iterable[Observation]) -> None:
        """All observations, in place of the earlier ones."""
        self._db.execute("DELETE FROM observations")
        rows = (
            (o.id, o.site, o.zone, o.kind, str(o.valid), o.text, to_text(o)) for o in observations
        )
        self._db.executemany("INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def put_tracks(self, tracks: Iterable[ThinTrack]) -> None:
        """All thinned tracks, in place of the earlier ones."""
        self._db.execute("DELETE FROM tracks")
        rows = ((number, t.entity, to_text(t)) for number, t in enumerate(tracks, 1))
        self._db.executemany("INSERT INTO tracks VALUES (?, ?, ?)", rows)

    def put_weighing(self, weighing: Weighing) -> None:
        """Copies, claims, origins and links, in place of the earlier ones."""
        for table in ("claim_evidence", "claims", "origins", "links", "copies"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.executemany(
            "INSERT INTO copies VALUES (?, ?, ?, ?, ?)",
            ((c.document, c.of, c.relation.value, c.overlap, to_text(c)) for c in weighing.copies),
        )
        self._db.executemany(
            "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    c.id,
                    c.site,
                    None if c.valid is None else str(c.valid),
                    c.independent_origins,
                    c.independent_origins_at_most,
                    c.text,
                    to_text(c),
                )
                for number, c in enumerate(weighing.claims)
            ),
        )
        self._db.executemany(
            "INSERT INTO claim_evidence VALUES (?, ?, ?)",
            ((c.id, at, e) for c in weighing.claims for at, e in enumerate(c.statements)),
        )
        self._db.executemany(
            "INSERT INTO origins VALUES (?, ?, ?, ?, ?)",
            ((o.id, o.name, o.kind.value, o.party, to_text(o)) for o in weighing.origins),
        )
        self._db.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    link.source,
                    link.target,
                    link.relation.value,
                    link.probability,
                    to_text(link),
                )
                for number, link in enumerate(weighing.links)
            ),
        )

    def put_said(self, rows: Iterable[tuple[str, str, Said]]) -> None:
        """(site, question, what is said), in place of the earlier rows."""
        self._db.execute("DELETE FROM said")
        self._db.executemany(
            "INSERT INTO said (site, question, claim, body) VALUES (?, ?, ?, ?)",
            ((site, question, said.claim, to_text(said)) for site, question, said in rows),
        )

    def put_reviews(
        self,
        reviewed: Mapping[str, str],
        changed: Mapping[str, Statement | None],
        grades: Iterable[Judgement],
    ) -> None:
        """What people decided, in place of the earlier: who accepted which evidence, statements as
        they were corrected (None: rejected), and how sources were graded.
        """
        self._db.execute("DELETE FROM judged")
        self._db.executemany(
            "INSERT INTO judged VALUES (?, ?)",
            ((id, None if s is None else to_text(s)) for id, s in sorted(changed.items())),
        )
        self._db.execute("DELETE FROM reviews")
        self._db.executemany("INSERT INTO reviews VALUES (?, ?)", sorted(reviewed.items()))
        self._db.execute("DELETE FROM grades")
        self._db.executemany(
            "INSERT OR REPLACE INTO grades VALUES (?, ?, ?)",
            ((g.target, g.value, g.by) for g in grades),
        )

    def put_failures(self, stage: str, failures: Iterable[Failure]) -> None:
        """The failures of a stage, in place of its earlier ones."""
        self._db.execute("DELETE FROM failures WHERE stage = ?", (stage,))
        self._db.executemany(
            "INSERT INTO failures (stage, what, reason) VALUES (?, ?, ?)",
            ((f.stage, f.what, f.reason) for f in failures),
        )


# A document's statements are numbered within it, so that numbers do not depend on what was read
# before; no document has more statements than this (longer texts are refused at the door).
PER_DOCUMENT = 1_000_000


def _statement_rows(number: int, statements: Iterable[Statement]) -> Iterator[tuple[object, ...]]:
    seen: set[str] = set()
    for at, s in enumerate(statements):
        if s.id in seen:
            continue
        seen.add(s.id)
        yield (
            number * PER_DOCUMENT + at,
            s.id,
            s.document,
            s.kind.value,
            s.source_name,
            None if s.valid is None else str(s.valid),
            s.predicate,
            s.places[0] if s.places else None,
            s.text,
            to_text(s),
        )


@contextmanager
def _disk() -> Iterator[None]:
    """SQLite's word for a full disk or a missing permission, in ours."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        raise CannotWrite(
            f"case.db could not be written ({fault}): free some space or give write permission and "
            "build again; what was derived so far is whole"
        ) from fault
