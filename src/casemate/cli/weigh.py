"""`casemate weigh DOCS.jsonl`: documents weighed together, one JSON object."""

from __future__ import annotations

import sys

import typer

from casemate.cli.lines import opened, print_json
from casemate.errors import BadInput
from casemate.nouns import Document, Failure, Reading, Weighing
from casemate.read.json_documents import documents_from_lines
from casemate.read.reader import ReadOptions
from casemate.weigh import find_copies, weigh
from casemate.weigh.as_json import weighing_as_json
from casemate.workbench.read_many import read_many

_ONLY = ("copies",)


def command(
    documents: str = typer.Argument(..., metavar="DOCS.jsonl", help="JSON lines; - is stdin."),
    only: str | None = typer.Option(None, help="copies: find copies alone, without reading."),
    jobs: int = typer.Option(1, min=1, help="Processes to read with."),
) -> None:
    """Weigh documents together: copies, claims, separate origins, what speaks against what."""
    if only is not None and only not in _ONLY:
        raise BadInput(f"--only takes {', '.join(_ONLY)}, not {only}")
    skipped = 0
    given: list[Document] = []
    with opened(documents) as lines:
        for found in documents_from_lines(lines, documents):
            if isinstance(found, Failure):
                skipped += _named(found)
            else:
                given.append(found)
    if only == "copies":
        weighing = Weighing(copies=find_copies(given))
    else:
        readings: list[Reading] = []
        for reading in read_many(
            given, ReadOptions(only=("statements", "times", "places", "mentions")), jobs
        ):
            if isinstance(reading, Failure):
                skipped += _named(reading)
            else:
                readings.append(reading)
        weighing = weigh(given, readings)
    print_json(weighing_as_json(weighing))
    if skipped:
        raise typer.Exit(3)


def _named(failure: Failure) -> int:
    print(f"casemate: {failure.what}: {failure.reason}", file=sys.stderr)
    return 1
