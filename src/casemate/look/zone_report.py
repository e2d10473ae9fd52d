"""What may be said of one zone from two passes, and what may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from casemate.look.bright_targets import Target
from casemate.look.compare import Comparison
from casemate.look.confidence import LEAST_TOLD, area_confidence, object_confidence
from casemate.look.null_law import FALSE_ALARM
from casemate.look.objects import Fate, ObjectChange
from casemate.look.raster import Floats, Mask
from casemate.look.scene import Scene, dates_of
from casemate.look.sensor import SensorClass
from casemate.nouns import Quantity, Zone

# A zone of which less is seen is not observable; a change of fewer pixels is noise.
LEAST_SEEN = 0.7
LEAST_PIXELS, LEAST_SHARE = 4, 0.02
# A zone narrower than this many pixels is not resolved.
LEAST_WIDTH_PX = 2.0
# Zones that hold one object at a time or stand empty.
STANDS = ("berth", "quay", "pier", "stand", "dock", "hangar front")
# What is left in a stand that has emptied shows at most this part of the contrast before.
EMPTY_CONTRAST = 0.5
COUNT_GSD_M, COUNT_ERROR = 5.0, 0.2

LIMITS = {
    "sar": "At this resolution radar shows changed backscatter, never a count of ships at a quay.",
    "series": "Of each spot the first change alone is said. Wind on water changes it, too.",
    "coarse": "At 10 m large objects come and go; their number and type cannot be told.",
    "fine": "Objects of about 30 m are counted within a fifth; types are for a person to say.",
    "baseline": "The median of several dates does not say on which of them, or after, it changed.",
    "area": "Single objects are not told at this resolution.",
}


@dataclass(frozen=True, slots=True)
class ZoneReport:
    """kind, text and numbers of one observation; state: it holds on the later day alone.

    objects: those that the text speaks of, in pixels of the earlier pass.
    """

    kind: str
    text: str
    state: bool
    confidence: float | None
    not_observable: str | None
    limits: tuple[str, ...]
    quantities: tuple[Quantity, ...] = ()
    objects: tuple[ObjectChange | Target, ...] = ()


def unseen_zone(reason: str) -> ZoneReport:
    """Not observable is not absent."""
    text = f"not observable ({reason}); nothing follows about what was there."
    return ZoneReport("not-observable", text, True, None, reason, ())


def report_zone(
    zone: Zone,
    inside: Mask,
    found: Comparison,
    before: Scene,
    after: Scene,
    ships: Sequence[Target] | None,
) -> ZoneReport:
    """One zone's observation. ships: radar targets in open water of the zone, None elsewhere."""
    reason = _why_unseen(inside, found, before, after)
    if reason is not None:
        return unseen_zone(reason)
    limits = _limits(found, before, after)
    days = _span(before, after)
    sensor = f"{after.instrument}, {after.gsd_m:g} m"
    aligned = found.pair.shift.accepted
    if ships is not None:
        number = len(ships)
        text = f"{number} ship-like radar targets on open water on {dates_of(after)} ({sensor})."
        count = Quantity((0, 0), number, number, "ships")
        return ZoneReport("count", text, True, None, None, limits, (count,), tuple(ships))
    seen = inside & found.pair.valid & ~found.hidden
    changed = inside & found.change.mask
    share = float(changed.sum()) / float(seen.sum())
    told = _objects_in(inside, found.objects or (), aligned)
    gone = [one for one in told if one.fate is Fate.REMOVED]
    come = [one for one in told if one.fate is Fate.INSERTED]
    if gone or come:
        best = max(object_confidence(one.sigmas, aligned) for one in told)
        if zone.kind in STANDS and (not gone or not come):
            state = _stand(found, inside, bool(gone), before, after, sensor, best)
            if state is not None:
                return ZoneReport(*state, best, None, limits, objects=tuple(told))
        report = _objects_report(gone, come, days, sensor, best, limits, after.gsd_m)
        return replace(report, objects=tuple(told))
    if changed.sum() >= LEAST_PIXELS and share >= LEAST_SHARE:
        sure = area_confidence(share, FALSE_ALARM, aligned)
        what = "radar backscatter" if after.sensor is SensorClass.SAR else "the ground"
        text = (
            f"{what} changed over {share:.0%} of the zone {days} ({sensor}, confidence {sure:.2f})."
        )
        return ZoneReport("change", text, False, sure, None, limits)
    rest = "smaller or like-coloured changes would not show."
    if before.parts:
        as_ever = found.change.as_ever
        varies = 0.0 if as_ever is None else float((inside & as_ever).sum()) / float(seen.sum())
        rest = f"{varies:.0%} of the zone differs as it does among those dates; {rest}"
    text = f"no change seen {days} ({sensor}); {rest}"
    return ZoneReport("no-change", text, False, None, None, limits)


def _why_unseen(inside: Mask, found: Comparison, before: Scene, after: Scene) -> str | None:
    clouded = float((inside & found.hidden).sum()) / float(inside.sum())
    uncovered = float((inside & ~found.pair.valid).sum()) / float(inside.sum())
    if 1 - uncovered < LEAST_SEEN:
        return f"no coverage: {uncovered:.0%} of the zone lies outside one of the passes"
    if 1 - clouded - uncovered < LEAST_SEEN:
        return (
            f"cloud or shadow over {clouded:.0%} of the zone {_clouded_on(inside, before, after)}"
        )
    if _width_px(inside) < LEAST_WIDTH_PX:
        return f"resolution: the zone is narrower than two pixels of {after.gsd_m:g} m"
    return None


def _clouded_on(inside: Mask, before: Scene, after: Scene) -> str:
    """On which of the two days, as far as the passes' own masks say."""
    if before.hidden is None or after.hidden is None:
        return f"{_on(before)} or {_on(after)}"
    worse = before if (inside & before.hidden).sum() > (inside & after.hidden).sum() else after
    return _on(worse)


def _width_px(inside: Mask) -> float:
    from scipy import ndimage

    return 2 * float(ndimage.distance_transform_edt(np.pad(inside, 1)).max()) - 1


def _limits(found: Comparison, before: Scene, after: Scene) -> tuple[str, ...]:
    if after.sensor is SensorClass.SAR:
        limits = [LIMITS["sar"]]
    elif found.objects is None:
        limits = [LIMITS["area"]]
    else:
        limits = [LIMITS["fine" if after.gsd_m <= COUNT_GSD_M else "coarse"]]
    if not found.pair.shift.accepted:
        limits.append(f"The passes could not be aligned ({found.pair.shift.why}).")
    if before.parts:
        limits.append(LIMITS["baseline"])
    return tuple(limits)


def _objects_in(
    inside: Mask, objects: tuple[ObjectChange, ...], aligned: bool
) -> list[ObjectChange]:
    return [
        one
        for one in objects
        if inside[round(one.y), round(one.x)]
        and object_confidence(one.sigmas, aligned) >= LEAST_TOLD
    ]


def _stand(
    found: Comparison, inside: Mask, gone: bool, before: Scene, after: Scene, sensor: str,
    sure: float,
) -> tuple[str, str, bool] | None:  # fmt: skip
    """Occupied or empty, when the zone's own contrast bears it out."""
    was, now = _contrast(found.pair.before, inside), _contrast(found.pair.after, inside)
    words = f"({sensor}, confidence {sure:.2f})."
    if gone and now <= EMPTY_CONTRAST * was:
        return "empty", f"occupied {_on(before)}, empty on {dates_of(after)} {words}", True
    if not gone and was <= EMPTY_CONTRAST * now:
        return "occupied", f"empty {_on(before)}, occupied on {dates_of(after)} {words}", True
    return None


def _contrast(bands: Floats, inside: Mask) -> float:
    low, high = np.percentile(bands[:, inside], [5, 95], axis=1)
    return float((high - low).mean())


def _objects_report(
    gone: list[ObjectChange], come: list[ObjectChange], days: str, sensor: str, sure: float,
    limits: tuple[str, ...], gsd_m: float,
) -> ZoneReport:  # fmt: skip
    parts, quantities = [], []
    for some, verb in ((gone, "gone"), (come, "come")):
        if not some:
            continue
        if gsd_m <= COUNT_GSD_M:
            number = len(some)
            slack = int(np.ceil(COUNT_ERROR * number)) if number > 2 else 0
            quantities.append(Quantity((0, 0), number - slack, number + slack, f"objects {verb}"))
            parts.append(f"{number} object{'s' * (number > 1)} of about 30 m {verb}")
        else:
            parts.append(f"one or more large objects {verb}")
    text = f"{' and '.join(parts)} {days} ({sensor}, confidence {sure:.2f})."
    return ZoneReport("change", text, False, sure, None, limits, tuple(quantities))


def _on(scene: Scene) -> str:
    return f"{'in' if scene.parts else 'on'} {dates_of(scene)}"


def _span(before: Scene, after: Scene) -> str:
    if before.parts:
        return f"from {dates_of(before)} to {dates_of(after)}"
    return f"between {dates_of(before)} and {dates_of(after)}"
