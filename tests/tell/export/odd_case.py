"""The little case with what exports must survive: formulas, odd characters, made-up sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from tests.tell.little_case import HELD_TUESDAY, SITE, build_little_case

from casemate.keep.codec import list_to_text
from casemate.keep.reader import CaseReader
from casemate.keep.writer import CaseWriter
from casemate.nouns import (
    Capture,
    Claim,
    Document,
    Observation,
    Reading,
    SceneCitation,
    SourceHints,
    SourceKind,
    Statement,
    StatementKind,
    Weighing,
    When,
    Where,
    Zone,
    statement_id,
)

FORMULA = '=HYPERLINK("https://evil.example","the quay")'
# A NUL, a line separator, a bell, right to left, and what leaves the first plane.
ODD = "Ships \x00\u2028\x07 رصيف 🚢 <b>&amp;]]>"
TEXT = f"{FORMULA} said the clerk. {ODD} left, and came back, said Ms O'Hara."
REVIEWER = "A. K."


def build_odd_case(folder: Path, *, example: bool = False, as_of: str = "") -> Path:
    """The little case, with one document more (simulated, full of traps) and a review.

    Reviewed: "The quay was empty on Tuesday" in the Post, with its speaker corrected.
    Rejected: "The ships are still at the quay".
    """
    build_little_case(folder, example=example)
    odd = Document(
        id="dodd",
        text=TEXT,
        title="@SUM(1)",
        outlet="+outlet",
        byline='-byline "the & {second}"',
        url="https://odd.example/%C3%A9?a=1&b=2",
        lang="en",
        published=datetime(2024, 12, 14, 23, 30, tzinfo=UTC),
        capture="c" * 64,
        extractor="page 1",
        captured_at=datetime(2024, 12, 15, tzinfo=UTC),
    )
    statements = (_statement(odd, FORMULA, "the clerk"), _in_two_pieces(odd))
    zone = Zone("north", "North mole", "quay", (((35.8, 34.9), (35.8, 34.91), (35.82, 34.91)),))
    with CaseReader(folder) as reader:
        # The Lantern has the same words: the Post's are meant.
        empty = next(s for s in reader.statements("dpost") if s.text.startswith("The quay was"))
        still = next(s for s in reader.statements("dwire") if s.text.startswith("The ships"))
        weighing = Weighing(
            copies=tuple(reader.copies()),
            claims=(*reader.claims(), *map(_claim, statements)),
            origins=tuple(reader.origins()),
            links=tuple(reader.links()),
        )
        observations = [*reader.observations(), _seen()]
    writer = CaseWriter(folder)
    with writer.stage():
        writer.put_captures([_capture(odd)], 10)
        writer.put_document(10, odd, Reading(odd.id, "en", statements=statements), "f10")
        writer.put_observations(observations)
        writer.put_weighing(weighing)
        corrected = replace(empty, source_name="a crane driver named Sam")
        changed = {empty.id: corrected, still.id: None}
        writer.put_reviews({empty.id: REVIEWER}, changed, ())
        writer.set_meta("sites", list_to_text([replace(SITE, zones=(zone,))]))
        writer.set_meta("as_of", as_of)
    writer.close()
    return folder


def build_large_case(folder: Path, documents: int, each: int) -> Path:
    """A case of `documents` reports with `each` statements in every one, each its own claim."""
    folder.mkdir(parents=True)
    writer = CaseWriter(folder)
    claims = []
    with writer.stage():
        for number in range(documents):
            words = [f"Ship {number} passed buoy {n} at dusk" for n in range(each)]
            document = Document(
                id=f"d{number}",
                text=". ".join(words),
                title=f"Report {number}",
                outlet=f"Outlet {number % 40}",
                url=f"https://outlet{number % 40}.example/{number}",
                published=datetime(2024, 12, 1 + number % 28, tzinfo=UTC),
                capture=f"{number:064x}",
            )
            statements = tuple(_statement(document, w, "") for w in words)
            claims.extend(map(_claim, statements))
            reading = Reading(document.id, "en", statements=statements)
            writer.put_document(number, document, reading, "f")
        writer.put_weighing(Weighing(claims=tuple(claims)))
        writer.set_meta("name", "Large")
        writer.set_meta("sites", list_to_text([SITE]))
        writer.set_meta("questions", "[]")
    writer.close()
    return folder


def _statement(document: Document, content: str, source: str) -> Statement:
    begin = document.text.index(content)
    spans = ((begin, begin + len(content)),)
    at = document.text.index(source) if source else 0
    by = ((at, at + len(source)),) if source else ()
    return Statement(
        id=statement_id(document.id, by, (), spans),
        document=document.id,
        kind=StatementKind.EXPLICIT if source else StatementKind.BARE,
        content=spans,
        text=content,
        source=by,
        source_name=source or None,
        source_kind=SourceKind.OFFICIAL,
        valid=HELD_TUESDAY,
        places=("quay",),
    )


def _in_two_pieces(document: Document) -> Statement:
    text = document.text
    one, two = text.index(ODD), text.index("came back")
    spans = ((one, one + len(ODD)), (two, two + len("came back")))
    found = _statement(document, ODD, "Ms O'Hara")
    id = statement_id(document.id, found.source, (), spans)
    return replace(found, id=id, content=spans, text=f"{ODD} … came back")


def _claim(statement: Statement) -> Claim:
    return Claim(
        id=statement.id,
        text=statement.text,
        site="quay",
        valid=statement.valid,
        statements=(statement.id,),
        origins=(),
        independent_origins=0,
        independent_origins_at_most=1,
        independent_parties=0,
        why="=one document",
    )


def _seen() -> Observation:
    return Observation(
        id="o-seen",
        kind="count",
        site="quay",
        text="two ships at the north quay",
        valid=When.day(date(2024, 12, 9)),
        known=When.day(date(2024, 12, 10)),
        citations=(SceneCitation("scene-1", "d" * 64, (1, 2, 3, 4)),),
        method="look 1",
        origin_key="scene-1",
        where=Where(35.8761, -34.905, 12.5),
        confidence=0.75,
    )


def _capture(document: Document) -> Capture:
    return Capture(
        sha256=document.capture or "",
        size_bytes=9,
        media_type="text/html",
        address="saved/odd.html",
        captured_at=datetime(2024, 12, 15, tzinfo=UTC),
        hints=SourceHints(simulated=True),
    )
