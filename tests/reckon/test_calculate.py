"""The note: undecidable with what is missing, bounds that only widen, and its standing."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reckon.build import EXACT_AIR, exactly, fleet, need, way
from tests.reckon.build import given as figure

from casemate.errors import BadInput
from casemate.nouns import Observation, Statement
from casemate.reckon import (
    Basis,
    Fleet,
    Given,
    LiftNote,
    LiftOptions,
    Range,
    Requirement,
    Seen,
    Verdict,
    find_class,
    lift,
    read_claim,
)
from casemate.reckon.note import STANDING

_CLAIM = read_claim("would need more aircraft than the handful at the base")
_FEW = LiftOptions(draws=200)


def _check(**fields: object) -> LiftOptions:
    return LiftOptions(claim=_CLAIM, draws=200, **fields)  # type: ignore[arg-type]


def test_undecidable_without_a_tonnage_and_a_deadline() -> None:
    """The sentence that started this would get a verdict nobody can stand behind."""
    note = lift(need(), way(2300), fleet(il_76=(3, 5), an_124=(1, 2)), options=_check())
    assert note.verdict is Verdict.UNDECIDABLE
    assert note.missing == ("a tonnage", "a deadline")
    assert note.headline.startswith(
        "undecidable without a tonnage and a deadline: with 1,000 t in 7 days over 2,300 km "
        "it would take between "
    )
    match = re.search(r"between (\d+) and (\d+) Il-76 \(nine draws in ten: (\d+) to", note.headline)
    assert match
    low, high, middle = (int(each) for each in match.groups())
    assert 1 <= low < middle < high
    assert note.closure_days is None
    assert note.curve == ()
    assert {s.name for s in note.sensitivity[:2]} == {"tonnes", "deadline"}
    assert all(s.missing for s in note.sensitivity[:2])


def test_the_number_in_the_what_if_sentence_by_hand() -> None:
    """The number would not be the published sum's."""
    note = lift(need(), way(2400), fleet(an_12=2), exactly(EXACT_AIR), _check())
    # 1,000 t x 7 h / (0.8 x payload x 7 days x 8 h), rounded up.
    load = 0.8 * find_class("an-12").payload_at(2400).middle
    number = -(-1000 * 7 // (load * 7 * 8))
    assert f"between {number:.0f} and " in note.headline


@pytest.mark.parametrize(
    ("requirement", "distance", "seen", "missing"),
    [
        (need(tonnes=500), 2000, True, ("a deadline",)),
        (need(days=5), 2000, True, ("a tonnage",)),
        (need(tonnes=500, days=5), None, True, ("a destination or distance",)),
        (need(tonnes=500, days=5), 2000, False, ("the number of aircraft or ships seen",)),
    ],
)
def test_each_missing_input_is_named(
    requirement: Requirement, distance: float | None, seen: bool, missing: tuple[str, ...]
) -> None:
    """A reader would not know what to find out."""
    note = lift(
        requirement,
        None if distance is None else way(distance),
        fleet(il_76=3) if seen else None,
        options=_check(),
    )
    assert note.missing == missing
    assert note.verdict is Verdict.UNDECIDABLE
    assert f"without {missing[0]}" in note.text


def test_a_misnamed_class_is_said_and_its_nearest_used_in_the_what_if_alone() -> None:
    """ "Il-75" would be corrected in silence, or end the check."""
    claim = read_claim("would need more aircraft than the handful of Il-75 at the base")
    note = lift(need(), options=LiftOptions(claim=claim, draws=50))
    assert "Il-75 is not in the class table; the nearest name in it is Il-76" in note.text
    assert re.search(r"it would take between \d+ and \d+ Il-76", note.headline)


def test_amounts_of_the_claim_count_where_none_were_stated() -> None:
    """What the report states would be asked for again; or override what was looked up."""
    claim = read_claim("To move 900 tonnes in five days they would need more aircraft")
    note = lift(need(), way(2000), fleet(il_76=1), options=LiftOptions(claim=claim, draws=50))
    assert note.missing == ()
    inputs = {line.name: line for line in note.inputs}
    assert inputs["tonnes"].range.low == 900
    assert inputs["deadline"].range.low == 5
    looked_up = lift(
        need(tonnes=300), way(2000), fleet(il_76=1), options=LiftOptions(claim=claim, draws=50)
    )
    assert {line.name: line.range.low for line in looked_up.inputs}["tonnes"] == 300


@settings(max_examples=40, deadline=None)
@given(
    st.floats(100, 2000), st.floats(0, 500), st.floats(0, 500),
    st.integers(1, 5), st.integers(0, 4), st.integers(0, 1), st.floats(0, 800),
)  # fmt: skip
def test_wider_ranges_never_give_narrower_answers(
    tonnes: float, less: float, more: float, number: int, extra: int, fewer: int, farther: float
) -> None:
    """Knowing less would make the answer look more certain."""
    narrow = lift(
        Requirement(tonnes=figure(tonnes), deadline_days=figure(7)),
        way(1500),
        fleet(il_76=(number + fewer, number + fewer)),
        options=LiftOptions(draws=20),
    )
    wide = lift(
        Requirement(tonnes=figure(max(1.0, tonnes - less), tonnes + more), deadline_days=figure(7)),
        way(1500, 1500 + farther),
        fleet(il_76=(number, number + fewer + extra)),
        options=LiftOptions(draws=20),
    )
    pairs = [
        (narrow.closure_days, wide.closure_days),
        (narrow.tonnes_a_day, wide.tonnes_a_day),
        (narrow.needed[0].number, wide.needed[0].number),
    ]
    for inner, outer in pairs:
        assert inner is not None
        assert outer is not None
        assert outer.low <= inner.low * (1 + 1e-9)
        assert outer.high >= inner.high * (1 - 1e-9)


def test_the_curve_falls_with_every_aircraft() -> None:
    """The plot would say that more is slower."""
    note = lift(need(tonnes=900, days=7), way(2000), fleet(il_76=3, an_124=1), options=_FEW)
    for before, after in zip(note.curve, note.curve[1:], strict=False):
        assert after.number == before.number + 1
        for name in ("low", "draw_low", "median", "draw_high", "high"):
            assert getattr(after.days, name) <= getattr(before.days, name) * (1 + 1e-9)
    for at in note.curve:
        band = at.days
        assert band.low <= band.draw_low <= band.median <= band.draw_high <= band.high


def test_the_same_seed_gives_the_same_note_and_another_does_not() -> None:
    """Nobody could check a note by reckoning it again."""
    args = (need(tonnes=900, days=7), way(2000), fleet(il_76=(2, 4)))
    one, two = (lift(*args, options=LiftOptions(draws=300)) for _ in range(2))
    assert one == two
    other = lift(*args, options=LiftOptions(draws=300, seed=1))
    assert other.closure_days != one.closure_days
    assert other.closure_days is not None
    assert one.closure_days is not None
    assert other.closure_days.low == one.closure_days.low


def test_the_note_is_no_evidence() -> None:
    """A calculation would count as a source."""
    note = lift(need(tonnes=900, days=7), way(2000), fleet(il_76=2), options=_check())
    assert not isinstance(note, Statement | Observation)
    assert note.kind == "analyst's calculation"
    assert note.text.startswith(f"*{STANDING}*")
    assert note.as_json()["standing"] == STANDING
    names = {each.name for each in dataclasses.fields(LiftNote)}
    assert not names & {"origin", "origins", "credibility", "document", "statements"}


def test_inputs_are_marked_with_what_they_rest_on() -> None:
    """A default would pass for something seen."""
    seen = Fleet((Seen(find_class("il-76"), figure(2, 4, Basis.OBSERVED)),))
    note = lift(need(tonnes=900, days=7), way(2000), seen, options=_FEW)
    basis = {line.name: line.basis for line in note.inputs}
    assert basis["number:il-76"] is Basis.OBSERVED
    assert basis["tonnes"] is Basis.STATED
    assert basis["payload:il-76"] is Basis.TABLE
    assert basis["availability"] is Basis.ASSUMED
    assert "Encyclopaedia Britannica" in note.text
    assert "| observed | a test |" in note.text


def test_a_source_cannot_break_the_table() -> None:
    """A bar or a line break in a citation would scatter the note."""
    odd = Given(Range(900, 900), Basis.STATED, "a | b\nc")
    note = lift(Requirement(tonnes=odd), way(2000), fleet(il_76=2), options=_FEW)
    assert "| freight to carry | 900 t | stated | a \\| b c |" in note.text


def test_what_was_seen_stands_in_the_note_even_when_undecidable() -> None:
    """The observation behind the check would vanish from the note."""
    note = lift(need(), way(2300), fleet(il_76=(3, 5)), options=_check())
    assert "| Il-76 seen | 3-5 | stated | a test |" in note.text


def test_ships_without_a_tonnage_show_no_daily_tonnes() -> None:
    """ "0 tonnes a day" would be read as a figure, where there is none."""
    note = lift(need(vehicles=30, days=6), way(2300), fleet(mistral=1), options=_check())
    assert note.tonnes_a_day is None
    assert "by deck length alone" in note.text
    assert "1 Mistral would take" in note.why


def test_what_was_not_stated_is_said() -> None:
    """People or vehicles left out would look as if they had been counted."""
    note = lift(need(tonnes=900), way(2000), fleet(il_76=2), options=_FEW)
    assert "not stated, so left out: people, vehicles" in note.caveats
    assert note.verdict is None
    assert note.needed == ()
    assert note.headline.startswith("Closure takes ")


def test_a_way_that_may_be_too_long_is_said() -> None:
    """The half of the range where nothing arrives would be hidden."""
    note = lift(need(tonnes=9), way(2000, 2650), fleet(an_26=2), options=_FEW)
    assert any("beyond what is published of An-26" in each for each in note.caveats)
    assert note.closure_days is not None
    assert note.closure_days.high == float("inf")
    with pytest.raises(BadInput, match="beyond the ferry range"):
        lift(need(tonnes=9), way(2800, 2900), fleet(an_26=2), options=_FEW)


def test_json_has_no_infinity() -> None:
    """A strict reader would refuse the whole answer."""
    note = lift(need(tonnes=9, days=2), way(2000, 2650), fleet(an_26=2), options=_check())
    text = json.dumps(note.as_json(), allow_nan=False)
    assert json.loads(text)["closure_days"]["high"] is None


def test_a_fleet_that_cannot_carry_it_says_so() -> None:
    """Airliners would be said to carry freight some day."""
    note = lift(need(tonnes=100, days=7), way(2000), fleet(tu_154=3), options=_check())
    assert note.verdict is Verdict.SUPPORTED
    assert "for ever" in note.why
    assert "no number" in note.text


def test_options_out_of_bounds_are_refused() -> None:
    """No draws would end in a fault instead of a sentence."""
    with pytest.raises(BadInput, match="0 draws"):
        LiftOptions(draws=0)
    with pytest.raises(BadInput, match="-1 stops"):
        LiftOptions(stops=-1)
