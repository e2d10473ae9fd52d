"""When a zone changed in a series of radar passes of one orbit geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casemate.look.confidence import LEAST_TOLD, area_confidence
from casemate.look.omnibus import omnibus
from casemate.look.raster import Floats, Mask, Raster
from casemate.look.scene import Scene, dates_of
from casemate.look.zone_report import LEAST_PIXELS, LEAST_SEEN, LEAST_SHARE, LIMITS, ZoneReport

LEAST_PASSES = 4
# Equivalent number of looks of Sentinel-1 IW products (GRD, and RTC made of it).
LOOKS = 4.4
LEVEL = 1e-3
# Passes beyond this many samples would not fit in memory: the latest that do are tested.
MOST_SAMPLES = 120_000_000
ROWS_AT_ONCE = 64
TINY = np.float32(1e-12)

Steps = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class RadarSeries:
    """scenes: the passes tested, in order of time. step: per pixel the index of the first pass that
    differs from those before it, 0 where none does. valid: seen in all of them."""

    scenes: tuple[Scene, ...]
    step: Steps
    valid: Mask


@dataclass(frozen=True, slots=True)
class ZoneStep:
    """A zone changed between pass `index - 1` and pass `index`, over `share` of what is seen."""

    index: int
    share: float
    confidence: float


def radar_series(scenes: Sequence[Scene]) -> RadarSeries | None:
    """The sequential omnibus test of all passes; None for fewer than four comparable ones.

    Intensities are brought to a median ratio of 1 to the first pass: rain and calibration differ
    over the whole window, and are no change of a zone.
    """
    bands = scenes[-1].raster.bands if scenes else ()
    alike = [one for one in scenes if one.raster.bands == bands]
    if not alike:
        return None
    most = MOST_SAMPLES // max(1, alike[0].raster.pixels.size)
    alike = alike[-most:] if most else []
    if len(alike) < LEAST_PASSES:
        return None
    valid = np.logical_and.reduce([one.raster.valid for one in alike])
    if not valid.any():
        return None
    stack = np.stack([intensity(one.raster) for one in alike])
    for one in stack[1:]:
        ratio = np.median((stack[0] + TINY)[:, valid] / (one + TINY)[:, valid], axis=1)
        one *= ratio[:, None, None]
    step = np.zeros(valid.shape, np.int16)
    for top in range(0, valid.shape[0], ROWS_AT_ONCE):
        rows = slice(top, top + ROWS_AT_ONCE)
        step[rows] = omnibus(stack[:, :, rows], LOOKS, LEVEL).first_change
    return RadarSeries(tuple(alike), step * valid, valid)


def steps_of(series: RadarSeries, inside: Mask) -> list[ZoneStep]:
    """The steps at which a zone changed, in order; none where less than 70 % of it is seen.

    The null is empirical: a step counts when it takes a share of the zone far above what it takes
    of the window around the zone, where wind and moisture act alike.
    """
    seen, around = inside & series.valid, ~inside & series.valid
    if seen.sum() < LEAST_SEEN * inside.sum() or not seen.any():
        return []
    counts = np.bincount(series.step[seen], minlength=len(series.scenes))
    usual = np.bincount(series.step[around], minlength=len(series.scenes))
    found = []
    for index in range(1, len(series.scenes)):
        share = float(counts[index]) / float(seen.sum())
        chance = max(LEVEL, float(usual[index]) / max(1.0, float(around.sum())))
        sure = area_confidence(share, chance)
        if counts[index] >= LEAST_PIXELS and share >= LEAST_SHARE and sure >= LEAST_TOLD:
            found.append(ZoneStep(index, share, sure))
    return found


def report_step(step: ZoneStep, series: RadarSeries) -> ZoneReport:
    """What is said of a step, with the two passes it lies between."""
    before, after = series.scenes[step.index - 1], series.scenes[step.index]
    text = (
        f"radar backscatter of {step.share:.0%} of the zone changed between {dates_of(before)} and "
        f"{dates_of(after)} (sequential omnibus test of {len(series.scenes)} passes "
        f"of orbit {after.orbit}, {after.instrument}, {after.gsd_m:g} m, confidence "
        f"{step.confidence:.2f})."
    )
    limits = (LIMITS["sar"], LIMITS["series"])
    return ZoneReport("change", text, False, step.confidence, None, limits)


def intensity(raster: Raster) -> Floats:
    """Linear power: amplitudes (whole numbers, as in GRD) squared, decibels (negative) undone."""
    if raster.ceiling is not None:
        return raster.pixels**2
    if float(np.median(raster.pixels[:, raster.valid])) < 0:
        power: Floats = (10 ** (raster.pixels / 10)).astype(np.float32)
        return power
    return np.maximum(raster.pixels, 0)
