"""Ways: great circles, closed airspace, sea lanes and closed passages."""

from __future__ import annotations

import itertools
import math
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import BadInput, MissingExtra
from casemate.locate.geodesy import distance_m
from casemate.nouns import Where
from casemate.reckon.airspace import Airspace, points_between
from casemate.reckon.inputs import Basis, Given
from casemate.reckon.ranges import Range
from casemate.reckon.route import Route, air_route, passage, sea_route, stated_route

_TARTUS, _NOVOROSSIYSK = Where(35.87, 34.90, 0), Where(37.79, 44.70, 0)
_KHMEIMIM, _CHKALOVSKY = Where(35.948, 35.401, 0), Where(38.06, 55.88, 0)
_BALTIYSK = Where(19.88, 54.65, 0)


def _km(route: Route) -> float:
    assert route.distance.range.is_exact
    return route.distance.range.low


def test_known_great_circles() -> None:
    """A wrong radius or swapped axes would shift every answer."""
    # A quarter of the equator of the mean sphere, and one degree of latitude.
    assert distance_m(0, 0, 90, 0) == pytest.approx(10_007_557, abs=1)
    assert distance_m(10, 50, 10, 51) == pytest.approx(111_195, abs=1)
    # London Heathrow to New York JFK: 5,540 km.
    assert distance_m(-0.4614, 51.4700, -73.7781, 40.6413) / 1000 == pytest.approx(5540, abs=15)
    assert distance_m(170, 10, -170, 10) < distance_m(150, 10, -170, 10)


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(-170, 170), st.floats(-80, 80))
def test_half_way_is_half_way(x_1: float, y_1: float, x_2: float, y_2: float) -> None:
    """The points looked at for closed airspace would not lie on the way."""
    whole = distance_m(x_1, y_1, x_2, y_2)
    if whole > 19_000_000:
        return
    lon, lat = points_between((x_1, y_1), (x_2, y_2), 2)
    middle = float(lon[1]), float(lat[1])
    assert distance_m(x_1, y_1, *middle) == pytest.approx(whole / 2, rel=1e-6, abs=0.5)


def test_a_point_in_a_ring() -> None:
    """Closed airspace would be elsewhere."""
    square = Airspace([(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)])
    assert square.holds(1, 1)
    assert not square.holds(3, 1)
    assert not square.holds(1, 3)


def test_a_way_by_air() -> None:
    """The distance between two sites of a case would have to be looked up elsewhere."""
    route = air_route(_KHMEIMIM, _CHKALOVSKY)
    assert _km(route) == pytest.approx(2284, abs=15)
    assert route.distance.basis is Basis.COMPUTED
    assert route.closed == ()


def test_points_on_the_way_lengthen_it() -> None:
    """A known detour could not be reckoned."""
    direct = _km(air_route(_KHMEIMIM, _CHKALOVSKY))
    around = air_route(_KHMEIMIM, _CHKALOVSKY, via=[(50.0, 36.0)])
    assert _km(around) > direct + 300
    assert "1 stated point" in around.how


def test_refused_airspace_lengthens_the_way() -> None:
    """A refused overflight would change nothing."""
    anatolia = [(26.0, 36.2), (44.8, 37.0), (44.0, 41.5), (27.0, 42.0)]
    direct = _km(air_route(_KHMEIMIM, _CHKALOVSKY))
    around = air_route(_KHMEIMIM, _CHKALOVSKY, avoid=[anatolia])
    # East about by the corners at 44.8,37.0 and 44.0,41.5.
    legs = [(35.948, 35.401), (44.8, 37.0), (44.0, 41.5), (38.06, 55.88)]
    corners = sum(distance_m(*a, *b) for a, b in itertools.pairwise(legs)) / 1000
    assert direct + 200 < _km(around) == pytest.approx(corners, rel=0.01)
    assert around.closed == ("airspace",)
    assert "longer around closed airspace" in around.how


def test_airspace_beside_the_way_changes_nothing() -> None:
    """Closing what nobody crosses would lengthen the way."""
    far_off = [(0.0, 50.0), (5.0, 50.0), (5.0, 55.0), (0.0, 55.0), (0.0, 50.0)]
    route = air_route(_KHMEIMIM, _CHKALOVSKY, avoid=[far_off])
    assert _km(route) == _km(air_route(_KHMEIMIM, _CHKALOVSKY))
    assert "does not lie on it" in route.how


def test_a_site_in_closed_airspace_is_refused() -> None:
    """An impossible way would get a length."""
    syria = [(35.0, 32.0), (42.0, 32.0), (42.0, 37.5), (35.0, 37.5)]
    with pytest.raises(BadInput, match=r"35\.948,35\.401 lies in a closed airspace"):
        air_route(_KHMEIMIM, _CHKALOVSKY, avoid=[syria])
    with pytest.raises(BadInput, match="fewer than three corners"):
        air_route(_KHMEIMIM, _CHKALOVSKY, avoid=[[(0.0, 0.0), (1.0, 1.0)]])


def test_an_outline_of_many_corners_is_fast_and_a_detailed_one_refused() -> None:
    """A country's border at full detail would keep the program busy for ever."""

    def circle(corners: int) -> list[tuple[float, float]]:
        turns = [2 * math.pi * n / corners for n in range(corners)]
        return [(37.0 + 3 * math.cos(t), 45.0 + 3 * math.sin(t)) for t in turns]

    begin = time.process_time()
    route = air_route(_KHMEIMIM, _CHKALOVSKY, avoid=[circle(150)])
    assert time.process_time() - begin < 10
    assert _km(air_route(_KHMEIMIM, _CHKALOVSKY)) < _km(route) < 2500
    with pytest.raises(BadInput, match="a rough outline is enough"):
        air_route(_KHMEIMIM, _CHKALOVSKY, avoid=[circle(300)])


def test_a_place_walled_in_has_no_way() -> None:
    """A way through a closed ring would be found."""
    walls = [
        [(30.0, 30.0), (42.0, 30.0), (42.0, 32.0), (30.0, 32.0)],
        [(30.0, 38.0), (42.0, 38.0), (42.0, 40.0), (30.0, 40.0)],
        [(29.0, 29.0), (32.0, 29.0), (32.0, 41.0), (29.0, 41.0)],
        [(40.0, 29.0), (43.0, 29.0), (43.0, 41.0), (40.0, 41.0)],
    ]
    with pytest.raises(BadInput, match="no way is left around"):
        air_route(_KHMEIMIM, _CHKALOVSKY, avoid=walls)


def test_without_the_package_of_sea_lanes_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A missing package would end in a traceback."""
    monkeypatch.setitem(sys.modules, "searoute", None)
    with pytest.raises(MissingExtra, match=r"casemate\[lift\]"):
        sea_route(_TARTUS, _NOVOROSSIYSK)


def test_a_way_by_sea() -> None:
    """Ships would sail over land."""
    route = sea_route(_TARTUS, _NOVOROSSIYSK)
    straight = distance_m(35.87, 34.90, 37.79, 44.70) / 1000
    assert 2 * straight < _km(route) < 3 * straight
    assert route.how.startswith("sea lanes")


def test_a_closed_strait_lengthens_or_shuts_the_way() -> None:
    """The closed Bosporus, the very point of December 2024, would change nothing."""
    around = sea_route(_TARTUS, _BALTIYSK)
    without = sea_route(_TARTUS, _BALTIYSK, ["gibraltar"])
    assert _km(without) > _km(around) + 5000
    assert "gibraltar closed" in without.how
    assert without.closed == ("gibraltar",)
    untouched = sea_route(_TARTUS, _BALTIYSK, ["Bosphorus"])
    assert _km(untouched) == _km(around)
    assert "does not pass Bosphorus" in untouched.how
    with pytest.raises(BadInput, match="no sea way is left with bosporus closed"):
        sea_route(_TARTUS, _NOVOROSSIYSK, ["bosporus"])
    # Closing one run's passages must not stay closed in the next.
    assert _km(sea_route(_TARTUS, _BALTIYSK)) == _km(around)


def test_an_unknown_passage_offers_the_known_ones() -> None:
    """A misspelt strait would stay open in silence."""
    assert passage("Turkish Straits") == "bosporus"
    with pytest.raises(BadInput, match="unknown passage 'kerch': use one of bosporus"):
        passage("kerch")


def test_a_stated_distance() -> None:
    """A distance out of a report could not be used."""
    route = stated_route(Given(Range(2000, 2400), Basis.STATED, "a report"))
    assert route.distance.range == Range(2000, 2400)
    with pytest.raises(BadInput, match="more than zero"):
        stated_route(Given(Range(0, 10)))
