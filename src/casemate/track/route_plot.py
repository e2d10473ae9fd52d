"""Routes over time as a small picture: one row a route, one column a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from casemate.track.routes import Route

_ROW, _COLUMN, _LEFT, _TOP = 22, 28, 260, 40
_MOST_ROWS = 60


def route_plot(routes: Sequence[Route]) -> str:
    """An SVG without scripts: circles whose area is the number of voyages in a month.

    Months without a voyage are left empty: nothing was seen, which is not that nothing went.
    """
    shown = routes[:_MOST_ROWS]
    months = _months([m for r in shown for m, _ in r.months])
    most = max((n for r in shown for _, n in r.months), default=1)
    width = _LEFT + _COLUMN * max(len(months), 1) + 70
    height = _TOP + _ROW * max(len(shown), 1) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11" role="img">',
        "<title>Voyages seen between sites, by month</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    every = max(1, len(months) // 24)
    for place, month in enumerate(months):
        if place % every == 0:
            x = _LEFT + place * _COLUMN
            parts.append(f'<text x="{x}" y="{_TOP - 16}" text-anchor="middle">{month[2:]}</text>')
    if not shown:
        parts.append(f'<text x="12" y="{_TOP}">No voyage between two sites was seen.</text>')
    for place, route in enumerate(shown):
        y = _TOP + place * _ROW
        label = escape(f"{route.origin} → {route.aim}"[:40])
        parts.append(f'<text x="12" y="{y + 4}">{label}</text>')
        parts.append(f'<text x="{width - 12}" y="{y + 4}" text-anchor="end">{route.count}</text>')
        for month, count in route.months:
            x = _LEFT + months.index(month) * _COLUMN
            radius = 2 + 8 * (count / most) ** 0.5
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="#1f5f8b">'
                f"<title>{label}, {month}: {count}</title></circle>"
            )
    if len(routes) > len(shown):
        parts.append(
            f'<text x="12" y="{height - 8}">{len(routes) - len(shown)} further routes are in '
            "the table.</text>"
        )
    parts.append("</svg>")
    return "\n".join(parts)


def _months(seen: Sequence[str]) -> list[str]:
    if not seen:
        return []
    first, last = (date.fromisoformat(f"{m}-01") for m in (min(seen), max(seen)))
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        f"{first.year + (first.month - 1 + n) // 12}-{(first.month - 1 + n) % 12 + 1:02d}"
        for n in range(count)
    ]
