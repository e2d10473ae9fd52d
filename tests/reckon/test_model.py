"""The sum: by hand for both modes, and the properties it must have."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reckon.build import EXACT_AIR, EXACT_SEA, exactly, fleet, need, way
from tests.reckon.build import given as figure

from casemate.errors import BadInput
from casemate.reckon.classes import class_table, find_class
from casemate.reckon.inputs import Assumptions
from casemate.reckon.prepare import prepare
from casemate.reckon.prepared import Prepared
from casemate.reckon.ranges import Range


def _hours(ready: Prepared) -> float:
    return float(ready.answer(ready.middle()).hours[0])


def test_a_hand_computed_airlift_through_the_whole_sum() -> None:
    """Users would get another answer than the published sum gives: 3 An-12, 800 t, 2,400 km."""
    ready = prepare(need(tonnes=800), way(2400), fleet(an_12=3), exactly(EXACT_AIR))
    load = 0.8 * find_class("an-12").payload_at(2400).middle
    # 3.5 h a leg, 11.5 h a cycle, USE 0.8 x 10 h (the limit binds; the cycle would allow 14).
    days = 800 * 7 / (load * 3 * 8)
    assert _hours(ready) == pytest.approx(days * 24)
    assert ready.answer(ready.middle()).tonnes_a_day[0] == pytest.approx(load * 3 * 8 / 7)


def test_one_load_takes_at_least_its_own_time() -> None:
    """A small lift would close before the first aircraft can have landed."""
    ready = prepare(need(tonnes=1), way(2400), fleet(an_12=20), exactly(EXACT_AIR))
    # Loading 2.25 h, flight 3.5 h, unloading 2.25 h.
    assert _hours(ready) == pytest.approx(8.0)


def test_a_stop_on_the_way_costs_its_ground_time_and_gives_range() -> None:
    """Aircraft would cross oceans without fuel, or stop for nothing."""
    direct = prepare(need(tonnes=800), way(2400), fleet(an_12=3), exactly(EXACT_AIR))
    stopping = prepare(need(tonnes=800), way(2400), fleet(an_12=3), exactly(EXACT_AIR), stops=1)
    # Two legs each way: 2 x (1.5 + 0.5) = 4 h; 8 h flying, 4.5 + 4 h ground: 16.5 h a cycle.
    assert _hours(stopping) == pytest.approx(800 * 8 / (
        0.8 * find_class("an-12").payload_at(1200).middle * 3 * 8) * 24)  # fmt: skip
    assert _hours(stopping) > _hours(direct)
    with pytest.raises(BadInput, match=r"beyond the ferry range of An-26 .*--stops 1"):
        prepare(need(tonnes=8), way(3000), fleet(an_26=1), exactly(EXACT_AIR))
    assert _hours(prepare(need(tonnes=8), way(3000), fleet(an_26=1), exactly(EXACT_AIR), 1)) > 0


def test_the_ramp_holds_the_fleet_back() -> None:
    """Fifty aircraft would pour through a field that can work two."""
    narrow = exactly({**EXACT_AIR, "ramp": 2})
    ready = prepare(need(tonnes=8000), way(2400), fleet(an_12=50), narrow)
    load = 0.8 * find_class("an-12").payload_at(2400).middle
    slots = 2 * 23 / 2.25 * 0.85
    answer = ready.answer(ready.middle())
    assert answer.ramp_hours[0] == pytest.approx(8000 / load / slots * 24)
    assert answer.hours[0] == answer.ramp_hours[0] > answer.fleet_hours[0]
    assert answer.tonnes_a_day[0] == pytest.approx(slots * load)


def test_airliners_carry_people_while_freighters_carry_freight() -> None:
    """A Tu-154 would be loaded with tanks, or stand idle."""
    alone = prepare(need(tonnes=500), way(2400), fleet(il_76=2), exactly(EXACT_AIR))
    both = prepare(need(tonnes=500, people=300), way(2400), fleet(il_76=2, tu_154=2),
                   exactly(EXACT_AIR))  # fmt: skip
    assert _hours(both) == pytest.approx(_hours(alone))
    cannot = prepare(need(tonnes=500), way(2400), fleet(tu_154=2), exactly(EXACT_AIR))
    assert math.isinf(_hours(cannot))


def test_a_hand_computed_sealift_through_the_whole_sum() -> None:
    """Users would get another answer than the ship sum by hand: 2 Alligators, 3,000 t, 1,200 km."""
    ready = prepare(need(tonnes=3000), way(1200), fleet(alligator=2), exactly(EXACT_SEA))
    # 0.8 x 1,000 t; 3.75 loads: 4, two ships twice: 2 x 128 h less the 40 h back.
    assert _hours(ready) == pytest.approx(216)


def test_deck_metres_bind_before_tonnes() -> None:
    """Light trucks would be stacked on each other."""
    light = exactly({**EXACT_SEA, "vehicle_mass": 1})
    ready = prepare(need(vehicles=60), way(1200), fleet(ropucha=1), light)
    # 630 m2 x 0.8 / 3 m = 168 lane metres, 21 vehicles of 8 m; 60 need three voyages.
    assert _hours(ready) == pytest.approx(3 * 128 - 40)
    heavy = exactly({**EXACT_SEA, "vehicle_mass": 30})
    ready = prepare(need(vehicles=60), way(1200), fleet(ropucha=1), heavy)
    # 1,800 t over 0.8 x 475 t are 4.74: five voyages.
    assert _hours(ready) == pytest.approx(5 * 128 - 40)


def test_several_ship_classes_end_when_enough_has_arrived() -> None:
    """A mixed flotilla would be slower than a part of it."""
    mixed = prepare(need(tonnes=1500), way(1200), fleet(alligator=1, ropucha=2), exactly(EXACT_SEA))
    # One turn each: 800 + 2 x 380 = 1,560 t, all unloaded after 24 + 40 + 24 = 88 h.
    assert _hours(mixed) == pytest.approx(88)
    more = prepare(need(tonnes=1600), way(1200), fleet(alligator=1, ropucha=2), exactly(EXACT_SEA))
    assert _hours(more) == pytest.approx(88 + 128)


def test_ships_without_a_published_tonnage_say_so() -> None:
    """A gap in the table would pass for a capacity of nothing, or of everything."""
    ready = prepare(need(vehicles=100), way(1200), fleet(bob_hope=1), exactly(EXACT_SEA))
    assert any("by deck length alone" in gap for gap in ready.gaps)
    assert _hours(ready) == pytest.approx(88)
    loose = prepare(need(tonnes=100), way(1200), fleet(bob_hope=1), exactly(EXACT_SEA))
    assert math.isinf(_hours(loose))
    assert any("of Bob Hope class no figure for cargo" in gap for gap in loose.gaps)


def test_a_class_without_speed_asks_for_one() -> None:
    """A speed would be invented."""
    with pytest.raises(BadInput, match=r"no speed of Y-20 .*--assume speed="):
        prepare(need(tonnes=100), way(1000), fleet(y_20=1), Assumptions())
    spoken = Assumptions({"speed": figure(700, 800)})
    assert _hours(prepare(need(tonnes=100), way(1000), fleet(y_20=1), spoken)) > 0


def test_a_ship_beyond_its_range_is_refused() -> None:
    """A hovercraft would cross the Mediterranean."""
    with pytest.raises(BadInput, match="beyond the ferry range of Zubr class"):
        prepare(need(tonnes=100), way(2400), fleet(zubr=2), Assumptions())


def test_nothing_to_carry_is_refused() -> None:
    """An empty requirement would close in no time."""
    with pytest.raises(BadInput, match="nothing to carry"):
        prepare(need(days=7), way(1000), fleet(il_76=1), Assumptions())


_AIR = st.sampled_from(
    sorted(c.id for c in class_table().values()
           if c.mode == "air" and c.range_of("cruise") and c.farthest_km > 2300)
)  # fmt: skip
_SEA = st.sampled_from(
    sorted(c.id for c in class_table().values()
           if c.mode == "sea" and c.range_of("speed") and c.farthest_km > 2300)
)  # fmt: skip
_NUMBERS = st.lists(st.integers(1, 12), min_size=1, max_size=3)


@settings(max_examples=120, deadline=None)
@given(st.data(), st.booleans(), st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 200))
def test_more_aircraft_or_ships_are_never_slower(
    data: st.DataObject, by_air: bool, tonnes: int, people: int, vehicles: int
) -> None:
    """The plot would rise, and "more is needed" mean nothing."""
    assume(tonnes or people or vehicles)
    classes = data.draw(st.lists(_AIR if by_air else _SEA, min_size=1, max_size=3, unique=True))
    numbers = data.draw(st.lists(st.integers(1, 12), min_size=len(classes), max_size=len(classes)))
    one_more = data.draw(st.integers(0, len(classes) - 1))
    share = data.draw(st.floats(0, 1))
    work = need(people or None, tonnes or None, vehicles or None)
    hours = []
    for extra in (0, data.draw(st.integers(1, 6))):
        counts = [n + (extra if i == one_more else 0) for i, n in enumerate(numbers)]
        seen = fleet(**{c.replace("-", "_"): n for c, n in zip(classes, counts, strict=True)})
        ready = prepare(work, way(2000), seen, Assumptions())
        point = {one.name: np.array([share]) for one in ready.inputs}
        hours.append(float(ready.answer(point).hours[0]))
    assert hours[1] <= hours[0] * (1 + 1e-9)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.booleans())
def test_every_input_moves_the_answer_one_way(data: st.DataObject, by_air: bool) -> None:
    """The bounds would not be bounds: they rest on every answer being monotone."""
    classes = data.draw(st.lists(_AIR if by_air else _SEA, min_size=1, max_size=2, unique=True))
    seen = fleet(**{c.replace("-", "_"): (1, 9) for c in classes})
    work = need(people=data.draw(st.integers(1, 2000)), tonnes=data.draw(st.integers(1, 2000)),
                vehicles=data.draw(st.integers(1, 100)))  # fmt: skip
    ready = prepare(work, way(1500, 2200), seen, Assumptions())
    shares = {one.name: np.array([data.draw(st.floats(0, 1))]) for one in ready.inputs}
    moved = data.draw(
        st.sampled_from([one for one in ready.inputs if not one.given.range.is_exact])
    )
    ends = [
        float(ready.answer({**shares, moved.name: np.array([end])}).hours[0])
        for end in (0.0, float(shares[moved.name][0]), 1.0)
    ]
    if moved.more_is == "better":
        ends.reverse()
    assert ends[0] <= ends[1] * (1 + 1e-9)
    assert ends[1] <= ends[2] * (1 + 1e-9)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.booleans())
def test_the_corners_bound_every_draw(data: st.DataObject, by_air: bool) -> None:
    """An answer outside the stated bounds would come true."""
    class_id = data.draw(_AIR if by_air else _SEA)
    seen = fleet(**{class_id.replace("-", "_"): (2, 6)})
    work = need(people=300, tonnes=700, vehicles=20)
    ready = prepare(work, way(1500, 2200), seen, Assumptions())
    drawn = ready.answer(ready.draws(200, 7)).hours
    assert float(ready.answer(ready.corner(better=True)).hours[0]) <= drawn.min() * (1 + 1e-9)
    assert float(ready.answer(ready.corner(better=False)).hours[0]) >= drawn.max() * (1 - 1e-9)


@settings(max_examples=40, deadline=None)
@given(_AIR, st.integers(50, 3000), st.integers(2, 20))
def test_the_number_needed_is_enough_and_one_less_is_not(
    class_id: str, tonnes: int, days: int
) -> None:
    """The number in the what-if sentence would be wrong by one, or by many."""
    lift_class = find_class(class_id)
    work = need(people=tonnes) if lift_class.carries == "people" else need(tonnes=tonnes)
    plain = work.__class__(work.people, work.tonnes, None, figure(days))
    ready = prepare(plain, way(2000), fleet(**{class_id.replace("-", "_"): 1}), Assumptions())
    number = float(ready.needed(lift_class, ready.middle())[0])
    assert number >= 1
    for count, in_time in ((number, True), (number - 1, False)):
        if count < 1:
            continue
        seen = fleet(**{class_id.replace("-", "_"): count})
        again = prepare(plain, way(2000), seen, Assumptions())
        hours = float(again.answer(again.middle()).fleet_hours[0])
        assert (hours <= days * 24 + 1e-6) is in_time


def test_draws_do_not_hang_on_each_other() -> None:
    """A new input would shuffle the draws of all others, and every number with them."""
    few = prepare(need(tonnes=500), way(2000), fleet(il_76=2), Assumptions())
    many = prepare(need(tonnes=500, people=5), way(2000), fleet(il_76=2, an_12=1), Assumptions())
    a, b = few.draws(50, 3), many.draws(50, 3)
    assert all(np.array_equal(a[name], b[name]) for name in a)
    assert not np.array_equal(a["open"], a["detour"])
    assert not np.array_equal(a["open"], few.draws(50, 4)["open"])


def test_counts_are_drawn_whole() -> None:
    """Half an aircraft would fly."""
    ready = prepare(need(tonnes=500), way(2000), fleet(il_76=(2, 4)), Assumptions())
    drawn = ready.value("number:il-76", ready.draws(300, 1))
    assert drawn is not None
    assert set(drawn) == {2.0, 3.0, 4.0}
    assert Range(2, 4).middle == 3
