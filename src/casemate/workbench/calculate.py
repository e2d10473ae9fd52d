"""Sums set beside a claim of a case: the analyst's calculation, never evidence or an origin."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from casemate.errors import BadInput
from casemate.keep.calculations import append_calculation
from casemate.keep.reader import CaseReader
from casemate.nouns import Calculation


def words_of_claim(case: Path, claim: str) -> str:
    """A claim's own words; BadInput when the case has none of that id."""
    with CaseReader(case) as reader:
        found = reader.claim(claim)
    if found is None:
        raise BadInput(f'the case has no claim "{claim}"; "casemate show {case}" lists them')
    return found.text


def set_beside(
    case: Path, claim: str, headline: str, text: str, method: str, by: str
) -> Calculation:
    """Appends a calculation to the case, bound to the words of the claim's first statement.

    It stands beside the claim from the next build on. Raises BadInput and CannotWrite.
    """
    with CaseReader(case) as reader:
        found = reader.claim(claim)
        statement = None if found is None else reader.statement(found.statements[0])
        document = None if statement is None else reader.document(statement.document)
    if statement is None or document is None:
        raise BadInput(f'"{claim}" rests on no words of a document: nothing to stand beside')
    calculation = Calculation(
        at=datetime.now(UTC).replace(microsecond=0),
        by=by,
        capture=document.capture or "",
        quote=statement.text,
        headline=headline,
        text=text,
        method=method,
    )
    append_calculation(case, calculation)
    return calculation
