"""`casemate export CASE --format F --out PATH`: a case for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from casemate.keep.reader import CaseReader
from casemate.tell.export import FORMATS, export_case


def command(
    case: Path = typer.Argument(..., metavar="CASE", help="The case's folder."),
    format: str = typer.Option(..., help=f"One of {', '.join(FORMATS)}."),
    out: Path = typer.Option(..., help="The file (or, for several tables, the folder) to write."),
) -> None:
    """Write a case in another program's format; statements say: machine-found, or reviewed."""
    with CaseReader(case) as reader:
        made = export_case(reader, format, out)
    print(f"{made.out}: {made.format.gives}")
    if made.about.notice:
        print(made.about.notice)
    if made.rejected:
        print(f"left out: {made.rejected} rejected by a person")
    print(f"not in it: {made.format.lost}")
    for failure in made.failures:
        print(f"casemate: {failure.what}: {failure.reason}", file=sys.stderr)
    if made.failures:
        raise typer.Exit(3)
