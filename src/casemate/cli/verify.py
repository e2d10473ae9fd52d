"""`casemate verify CASE`: every copy against its hash and the custody chain."""

from __future__ import annotations

from pathlib import Path

import typer

from casemate.errors import BadInput
from casemate.keep.evidence import FOLDER
from casemate.keep.verify import report, verify_case


def command(
    case: Path = typer.Argument(..., metavar="CASE", help="The case's folder."),
    json: bool = typer.Option(False, "--json", help="Print a JSON object."),
    quiet: bool = typer.Option(False, "--quiet", help="Print only what is wrong."),
) -> None:
    """Check every copy against its hash and the custody chain; exit with 1 when one is wrong."""
    if not (case / FOLDER).is_dir():
        raise BadInput(f"{case} has no {FOLDER}/: is it a case? 'casemate new' makes one")
    verified = verify_case(case)
    if json:
        print(report(verified))
    else:
        for fault in verified.faults:
            print(f"{fault.kind}: {fault.what}: {fault.detail}")
        if not verified.faults and not quiet:
            print(
                f"{verified.copies} copies and {verified.lines} custody lines verify; "
                f"the chain ends in {verified.head}"
            )
    if verified.faults:
        raise typer.Exit(1)
