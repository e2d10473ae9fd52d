"""When the content of a statement holds."""

from __future__ import annotations

import pytest
from tests.build import document

from casemate.nouns import ValidBasis
from casemate.read.times import find_times, valid_time


def valid(
    text: str, content: str, published: str | None = "2024-12-14"
) -> tuple[str | None, str | None]:
    """Interval and basis for a piece of a text."""
    doc = document(text, published)
    begin = text.index(content)
    when, basis = valid_time(doc, ((begin, begin + len(content)),), find_times(doc))
    return (None if when is None else str(when)), (None if basis is None else basis.value)


@pytest.mark.parametrize(
    ("content", "interval", "basis"),
    [
        ("two transports landed on Friday", "2024-12-13/2024-12-13", "stated"),
        ("the pier has been leased since 2017", "2017-01-01/..", "stated"),
        ("the base will be empty by the end of the year", "../2024-12-31", "stated"),
        ("landings have risen in recent days", "2024-12-07/2024-12-14", "stated"),
        ("the bases are not being given up", "2024-12-14/..", "present"),
        ("Russia remains at both bases", "2024-12-14/..", "present"),
        ("Russian units are being brought back from the front", "2024-12-14/..", "present"),
        ("the base is now empty", "2024-12-14/..", "present"),
        ("the lease had been annulled", None, None),
        ("two frigates left the harbour", None, None),
        ("the ships will leave", None, None),
        ("the ministry, which is in the capital, denied it", None, None),
        ("a withdrawal", None, None),
        ("the 2019 deal was annulled", None, None),
        ("the question now was who would pay", "2024-12-14/..", "present"),
    ],
)
def test_valid_time_is_stated_or_present_or_unknown(
    content: str, interval: str | None, basis: str | None
) -> None:
    """A guessed time would make two reports of different days contradict each other."""
    assert valid(f"Officials said {content}.", content) == (interval, basis)


def test_a_time_outside_the_content_does_not_count() -> None:
    """When it was said is not when it was so."""
    text = "Officials said on Friday that two frigates had left."
    assert valid(text, "two frigates had left") == (None, None)


def test_a_range_counts_as_a_whole() -> None:
    """ "Between 6 and 9 December" is four days, not one."""
    text = "They sailed at some point between 6 and 9 December."
    assert valid(text, text[:-1]) == ("2024-12-06/2024-12-09", ValidBasis.STATED.value)


def test_present_tense_without_publication_is_unknown() -> None:
    """The time of saying is not known either."""
    assert valid("The port is shut.", "The port is shut", None) == (None, None)


def test_no_content_holds_at_no_time() -> None:
    """An empty statement must not stop the reading."""
    doc = document("The port is shut.")
    assert valid_time(doc, (), find_times(doc)) == (None, None)
