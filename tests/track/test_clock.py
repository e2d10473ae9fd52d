"""A time read in the wrong zone would date an arrival to the wrong day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import BadInput
from casemate.track.clock import clock_of, moment_s


def read(texts: list[str], zone: str | None = None, pattern: str | None = None) -> list[object]:
    clock = clock_of(texts, zone, pattern, "file")
    frame = pl.DataFrame({"time": texts})
    first = frame.select(clock.seconds().alias("s"))["s"].to_list()
    if clock.pattern is not None:
        return first
    again = frame.select(clock.seconds_of_any_iso().alias("s"))["s"].to_list()
    return [b if a is None else a for a, b in zip(first, again, strict=True)]


NOON = datetime(2024, 3, 1, 12, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2024-03-01T12:00:00Z", None),
        ("2024-03-01 12:00:00 UTC", None),
        ("2024-03-01T14:00:00+02:00", None),
        ("2024-03-01T07:00:00.000-0500", None),
        ("2024-03-01 17:30+0530", None),
        ("2024-03-01 12:00:00", "UTC"),
        ("2024-03-01 13:00:00", "Europe/Copenhagen"),
        ("2024-03-01T12:00:00Z", "Europe/Copenhagen"),
        (str(int(NOON)), None),
        (str(int(NOON * 1000)), None),
    ],
)
def test_one_moment_in_many_spellings(text: str, zone: str | None) -> None:
    assert read([text], zone) == [NOON]


def test_offsets_may_be_mixed_and_a_naive_one_among_them_is_left_out() -> None:
    texts = ["2024-03-01T12:00:00Z", "2024-03-01T14:00:00+02:00", "2024-03-01T12:00:00"]
    assert read(texts) == [NOON, NOON, None]


@given(st.integers(631_152_000_000, 4_102_444_800_000), st.integers(-14 * 60, 14 * 60))
def test_whatever_python_writes_is_read_back(milliseconds: int, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    aware = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(zone)
    (found,) = read([aware.isoformat()])
    assert found == pytest.approx(aware.timestamp(), abs=1e-3)


@pytest.mark.parametrize(
    ("text", "zone", "said"),
    [
        ("2024-03-01 12:00:00", None, "--zone UTC"),
        ("01/03/2024 12:00", None, "--zone UTC"),
        ("01/03/2024 12:00", "UTC", "day or month first"),
        ("2024-03-01 12:00:00", "Mars/Olympus", "Europe/Copenhagen"),
        ("noon", "UTC", "--time-format"),
    ],
)
def test_what_would_be_a_guess_is_refused(text: str, zone: str | None, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read([text], zone)


def test_day_first_shows_itself() -> None:
    assert read(["01/03/2024 12:00", "13/03/2024 12:00"], "UTC")[0] == NOON
    assert read(["03/01/2024 12:00", "03/13/2024 12:00"], "UTC")[0] == NOON


def test_a_pattern_may_be_given() -> None:
    assert read(["1.3.2024 12h00"], "UTC", "%d.%m.%Y %Hh%M") == [NOON]
    with pytest.raises(BadInput, match="zone"):
        read(["1.3.2024 12h00"], None, "%d.%m.%Y %Hh%M")


def test_an_hour_that_the_clocks_skipped_is_no_time() -> None:
    assert read(["2024-03-31 02:30:00"], "Europe/Copenhagen") == [None]


def test_a_single_naive_time_needs_a_zone() -> None:
    assert moment_s("2024-03-01T12:00:00", None) is None
    assert moment_s("2024-03-01T13:00:00", "Europe/Copenhagen") == NOON
    assert moment_s("soon", "UTC") is None
