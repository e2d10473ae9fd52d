"""From positions to events, one step after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casemate.nouns import ThinTrack
from casemate.track.clean import Counts, in_order
from casemate.track.doubts import repeated_shapes, shape_notes
from casemate.track.encounters import Slow, slow_on_grid
from casemate.track.event import KINDS, Event
from casemate.track.fences import Fence
from casemate.track.gaps import gap_events
from casemate.track.jumps import jump_events, shared_events
from casemate.track.loitering import in_stays, loitering_events, slow_spells
from casemate.track.maker import Maker
from casemate.track.options import TrackOptions
from casemate.track.positions import Mask, Names, Positions
from casemate.track.separate import Separated, separate
from casemate.track.stay_events import stay_events, stops_elsewhere
from casemate.track.stays import find_stays
from casemate.track.thin import thinned
from casemate.track.tracks import Tracks, tracks_of
from casemate.track.unseen import find_unseen, unseen_events
from casemate.track.voyages import voyage_events

_AIRBORNE_M = 150.0


@dataclass(frozen=True, slots=True)
class Detected:
    """Events of a piece, and its slow ships for comparing them with those of other pieces.

    thin: tracks to draw, each with how many events at sites its entity has.
    """

    events: list[Event]
    slow: Slow | None
    thin: tuple[tuple[int, ThinTrack], ...] = ()


def detect(
    given: Positions,
    fences: Sequence[Fence],
    options: TrackOptions,
    names: Names,
    counts: Counts,
) -> Detected:
    """Events of whole entities; their positions in any order."""
    rules = options.rules
    ours = in_order(given, counts)
    found = separate(ours, _aircraft(ours), rules, counts)
    tracks = tracks_of(found)
    maker = Maker(tracks.positions, tracks.track, tracks.shared, names)
    raw = Maker(found.positions, found.track, _shared(found), names)

    # What nobody asked for is not computed.
    wanted = frozenset(options.kinds or KINDS)
    judged = not wanted.isdisjoint(("visit", "transit", "stop", "voyage"))
    staying = find_stays(tracks, fences, rules, with_stops=judged)
    stays = staying.stays
    doubts = shape_notes(repeated_shapes(tracks, stays), tracks, names) if judged else {}
    events = list(stay_events(staying, tracks, fences, doubts, wanted, maker, rules))
    unseen = find_unseen(tracks, stays, fences, rules)
    events += unseen_events(unseen, fences, maker)
    if "gap" in wanted:
        events += gap_events(tracks, staying.gaps[2], fences, maker, rules)
    if "jump" in wanted:
        events += jump_events(found, raw, rules)
    if "shared_identity" in wanted:
        events += shared_events(found, raw)
    if "voyage" in wanted:
        events += voyage_events(stays, unseen, tracks, fences, maker)
    if options.stops_anywhere and "stop" in wanted:
        events += stops_elsewhere(tracks, in_stays(stays, len(tracks)), maker, rules)

    thin = _thin(events, tracks, names, options)
    if wanted.isdisjoint(("loitering", "encounter")):
        return Detected(events, None, thin)
    slow, broken = slow_spells(tracks, in_stays(stays, len(tracks)), rules)
    if "loitering" in wanted:
        events += loitering_events(tracks, slow, broken, maker, rules)
    if not options.encounters or "encounter" not in wanted:
        return Detected(events, None, thin)
    return Detected(events, slow_on_grid(tracks, slow, broken, fences, names, rules), thin)


def _thin(
    events: Sequence[Event], tracks: Tracks, names: Names, options: TrackOptions
) -> tuple[tuple[int, ThinTrack], ...]:
    if not options.thin_points:
        return ()
    seen = Counter(e.entity for e in events if e.site is not None)
    found = thinned(tracks, names, most=options.thin_points, only=seen)
    return tuple((seen[track.entity], track) for track in found)


def _aircraft(ours: Positions) -> Mask:
    """Which entity codes are aircraft: they say whether they are on the ground, or are high."""
    found = np.zeros(int(ours.entity.max(initial=0)) + 1, bool)
    found[ours.entity[(ours.ground >= 0) | (ours.alt_m > _AIRBORNE_M)]] = True
    return found


def _shared(found: Separated) -> Mask:
    several = np.unique(found.positions.entity[found.kept & (found.track > 0)])
    if not len(several):
        return np.zeros(len(found.track), bool)
    shared: Mask = np.isin(found.positions.entity, several)
    return shared
