"""Arrivals, departures, visits, transits, stops, in-port gaps, landings and take-offs of stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from casemate.track.event import Event
from casemate.track.fences import Fence
from casemate.track.maker import Maker
from casemate.track.positions import Floats, Ints, Mask
from casemate.track.rules import Rules
from casemate.track.stays import Stays, StaysFound, spells
from casemate.track.tracks import Tracks, pace

_DERIVED = "no speed reported: within {:.0f} m for {:g} h or more"
_LONG_SILENCE_H = 1.0
OPEN = "still inside at the last position received"
_STARTS_INSIDE = "already inside at the first position received"
_SHIP_AT_AIRFIELD = "a ship inside an airfield's fence: implausible, check the position"


def stay_events(
    found: StaysFound,
    tracks: Tracks,
    fences: Sequence[Fence],
    doubts: dict[int, str],
    wanted: frozenset[str],
    maker: Maker,
    rules: Rules,
) -> Iterator[Event]:
    """Every event of the stays, stay by stay.

    doubts: what a stay's caveat must also say. wanted: kinds that are made.
    """
    stays = found.stays
    columns = zip(
        stays.fence.tolist(),
        stays.begin.tolist(),
        stays.last.tolist(),
        stays.entered.tolist(),
        stays.left.tolist(),
        stays.is_visit.tolist(),
        tracks.air[stays.begin].tolist(),
        strict=True,
    )
    time_s = tracks.positions.time_s
    top = len(time_s) - 1
    waited_in = _long(time_s[stays.begin] - time_s[np.maximum(stays.begin - 1, 0)])
    judged = not wanted.isdisjoint(("visit", "transit"))
    flights = not wanted.isdisjoint(("landing", "takeoff"))
    waited_out = _long(time_s[np.minimum(stays.last + 1, top)] - time_s[stays.last])
    for stay, (number, first, last, entered, left, visit, air) in enumerate(columns):
        fence = fences[number]
        odd = _SHIP_AT_AIRFIELD if fence.kind == "airfield" and not air else None
        if entered and "arrival" in wanted:
            note = _silence(maker, first - 1, first, odd) if waited_in[stay] else odd
            yield maker.event("arrival", fence.id, first - 1, first, at_most=first, caveat=note)
        if judged:
            starts = None if entered else _STARTS_INSIDE
            yield maker.event(
                "visit" if visit else "transit",
                fence.id,
                first,
                last,
                end=last + 1 if left else None,
                is_open=not left,
                confidence=2 + entered + left if visit else None,
                caveat=_joined(starts, None if left else OPEN, odd, doubts.get(stay)),
            )
        if left and "departure" in wanted:
            note = _silence(maker, last, last + 1, odd) if waited_out[stay] else odd
            yield maker.event("departure", fence.id, last, last + 1, at_most=last + 1, caveat=note)
        if air and flights:
            reach = (first - entered, last + left)
            yield from _flights(tracks, stays, stay, fence, reach, maker)
    site_of = [fences[n].id for n in stays.fence.tolist()]
    open_stay = (~stays.left).tolist()
    for stay, first, last in zip(*(c.tolist() for c in found.stops), strict=True):
        is_open = open_stay[stay] and last == stays.last.item(stay)
        note = (
            _DERIVED.format(rules.still_m, rules.still_h) if tracks.unspoken.item(first) else None
        )
        yield maker.event(
            "stop",
            site_of[stay],
            first,
            last,
            caveat=_joined(note, OPEN if is_open else None),
        )
    if "gap" not in wanted:
        return
    for stay, first, last in zip(*(c.tolist() for c in found.gaps), strict=True):
        yield maker.event(
            "gap",
            site_of[stay],
            first,
            last,
            caveat=f"not received for {maker.hours(first, last):.1f} h, "
            "inside before and after; the reason is not known",
        )


def stops_elsewhere(tracks: Tracks, busy: Mask, maker: Maker, rules: Rules) -> Iterator[Event]:
    """Stops outside every site that last `still_h` or more."""
    rows = np.flatnonzero(~busy)
    track: Ints = np.cumsum(tracks.first, dtype=np.int64)[rows]
    slow, moving = pace(tracks, ~busy, rules)
    _, first, last = spells(track, rows, slow[rows], moving[rows])
    time_s = tracks.positions.time_s
    long = time_s[last] - time_s[first] >= rules.still_h * 3600
    for begin, end in zip(first[long].tolist(), last[long].tolist(), strict=True):
        note = (
            _DERIVED.format(rules.still_m, rules.still_h) if tracks.unspoken.item(begin) else None
        )
        yield maker.event("stop", None, begin, end, caveat=note)


def _long(seconds: Floats) -> list[bool]:
    found: list[bool] = (seconds > _LONG_SILENCE_H * 3600).tolist()
    return found


def _joined(*notes: str | None) -> str | None:
    return "; ".join(note for note in notes if note) or None


def _silence(maker: Maker, before: int, after: int, odd: str | None) -> str | None:
    hours = maker.hours(before, after)
    if hours <= _LONG_SILENCE_H:
        return odd
    note = f"not received for {hours:.1f} h in between; the exact time is not known"
    return _joined(note, odd)


def _flights(
    tracks: Tracks,
    stays: Stays,
    stay: int,
    fence: Fence,
    reach: tuple[int, int],
    maker: Maker,
) -> Iterator[Event]:
    """Landing and take-off where the ground flag shows them; inferred where only silence does.

    reach: the stay with the positions outside before and after it, where there are any.
    """
    ground = tracks.positions.ground
    landed = stays.landed.item(stay)
    if landed >= 0:
        i = landed - 1
        while i >= reach[0] and ground[i] != 0:
            i -= 1
        if i >= reach[0]:
            note = _silence(maker, i, landed, None)
            yield maker.event("landing", fence.id, i, landed, at_most=landed, caveat=note)
        left = stays.last_on_ground.item(stay)
        j = left + 1
        while j <= reach[1] and ground[j] != 0:
            j += 1
        if j <= reach[1]:
            note = _silence(maker, left, j, None)
            yield maker.event("takeoff", fence.id, left, j, at_most=j, caveat=note)
        return
    part = slice(stays.begin.item(stay), stays.last.item(stay) + 1)
    silence = np.diff(tracks.positions.time_s[part])
    if len(silence) and silence.max() > 3600 and (ground[part] == 0).any():
        i = part.start + int(silence.argmax())
        note = (
            f"inferred: low before and after {silence.max() / 3600:.1f} h in which "
            "it was not received; no position on the ground"
        )
        yield maker.event("landing", fence.id, i, i + 1, at_most=i + 1, caveat=note)
        yield maker.event("takeoff", fence.id, i, i + 1, at_most=i + 1, caveat=note)
