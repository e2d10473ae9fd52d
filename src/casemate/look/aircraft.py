"""Large aircraft on open aprons in optical pictures of about 3 m."""

from __future__ import annotations

import numpy as np

from casemate.errors import BadInput
from casemate.look.bright_targets import Target, long_axis
from casemate.look.raster import Floats, Mask, Raster

# Airliners and transports, 25 to 75 m: at a quarter of 20 m (5 m) their outline is still there.
COARSEST_M = 5.0
BLOB_M = 11.4
APART_M = 18.0
# How much of the step from ground to paint a blob must answer with (an airliner's outline fills
# about a third of its disc), and how far it must stand out of the picture's own texture.
PAINT_SHARE, TEXTURE_SIGMAS = 0.26, 3.0
PAINT_PERCENTILE = 99.8
GROUND_M = 150.0
# Roofs, roads and hard standings are larger; what is left of a vehicle is smaller.
SHORTEST_M, LONGEST_M = 9.0, 100.0
SURROUNDING_M = 45.0
VISIBLE = ("red", "green", "blue", "b1", "b2", "b3", "b4", "b04", "b03", "b02", "pan")


def find_aircraft(raster: Raster, gsd_m: float) -> list[Target]:
    """Large aircraft, brighter and whiter than the apron they stand on.

    Blobs of an aircraft's size (Laplacian of Gaussian; Lindeberg, 1998) in the darkest visible
    band: paint is white, sand and concrete are not. The limit follows from the picture itself: a
    share of the step from the local ground to its whitest paint, and its own texture. Counts are
    good to about a fifth; dark aircraft and such under shelters are not seen. `score` is in units
    of the limit. Raises BadInput above 5 m a pixel: there the number cannot be told.
    """
    from scipy import ndimage

    if gsd_m > COARSEST_M:
        raise BadInput(
            f"{raster.path}: at {gsd_m:g} m a pixel the number of aircraft is not observable; "
            f"give a picture of {COARSEST_M:g} m or finer, or compare two passes (look change)"
        )
    grey = whiteness(raster)
    scale = BLOB_M / gsd_m
    answer = -ndimage.gaussian_laplace(grey, scale) * scale**2
    paint = float(np.percentile(grey[raster.valid], PAINT_PERCENTILE))
    step = np.maximum(paint - _ground(grey, gsd_m), 0.1 * paint)
    limit = np.maximum(PAINT_SHARE * step, TEXTURE_SIGMAS * _texture(answer, raster.valid, scale))
    score = answer / np.maximum(limit, 1e-9)
    inside = ndimage.binary_erosion(raster.valid, iterations=max(1, round(scale)), border_value=1)
    reach = 2 * max(1, round(APART_M / gsd_m)) + 1
    peaks = (score == ndimage.maximum_filter(score, reach)) & (score > 1) & inside
    found = []
    for y, x in zip(*np.nonzero(peaks), strict=True):
        target = _outlined(grey, int(x), int(y), float(score[y, x]), gsd_m)
        if target is not None:
            found.append(target)
    return found


def _ground(grey: Floats, gsd_m: float) -> Floats:
    """Median of the surroundings, from a picture thinned to cells of 10 m."""
    from scipy import ndimage

    cell = max(1, round(10 / gsd_m))
    thin = grey[::cell, ::cell]
    window = max(3, round(GROUND_M / (cell * gsd_m)))
    slow = ndimage.median_filter(thin, window, mode="nearest")
    full: Floats = np.repeat(np.repeat(slow, cell, 0), cell, 1)[: grey.shape[0], : grey.shape[1]]
    return full


def _texture(answer: Floats, valid: Mask, scale: float) -> float:
    """Robust sigma of the answer where nothing stands out: large values and what is near them are
    left out again and again, or a full apron would hide its own aircraft."""
    from scipy import ndimage

    use, spread = valid, 0.0
    for _ in range(8):
        values = answer[use]
        middle = float(np.median(values))
        spread = 1.4826 * float(np.median(np.abs(values - middle)))
        far = np.abs(answer - middle) > 3 * spread
        fewer = valid & ~ndimage.binary_dilation(far, iterations=max(1, int(scale)))
        if fewer.sum() < 0.1 * valid.sum() or fewer.sum() == use.sum():
            break
        use = fewer
    return spread


def whiteness(raster: Raster) -> Floats:
    """The darkest of the visible bands: high only where all are high."""
    visible = [index for index, band in enumerate(raster.bands) if band in VISIBLE]
    bands: Floats = raster.pixels[visible or list(range(len(raster.pixels)))]
    darkest: Floats = bands.min(axis=0)
    return darkest


def _outlined(grey: Floats, x: int, y: int, score: float, gsd_m: float) -> Target | None:
    """The blob's pixels above half of its contrast, measured; None when it is no aircraft."""
    from scipy import ndimage

    reach = round(SURROUNDING_M / gsd_m)
    top, left = max(0, y - reach), max(0, x - reach)
    part = grey[top : y + reach + 1, left : x + reach + 1]
    middle = (
        slice(max(0, y - top - 1), y - top + 2),
        slice(max(0, x - left - 1), x - left + 2),
    )
    ground, peak = float(np.median(part)), float(part[middle].max())
    mask: Mask = part > ground + 0.5 * (peak - ground)
    labels, _ = ndimage.label(mask)
    index = int(labels[middle].max())
    if not index or peak <= ground:
        return None
    ys, xs = np.nonzero(labels == index)
    spread, heading = long_axis(xs, ys)
    length = float(np.sqrt(12) * spread * gsd_m)
    if not SHORTEST_M <= length <= LONGEST_M:
        return None
    return Target(float(x), float(y), length, 2 * gsd_m + 0.15 * length, score, len(ys), heading)
