"""How wide an answer is: its bounds, its draws, what moves it most, its curve."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from casemate.reckon.model import Array
from casemate.reckon.note import Band, CurvePoint, Needed, Swing
from casemate.reckon.options import LiftOptions
from casemate.reckon.prepared import HOURS_A_DAY, Prepared, of_number
from casemate.reckon.ranges import Range

Shares = Mapping[str, Array]
_LONGEST_CURVE = 60
_LISTED = 8
_LEAST_FACTOR = 1.005


def band_of(ready: Prepared, options: LiftOptions, ask: Callable[[Shares], Array]) -> Band:
    """What `ask` answers at the two corners, which bound it, and over the draws between them."""
    return _band([ask(point) for point in _points(ready, options)])


def _points(ready: Prepared, options: LiftOptions) -> list[Shares]:
    return [
        ready.corner(better=True),
        ready.corner(better=False),
        ready.draws(options.draws, options.seed),
    ]


def _band(answers: Sequence[Array]) -> Band:
    """Of the answers at the better corner, the worse corner and the draws."""
    ends = [float(answers[0][0]), float(answers[1][0])]
    drawn = np.sort(answers[2])
    # Nearest rank: an infinite draw stays infinite instead of spoiling its neighbours.
    at = [float(drawn[round(share * (len(drawn) - 1))]) for share in (0.05, 0.5, 0.95)]
    return Band(min(ends), at[0], at[1], at[2], max(ends))


def swings_of(ready: Prepared, missing: frozenset[str] = frozenset()) -> tuple[Swing, ...]:
    """Each input from end to end, the others in the middle: how closure over deadline moves."""
    found = []
    for one in ready.inputs:
        if one.given.range.is_exact:
            continue
        late = []
        for end in (0.0, 1.0):
            shares = {**ready.middle(), one.name: np.array([end])}
            deadline = ready.value("deadline", shares)
            per = 1.0 if deadline is None else float(deadline[0])
            late.append(float(ready.answer(shares).hours[0]) / per)
        if min(late) > 0 and all(math.isfinite(each) for each in late):
            factor = max(late) / min(late)
            if factor > _LEAST_FACTOR:
                found.append(Swing(one.name, one.what, factor, one.name in missing))
    found.sort(key=lambda swing: (-swing.factor, swing.name))
    return tuple(found[:_LISTED])


def curve_of(
    ready: Prepared, options: LiftOptions, seen: Range, needed: Sequence[Needed]
) -> tuple[CurvePoint, ...]:
    """Closure against the number in all, the mix as seen."""
    parts = [each.number.range.middle for each in ready.fleet.seen]
    mix = [part / sum(parts) for part in parts]
    reach = [2 * seen.high, 10.0]
    reach += [each.number.draw_high for each in needed if math.isfinite(each.number.draw_high)]
    last = int(min(_LONGEST_CURVE, max(reach)))
    # What each class carries does not hang on how many there are: reckoned once for each point.
    points = [(point, ready.units(point)) for point in _points(ready, options)]

    def days(number: int) -> Band:
        answers = []
        for point, units in points:
            many = [
                of_number(unit, np.full_like(unit.number, number * part))
                for unit, part in zip(units, mix, strict=True)
            ]
            answers.append(ready.answer(point, many).hours / HOURS_A_DAY)
        return _band(answers)

    return tuple(CurvePoint(number, days(number)) for number in range(1, last + 1))
