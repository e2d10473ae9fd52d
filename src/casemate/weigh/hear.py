"""Claims to what they say on each question of their site: the rows that states are told from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casemate.nouns import Claim, Document, Question, Reading, Said
from casemate.weigh.questions import rules_for
from casemate.weigh.site_state import said_on


def hear(
    claims: Iterable[Claim],
    documents: Sequence[Document],
    readings: Sequence[Reading],
    questions: Sequence[Question],
) -> Iterator[tuple[str, str, Said]]:
    """(site, question, what is said) for every statement that speaks for a value.

    Observations are left out: that one ship left says nothing of the force, and an empty quay is an
    empty quay. They stand beside the state, as evidence of what was seen.
    """
    known = {d.id: d.known.first_day for d in documents if d.known is not None}
    statements = {s.id: s for reading in readings for s in reading.statements}
    asked = [(q, rules) for q in questions if (rules := rules_for(q)) is not None]
    for claim in claims:
        for question, rules in asked:
            if claim.site is None or claim.site not in question.sites:
                continue
            for statement in (statements[id] for id in claim.statements if id in statements):
                found = said_on(rules, claim.id, statement, known.get(statement.document))
                if found is not None:
                    yield claim.site, question.id, found
