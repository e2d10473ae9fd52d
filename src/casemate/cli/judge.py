"""`casemate judge CASE ACTION TARGET`: what a person decides, with name and time."""

from __future__ import annotations

import getpass
from pathlib import Path

import typer

from casemate.errors import BadInput
from casemate.keep.judgements import all_judgements
from casemate.workbench.case_file import read_case
from casemate.workbench.judge import judge


def command(
    case: Path = typer.Argument(..., metavar="CASE", help="The case's folder."),
    action: str = typer.Argument(..., help="accept, reject, correct, grade, note, undo or list."),
    target: str = typer.Argument("", help="A statement, claim, source or judgement."),
    value: str = typer.Argument("", help="correct: field=value; grade: A to F."),
    by: str | None = typer.Option(None, help="Your name or pseudonym; else the case's, or yours."),
    note: str | None = typer.Option(None, help="Why, in your words."),
) -> None:
    """Record a judgement: accept, reject or correct a statement, grade a source, note, undo, list.

    It is bound to the quoted words, counts from the next build on, and can be undone.
    """
    read = read_case(case)
    if action == "list":
        for made in all_judgements(case):
            words = f" “{made.quote}”" if made.quote else ""
            rest = " ".join(part for part in (made.value, made.note) if part)
            print(f"{made.id} {made.at:%Y-%m-%d %H:%M} {made.by}: {made.action} {made.target}"
                  f"{words} {rest}".rstrip())  # fmt: skip
        return
    if not target:
        raise BadInput(f"judge {action} what? Name a statement or claim; 'casemate show' has ids")
    who = by or read.by or getpass.getuser()
    made = judge(case, action, target, who, value or None, note)
    print(f"{made.id}: {made.action} {made.target}, by {made.by}; counts from the next build on")
