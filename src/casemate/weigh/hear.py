"""Claims to what they say on each question of their site: the rows that states are told from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from casemate.nouns import (
    Claim,
    Document,
    Observation,
    Polarity,
    Question,
    Reading,
    Said,
    Statement,
)
from casemate.weigh.questions import EVENTS, QuestionRules, rules_for
from casemate.weigh.site_state import said, said_on


def hear(
    claims: Iterable[Claim],
    documents: Sequence[Document],
    readings: Sequence[Reading],
    observations: Sequence[Observation],
    questions: Sequence[Question],
) -> Iterator[tuple[str, str, Said]]:
    """(site, question, what is said) for every piece of evidence that speaks for a value."""
    known = {d.id: d.known.first_day for d in documents if d.known is not None}
    statements = {s.id: s for reading in readings for s in reading.statements}
    seen = {o.id: o for o in observations}
    asked = [(q, rules) for q in questions if (rules := rules_for(q)) is not None]
    for claim in claims:
        if claim.site is None:
            continue
        for question, rules in asked:
            if claim.site not in question.sites:
                continue
            for id in claim.statements:
                found = _said(rules, claim.id, statements.get(id), seen.get(id), known)
                if found is not None:
                    yield claim.site, question.id, found


def _said(
    rules: QuestionRules,
    claim: str,
    statement: Statement | None,
    observation: Observation | None,
    known: Mapping[str, date | None],
) -> Said | None:
    if statement is not None:
        return said_on(rules, claim, statement, known.get(statement.document))
    if observation is None or observation.predicate is None or observation.not_observable:
        return None
    value = rules.speaks.get((observation.predicate, Polarity.AFFIRMED))
    day = observation.known.first_day
    if value is None or day is None:
        return None
    return said(claim, value, observation.valid, day, observation.predicate in EVENTS)
