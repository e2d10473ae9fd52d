"""What people decided on single statements, found by their quoted words as a build finds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casemate.keep.judgements import read_judgements
from casemate.keep.reader import CaseReader
from casemate.nouns import Judgement, Stance, Statement, ValidBasis, When

_DECIDES = ("accept", "correct", "reject")


@dataclass(frozen=True, slots=True)
class Decision:
    """The judgements on one statement, later ones going over earlier ones.

    rejected: it is left out. corrections: (field, value) in the order they were made.
    """

    rejected: bool = False
    corrections: tuple[tuple[str, str], ...] = ()

    def applied_to(self, statement: Statement) -> Statement:
        """The statement as people corrected it."""
        for field, value in self.corrections:
            statement = _CORRECT[field](statement, value)
        return statement


def find_decisions(case: CaseReader) -> dict[str, Decision]:
    """Of every statement that was judged, by id, what was decided; as many as there are judgements.

    The database keeps what the readers found; what people made of it stands in judgements.jsonl.
    """
    by_words: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in read_judgements(case.folder):
        if judgement.quote is not None and judgement.action in _DECIDES:
            by_words.setdefault((judgement.capture or "", judgement.quote), []).append(judgement)
    judged = {capture for capture, _ in by_words}
    found: dict[str, Decision] = {}
    if judged:
        for header in case.document_headers():
            if (header.capture or "") in judged:
                mine = case.statements(header.id)
                found.update(_decisions(mine, header.capture or "", by_words))
    return found


def _decisions(
    statements: Iterable[Statement],
    capture: str,
    by_words: Mapping[tuple[str, str], list[Judgement]],
) -> Iterable[tuple[str, Decision]]:
    for statement in statements:
        judgements = by_words.get((capture, statement.text))
        if judgements is not None:
            yield statement.id, _decided(judgements)


def _decided(judgements: Iterable[Judgement]) -> Decision:
    decision = Decision()
    for judgement in judgements:
        if judgement.action == "reject":
            decision = Decision(rejected=True)
        else:
            decision = replace(decision, rejected=False)
        if judgement.action == "correct" and judgement.value is not None:
            field, _, value = judgement.value.partition("=")
            if field.strip() in _CORRECT:
                made = (*decision.corrections, (field.strip(), value.strip()))
                decision = replace(decision, corrections=made)
    return decision


def _speaker(statement: Statement, value: str) -> Statement:
    return replace(statement, source_name=value)


def _stance(statement: Statement, value: str) -> Statement:
    return replace(statement, stance=Stance(value))


def _valid(statement: Statement, value: str) -> Statement:
    return replace(statement, valid=When.parse(value), valid_basis=ValidBasis.STATED)


# The fields that `casemate judge CASE correct` takes.
_CORRECT = {"speaker": _speaker, "stance": _stance, "valid": _valid}
