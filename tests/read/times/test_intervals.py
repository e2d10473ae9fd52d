"""What begins and ends where, over our own sentences (`intervals.tsv`)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.build import document

from casemate.read.as_json import begin_and_end
from casemate.read.times import find_times

_SENTENCES = Path(__file__).with_name("intervals.tsv")
_LEAST_CORRECT = 0.95


class Row(NamedTuple):
    """A sentence, the words meant (as a span), and the first and last day they cover."""

    published: str
    text: str
    span: tuple[int, int]
    begin: str | None
    end: str | None


def rows() -> list[Row]:
    """The sentences with their brackets taken out."""
    found = []
    for line in _SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        published, marked, begin, end = line.split("\t")
        opening, closing = marked.index("["), marked.index("]")
        text = marked.replace("[", "").replace("]", "")
        sides = [None if side == ".." else side for side in (begin, end)]
        found.append(Row(published, text, (opening, closing - 1), *sides))
    return found


def is_right(row: Row) -> bool:
    """Whether an expression over the words meant covers exactly the days expected."""
    times = find_times(document(row.text, row.published))
    near = [t for t in times if t.span[0] < row.span[1] and row.span[0] < t.span[1]]
    days = [_days(begin_and_end(t.when)) for t in near]
    return (row.begin, row.end) in days


def _days(sides: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    first, last = (None if side is None else side[:10] for side in sides)
    return first, last


def test_intervals_begin_and_end_as_meant() -> None:
    """A wrong side of an interval would put an event into the wrong days of a state's history."""
    given = rows()
    assert len(given) >= 150
    wrong = [f"{row.published} {row.text} {row.span}" for row in given if not is_right(row)]
    assert len(wrong) <= (1 - _LEAST_CORRECT) * len(given), "\n".join(wrong)
