"""Measures the reckoning room: one JSON object of figures to standard output, notes to stderr.

    python bench/reckon/measure.py [SHARED]

The seeds' sentence is looked for in SHARED/seeds; everything else is computed here. Monotony is
counted over random lifts: the bounds of every answer, and so every verdict, rest on it.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import time
from pathlib import Path

import numpy as np

from casemate.reckon import (
    Assumptions,
    Fleet,
    Given,
    LiftOptions,
    Range,
    Requirement,
    Seen,
    Verdict,
    class_table,
    lift,
    read_claim,
    stated_route,
)
from casemate.reckon.prepare import prepare

LIFTS = 1500
SEED = 12


def shared_folder() -> Path:
    """The argument, else CASEMATE_SHARED, else `shared` beside the checkout."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    given = os.environ.get("CASEMATE_SHARED")
    return Path(given) if given else Path(__file__).resolve().parents[3] / "shared"


def exactly(value: float) -> Given:
    return Given(Range(value, value))


def seed_answered(shared: Path) -> int:
    """1 when the seeds' sentence is undecidable without a tonnage and a deadline, with numbers."""
    pages = sorted((shared / "seeds").glob("*.txt"))
    lines = [line for page in pages for line in page.read_text("utf-8").splitlines()]
    claims = [read_claim(line) for line in lines if "more aircraft than" in line]
    good = 0
    for claim in claims:
        classes = (*claim.nearest, *claim.named)
        fleet = Fleet(tuple(Seen(each, Given(Range(1, 5))) for each in classes))
        note = lift(
            Requirement(), stated_route(exactly(2283)), fleet, options=LiftOptions(claim=claim)
        )
        print(note.headline, file=sys.stderr)
        good += bool(
            note.verdict is Verdict.UNDECIDABLE
            and note.missing == ("a tonnage", "a deadline")
            and re.search(r"with 1,000 t in 7 days .* between \d+ and \d+ Il-76", note.headline)
        )
    return int(bool(claims) and good == len(claims))


def violations() -> int:
    """How often more of something moved an answer the wrong way, among random lifts."""
    pick = random.Random(SEED)
    kinds = {
        mode: [
            each
            for each in class_table().values()
            if each.mode == mode
            and each.range_of("cruise" if mode == "air" else "speed")
            and each.farthest_km > 2500
        ]
        for mode in ("air", "sea")
    }
    wrong = 0
    for _ in range(LIFTS):
        classes = pick.sample(kinds[pick.choice(("air", "sea"))], pick.randint(1, 3))
        fleet = Fleet(
            tuple(
                Seen(each, Given(Range(pick.randint(1, 4), pick.randint(4, 12))))
                for each in classes
            )
        )
        amounts = [
            exactly(pick.randint(1, 4000)) if pick.random() < 0.7 else None for _ in range(3)
        ]
        if not any(amounts):
            continue
        ready = prepare(
            Requirement(amounts[0], amounts[1], amounts[2]),
            stated_route(Given(Range(800, 2200))),
            fleet,
            Assumptions(),
        )
        shares = {one.name: np.array([pick.random()]) for one in ready.inputs}
        moved = pick.choice([one for one in ready.inputs if not one.given.range.is_exact])
        ends = [
            float(ready.answer({**shares, moved.name: np.array([end])}).hours[0])
            for end in (0.0, 1.0)
        ]
        worse, better = ends if moved.more_is == "better" else reversed(ends)
        wrong += better > worse * (1 + 1e-9)
    return wrong


def main() -> None:
    table = class_table().values()
    figures = [figure for each in table for figure in each.figures]
    sourced = sum(bool(figure.source.title and figure.source.date) for figure in figures)
    conflicts = sum(
        len({figure.reckoned for figure in each.all(name) if figure.at_km is None}) > 1
        for each in table
        for name in {figure.name for figure in each.figures}
    )
    begin = time.process_time()
    count = 20
    for _ in range(count):
        fleet = Fleet(
            tuple(
                Seen(each, Given(Range(1, 5)))
                for each in (class_table()["il-76"], class_table()["an-124"])
            )
        )
        lift(
            Requirement(tonnes=Given(Range(800, 1200)), deadline_days=exactly(7)),
            stated_route(exactly(2283)),
            fleet,
        )
    cpu_ms = 1000 * (time.process_time() - begin) / count
    result = {
        "classes": len(table),
        "figures": len(figures),
        "figures_with_source_and_date": sourced / len(figures),
        "conflicts_kept_as_ranges": conflicts,
        "monotony_violations": violations(),
        "seed_sentence_answered": seed_answered(shared_folder()),
        "note_cpu_ms": round(cpu_ms, 1),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
