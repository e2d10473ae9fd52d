"""A quantity that a case already holds, as an input of the sum."""

from __future__ import annotations

from casemate.nouns import Evidence, Observation, Quantity
from casemate.reckon.inputs import Basis, Given
from casemate.reckon.ranges import Range


def given_from(evidence: Evidence, quantity: Quantity) -> Given:
    """`quantity` of a statement or an observation, with its words and, if it has one, its citation.

    What a camera or a transponder counted is observed, what was said is stated. Raises BadInput
    for a quantity upside down.
    """
    span = Range(quantity.low, quantity.high)
    if isinstance(evidence, Observation):
        citation = evidence.citations[0] if evidence.citations else None
        return Given(span, Basis.OBSERVED, evidence.text, citation)
    return Given(span, Basis.STATED, f"\u201c{evidence.text}\u201d, document {evidence.document}")
