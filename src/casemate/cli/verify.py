"""`casemate verify CASE`: every copy against its hash and the custody chain."""

from __future__ import annotations

from pathlib import Path

import typer

from casemate.errors import BadInput
from casemate.keep.evidence import FOLDER
from casemate.keep.verify import Verified, report, verify_case
from casemate.tell.verify_edition import is_edition, verify_edition


def command(
    case: Path = typer.Argument(..., metavar="CASE", help="A case's folder, or an edition's."),
    json: bool = typer.Option(False, "--json", help="Print a JSON object."),
    quiet: bool = typer.Option(False, "--quiet", help="Print only what is wrong."),
) -> None:
    """Check every copy against its hash and the custody chain; exit with 1 when one is wrong.

    An edition is checked without its case: files, copies, and every quotation in its text.
    """
    if is_edition(case):
        _say(verify_edition(case), "quotations", json, quiet)
        return
    if not (case / FOLDER).is_dir():
        raise BadInput(f"{case} has no {FOLDER}/: is it a case? 'casemate new' makes one")
    _say(verify_case(case), "custody lines", json, quiet)


def _say(verified: Verified, lines: str, json: bool, quiet: bool) -> None:
    if json:
        print(report(verified))
    else:
        for fault in verified.faults:
            print(f"{fault.kind}: {fault.what}: {fault.detail}")
        for note in verified.notes if not quiet else ():
            print(f"not checked: {note}")
        if not verified.faults and not quiet:
            print(
                f"{verified.copies} copies and {verified.lines} {lines} verify; "
                f"the last hash is {verified.head}"
            )
    if verified.faults:
        raise typer.Exit(1)
