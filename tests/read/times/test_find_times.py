"""Expressions in whole texts: what is found, what is left alone, and bad input."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.build import document

from casemate.nouns import Precision, TimeType
from casemate.read.times import find_times


def found(text: str, published: str | None = "2024-12-14", **fields: str) -> dict[str, str | None]:
    """Words and values of the expressions in a text."""
    times = find_times(document(text, published, **fields))
    return {text[t.span[0] : t.span[1]]: t.value for t in times}


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May said that she may go.",
        "They march on to the second line; wait a second.",
        "Water springs from the hill and the fall of the town was quick.",
        "The hull, number 1984, lies beside page 1989 of Flight 1998.",
        "The column had 1500 troops and 2,000 rifles, the score was 12-18.",
        "They bought 2,000 tons at $1999 and 1998 others.",
        "The two-year-old boy and his 35-year-old mother, 61 years old.",
        "Jan Kavan and June Carter spoke.",
        "An An-124 and an Il-76 stood beside hangar 12.",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    """A false date in a claim would split it from the claims it belongs with."""
    assert found(text) == {}


def test_direction_follows_the_tense() -> None:
    """A planned arrival read as a past one would be a false sighting."""
    assert found("The ship will arrive on Monday.") == {"Monday": "2024-12-16"}
    assert found("The ship arrived on Monday.") == {"Monday": "2024-12-09"}
    assert found("It will be released on June 5.") == {"June 5": "2025-06-05"}
    assert found("The contract was extended until Thursday.") == {"Thursday": "2024-12-19"}
    assert found("Saturday's flight was full.") == {"Saturday": "2024-12-14"}


def test_this_weekday_is_of_this_week_or_as_the_tense_has_it() -> None:
    """ "This Friday" may lie on either side of today."""
    assert found("It will sail this Friday.", "2024-12-09") == {"this Friday": "2024-12-13"}
    assert found("It will sail this Friday.") == {"this Friday": "2024-12-20"}
    assert found("It sailed this Sunday.") == {"this Sunday": "2024-12-08"}


def test_days_that_became_names_keep_their_year() -> None:
    """The Oct. 7 attack is not the last October's."""
    assert found("Since the Oct. 7 attack it is shut.") == {"Oct. 7": "2023-10-07"}
    assert found("It has been shut since Oct. 7.") == {"Oct. 7": "2024-10-07"}


def test_clock_times_share_a_day_and_a_zone() -> None:
    """A closure from ten to two on Monday is one interval."""
    times = find_times(document("It closed from 10 a.m. to 2 p.m. GMT on Monday."))
    assert [t.value for t in times] == ["2024-12-09T10:00", "2024-12-09T14:00"]
    assert {str(t.when) for t in times} == {"2024-12-09T10:00:00Z/2024-12-09T14:59:59Z"}


def test_a_clock_time_and_its_date_are_one_expression() -> None:
    """Two halves of one time would date an event twice, once on the wrong day."""
    times = find_times(document("It tripped at 12:26 GMT on Christmas Day 2023."))
    assert [t.value for t in times] == ["2023-12-25T12:26"]
    assert times[0].type is TimeType.TIME
    assert times[0].when is not None and times[0].when.precision is Precision.MINUTE
    assert str(times[0].when) == "2023-12-25T12:26:00Z/2023-12-25T12:26:59Z"


def test_a_stated_zone_is_turned_into_utc() -> None:
    """Hours of difference decide which satellite pass saw it."""
    (time_found,) = find_times(document("It left at 10 p.m. EST on December 12, 2024."))
    assert str(time_found.when) == "2024-12-13T03:00:00Z/2024-12-13T03:59:59Z"
    assert time_found.value == "2024-12-12T22:00"


def test_a_clock_without_a_zone_is_read_in_the_offset_of_publication() -> None:
    """As documented: the local day that "on Sunday" hangs on has local hours."""
    (time_found,) = find_times(document("It left at noon.", "2024-12-14T20:00:00+02:00"))
    assert str(time_found.when) == "2024-12-14T10:00:00Z/2024-12-14T10:00:59Z"


def test_without_publication_relative_times_stay_relative() -> None:
    """A guessed anchor would be an invented date."""
    text = "On Friday he left, yesterday, last year, on March 3, three days ago, in May 2015."
    assert found(text, None) == {
        "Friday": "XXXX-WXX-5",
        "yesterday": "XXXX-XX-XX",
        "last year": "XXXX",
        "March 3": "XXXX-03-03",
        "three days ago": "XXXX-XX-XX",
        "May 2015": "2015-05",
    }
    times = find_times(document(text, None))
    assert [t.when is not None for t in times] == [False] * 5 + [True]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("February 30, 2024", "It happened on February 30, 2024."),
        ("2024-13-45", "It happened on 2024-13-45."),
        ("31/31/2024", "It happened on 31/31/2024."),
    ],
)
def test_days_that_no_calendar_has_get_no_value(words: str, text: str) -> None:
    """February 30 turned into March 1 would be a date nobody said."""
    assert found(text).get(words, None) is None
    assert all(t.when is None for t in find_times(document(text)))


def test_year_nought_and_absurd_clocks_are_not_times() -> None:
    """Nor may they stop the reading."""
    assert found("In year 0, at 99:99, in AD 0, at 24:61.").get("AD 0") is None


def test_contradicting_datelines_are_both_given_as_said() -> None:
    """Which of two datelines is wrong is for a person to see, not for the reader to mend."""
    text = "DAMASCUS, December 9, 2024 (published December 7, 2024): the port is shut."
    assert set(found(text).values()) == {"2024-12-09", "2024-12-07"}


def test_a_story_dates_itself() -> None:
    """Histories published today tell of other years; "on 17 September" is one of theirs."""
    text = (
        "On September 1, 1939, the war began. In August 1939 a pact had been signed. "
        "On 17 September the east was invaded, and in October 1939 the country was divided. "
        "In April 1940 the north was attacked."
    )
    assert found(text, "2009-12-19")["17 September"] == "1939-09-17"
    assert found(text, "2009-12-19", genre="news")["17 September"] == "2009-09-17"


def test_right_to_left_text_keeps_its_offsets() -> None:
    """Arabic around an English date must not move it."""
    text = "وصل الوفد يوم 12 December 2024 إلى دمشق"
    assert found(text) == {"12 December 2024": "2024-12-12"}


def test_letters_that_change_length_in_lower_case_keep_offsets() -> None:
    """A Turkish dotted capital I has two characters in lower case."""
    assert found("İzmir, İstanbul: it left on March 3, 2021.") == {"March 3, 2021": "2021-03-03"}


def test_a_million_digits_are_read_in_no_time() -> None:
    """One hostile page must not hold up a build."""
    begun = time.process_time()
    find_times(document("1999" * 250_000))
    find_times(document("1999 " * 40_000))
    find_times(document("12:30:" * 40_000 + "a.m" * 40_000))
    assert time.process_time() - begun < 20


_WORDS = st.sampled_from(
    """on in by since until the last next this past of Friday Monday May March June December Dec.
    8 10 1999 2024 '98 1,000 a an two several few week weeks day days year years ago later earlier
    before after ago hours now today yesterday morning night noon 10:30 p.m. GMT quarter first third
    spring
    fall century 19th 1980s BC Christmas Ramadan every daily - and to , . \n İ ß ﬁ
    said will""".split()
)


@given(st.lists(_WORDS, max_size=30), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_time_words_gives_spans_in_order(words: list[str], dated: bool) -> None:
    """Every later citation points at these characters."""
    text = " ".join(words)
    times = find_times(document(text, "2024-12-14" if dated else None))
    ends = 0
    for t in times:
        begin, end = t.span
        assert ends <= begin < end <= len(text)
        assert text[begin:end].strip() == text[begin:end] != ""
        ends = end
        if t.when is not None and t.when.begin is not None and t.when.end is not None:
            assert t.when.begin <= t.when.end


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_around_a_date_leaves_the_date_where_it_is(before: str, after: str) -> None:
    """Offsets count characters of the text as given, whatever the characters."""
    text = f"{before}\n\nIt left on 8 December 2024.\n\n{after}"
    times = find_times(document(text))
    at = len(before) + len("\n\nIt left on ")
    assert any(t.span == (at, at + 15) and t.value == "2024-12-08" for t in times)
