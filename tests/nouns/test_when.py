"""If these fail, intervals print or compare wrongly, and every date in a dossier with them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.nouns import Precision, When

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 30))
MOMENTS = st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))


@given(DAYS)
def test_a_day_survives_print_and_parse(day: date) -> None:
    assert When.parse(str(When.day(day))) == When.day(day)


@given(DAYS, DAYS)
def test_an_interval_survives_print_and_parse(a: date, b: date) -> None:
    interval = When.days(min(a, b), max(a, b))
    assert When.parse(str(interval)) == interval


@given(DAYS)
def test_open_sides_survive(day: date) -> None:
    assert When.parse(str(When.since(day))) == When.since(day)
    assert When.parse(str(When.until(day))) == When.until(day)


@given(MOMENTS)
def test_an_instant_covers_itself_and_is_within_its_day(moment: datetime) -> None:
    instant = When.instant(moment)
    assert instant.covers(moment)
    assert instant.within(When.day(moment.date()))
    assert When.parse(str(instant)).begin == instant.begin


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_symmetric_and_agrees_with_counting_days(
    a: date, b: date, c: date, d: date
) -> None:
    one, two = When.days(min(a, b), max(a, b)), When.days(min(c, d), max(c, d))
    assert one.overlaps(two) == two.overlaps(one)
    assert one.overlaps(two) == (max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d)))


def test_a_zone_is_turned_into_utc_and_not_replaced() -> None:
    there = datetime(2024, 12, 8, 1, 30, tzinfo=timezone(timedelta(hours=5)))
    assert When.instant(there).first_day == date(2024, 12, 7)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        When.instant(datetime(2024, 12, 8))
    with pytest.raises(ValueError, match="zone"):
        When.parse("2024-12-08T10:00:00")


def test_an_interval_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        When.parse("2024-12-08/2024-12-01")


def test_years_and_months_are_whole_ones() -> None:
    assert str(When.parse("2017")) == "2017-01-01/2017-12-31"
    assert str(When.parse("2024-02")) == "2024-02-01/2024-02-29"
    assert When.parse("2017/..").end is None
    assert When.parse("2024-02").precision is Precision.MONTH


def test_days_print_inclusive() -> None:
    assert str(When.days(date(2024, 12, 9), date(2024, 12, 15))) == "2024-12-09/2024-12-15"
    assert str(When.since(date(2024, 12, 14))) == "2024-12-14/.."
