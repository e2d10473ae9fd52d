"""`casemate remove CASE SHA256 --why WORDS`: a copy goes, a tombstone stays."""

from __future__ import annotations

from pathlib import Path

import typer

from casemate.workbench.progress import Progress
from casemate.workbench.remove import remove


def command(
    case: Path = typer.Argument(..., metavar="CASE", help="The case's folder."),
    which: str = typer.Argument(..., metavar="SHA256", help="Its first eight digits or more."),
    why: str = typer.Option(..., help="Why it must go; kept in the chain of custody."),
    quiet: bool = typer.Option(False, "--quiet", help="Print less."),
) -> None:
    """Remove a copy that must go; who, when and why stay in the chain of custody."""
    tombstone = remove(case, which, why, Progress())
    if not quiet:
        print(
            f"{tombstone.sha256} from {tombstone.address} is removed; line {tombstone.number} of "
            f"custody says why; what was read from it goes with  casemate build {case}"
        )
