"""Without these a dossier would state dates and counts finer or higher than its sources do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.nouns import Precision, When
from casemate.tell.material import Count
from casemate.tell.wording import held_words, listed, origins_words, plural, repeated_words

MONTH = When.days(date(2015, 12, 1), date(2015, 12, 31), Precision.MONTH)


@pytest.mark.parametrize(
    ("valid", "words"),
    [
        (None, None),
        (When(None, None), None),
        (When.day(date(2024, 12, 13)), "13 Dec 2024"),
        (MONTH, "December 2015"),
        (When.parse("2017"), "2017"),
        (When.parse("2015/2017"), "2015 to 2017"),
        (When.parse("2015-09/2015-11"), "September 2015 to November 2015"),
        (When.since(date(2015, 1, 1), Precision.YEAR), "from 2015"),
        (When.since(date(2024, 12, 9)), "from 9 Dec 2024"),
        (When.until(date(2024, 12, 9)), "until 9 Dec 2024"),
        (When.days(date(2024, 12, 7), date(2024, 12, 10)), "7 to 10 Dec 2024"),
        (When.days(date(2024, 11, 30), date(2024, 12, 2)), "30 Nov 2024 to 2 Dec 2024"),
        (When.days(date(9999, 12, 1), date.max), "from 1 Dec 9999"),
    ],
)
def test_a_time_is_said_as_finely_as_its_source_put_it(valid: When | None, words: str) -> None:
    assert held_words(valid) == words


@given(st.dates(), st.dates())
def test_any_stretch_of_days_can_be_said(one: date, other: date) -> None:
    assert held_words(When.days(min(one, other), max(one, other)))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(None, 3, 3, 6), "3 separate origins, repeated by 6"),
        (Count(None, 1, 1, 0), "1 origin"),
        (Count(None, 1, 3, 2), "1 origin, 3 at most, repeated by 2"),
        (Count(None, 0, 2, 1), "no origin traced, 2 at most, repeated by 1"),
        (Count(None, 0, 0, 0), "no origin traced"),
        (Count(None, 2, 4, 0, lower_bound=True), "at least 2 separate origins, 4 at most"),
    ],
)
def test_a_count_says_separate_and_repeated(count: Count, words: str) -> None:
    assert origins_words(count) + repeated_words(count) == words


def test_lists_and_plurals_read_as_english() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert plural(1, "copy", "copies") == "1 copy"
    assert plural(1200, "document") == "1,200 documents"
