"""`casemate new DIR`: a commented case.toml and the folders."""

from __future__ import annotations

from pathlib import Path

import typer

from casemate.workbench.new import new_case


def command(
    folder: Path = typer.Argument(..., metavar="DIR", help="Where the case shall be."),
    quiet: bool = typer.Option(False, "--quiet", help="Print nothing."),
) -> None:
    """Write a commented case.toml and the folders of a case."""
    path = new_case(folder)
    if not quiet:
        print(f"{path}: say there what the case follows and where the material is, then run")
        print(f"  casemate build {folder}")
