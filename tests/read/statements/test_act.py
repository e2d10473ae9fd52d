"""If these fail, a wish counts as a report, a denial as a claim, a guess as a fact."""

from __future__ import annotations

import pytest

from casemate.nouns import Act, Stance
from casemate.read.statements.act import likelihood_of, manner_of


@pytest.mark.parametrize(
    ("source", "cue", "content", "act"),
    [
        ("the ministry", "said", "that the ship had left", Act.SAYS),
        ("the ministry", "has repeatedly denied", "that the ship had left", Act.SAYS),
        ("analysts", "believe", "the ship has left", Act.BELIEVES),
        ("the minister", "vowed", "to leave by June", Act.INTENDS),
        ("the sides", "agreed", "that the war was lost", Act.SAYS),
        ("the army", "plans", "to leave", Act.INTENDS),
        ("the court", "ordered", "the ship to be held", Act.DECIDES),
        ("the sides", "agreed", "to meet again", Act.DECIDES),
        ("satellite images", "show", "two ships at the quay", Act.PERCEIVES),
        ("the ship's own records", "show", "a fall in speed", Act.PERCEIVES),
        ("a fisherman", "saw", "smoke over the bay", Act.PERCEIVES),
        ("he", "sees", "no reason to leave", Act.BELIEVES),
        ("residents", "fear", "another flood", Act.FEELS),
        ("", "reportedly", "the crew is safe", Act.SAYS),
    ],
)
def test_acts(source: str, cue: str, content: str, act: Act) -> None:
    assert manner_of(cue, content, source).act is act


@pytest.mark.parametrize(
    ("cue", "content", "stance"),
    [
        ("said", "the ship had left", Stance.ASSERTS),
        ("denied", "that the ship had left", Stance.DENIES),
        ("did not deny", "that the ship had left", Stance.ASSERTS),
        ("does not believe", "the ship has left", Stance.DENIES),
        ("suspect", "the crew", Stance.POSSIBLE),
        ("said", "the ship may have left", Stance.POSSIBLE),
        ("said", "the crew may leave the ship", Stance.ASSERTS),
        ("said", "it was unclear whether the ship had left", Stance.POSSIBLE),
        ("said", "that the report was false", Stance.DENIES),
        ("said", "the election in May was fair", Stance.ASSERTS),
    ],
)
def test_stances(cue: str, content: str, stance: Stance) -> None:
    assert manner_of(cue, content, "the ministry").stance is stance


def test_what_nobody_says_is_possible() -> None:
    assert manner_of("is said", "to have left", "", passive=True).stance is Stance.POSSIBLE


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("it was very likely that the line was cut", "very likely"),
        ("a withdrawal is unlikely", "unlikely"),
        ("an accident is highly improbable", "very unlikely"),
        ("they will almost certainly leave", "almost certain"),
        ("the ship has left", None),
        ("the ship may leave", None),
    ],
)
def test_only_stated_likelihoods_are_given(content: str, word: str | None) -> None:
    assert likelihood_of("said", content) == word
