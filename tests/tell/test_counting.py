"""Without these a view as of a past day would count origins that nobody knew of yet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casemate.nouns import Claim, Origin, OriginKind
from casemate.tell.counting import Carried, counts_by_day

DAY = date(2024, 12, 10)


def claim(origins: int, at_most: int) -> Claim:
    ids = tuple(f"o{n}" for n in range(at_most))
    return Claim("c", "x", None, None, ("s0",), ids, origins, at_most, origins, "why")


def origin(n: int, kind: OriginKind = OriginKind.OFFICIAL_STATEMENT) -> Origin:
    return Origin(f"o{n}", f"origin {n}", kind, None, f"d{n}", (f"s{n}",))


def carried(n: int, after_days: int) -> Carried:
    return Carried(f"s{n}", f"d{n}", DAY + timedelta(days=after_days))


def test_an_origin_counts_from_the_day_it_was_known() -> None:
    found = counts_by_day(
        claim(2, 2), [carried(0, 0), carried(1, 3), carried(9, 1)], [origin(0), origin(1)]
    )
    assert [(c.day, c.separate, c.repeated) for c in found] == [
        (DAY, 1, 0),
        (DAY + timedelta(days=1), 1, 1),
        (DAY + timedelta(days=3), 2, 1),
    ]


def test_of_three_origins_of_which_two_are_separate_an_earlier_day_has_at_least_one() -> None:
    """Which two are separate is not recorded, so the first two may be the ones that are not."""
    found = counts_by_day(
        claim(2, 3),
        [carried(0, 0), carried(1, 1), carried(2, 2)],
        [origin(0), origin(1), origin(2)],
    )
    assert [(c.separate, c.at_most, c.lower_bound) for c in found] == [
        (1, 1, False),
        (1, 2, True),
        (2, 3, False),
    ]


def test_unknown_lineage_adds_to_the_most_only() -> None:
    found = counts_by_day(
        claim(1, 2), [carried(0, 1), carried(1, 0)], [origin(0), origin(1, OriginKind.UNKNOWN)]
    )
    assert [(c.separate, c.at_most) for c in found] == [(0, 1), (1, 2)]


def test_what_has_no_date_comes_last() -> None:
    found = counts_by_day(
        claim(2, 2), [carried(0, 0), Carried("s1", "d1", None)], [origin(0), origin(1)]
    )
    assert [c.day for c in found] == [DAY, None]
    assert found[0].separate == 1


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.data())
def test_counts_never_fall_and_never_pass_todays(days: list[int], data: st.DataObject) -> None:
    separate = data.draw(st.integers(1, len(days)))
    found = counts_by_day(
        claim(separate, len(days)),
        [carried(n, day) for n, day in enumerate(days)],
        [origin(n) for n in range(len(days))],
    )
    counts = [c.separate for c in found]
    assert counts == sorted(counts)
    assert counts[-1] == separate
    assert all(c.separate <= c.at_most for c in found)
    known = [sum(day <= (c.day - DAY).days for day in days) for c in found if c.day]
    assert all(c.separate <= number for c, number in zip(found, known, strict=True))
