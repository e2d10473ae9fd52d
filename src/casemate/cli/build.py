"""`casemate build CASE`: the whole flow, incrementally."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import typer

from casemate.cli.lines import print_json
from casemate.cli.progress_bar import progress_bars
from casemate.errors import BadInput
from casemate.workbench.build import BuildOptions, Built, build


def command(
    case: Path = typer.Argument(..., metavar="CASE", help="The case's folder."),
    as_of: str | None = typer.Option(None, help="Only what was known by this date."),
    tier: str = typer.Option("accurate", help="Of the reader: accurate or fast."),
    offline: bool = typer.Option(False, "--offline", help="Fetch nothing."),
    json: bool = typer.Option(False, "--json", help="Print a JSON object."),
    quiet: bool = typer.Option(False, "--quiet", help="Print less."),
) -> None:
    """Collect, read, weigh and tell: everything that is new, and nothing twice."""
    options = BuildOptions(as_of=parse_day(as_of, "--as-of"), tier=tier, offline=offline)
    with progress_bars(quiet or json) as progress:
        built = build(case, options, progress)
    for failure in built.failures:
        print(f"casemate: {failure.what}: {failure.reason}", file=sys.stderr)
    if json:
        print_json(_as_json(built))
    elif not quiet:
        print(summary(built))
    if built.failures:
        raise typer.Exit(3 if built.counts.documents else 2)


def parse_day(text: str | None, option: str) -> date | None:
    """A date option; raises BadInput that shows how to write one."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise BadInput(f'{option} takes a date such as 2024-12-14, not "{text}"') from fault


def summary(built: Built) -> str:
    """What a build did, for a person."""
    counts = built.counts
    if built.nothing_new:
        return f"nothing new in {built.case.name}: {built.dossier} is up to date"
    unread = f", {counts.not_read} in languages that are not read" if counts.not_read else ""
    return (
        f"{built.case.name}: {built.new_captures} new captures, {built.read} documents read "
        f"({counts.documents} in all{unread})\n"
        f"{counts.statements} statements, {counts.claims} claims, {counts.origins} origins\n"
        f"{built.dossier}"
    )


def _as_json(built: Built) -> dict[str, object]:
    counts = built.counts
    return {
        "case": built.case.name,
        "nothing_new": built.nothing_new,
        "new_captures": built.new_captures,
        "read": built.read,
        "documents": counts.documents,
        "not_read": counts.not_read,
        "statements": counts.statements,
        "observations": counts.observations,
        "claims": counts.claims,
        "origins": counts.origins,
        "failures": [
            {"stage": f.stage, "what": f.what, "reason": f.reason} for f in built.failures
        ],
        "dossier": built.dossier.as_posix(),
    }
