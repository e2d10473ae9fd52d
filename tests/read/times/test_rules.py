"""Every rule has an example, and the example is its test."""

from __future__ import annotations

import pytest
from tests.build import document

from casemate.read.times import find_times
from casemate.read.times.find import RULES
from casemate.read.times.rule import Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_what_its_example_says(rule: Rule) -> None:
    """A rule that misses its own example would leave a kind of date out of every statement."""
    text = rule.example
    found = {text[t.span[0] : t.span[1]]: t.value for t in find_times(document(text))}
    expected = dict(pair.rsplit("=", 1) for pair in rule.finds.split("; "))
    assert found == expected


def test_rules_have_names_of_their_own() -> None:
    """Two rules of one name would hide each other in the order of precedence."""
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
