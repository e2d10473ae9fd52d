"""Ships in radar pictures: bright targets on water, found at a constant false alarm rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casemate.look.raster import Floats, Mask, Raster

# Logarithms of radar clutter: 4 robust sigmas above the sea of the same block.
SIGMAS = 4.0
SMALLEST_PX = 3
BLOCK_PX = 128
THIN = 3
CLIP_TURNS, CLIP_SIGMAS = 6, 3.0
# Parts of a target fainter than its peak by this factor (23 dB) are its sidelobes.
SIDELOBE_FACTOR = 200.0
# A target's energy smears along the azimuth (columns of the picture) when it moves or saturates.
SMEAR_FACTOR, SMEAR_SIDE_PX, SMEAR_REACH_M = 10.0, 3, 800.0
# Longer than the longest ship: land, a breakwater, a bridge.
LONGEST_M = 500.0
# length = SCALE * (length of a uniform line of the same spread) + OFFSET: the blur of a 20 m
# resolution, and calm water taken with the hull. From 82 ships of known length, Sentinel-1 VH
# at 10 m; mean error 12 m when each fifth is left out.
LENGTH_SCALE, LENGTH_OFFSET_M = 0.92, -1.0
LENGTH_ERROR_M, LENGTH_ERROR_SHARE = 9.0, 0.05


@dataclass(frozen=True, slots=True)
class Target:
    """x, y: centre in pixels. length_m and its one-sigma error. score: sigmas over the clutter.

    area_px: pixels above the threshold. heading_deg: of the long axis, 0 to 180 from the top.
    """

    x: float
    y: float
    length_m: float
    length_error_m: float
    score: float
    area_px: int
    heading_deg: float


def find_ships(
    raster: Raster, gsd_m: float, masked: Mask | None = None, sigmas: float = SIGMAS
) -> list[Target]:
    """Ships on water in one polarisation, VH where there is a choice (less sea in it).

    masked: land and fixed structures. Clutter is taken as log-normal within blocks of 128 pixels,
    its middle and width from medians with the bright side cut off again and again; a cell's own
    target and its neighbours do not raise it.
    """
    from scipy import ndimage

    power = cross_polarised(raster)
    usable = raster.valid if masked is None else raster.valid & ~masked
    middle, spread = clutter(power, usable)
    hot = exceeding(power, middle, spread, sigmas) & usable
    labels, _ = ndimage.label(hot, np.ones((3, 3)))
    found = []
    for index, box in enumerate(ndimage.find_objects(labels), 1):
        inside = labels[box] == index
        if inside.sum() < SMALLEST_PX:
            continue
        block = (box[0].start // BLOCK_PX, box[1].start // BLOCK_PX)
        block = (min(block[0], len(middle) - 1), min(block[1], len(middle[0]) - 1))
        target = _measured(power, inside, box, gsd_m, middle[block], spread[block])
        if target.length_m <= LONGEST_M:
            found.append((target, float(power[box][inside].max()), box[1].start, box[1].stop - 1))
    return _without_smears(found, gsd_m)


def cross_polarised(raster: Raster) -> Floats:
    """Linear power or amplitude of VH (or HV); of two unnamed bands the one with darker clutter."""
    for name in ("vh", "hv"):
        if name in raster.bands:
            band: Floats = raster.pixels[raster.bands.index(name)]
            break
    else:
        middles = [float(np.median(band[raster.valid])) for band in raster.pixels[:2]]
        band = raster.pixels[int(np.argmin(middles))]
    seen = band[raster.valid]
    if float(np.median(seen)) < 0 and float(seen.min()) > -120:
        return np.asarray(10 ** (band / 10), np.float32)  # decibels
    return band


def clutter(power: Floats, usable: Mask) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Middle and robust sigma of log power, one a block (a coarse grid)."""
    rows = max(1, power.shape[0] // BLOCK_PX)
    columns = max(1, power.shape[1] // BLOCK_PX)
    middle, spread = np.zeros((rows, columns)), np.ones((rows, columns))
    # Every third pixel is enough for a median, and neighbours are correlated anyway.
    thin = THIN if min(power.shape) >= 2 * BLOCK_PX else 1
    for row in range(rows):
        for column in range(columns):
            where = (_stretch(row, rows, power.shape[0]), _stretch(column, columns, power.shape[1]))
            part, use = power[where][::thin, ::thin], usable[where][::thin, ::thin]
            values = part[use & (part > 0)]
            if len(values) < 16:
                middle[row, column] = np.inf  # nothing to compare with: nothing is found
                continue
            middle[row, column], spread[row, column] = _clipped(np.log(values))
    return middle, spread


def exceeding(
    power: Floats, middle: NDArray[np.float64], spread: NDArray[np.float64], sigmas: float
) -> Mask:
    """Pixels above their block's threshold (compared in power: no logarithm of every pixel)."""
    limit = np.exp(middle + sigmas * spread)
    hot = np.zeros(power.shape, bool)
    for row in range(len(limit)):
        for column in range(len(limit[0])):
            where = (
                _stretch(row, len(limit), power.shape[0]),
                _stretch(column, len(limit[0]), power.shape[1]),
            )
            hot[where] = power[where] > limit[row, column]
    return hot


def _stretch(index: int, count: int, size: int) -> slice:
    return slice(index * BLOCK_PX, size if index == count - 1 else (index + 1) * BLOCK_PX)


def _clipped(values: Floats) -> tuple[float, float]:
    kept = values
    middle, spread = float(np.median(kept)), 0.0
    for _ in range(CLIP_TURNS):
        middle = float(np.median(kept))
        spread = 1.4826 * float(np.median(np.abs(kept - middle)))
        fewer = kept[kept < middle + CLIP_SIGMAS * spread]
        if len(fewer) == len(kept) or len(fewer) < 8:
            break
        kept = fewer
    return middle, max(spread, 1e-3)


def _measured(
    power: Floats,
    inside: Mask,
    box: tuple[slice, slice],
    gsd_m: float,
    middle: float,
    spread: float,
) -> Target:
    values = np.where(inside, power[box], 0)
    core = values > values.max() / SIDELOBE_FACTOR
    ys, xs = np.nonzero(core)
    weight = np.sqrt(values[ys, xs])
    y = float(ys @ weight / weight.sum()) + box[0].start
    x = float(xs @ weight / weight.sum()) + box[1].start
    along, heading = long_axis(xs, ys)
    length = max(gsd_m, LENGTH_SCALE * np.sqrt(12) * along * gsd_m + LENGTH_OFFSET_M)
    return Target(
        x=x,
        y=y,
        length_m=float(length),
        length_error_m=float(LENGTH_ERROR_M + LENGTH_ERROR_SHARE * length),
        score=float((np.log(values.max()) - middle) / spread),
        area_px=len(ys),
        heading_deg=heading,
    )


def long_axis(xs: NDArray[np.intp], ys: NDArray[np.intp]) -> tuple[float, float]:
    """Standard deviation along the long axis in pixels, and its direction in degrees from up."""
    if len(xs) < 2:
        return float(np.sqrt(1 / 12)), 0.0
    spread = np.cov(np.stack([xs, ys]).astype(np.float64), bias=True) + np.eye(2) / 12
    values, vectors = np.linalg.eigh(spread)
    across, down = vectors[:, 1]
    return float(np.sqrt(values[1])), float(np.degrees(np.arctan2(across, -down)) % 180)


def _without_smears(found: list[tuple[Target, float, int, int]], gsd_m: float) -> list[Target]:
    """Targets less those in line (along azimuth) with one more than 10 dB brighter."""
    kept = []
    reach = SMEAR_REACH_M / gsd_m
    for target, peak, _, _ in found:
        smear = any(
            other_peak > SMEAR_FACTOR * peak
            and left - SMEAR_SIDE_PX <= target.x <= right + SMEAR_SIDE_PX
            and abs(other.y - target.y) < reach
            for other, other_peak, left, right in found
        )
        if not smear:
            kept.append(target)
    return kept
