"""How long the dossier of a large case takes, how large its site page is, how fast it opens.

    python bench/tell/measure.py [SHARED]

Makes a case of 10,000 documents (600 words and ten statements each; no corpus is needed), writes
its dossier, writes it again with nothing changed, and opens the site page in Chromium where there
is one. Prints one JSON object of figures; notes go to standard error.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casemate.keep.codec import list_to_text
from casemate.keep.reader import CaseReader
from casemate.keep.writer import CaseWriter
from casemate.nouns import (
    Capture,
    Claim,
    Copy,
    Document,
    Origin,
    OriginKind,
    Reading,
    Relation,
    Site,
    SourceKind,
    Statement,
    StatementKind,
    ValidBasis,
    Weighing,
    When,
    Where,
    statement_id,
)
from casemate.tell import write_dossier

DOCUMENTS = 10_000
STATEMENTS = 10
SITE = Site("quay", "Grey Quay", "port", ("Grey Quay",), Where(35.877, 34.905, 600))
WORDS = (
    "ship crane quay night guard road east convoy fuel barge runway gate apron crate pilot dawn "
    "north officer harbour report village hill shore patrol berth cargo engine signal truck mast"
).split()
CHROMIUM = Path("/usr/bin/chromium")


def documents(number: int) -> Iterator[tuple[Document, tuple[Statement, ...]]]:
    """Documents with their statements; every fourth repeats the one before it."""
    dice = random.Random(20241214)
    last = ""
    for n in range(number):
        sentences = [
            f"A {dice.choice(WORDS)} driver said that "
            + " ".join(dice.choice(WORDS) for _ in range(54))
            + f" near Grey Quay on day {n}."
            for _ in range(STATEMENTS)
        ]
        text = last if n % 4 == 3 and last else "\n\n".join(sentences)
        last = text
        published = datetime(2024, 12, 1, tzinfo=UTC) + timedelta(days=n % 31)
        document = Document(
            id=f"d{n:015x}",
            text=text,
            title=f"Report {n} from the coast",
            outlet=f"Outlet {n % 97}",
            url=f"https://outlet{n % 97}.example/{n}",
            lang="en",
            published=published,
            capture=f"{n:064x}",
            extractor="page 1",
        )
        yield document, tuple(_statements(document))


def _statements(document: Document) -> Iterator[Statement]:
    at = 0
    assert document.published is not None
    for paragraph in document.text.split("\n\n"):
        told = paragraph.index("that ") + 5
        source = ((at, at + told - 11),)
        content = ((at + told, at + len(paragraph) - 1),)
        yield Statement(
            id=statement_id(document.id, source, (), content),
            document=document.id,
            kind=StatementKind.EXPLICIT,
            content=content,
            text=document.text[content[0][0] : content[0][1]],
            source=source,
            source_name=document.text[source[0][0] : source[0][1]],
            source_kind=SourceKind.ANONYMOUS,
            valid=When.day(document.published.date()),
            valid_basis=ValidBasis.STATED,
            places=("quay",),
        )
        at += len(paragraph) + 2


def build(folder: Path, number: int) -> None:
    """Writes the case; statements at the same place of a repeat make one claim."""
    folder.mkdir(parents=True)
    writer = CaseWriter(folder)
    by_words: dict[str, list[Statement]] = {}
    copies: list[Copy] = []
    last: Document | None = None
    with writer.stage():
        for n, (document, statements) in enumerate(documents(number), 1):
            reading = Reading(document.id, "en", statements=statements)
            writer.put_document(n, document, reading, f"f{n}")
            writer.put_captures([_capture(document)], n)
            for statement in statements:
                by_words.setdefault(statement.text, []).append(statement)
            if last is not None and last.text == document.text:
                copies.append(Copy(document.id, last.id, Relation.VERBATIM, 1.0))
            last = document
        claims, origins = _weigh(by_words)
        writer.put_weighing(Weighing(tuple(copies), claims, origins))
        writer.set_meta("name", "Many reports")
        writer.set_meta("sites", list_to_text([SITE]))
    writer.close()


def _capture(document: Document) -> Capture:
    assert document.capture
    return Capture(
        document.capture, 4000, "text/html", f"saved/{document.id}.html", datetime.now(UTC)
    )


def _weigh(by_words: dict[str, list[Statement]]) -> tuple[tuple[Claim, ...], tuple[Origin, ...]]:
    claims: list[Claim] = []
    origins: list[Origin] = []
    last = ""
    for n, statements in enumerate(by_words.values()):
        first = statements[0]
        origin = f"o{n:x}"
        ids = tuple(s.id for s in statements)
        others = (last,) if n % 50 == 1 else ()
        last = first.id
        origins.append(
            Origin(
                origin,
                f"{first.source_name} to an outlet",
                OriginKind.ANONYMOUS_OFFICIALS,
                None,
                first.document,
                (first.id,),
            )
        )
        claims.append(
            Claim(
                first.id, first.text, "quay", first.valid, ids, (origin,), 1, 1, 1,
                f"one origin, carried by {len(ids)} documents", contradicts=others,
            )
        )  # fmt: skip
    return tuple(claims), tuple(origins)


def main() -> None:
    """Measures and prints."""
    if sys.argv[1:2] == ["--write"]:
        write(Path(sys.argv[2]))
        return
    figures: dict[str, float] = {}
    folder = Path(tempfile.mkdtemp()) / "case"
    try:
        build(folder, DOCUMENTS)
        print(f"a case of {DOCUMENTS:,} documents is there", file=sys.stderr)
        first, again = _written(folder), _written(folder)
        figures["write_cpu_seconds"] = first["cpu"]
        figures["write_again_cpu_seconds"] = again["cpu"]
        figures["pages_written_again"] = again["written"]
        figures["peak_memory_mb"] = first["peak_mb"]
        page = folder / "dossier" / "quay.html"
        figures["site_page_kb"] = round(page.stat().st_size / 1000, 1)
        if CHROMIUM.exists():
            figures["site_page_open_seconds"] = _opened(page)
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)
    print(json.dumps(figures))


def _written(folder: Path) -> dict[str, float]:
    """Writes the dossier in a process of its own, so that its memory is its own."""
    run = subprocess.run(
        [sys.executable, __file__, "--write", str(folder)], stdout=subprocess.PIPE, check=True
    )
    found: dict[str, float] = json.loads(run.stdout)
    print(f"written: {found}", file=sys.stderr)
    return found


def write(folder: Path) -> None:
    """Writes the dossier once and prints what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    with CaseReader(folder) as case:
        report = write_dossier(case, folder / "dossier")
    figures = {
        "cpu": round(time.process_time() - cpu, 2),
        "clock": round(time.perf_counter() - wall, 2),
        "pages": report.pages,
        "written": report.written,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    print(json.dumps(figures))


def _opened(page: Path) -> float:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        tab = chromium.new_page()
        tab.goto(page.as_uri())
        ready = tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        chromium.close()
    return round(float(ready) / 1000, 3)


if __name__ == "__main__":
    main()
