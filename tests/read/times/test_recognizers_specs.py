"""Surfaces and arithmetic against Microsoft Recognizers-Text's English cases (MIT).

They treat a text as a command to an assistant ("I'll go back Friday"), so only what does not
depend on direction is asked: that the words are found, and that values with a full date agree.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.build import document

from casemate.nouns import TimeMention
from casemate.read.as_json import begin_and_end
from casemate.read.times import find_times

pytestmark = pytest.mark.shared
_FULL = re.compile(r"\d{4}-\d\d-\d\d|\d{4}-\d\d|\d{4}|P\d+[DWMY]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _cases(folder: Path, name: str) -> list[dict[str, Any]]:
    packed = folder / "bench" / "times" / "recognizers-specs" / f"{name}.json.gz"
    cases: list[dict[str, Any]] = json.loads(
        gzip.decompress(packed.read_bytes()).decode("utf-8-sig")
    )
    return cases


def _agrees(given: TimeMention, expected: dict[str, Any]) -> bool:
    """The same value, or the first day of the past or the future reading."""
    if given.value == expected.get("Timex"):
        return True
    readings = [expected.get(side) or {} for side in ("FutureResolution", "PastResolution")]
    first_days = {day for reading in readings for day in reading.values() if _DAY.match(day)}
    begin, _ = begin_and_end(given.when)
    return begin is not None and begin[:10] in {day[:10] for day in first_days}


def _scores(folder: Path, name: str) -> tuple[float, float]:
    """Shares of expected words that are found, and of those found that mean the same."""
    words = touched = agreed = 0
    for case in _cases(folder, name):
        reference = case.get("Context", {}).get("ReferenceDateTime") or "2016-11-07T00:00:00"
        times = find_times(document(case["Input"], reference[:10]))
        for expected in case["Results"]:
            begin, end = expected["Start"], expected["Start"] + expected["Length"]
            words += 1
            near = [t for t in times if t.span[0] < end and begin < t.span[1]]
            touched += bool(near)
            agreed += any(_agrees(t, expected.get("Value") or {}) for t in near)
    return touched / words, agreed / max(1, touched)


@pytest.mark.parametrize(
    ("name", "least_found", "least_agreed"),
    [
        ("DateParser", 0.74, 0.5),
        ("DatePeriodParser", 0.84, 0.63),
        ("DurationParser", 0.5, 0.6),
        ("DateTimeParser", 0.94, 0.67),
        ("DateTimePeriodParser", 0.93, 0.79),
        ("SetParser", 0.89, 0.54),
    ],
)
def test_most_cases_of_recognizers_text_are_read(
    shared: Path, name: str, least_found: float, least_agreed: float
) -> None:
    """Forms that other readers know and ours does not would be missed in every text."""
    found, agreed = _scores(shared, name)
    assert found >= least_found and agreed >= least_agreed, (found, agreed)
