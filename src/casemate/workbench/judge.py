"""A person's decision on what the program found: recorded now, applied at every build."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from casemate.errors import BadInput
from casemate.keep.judgements import ACTIONS, all_judgements, append_judgements
from casemate.keep.reader import CaseReader
from casemate.nouns import Judgement, Stance, Statement, When

# What can be corrected in a statement, and how the value is written.
FIELDS = ("speaker", "valid", "stance")
GRADES = ("A", "B", "C", "D", "E", "F")


def judge(
    case: Path, action: str, target: str, by: str, value: str | None, note: str | None
) -> Judgement:
    """Appends one judgement and returns it.

    target: a statement or claim id; for "grade" the name of a source; for "undo" a judgement id.
    value: for "correct" `field=value`, for "grade" a letter A to F.
    Raises BadInput, saying what would work, and CannotWrite.
    """
    if action not in ACTIONS:
        raise BadInput(f"judge takes {', '.join(ACTIONS)}; not {action}")
    if not by.strip():
        raise BadInput("a judgement has a name to it: --by with yours, or a pseudonym")
    judgement = Judgement(
        id="",
        at=datetime.now(UTC).replace(microsecond=0),
        by=by,
        action=action,
        target=target,
        value=_checked(action, value),
        note=note,
    )
    if action == "undo":
        if target not in {j.id for j in all_judgements(case)}:
            raise BadInput(f'there is no judgement "{target}"; "casemate judge CASE list" has them')
    elif action != "grade":
        judgement = _bound(case, judgement)
    (made,) = append_judgements(case, [judgement])
    return made


def corrected(field_and_value: str) -> tuple[str, str]:
    """The two halves of `field=value`; raises BadInput for an unknown field or a bad value."""
    field, equals, value = field_and_value.partition("=")
    field, value = field.strip(), value.strip()
    if not equals or field not in FIELDS or not value:
        raise BadInput(f"a correction is written field=value, with one of {', '.join(FIELDS)}")
    if field == "valid":
        try:
            When.parse(value)
        except ValueError as fault:
            raise BadInput(f'"{value}" is no time: write 2024-12-13 or 2017/..') from fault
    if field == "stance" and value not in set(Stance):
        raise BadInput(f"a stance is one of {', '.join(Stance)}")
    return field, value


def _checked(action: str, value: str | None) -> str | None:
    if action == "correct":
        if value is None:
            raise BadInput("say what is right: field=value")
        corrected(value)
    if action == "grade" and value not in GRADES:
        raise BadInput(f"a source is graded {', '.join(GRADES)} (F: cannot be judged)")
    return value


def _bound(case: Path, judgement: Judgement) -> Judgement:
    """The judgement with the capture and the exact words it was made on."""
    with CaseReader(case) as reader:
        statement = _statement(reader, judgement.target)
        document = reader.document(statement.document)
    return Judgement(
        id="",
        at=judgement.at,
        by=judgement.by,
        action=judgement.action,
        target=judgement.target,
        capture=None if document is None else document.capture,
        quote=statement.text,
        value=judgement.value,
        note=judgement.note,
    )


def _statement(reader: CaseReader, target: str) -> Statement:
    statement = reader.statement(target)
    if statement is None:
        claim = reader.claim(target)
        statement = None if claim is None else reader.statement(claim.statements[0])
    if statement is None:
        raise BadInput(f'the case has no statement or claim "{target}"')
    return statement
