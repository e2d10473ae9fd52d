"""Verdicts: only where no corner of the inputs says otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reckon.build import EXACT_AIR, exactly, fleet, need, way
from tests.reckon.build import given as figure

from casemate.reckon import LiftOptions, Requirement, Verdict, lift, read_claim

_MORE = LiftOptions(claim=read_claim("would need more aircraft than those at the base"), draws=100)
_ENOUGH = LiftOptions(claim=read_claim("the aircraft at the base are enough"), draws=100)


@pytest.mark.parametrize(
    ("tonnes", "options", "verdict"),
    [
        (50_000, _MORE, Verdict.SUPPORTED),
        (50_000, _ENOUGH, Verdict.NOT_SUPPORTED),
        (20, _MORE, Verdict.NOT_SUPPORTED),
        (20, _ENOUGH, Verdict.SUPPORTED),
        (900, _MORE, Verdict.UNDECIDABLE),
        (900, _ENOUGH, Verdict.UNDECIDABLE),
    ],
)
def test_verdicts(tonnes: float, options: LiftOptions, verdict: Verdict) -> None:
    """A claim would be called true or false against the sum."""
    note = lift(need(tonnes=tonnes, days=7), way(2000), fleet(il_76=(3, 5)), options=options)
    assert note.verdict is verdict
    assert note.why.startswith(f"{verdict}: ")
    assert "3-5 Il-76 would take" in note.why
    assert "against a deadline of 7 days" in note.why
    if verdict is Verdict.UNDECIDABLE:
        assert "% of the draws" in note.why
        assert note.sensitivity[0].what in note.why
    else:
        assert "with every input at its" in note.why


def test_the_verdict_turns_exactly_at_the_deadline() -> None:
    """A fleet that is just in time would be called too late."""
    # 3 An-12, 2,400 km, everything exact: see the model's hand-computed case.
    note = lift(need(tonnes=500), way(2400), fleet(an_12=3), exactly(EXACT_AIR))
    assert note.closure_days is not None
    exact = dict(EXACT_AIR)
    low, high = note.closure_days.low, note.closure_days.high
    later = lift(
        need(tonnes=500, days=high + 0.01), way(2400), fleet(an_12=3), exactly(exact), _MORE
    )
    assert later.verdict is Verdict.NOT_SUPPORTED
    sooner = lift(
        need(tonnes=500, days=low - 0.01), way(2400), fleet(an_12=3), exactly(exact), _MORE
    )
    assert sooner.verdict is Verdict.SUPPORTED


def test_a_narrow_ramp_is_no_lack_of_aircraft() -> None:
    """ "More aircraft are needed" would be supported where more would not help."""
    narrow = exactly({**EXACT_AIR, "ramp": 1})
    args = (need(tonnes=3000, days=10), way(2400), fleet(an_12=60), narrow)
    needs_more, enough = lift(*args, options=_MORE), lift(*args, options=_ENOUGH)
    assert needs_more.verdict is Verdict.NOT_SUPPORTED
    assert "ramp space aside" in needs_more.why
    assert enough.verdict is Verdict.NOT_SUPPORTED
    assert any("ramp space, not the fleet, sets the pace" in each for each in enough.caveats)
    assert enough.ramp_needed is not None
    assert enough.ramp_needed.low > 1


@settings(max_examples=40, deadline=None)
@given(st.floats(20, 5000), st.floats(0, 300), st.floats(0, 300), st.integers(1, 6), st.booleans())
def test_knowing_less_never_decides(
    tonnes: float, less: float, more: float, number: int, needs_more: bool
) -> None:
    """A verdict would come out of ignorance, or turn round."""
    options = _MORE if needs_more else _ENOUGH
    sure = lift(need(tonnes=tonnes, days=7), way(2000), fleet(il_76=number), options=options)
    unsure = lift(
        Requirement(tonnes=figure(max(1.0, tonnes - less), tonnes + more), deadline_days=figure(7)),
        way(2000),
        fleet(il_76=(number, number + 1)),
        options=options,
    )
    assert unsure.verdict in (sure.verdict, Verdict.UNDECIDABLE)
