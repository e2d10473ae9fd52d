"""Calendar arithmetic against known days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.read.times.calendar import covered, step, value_of
from casemate.read.times.named_days import easter, islamic, orthodox_easter


@pytest.mark.parametrize(
    ("value", "interval"),
    [
        ("2024-02-29", "2024-02-29/2024-02-29"),
        ("2024-W50", "2024-12-09/2024-12-15"),
        ("2024-W50-WE", "2024-12-14/2024-12-15"),
        ("2024-02", "2024-02-01/2024-02-29"),
        ("2024-Q4", "2024-10-01/2024-12-31"),
        ("2024-H1", "2024-01-01/2024-06-30"),
        ("2024-WI", "2024-12-01/2025-02-28"),
        ("2024", "2024-01-01/2024-12-31"),
        ("199", "1990-01-01/1999-12-31"),
        ("18", "1800-01-01/1899-12-31"),
        ("2024-12-07TNI", "2024-12-07T20:00:00Z/2024-12-08T05:59:59Z"),
        ("2024-12-07T22:30", "2024-12-07T22:30:00Z/2024-12-07T22:30:59Z"),
        ("2024-12-07T24:00", "2024-12-08T00:00:00Z/2024-12-08T00:00:59Z"),
    ],
)
def test_a_value_covers_its_days(value: str, interval: str) -> None:
    """A week that ends a day early would lose the Sunday's sighting."""
    assert str(covered(value)) == interval


@pytest.mark.parametrize("value", ["2024-02-30", "2024-W60", "XXXX-12", "P2W", "BC0490", "", None])
def test_what_covers_no_days_says_so(value: str | None) -> None:
    """No interval is better than a made-up one."""
    assert covered(value) is None


def test_steps_keep_the_end_of_a_month() -> None:
    """A month after January 31 is the end of February, not March."""
    assert step(date(2023, 1, 31), "M", 1) == date(2023, 2, 28)
    assert step(date(2024, 2, 29), "Y", -1) == date(2023, 2, 28)
    assert step(date(2024, 12, 14), "W", -2) == date(2024, 11, 30)
    assert step(date(1, 1, 1), "D", -1) is None


@given(st.dates(), st.sampled_from("DWMQYEC"))
def test_the_value_of_a_day_covers_that_day(day: date, unit: str) -> None:
    """Values and intervals are two spellings of one thing."""
    when = covered(value_of(day, unit))
    if when is not None and when.first_day is not None and when.last_day is not None:
        assert when.first_day <= day <= when.last_day
    else:
        assert day.year > 9990 or day.year < 100


def test_feasts_fall_on_known_days() -> None:
    """Easter by the published tables; Ramadan within a day of the announced one."""
    assert [easter(year) for year in (1998, 2000, 2022, 2024)] == [
        date(1998, 4, 12), date(2000, 4, 23), date(2022, 4, 17), date(2024, 3, 31),
    ]  # fmt: skip
    assert orthodox_easter(2024) == date(2024, 5, 5)
    assert abs((islamic(1445, 9, 1) - date(2024, 3, 11)).days) <= 1
    assert abs((islamic(1446, 10, 1) - date(2025, 3, 30)).days) <= 1
