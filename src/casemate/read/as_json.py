"""A reading as the JSON of `casemate read`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from casemate.nouns import (
    Mention,
    PlaceMention,
    Precision,
    Quantity,
    Reading,
    Spans,
    Statement,
    TimeMention,
    When,
)
from casemate.read.reader import PARTS

_WHOLE_DAYS = frozenset(Precision) - {
    Precision.SECOND,
    Precision.MINUTE,
    Precision.HOUR,
    Precision.PART_OF_DAY,
}


def reading_as_json(reading: Reading, only: Sequence[str] = PARTS) -> dict[str, Any]:
    """The contract's object for one document; keys that were not asked for are left out."""
    row: dict[str, Any] = {"id": reading.document, "lang": reading.lang}
    if reading.not_read is not None:
        row["not_read"] = reading.not_read
    if "mentions" in only:
        row["mentions"] = [_mention(m) for m in reading.mentions]
    if "times" in only:
        row["times"] = [_time(t) for t in reading.times]
    if "places" in only:
        row["places"] = [_place(p) for p in reading.places]
    if "statements" in only:
        row["statements"] = [statement_as_json(s) for s in reading.statements]
    return row


def statement_as_json(s: Statement) -> dict[str, Any]:
    """One statement with the contract's keys."""
    return {
        "id": s.id,
        "kind": s.kind.value,
        "source": _spans(s.source),
        "cue": _spans(s.cue),
        "content": _spans(s.content),
        "source_name": s.source_name,
        "source_kind": s.source_kind.value,
        "via": list(s.via),
        "act": s.act.value,
        "stance": s.stance.value,
        "likelihood": s.likelihood,
        "valid_time": None if s.valid is None else str(s.valid),
        "valid_basis": None if s.valid_basis is None else s.valid_basis.value,
        "places": list(s.places),
        "predicate": s.predicate,
        "polarity": s.polarity.value,
        "quantities": [_quantity(q) for q in s.quantities],
        "parent": s.parent,
    }


def begin_and_end(when: When | None) -> tuple[str | None, str | None]:
    """Both sides of an interval as ISO strings, inclusive; None for an open side."""
    if when is None:
        return None, None
    if when.precision in _WHOLE_DAYS:
        first, last = when.first_day, when.last_day
        return (
            None if first is None else first.isoformat(),
            None if last is None else last.isoformat(),
        )
    last_second = None if when.end is None else when.end - timedelta(seconds=1)
    return _clock(when.begin), _clock(last_second)


def _clock(moment: datetime | None) -> str | None:
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _spans(spans: Spans) -> list[list[int]]:
    return [[begin, end] for begin, end in spans]


def _mention(m: Mention) -> dict[str, Any]:
    return {"span": list(m.span), "kind": m.kind.value, "name": m.name, "entity": m.entity}


def _time(t: TimeMention) -> dict[str, Any]:
    begin, end = begin_and_end(t.when)
    return {
        "span": list(t.span),
        "type": t.type.value,
        "value": t.value,
        "begin": begin,
        "end": end,
    }


def _place(p: PlaceMention) -> dict[str, Any]:
    where = p.where
    return {
        "span": list(p.span),
        "name": p.name,
        "lat": where and where.lat_deg,
        "lon": where and where.lon_deg,
        "radius_m": where and where.radius_m,
        "geonameid": p.geonameid,
        "kind": p.kind,
        "country": p.country,
        "site": p.site,
    }


def _quantity(q: Quantity) -> dict[str, Any]:
    # JSON has no infinity: an open upper end ("more than 40") is null.
    high = q.high if math.isfinite(q.high) else None
    return {"span": list(q.span), "low": q.low, "high": high, "unit": q.unit}
