"""A small case, marked by hand and written to a real case.db: what the pages are tested against.

Three reports of two invented outlets, a picture and an unread text, about one port.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from casemate.keep.codec import list_to_text
from casemate.keep.writer import CaseWriter
from casemate.nouns import (
    Capture,
    Claim,
    Copy,
    Document,
    Failure,
    Link,
    Observation,
    Origin,
    OriginKind,
    Passage,
    PassageKind,
    Precision,
    Question,
    Reading,
    Relation,
    SceneCitation,
    Site,
    SourceKind,
    Stance,
    Statement,
    StatementKind,
    ValidBasis,
    Weighing,
    When,
    Where,
    statement_id,
)

SITE = Site(
    "quay",
    "Grey Quay",
    "port",
    ("Grey Quay", "رصيف"),
    Where(35.877, 34.905, 600),
)
TEXTS = {
    "post": (
        "Harbour Post",
        "2024-12-10",
        "The quay was empty on Tuesday, a crane driver told the Harbour Post. "
        "“They cast off without lights,” the crane driver said.\n\n"
        "A clerk denied that the ships had left for good.\n\n"
        "A corvette at the quay in December 2015.",
    ),
    "lantern": (
        "Evening Lantern",
        "2024-12-11",
        "The quay was empty on Tuesday, the Harbour Post reported, citing a crane driver.",
    ),
    "wire": (
        "Cape Wire",
        "2024-12-13",
        "Nobody was at the quay on 10 December, a fisherman told Cape Wire. "
        "The ships are still at the quay, a guard said.",
    ),
}
UNREAD = ("Вестник", "2024-12-12", "Причал пуст.")
HELD_TUESDAY = When.day(date(2024, 12, 10))


def build_little_case(folder: Path, *, example: bool = False, hostile: str = "") -> Path:
    """Writes case.db (and two pictures) into `folder`; `hostile` goes wherever text can."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "before.png").write_bytes(grey_png(60))
    (folder / "after.png").write_bytes(grey_png(180))
    writer = CaseWriter(folder)
    documents = {key: _document(key, *TEXTS[key], hostile) for key in TEXTS}
    unread = _document("unread", *UNREAD, hostile)
    with writer.stage():
        captures = [_capture(d) for d in (*documents.values(), unread)]
        writer.put_captures(captures, 1)
        statements = _statements(documents, hostile)
        for number, document in enumerate(documents.values(), 1):
            mine = tuple(s for s in statements.values() if s.document == document.id)
            reading = Reading(document.id, "en", statements=mine)
            writer.put_document(number, document, reading, f"f{number}")
        reading = Reading(unread.id, "ru", not_read="Russian is not read")
        writer.put_document(9, unread, reading, "f9")
        writer.put_observations([_observation(hostile)])
        writer.put_weighing(_weighing(documents, statements, hostile))
        writer.put_failures(
            "collect", [Failure("collect", f"saved/{hostile}torn.html", "the file is empty")]
        )
        writer.set_meta("name", f"Grey Quay{hostile}")
        writer.set_meta("example", "yes" if example else "")
        writer.set_meta("casemate", "0.1.0")
        site = replace(SITE, name=SITE.name + hostile, names=(*SITE.names, f"Quay{hostile}"))
        writer.set_meta("sites", list_to_text([site]))
        writer.set_meta("questions", list_to_text([Question("presence", ("quay",), ("a", "b"))]))
    writer.close()
    return folder


def document_id(key: str) -> str:
    """The id of a document of the little case."""
    return f"d{key}"


def grey_png(level: int, side: int = 64) -> bytes:
    """A grey square, so that no picture has to be stored."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + bytes([level] * side) for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    )


def _document(key: str, outlet: str, day: str, text: str, hostile: str) -> Document:
    caption = text.find("A corvette")
    passages = ()
    if caption >= 0:
        passages = (Passage((caption, len(text)), PassageKind.CAPTION),)
    body = text + (f"\n\n{hostile}" if hostile else "")
    return Document(
        id=document_id(key),
        text=body,
        title=f"{outlet} of {day}{hostile}",
        outlet=outlet + hostile,
        byline=hostile or None,
        url=f"https://{key}.example/1" if not hostile else f"javascript:alert(1)//{hostile}",
        lang="en",
        published=datetime.fromisoformat(day).replace(tzinfo=UTC),
        passages=passages,
        capture=f"{key:0>64}".replace(" ", "0"),
        extractor="page 1",
    )


def _capture(document: Document) -> Capture:
    assert document.capture
    return Capture(
        sha256=document.capture,
        size_bytes=len(document.text),
        media_type="text/html",
        address=f"saved/{document.id}.html",
        captured_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    )


def _statements(documents: dict[str, Document], hostile: str) -> dict[str, Statement]:
    tuesday = {"valid": HELD_TUESDAY, "valid_basis": ValidBasis.STATED}

    def say(key: str, content: str, source: str, kind: StatementKind, **more: object) -> Statement:
        document = documents[key]
        begin = document.text.index(content)
        spans = ((begin, begin + len(content)),)
        by = ()
        if source:
            at = document.text.index(source)
            by = ((at, at + len(source)),)
        id = statement_id(document.id, by, (), spans)
        name = (source + hostile) if source else None
        fields = {"source_name": name, **more}
        return Statement(id, document.id, kind, spans, content, by, places=("quay",), **fields)  # type: ignore[arg-type]

    explicit, bare = StatementKind.EXPLICIT, StatementKind.BARE
    anonymous = {"source_kind": SourceKind.ANONYMOUS}
    return {
        "empty": say(
            "post", "The quay was empty on Tuesday", "a crane driver", explicit,
            **tuesday, **anonymous,
        ),
        "lights": say("post", "“They cast off without lights,”", "the crane driver", explicit),
        "denied": say(
            "post", "the ships had left for good", "A clerk", explicit,
            stance=Stance.DENIES, **anonymous,
        ),
        "caption": say(
            "post", "A corvette at the quay in December 2015.", "", bare,
            valid=When.days(date(2015, 12, 1), date(2015, 12, 31), Precision.MONTH),
            valid_basis=ValidBasis.STATED,
        ),
        "again": say(
            "lantern", "The quay was empty on Tuesday", "a crane driver", explicit,
            via=("Harbour Post",), **tuesday, **anonymous,
        ),
        "nobody": say(
            "wire", "Nobody was at the quay on 10 December", "a fisherman", explicit,
            **tuesday, **anonymous,
        ),
        "still": say("wire", "The ships are still at the quay", "a guard", explicit, **anonymous),
    }  # fmt: skip


def _observation(hostile: str) -> Observation:
    return Observation(
        id="o-pair",
        kind="change",
        site="quay",
        text=f"north quay: occupied, then empty{hostile}",
        valid=HELD_TUESDAY,
        known=When.day(date(2024, 12, 12)),
        citations=(SceneCitation("scene-2", "b" * 64, (0, 0, 64, 64)),),
        method="look 1",
        origin_key="scene-2",
        pictures=("before.png", "after.png"),
        not_observable=None,
        simulated=True,
    )


def _weighing(
    documents: dict[str, Document], statements: dict[str, Statement], hostile: str
) -> Weighing:
    s = {key: statement.id for key, statement in statements.items()}
    origins = (
        _origin("o1", f"a crane driver to the Harbour Post{hostile}", "post", s["empty"]),
        _origin("o2", "a fisherman to Cape Wire", "wire", s["nobody"]),
        _origin("o3", "the picture of 10 December", None, "o-pair", OriginKind.IMAGERY),
        _origin("o4", "a guard", "wire", s["still"]),
    )
    claims = (
        Claim(
            id=s["empty"],
            text=statements["empty"].text,
            site="quay",
            valid=HELD_TUESDAY,
            statements=(s["empty"], s["again"], "o-pair", s["nobody"]),
            origins=("o1", "o2", "o3"),
            independent_origins=3,
            independent_origins_at_most=3,
            independent_parties=3,
            why=f"a crane driver, a fisherman and a picture{hostile}",
            contradicts=(s["still"],),
            denied_by=(s["denied"],),
            credibility=3,
        ),
        _claim(statements["lights"], ("o1",)),
        _claim(statements["denied"], ()),
        _claim(statements["caption"], ()),
        replace(_claim(statements["still"], ("o4",)), contradicts=(s["empty"],)),
    )
    return Weighing(
        copies=(
            Copy(documents["lantern"].id, documents["post"].id, Relation.ABRIDGED, 0.8, (), "date"),
        ),
        claims=claims,
        origins=origins,
        links=(Link(documents["lantern"].id, "o1", Relation.CITES, 0.9, (0, 10)),),
    )


def _origin(
    id: str,
    name: str,
    key: str | None,
    statement: str,
    kind: OriginKind = OriginKind.ANONYMOUS_OFFICIALS,
) -> Origin:
    return Origin(id, name, kind, None, document_id(key) if key else None, (statement,))


def _claim(statement: Statement, origins: tuple[str, ...]) -> Claim:
    return Claim(
        id=statement.id,
        text=statement.text,
        site="quay",
        valid=statement.valid,
        statements=(statement.id,),
        origins=origins,
        independent_origins=len(origins),
        independent_origins_at_most=max(1, len(origins)),
        independent_parties=len(origins),
        why="one document",
    )
