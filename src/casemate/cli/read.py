"""`casemate read DOCS.jsonl`: statements, times, places and mentions, one JSON object a line."""

from __future__ import annotations

import sys

import typer

from casemate.cli.lines import opened, print_json
from casemate.errors import BadInput
from casemate.nouns import Failure
from casemate.read.as_json import reading_as_json
from casemate.read.json_documents import documents_from_lines
from casemate.read.reader import PARTS, ReadOptions
from casemate.workbench.read_many import read_many


def command(
    documents: str = typer.Argument(..., metavar="DOCS.jsonl", help="JSON lines; - is stdin."),
    only: str = typer.Option(",".join(PARTS), help="Which of " + ", ".join(PARTS) + "."),
    tier: str = typer.Option("accurate", help="accurate or fast."),
    jobs: int = typer.Option(1, min=1, help="Processes to read with."),
) -> None:
    """Read documents, one JSON object a line, and print what was found, one line each."""
    wanted = tuple(part.strip() for part in only.split(",") if part.strip())
    unknown = [part for part in wanted if part not in PARTS]
    if unknown or not wanted:
        raise BadInput(f"--only takes {', '.join(PARTS)}; not {', '.join(unknown) or 'nothing'}")
    if tier not in ("accurate", "fast"):
        raise BadInput(f"--tier takes accurate or fast, not {tier}")
    skipped = 0
    with opened(documents) as lines:
        given = documents_from_lines(lines, documents)
        for found in read_many(given, ReadOptions(only=wanted, tier=tier), jobs):
            if isinstance(found, Failure):
                skipped += 1
                print(f"casemate: {found.what}: {found.reason}", file=sys.stderr)
            else:
                print_json(reading_as_json(found, wanted))
    if skipped:
        raise typer.Exit(3)
