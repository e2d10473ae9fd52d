"""Ships on open water in optical pictures."""

from __future__ import annotations

import numpy as np

from casemate.look.bright_targets import LONGEST_M, Target, long_axis
from casemate.look.null_law import otsu_split
from casemate.look.raster import Floats, Mask, Raster

SIGMAS = 6.0
SMALLEST_PX = 4
# Water is dark and plain over areas that no ship and no shadow has.
SMALLEST_WATER_M2 = 40_000.0
WATER_BANDS = ("nir", "b8", "b08", "nir08", "swir16", "b11")


def find_hulls(raster: Raster, gsd_m: float, water: Mask | None = None) -> list[Target]:
    """Ships on water, brighter or darker than it; a ship beside a quay is not told from the quay.

    water: where the water is, when it is known; else large, dark, plain areas are taken for it.
    A ship is a hole in the water: pixels more than 6 robust sigmas off its median.
    """
    from scipy import ndimage

    grey = _darkest_over_water(raster)
    sea = find_water(grey, raster.valid, gsd_m) if water is None else water & raster.valid
    if sea.sum() < 64:
        return []
    # Only the sea itself gives the level: its median, and the spread of its darker half.
    values = grey[sea]
    middle = float(np.median(values))
    spread = 1.4826 * float(np.median(np.abs(values - middle))) + 1e-6
    score = np.abs(grey - middle) / spread
    labels, _ = ndimage.label((score > SIGMAS) & sea, np.ones((3, 3)))
    found = []
    for index, box in enumerate(ndimage.find_objects(labels), 1):
        ys, xs = np.nonzero(labels[box] == index)
        if len(xs) < SMALLEST_PX:
            continue
        along, heading = long_axis(xs, ys)
        length = float(np.sqrt(12) * along * gsd_m)
        peak = float(score[box][ys, xs].max())
        if length <= LONGEST_M:
            centre = (float(xs.mean()) + box[1].start, float(ys.mean()) + box[0].start)
            error = 1.5 * gsd_m + 0.05 * length
            found.append(Target(*centre, length, error, peak, len(xs), heading))
    return found


def find_water(grey: Floats, valid: Mask, gsd_m: float) -> Mask:
    """Large dark plain areas with what floats in them."""
    from scipy import ndimage

    seen = grey[valid]
    if np.ptp(seen) == 0:
        return np.zeros(valid.shape, bool)
    limit = otsu_split(np.minimum(seen, np.percentile(seen, 99)))
    dark = (ndimage.median_filter(grey, 3) < limit) & valid
    dark = ndimage.binary_opening(dark, iterations=2)
    labels, count = ndimage.label(dark)
    if not count:
        return np.zeros(valid.shape, bool)
    large = np.bincount(labels.ravel()) * gsd_m**2 >= SMALLEST_WATER_M2
    large[0] = False
    water = large[labels]
    # Closing the holes of ships' size brings the ships back into the water they lie on.
    holes = ndimage.binary_fill_holes(water) & ~water
    parts, count = ndimage.label(holes)
    if count:
        small = np.bincount(parts.ravel()) * gsd_m**2 <= SMALLEST_WATER_M2
        small[0] = False
        water |= small[parts]
    sea: Mask = water & valid
    return sea


def _darkest_over_water(raster: Raster) -> Floats:
    for name in WATER_BANDS:
        if name in raster.bands:
            band: Floats = raster.pixels[raster.bands.index(name)]
            return band
    grey: Floats = raster.pixels.mean(axis=0)
    return grey
