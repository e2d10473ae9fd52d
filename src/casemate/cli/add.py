"""`casemate add CASE PATH...`: more sources into a case."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from casemate.cli.progress_bar import progress_bars
from casemate.workbench.add import add


def command(
    case: Path = typer.Argument(..., metavar="CASE", help="The case's folder."),
    paths: list[str] = typer.Argument(
        ..., metavar="PATH...", help="Files, folders, patterns, web addresses."
    ),
    outlet: str | None = typer.Option(None, help="Outlet, for files that do not name theirs."),
    lang: str | None = typer.Option(None, help="Language code, for files that do not say."),
    published: str | None = typer.Option(None, help="Date, for files that carry none."),
    quiet: bool = typer.Option(False, "--quiet", help="Print less."),
) -> None:
    """Collect more sources into a case: copied to evidence/ now, read at the next build."""
    with progress_bars(quiet) as progress:
        taken = add(case, paths, outlet, lang, published, progress)
    for failure in taken.failures:
        print(f"casemate: {failure.what}: {failure.reason}", file=sys.stderr)
    if not quiet:
        print(f"{taken.new} new in evidence; run  casemate build {case}")
    if taken.failures:
        raise typer.Exit(2 if taken.new == 0 else 3)
