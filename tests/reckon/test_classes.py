"""The class table: every figure sourced, conflicts kept, payload against distance."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import BadInput
from casemate.reckon.classes import class_table, find_class, nearest_classes
from casemate.reckon.ranges import Range
from casemate.reckon.units import reckoned_unit

_NAMED = ["il-76", "an-124", "an-26", "tu-154", "ropucha", "ivan-gren", "point", "ursa-major"]
_UNIT_OF = {
    "payload": "t", "cargo": "t", "ferry": "km", "range": "km", "cruise": "km/h", "speed": "km/h",
    "people": "people", "vehicles": "vehicles", "deck_lane": "m", "deck_area": "m2",
}  # fmt: skip
_FREIGHTERS = sorted(
    each.id for each in class_table().values() if each.mode == "air" and each.carries != "people"
)


def test_the_classes_asked_for_are_there() -> None:
    """Users would miss the classes the reports speak of, and some twenty more."""
    assert set(_NAMED) <= set(class_table())
    assert len(class_table()) >= 26
    assert {each.mode for each in class_table().values()} == {"air", "sea"}


@pytest.mark.parametrize("class_id", sorted(class_table()))
def test_every_figure_has_its_source_and_date(class_id: str) -> None:
    """A figure nobody can check would decide a claim."""
    figures = class_table()[class_id].figures
    assert figures
    for figure in figures:
        assert figure.source.title
        assert re.search(r"\b(19|20)\d\d", figure.source.date), figure.source.id
        assert figure.value > 0
        assert reckoned_unit(figure.unit) == _UNIT_OF[figure.name]
        assert figure.name == "payload" or figure.at_km is None


def test_every_source_is_used_and_named_once() -> None:
    """A source in the list that proves nothing would look like support."""
    used = {f.source.id for each in class_table().values() for f in each.figures}
    titles = [f.source.title for each in class_table().values() for f in each.figures]
    assert "" not in titles
    from casemate.reckon.classes import _rows

    assert used == {row["id"] for row in _rows("sources.csv")}


def test_conflicting_figures_both_stand() -> None:
    """One source's figure would be preferred without saying so."""
    ropucha = find_class("ropucha")
    assert [f.value for f in ropucha.all("cargo")] == [450, 500]
    assert ropucha.range_of("cargo") == Range(450, 500)
    assert find_class("il-76").payload_at(2000) == Range(40, 52)
    assert find_class("ropucha").range_of("no such figure") is None


@pytest.mark.parametrize("name", ["Il-76", "IL76", "il 76", "Ил-76", "Il-76MD", "Candid"])
def test_names_are_found_however_spelt(name: str) -> None:
    """A class seen in a report would count as unknown."""
    assert find_class(name).id == "il-76"
    assert find_class("Ropucha-class landing ship").id == "ropucha"


def test_an_unknown_class_offers_the_nearest_names() -> None:
    """A slip of the pen ("Il-75") would be a dead end, or be corrected in silence."""
    with pytest.raises(BadInput, match="unknown class 'Il-75': did you mean il-76"):
        find_class("Il-75")
    assert nearest_classes("Il-75")[0].id == "il-76"
    with pytest.raises(BadInput, match="casemate lift --classes lists them"):
        find_class("qqqqqqqq")


def test_payload_falls_with_distance_as_published() -> None:
    """The trade-off between payload and distance would be lost."""
    an_124 = find_class("an-124")
    # Aeropedia: 150 t over 4,500 km, nothing at 16,500 km: half way down the line 75 t.
    assert an_124.payload_at(10_500).high == pytest.approx(75)
    # C-5M: 281,001 lb over 2,150 nmi (one source); 270,000 lb without a distance and 120,000 lb
    # over 4,800 nmi (another): the chord between is what is certain.
    c_5 = find_class("c-5m")
    assert c_5.payload_at(1).high == pytest.approx(127.46, abs=0.01)
    assert c_5.payload_at(4800 * 1.852).low == pytest.approx(54.43, abs=0.01)
    half = c_5.payload_at(2400 * 1.852)
    assert half.low == pytest.approx((122.47 + 54.43) / 2, abs=0.01)
    assert half.high > half.low


@given(st.sampled_from(_FREIGHTERS), st.floats(1, 9000), st.floats(0, 5000))
def test_a_longer_way_never_carries_more(class_id: str, near: float, more: float) -> None:
    """A detour could make a lift look easier."""
    lift_class = class_table()[class_id]
    try:
        far = lift_class.payload_at(near + more)
    except BadInput as fault:
        assert "ferry range" in str(fault)
        return
    here = lift_class.payload_at(near)
    assert here.low >= far.low - 1e-9
    assert here.high >= far.high - 1e-9


def test_beyond_the_ferry_range_is_refused() -> None:
    """An aircraft would be made to fly where it cannot."""
    with pytest.raises(BadInput, match=r"3,000 km is beyond the ferry range of An-26 .*--stops 1"):
        find_class("an-26").payload_at(3000)
    with pytest.raises(BadInput, match="no payload of Tu-154"):
        find_class("tu-154").payload_at(100)
