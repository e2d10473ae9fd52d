"""Counts that a case already holds, used with their citation."""

from __future__ import annotations

from datetime import date

from tests.build import document, statement
from tests.reckon.build import need, way

from casemate.nouns import Observation, Quantity, SceneCitation, When
from casemate.reckon import Basis, Fleet, LiftOptions, Seen, find_class, given_from, lift
from casemate.reckon.ranges import Range


def test_what_a_picture_counted_is_observed_and_keeps_its_citation() -> None:
    """The proof of a count would be lost on its way into the sum."""
    day = When.day(date(2024, 12, 13))
    picture = SceneCitation("scene-1", "ab" * 32, (0, 0, 9, 9))
    seen = Observation(
        id="o1", kind="count", site="khmeimim", text="3 to 4 large aircraft on the apron",
        valid=day, known=day, citations=(picture,), method="a test", origin_key="scene-1",
        quantities=(Quantity((0, 6), 3, 4, "aircraft"),),
    )  # fmt: skip
    given = given_from(seen, seen.quantities[0])
    assert (given.range, given.basis, given.citation) == (Range(3, 4), Basis.OBSERVED, picture)
    note = lift(
        need(tonnes=900), way(2000), Fleet((Seen(find_class("il-76"), given),)),
        options=LiftOptions(draws=20),
    )  # fmt: skip
    line = next(line for line in note.inputs if line.name == "number:il-76")
    assert line.citation == picture
    assert "| Il-76 seen | 3-4 | observed | 3 to 4 large aircraft on the apron |" in note.text


def test_what_was_said_is_stated_with_its_words() -> None:
    """A ministry's figure would pass for something seen."""
    of = document("The ministry said 900 tonnes would leave.")
    said = statement(of.text, of, "900 tonnes would leave")
    given = given_from(said, Quantity((18, 28), 900, 900, "t"))
    assert given.basis is Basis.STATED
    assert "900 tonnes would leave" in given.source
    assert of.id in given.source
