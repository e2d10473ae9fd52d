"""If these fail, a dossier shows a site in a state that its evidence does not carry."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casemate.nouns import Act, Polarity, Said, Stance, Statement, StatementKind, When
from casemate.weigh.questions import RULES
from casemate.weigh.site_state import history, said_on, state_on

_FILE = Path(__file__).resolve().parents[2] / "bench" / "weigh" / "states" / "histories.jsonl"
HISTORIES = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]
MANNERS: dict[str, dict[str, Any]] = {
    "denied": {"stance": Stance.DENIES},
    "possible": {"stance": Stance.POSSIBLE},
    **{act.value: {"act": act} for act in Act},
}


def heard(question: str, rows: list[list[Any]]) -> list[Said]:
    found = []
    for number, (words, valid, known) in enumerate(rows):
        sign = "+" if "+" in words else "-"
        head, _, manner = words.partition(f" {sign}")
        statement = Statement(
            id=f"s{number}",
            document="d",
            kind=StatementKind.EXPLICIT,
            content=((0, 1),),
            text="",
            predicate=head or None,
            polarity=Polarity(sign),
            valid=None if valid is None else When.parse(valid),
            **MANNERS.get(manner.strip(), {}),
        )
        said = said_on(RULES[question], f"c{number}", statement, date.fromisoformat(known))
        found += [said] if said else []
    return found


@pytest.mark.parametrize("given", HISTORIES, ids=lambda h: h["name"])
def test_a_history_reads_as_a_person_would(given: dict[str, Any]) -> None:
    rules = RULES[given["question"]]
    said = heard(given["question"], given["said"])
    for on, known, value in given["expect"]:
        state = state_on(rules, "tartus", said, date.fromisoformat(on), date.fromisoformat(known))
        assert state.value == value, (on, known, state.rule)
        assert state.rule
        assert bool(state.claims) == (value != "unknown" or "between" in state.rule)


def test_a_change_is_told_with_both_days() -> None:
    rows = [
        ["stay +", "2024-12-05", "2024-12-05"],
        ["leave +", "2024-12-05/2024-12-10", "2024-12-11"],
    ]
    said = heard("presence", rows)
    state = state_on(RULES["presence"], "t", said, date(2024, 12, 7), date(2024, 12, 11))
    assert state.rule == "changed from present to gone between 2024-12-05 and 2024-12-10"


def test_a_history_has_no_holes_and_agrees_with_each_day() -> None:
    rules = RULES["presence"]
    rows = [
        ["stay +", "1971/..", "2024-12-07"],
        ["leave +", "2024-12-08/2024-12-10", "2024-12-10"],
        ["return +", "2024-12-15", "2024-12-16"],
    ]
    said = heard("presence", rows)
    known = until = date(2024, 12, 31)
    states = history(rules, "t", said, known, until)
    for one, two in itertools.pairwise(states):
        assert one.valid.last_day is not None
        assert two.valid.first_day == one.valid.last_day + timedelta(days=1)
    for day in (date(2024, 12, n) for n in range(1, 32)):
        (covering,) = [s for s in states if When.day(day).within(s.valid)]
        assert covering.value == state_on(rules, "t", said, day, known).value


def test_a_thousand_flips_in_a_day_are_contested() -> None:
    rows = [["stay +" if n % 2 else "stay -", "2024-12-10", "2024-12-10"] for n in range(1000)]
    said = heard("presence", rows)
    state = state_on(RULES["presence"], "t", said, date(2024, 12, 10), date(2024, 12, 10))
    assert state.value == "contested"
    assert len(state.claims) == 1000
