"""`casemate edition CASE --out DIR`: reviewed sentences, frozen with their proof."""

from __future__ import annotations

import getpass
from pathlib import Path

import typer

from casemate.keep.reader import CaseReader
from casemate.tell.edition import EditionOptions, freeze_edition
from casemate.workbench.case_file import read_case


def command(
    case: Path = typer.Argument(..., metavar="CASE", help="The case's folder."),
    out: Path = typer.Option(..., help="A folder that is not there yet."),
    by: str | None = typer.Option(None, help="Who publishes; else the case's name, or yours."),
    draft: bool = typer.Option(False, "--draft", help="Also what nobody reviewed, marked DRAFT."),
    against: Path | None = typer.Option(None, help="The last edition, for a log of corrections."),
) -> None:
    """Freeze an edition of what people have reviewed, with every copy and text it cites."""
    who = by or read_case(case).by or getpass.getuser()
    with CaseReader(case) as reader:
        made = freeze_edition(reader, out, EditionOptions(who, draft, against))
    sentences = sum(len(entry.quotations) for entry in made.entries)
    print(f"{made.folder}: {len(made.entries)} claims, {sentences} quotations", end="")
    print(f", {len(made.corrections)} differences to the last" if against else "")
    print(f"check it with  casemate verify {made.folder}")
