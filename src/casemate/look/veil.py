"""Cloud and haze in one of two optical passes, found in the pair itself when nobody marked it."""

from __future__ import annotations

import numpy as np

from casemate.look.pair import Pair
from casemate.look.raster import Floats, Mask

# Clouds are larger than what is looked for: cells of 10 m, medians over 90 m.
CELL_M = 10.0
MEDIAN_CELLS = 9
SMALLEST_M2 = 8_000.0
# Brighter than the other pass by so many sigmas of a cell and by this share of the scene's range.
SURE_SIGMAS, SURE_SHARE = 5.0, 0.08
FAINT_SIGMAS, FAINT_SHARE = 3.0, 0.03
MARGIN_M = 40.0
# Cloud is nearer to white than the ground it hides.
MAX_COLOUR = 0.12


def find_veil(pair: Pair, gsd_m: float) -> Mask:
    """Pixels veiled by cloud or haze in one pass but not in the other; for pairs without a mask.

    Large, brighter in every band than the other pass, and grey: a heuristic for pictures without a
    cloud layer (PNG, three-band scenes). It errs towards "not observable". Cloud in both passes at
    the same place is not seen by it.
    """
    from scipy import ndimage

    cell = max(1, round(CELL_M / gsd_m))
    rows, columns = pair.valid.shape
    if min(rows, columns) < 8 * cell or len(pair.first.bands) < 3:
        return np.zeros(pair.valid.shape, bool)
    first, second = (
        _cells(_in_first_levels(pair, False), cell),
        _cells(_in_first_levels(pair, True), cell),
    )
    low, high = np.percentile(first, [2, 98], axis=(1, 2))
    span = np.maximum(high - low, 1e-6)[:, None, None]
    veil = np.zeros(first.shape[1:], bool)
    for hidden, clear in ((second, first), (first, second)):
        veil |= _veiled((hidden - clear) / span, hidden, CELL_M * CELL_M)
    full = np.repeat(np.repeat(veil, cell, 0), cell, 1)
    mask = np.zeros((rows, columns), bool)
    mask[: full.shape[0], : full.shape[1]] = full[:rows, :columns]
    if mask.any():
        mask = ndimage.binary_dilation(mask, iterations=max(1, round(MARGIN_M / gsd_m)))
    return mask


def _veiled(brighter: Floats, hidden: Floats, cell_m2: float) -> Mask:
    from scipy import ndimage

    least = np.stack([ndimage.median_filter(band, MEDIAN_CELLS) for band in brighter]).min(axis=0)
    sigma = 1.4826 * float(np.median(np.abs(least - np.median(least))))
    colour = (hidden.max(axis=0) - hidden.min(axis=0)) / np.maximum(hidden.max(axis=0), 1e-6)
    sure = (least > max(SURE_SIGMAS * sigma, SURE_SHARE)) & (colour < MAX_COLOUR)
    faint = least > max(FAINT_SIGMAS * sigma, FAINT_SHARE)
    grown = ndimage.binary_propagation(sure, mask=faint)
    labels, count = ndimage.label(grown)
    if not count:
        return np.zeros(sure.shape, bool)
    large = np.bincount(labels.ravel()) * cell_m2 >= SMALLEST_M2
    large[0] = False
    kept: Mask = large[labels]
    return kept


def _in_first_levels(pair: Pair, second: bool) -> Floats:
    """The usable bands in the first pass's levels, not cut off at saturation: cloud lies there."""
    use = [index for index, level in enumerate(pair.levels) if level.usable]
    if not use:
        return pair.after if second else pair.before
    if not second:
        return pair.first.pixels[use]
    gains = np.array([pair.levels[index].gain for index in use], np.float32)[:, None, None]
    offsets = np.array([pair.levels[index].offset for index in use], np.float32)[:, None, None]
    levelled: Floats = gains * pair.second.pixels[use] + offsets
    return levelled


def _cells(bands: Floats, cell: int) -> Floats:
    count, rows, columns = bands.shape
    rows, columns = rows // cell * cell, columns // cell * cell
    blocks = bands[:, :rows, :columns].reshape(count, rows // cell, cell, columns // cell, cell)
    means: Floats = blocks.mean(axis=(2, 4))
    return means
