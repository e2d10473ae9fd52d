"""Closure time against the number of aircraft or ships, as SVG drawn here."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from casemate.errors import BadInput
from casemate.reckon.note import CurvePoint, LiftNote
from casemate.reckon.ranges import show

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 616, 48, 340


def plot_svg(note: LiftNote) -> str:
    """The curve of a note with its bands, the deadline and what was seen.

    Pale: every corner of the inputs. Dark: nine draws in ten. Line: the middle draw. The days are
    on a logarithmic axis, so that halving looks the same everywhere. Raises BadInput for a note
    without a curve, naming what is missing.
    """
    drawn = [at for at in note.curve if math.isfinite(at.days.low)]
    if not drawn:
        lacking = ", ".join(note.missing) or "a fleet that can carry this"
        raise BadInput(f"nothing to plot without {lacking}")
    finite = [v for at in drawn for v in (at.days.low, at.days.high) if math.isfinite(v)]
    if note.deadline_days is not None:
        finite += [note.deadline_days.low, note.deadline_days.high]
    low, high = _decades(min(finite), max(finite))
    last = max(2, drawn[-1].number)

    def x(number: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (number - 1) / (last - 1)

    def y(days: float) -> float:
        share = (math.log10(min(max(days, low), high)) - math.log10(low)) / (
            math.log10(high) - math.log10(low)
        )
        return _BOTTOM - (_BOTTOM - _TOP) * share

    what = "aircraft" if note.mode == "air" else "ships"
    names = ", ".join(each.class_name for each in note.needed)
    title = f"Closure time against number of {what}" + (f": {names}" if names else "")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="lift-title lift-desc" font-family="sans-serif" font-size="12">',
        f'<title id="lift-title">{escape(title)}</title>',
        f'<desc id="lift-desc">{escape(_description(note, drawn, what))}</desc>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="24" font-size="14" fill="#222222">{escape(title)}</text>',
    ]
    if note.seen is not None:
        left, right = x(max(1.0, note.seen.low)), x(min(last, max(1.0, note.seen.high)))
        parts.append(
            f'<rect x="{left - 3:.1f}" y="{_TOP}" width="{right - left + 6:.1f}" '
            f'height="{_BOTTOM - _TOP}" fill="#f2e2b8"/>'
        )
        parts.append(f'<text x="{left:.1f}" y="{_TOP - 6}" fill="#7a5b00">seen: {note.seen}</text>')
    parts.append(_area([(x(a.number), y(a.days.low), y(a.days.high)) for a in drawn], "#cfe0f1"))
    parts.append(
        _area([(x(a.number), y(a.days.draw_low), y(a.days.draw_high)) for a in drawn], "#8fb6dc")
    )
    line = " ".join(f"{x(a.number):.1f},{y(a.days.median):.1f}" for a in drawn)
    parts.append(f'<polyline points="{line}" fill="none" stroke="#123f6d" stroke-width="2"/>')
    if note.deadline_days is not None:
        parts += [
            f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{y(days):.1f}" y2="{y(days):.1f}" '
            'stroke="#b00020" stroke-dasharray="6 4"/>'
            for days in sorted({note.deadline_days.low, note.deadline_days.high})
        ]
        parts.append(
            f'<text x="{_RIGHT}" y="{y(note.deadline_days.high) - 5:.1f}" text-anchor="end" '
            f'fill="#b00020">deadline {note.deadline_days} days</text>'
        )
    parts += _axes(low, high, last, x, y, what)
    parts.append(
        f'<text x="{_LEFT}" y="{_HEIGHT - 8}" fill="#555555">Line: middle draw. Dark: nine draws '
        "in ten. Pale: every corner. The analyst's calculation, not evidence.</text>"
    )
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _description(note: LiftNote, drawn: Sequence[CurvePoint], what: str) -> str:
    first, last = drawn[0], drawn[-1]
    text = (
        f"With {first.number} {what} the middle draw takes {show(first.days.median)} days, with "
        f"{last.number} it takes {show(last.days.median)} days."
    )
    if note.deadline_days is not None:
        text += f" The deadline is {note.deadline_days} days."
    if note.seen is not None:
        text += f" Seen: {note.seen}."
    return text


def _decades(low: float, high: float) -> tuple[float, float]:
    begin = 10.0 ** math.floor(math.log10(low))
    end = 10.0 ** math.ceil(math.log10(high))
    return begin, end if end > begin else begin * 10


def _area(points: Sequence[tuple[float, float, float]], fill: str) -> str:
    down = [f"{x:.1f},{low:.1f}" for x, low, _ in points]
    back = [f"{x:.1f},{high:.1f}" for x, _, high in reversed(points)]
    return f'<polygon points="{" ".join(down + back)}" fill="{fill}"/>'


def _axes(
    low: float,
    high: float,
    last: int,
    x: Callable[[float], float],
    y: Callable[[float], float],
    what: str,
) -> list[str]:
    parts = [
        f'<line x1="{_LEFT}" x2="{_LEFT}" y1="{_TOP}" y2="{_BOTTOM}" stroke="#444444"/>',
        f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{_BOTTOM}" y2="{_BOTTOM}" stroke="#444444"/>',
    ]
    decade = low
    while decade <= high * 1.0001:
        for step in (1, 2, 5):
            days = decade * step
            if days > high * 1.0001:
                break
            parts.append(
                f'<line x1="{_LEFT - 4}" x2="{_LEFT}" y1="{y(days):.1f}" y2="{y(days):.1f}" '
                'stroke="#444444"/>'
                f'<text x="{_LEFT - 8}" y="{y(days) + 4:.1f}" text-anchor="end" '
                f'fill="#444444">{show(days)}</text>'
            )
        decade *= 10
    stride = max(1, math.ceil(last / 12))
    parts += [
        f'<text x="{x(number):.1f}" y="{_BOTTOM + 16}" text-anchor="middle" '
        f'fill="#444444">{number}</text>'
        for number in range(1, last + 1, stride)
    ]
    parts.append(
        f'<text x="{(_LEFT + _RIGHT) / 2}" y="{_BOTTOM + 34}" text-anchor="middle" '
        f'fill="#444444">number of {what}</text>'
    )
    parts.append(
        f'<text x="16" y="{(_TOP + _BOTTOM) / 2}" text-anchor="middle" fill="#444444" '
        f'transform="rotate(-90 16 {(_TOP + _BOTTOM) / 2})">days to closure</text>'
    )
    return parts
