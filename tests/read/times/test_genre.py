"""News hangs on its publication, a story on its own dates."""

from __future__ import annotations

from datetime import date

from casemate.read.times.genre import is_narrative

STORY = (
    "In March 1936 the garrison was doubled. On 18 July 1936 it rose. On 20 July its leader was "
    "killed. By October 1936 the north was cut off, and on 26 April 1937 the town was bombed. "
    "In June 1937 it fell."
).lower()
NEWS = (
    "Officials said on Monday that two ships had left. The pier, leased in January 2017 and again "
    "in May 2019, was empty yesterday, a minister said. Talks of March 2016 and July 2018 failed."
).lower()


def test_a_chronicle_is_a_story() -> None:
    """Dated by its publication, a history would fall into the wrong century."""
    assert is_narrative(STORY, date(2009, 12, 19))


def test_news_with_some_history_is_news() -> None:
    """Dated by its last full date, "on Monday" would fall into the wrong year."""
    assert not is_narrative(NEWS, date(2024, 12, 14))


def test_dates_of_the_year_of_publication_make_no_story() -> None:
    """A running account of this month's events is news."""
    assert not is_narrative(STORY, date(1937, 7, 1))


def test_too_few_dates_make_no_story() -> None:
    """Where in doubt it is news."""
    assert not is_narrative("in march 1936 and in june 1937 it fell.", date(2009, 12, 19))
