"""If these fail, "two ships" and "1972" are mixed up when claims are compared."""

from __future__ import annotations

import math

import pytest

from casemate.read.statements.quantities import quantities_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two frigates left", [(2, 2, "frigate")]),
        ("more than 40 lorries crossed", [(40, math.inf, "lorry")]),
        ("up to 15 jets", [(0, 15, "jet")]),
        ("between 40 and 50 sailors", [(40, 50, "sailor")]),
        ("a dozen boats", [(12, 12, "boat")]),
        ("half a dozen boats", [(6, 6, "boat")]),
        ("12 percent", [(12, 12, "%")]),
        ("$40 million was paid", [(4e7, 4e7, "USD")]),
        ("4,000 tonnes of fuel", [(4000, 4000, "tonne")]),
        ("13 kilometres north", [(13, 13, "km")]),
        ("signed in 1971", []),
        ("on 6 May", []),
        ("on May 6", []),
        ("at 10:30", []),
        ("Article 5 applies", []),
        ("one of them", []),
    ],
)
def test_numbers_with_units(text: str, found: list[tuple[float, float, str]]) -> None:
    assert [(q.low, q.high, q.unit) for q in quantities_in(text, 0, len(text))] == found


def test_spans_are_of_the_whole_text() -> None:
    text = "He said two ships left."
    (quantity,) = quantities_in(text, 8, len(text))
    assert text[slice(*quantity.span)] == "two"
