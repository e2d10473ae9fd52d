"""Objects that went or came between two optical passes."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np

from casemate.look.pair import Pair
from casemate.look.raster import Floats, Mask

# One size class is followed here: airliners, transports, ships' bridges, large vehicles' rows.
SIZE_M = 30.0
MATCHED_SHARE = 1 / 8
MERGE_SHARE = 1 / 2.5
# One threshold for every resolution, in sigmas of unchanged ground of the same steepness. On
# generated pairs 5 and 6 find the same objects within one in a hundred.
STRONG_SIGMAS = 5.5
SMALLEST_SHARE = 0.03
# A wing or a shadow fainter than the threshold still belongs to the object, this near to it.
FAINT_SHARE = 0.4
NEAR_SHARE = 0.6
ENERGY_CAP = 6.0
# An object cut by a cloud's edge or the frame is not judged.
CUT_SHARE = 0.3
# The surroundings that haze and sun change alike: so many object sizes, in so many cells.
BACKGROUND_SHARE, BACKGROUND_CELLS = 5.0, 15

Parts = np.ndarray[tuple[int, ...], np.dtype[np.int32]]


class Fate(enum.StrEnum):
    """What became of an object from the first pass to the second."""

    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """x, y: centre in pixels of the first pass ((0, 0) is the middle of the upper left pixel).

    area_px: how much changed there. sigmas: how far it stands out of unchanged ground.
    """

    fate: Fate
    x: float
    y: float
    area_px: int
    sigmas: float


def find_object_changes(
    pair: Pair,
    gsd_m: float,
    hidden: Mask | None = None,
    sigmas: float = STRONG_SIGMAS,
    beyond: Mask | None = None,
) -> list[ObjectChange]:
    """Compact changes of about an aircraft's size, and which pass holds the object.

    Works on the difference of registered, levelled bands in units of the noise that unchanged
    ground of the same steepness shows (edges never fall on the same place of two pixel grids). An
    object and its shadow change in opposite directions and are taken together; the pass that
    stands out against the surroundings holds the object. beyond: as in `find_change`.
    """
    from scipy import ndimage
    from skimage.segmentation import watershed

    valid = pair.valid if hidden is None else pair.valid & ~hidden
    size_px = SIZE_M / gsd_m
    score = standing_out(pair, valid, max(0.7, size_px * MATCHED_SHARE))
    strong = score > sigmas
    if beyond is not None:
        strong &= beyond
    energy = ndimage.gaussian_filter(
        np.minimum(score, ENERGY_CAP * sigmas) * strong, max(0.7, size_px * MERGE_SHARE)
    )
    reach = max(3, 2 * (round(0.8 * size_px) // 2) + 1)
    peaks = (energy == ndimage.maximum_filter(energy, reach)) & (energy > 1e-6)
    markers, _ = ndimage.label(peaks, np.ones((3, 3)))
    parts: Parts = watershed(-energy, markers, mask=strong)  # type: ignore[no-untyped-call]
    least = max(2.0, SMALLEST_SHARE * size_px**2)
    whole = ndimage.distance_transform_edt(np.pad(valid, 1))[1:-1, 1:-1] > CUT_SHARE * size_px
    found = []
    for index, box in enumerate(ndimage.find_objects(parts), 1):
        if box is None:
            continue
        inside = parts[box] == index
        if inside.sum() < least:
            continue
        seen = _describe(pair, score, strong, parts, index, box, size_px, sigmas)
        if whole[round(seen.y), round(seen.x)]:
            found.append(seen)
    return found


def standing_out(pair: Pair, valid: Mask, smoothing_px: float) -> Floats:
    """The larger of the bands' differences in sigmas of unchanged ground; 0 where invalid."""

    most = np.zeros(valid.shape, np.float32)
    for before, after in zip(pair.before, pair.after, strict=True):
        difference = _without_background(after - before, valid, smoothing_px)
        steep = _steepness(before, smoothing_px)
        # Where a band is saturated in both the difference is exactly 0 and says nothing of noise.
        top = float(before.max())
        informative = valid & (before < top) & (after < top)
        if informative.sum() < 100:
            continue
        middle, variance = _noise(difference, steep, informative)
        np.maximum(most, np.abs(difference - middle) / np.sqrt(variance), out=most)
    most[~valid] = 0
    return most


def _without_background(difference: Floats, valid: Mask, smoothing_px: float) -> Floats:
    """Smoothed to the object's size, less the slow differences of haze and sun over the scene."""
    from scipy import ndimage

    smooth: Floats = ndimage.gaussian_filter(difference, smoothing_px)
    cell = max(1, round(BACKGROUND_SHARE * smoothing_px / MATCHED_SHARE / BACKGROUND_CELLS))
    rows, columns = smooth.shape
    if min(rows, columns) < 2 * BACKGROUND_CELLS * cell:
        return smooth
    # Medians of a thinned picture: the background is slow, so every cell-th pixel will do.
    thin = np.where(valid, smooth, np.median(smooth[valid]))[::cell, ::cell]
    slow = ndimage.median_filter(thin, BACKGROUND_CELLS, mode="nearest")
    y = np.minimum(np.arange(rows) / cell, thin.shape[0] - 1)
    x = np.minimum(np.arange(columns) / cell, thin.shape[1] - 1)
    grid = np.meshgrid(y, x, indexing="ij")
    background = ndimage.map_coordinates(slow, grid, order=1, mode="nearest")
    flat: Floats = smooth - background
    return flat


def _steepness(band: Floats, smoothing_px: float) -> Floats:
    from scipy import ndimage

    smooth = ndimage.gaussian_filter(band, smoothing_px)
    across = ndimage.convolve1d(smooth, [0.5, 0, -0.5], 1)
    down = ndimage.convolve1d(smooth, [0.5, 0, -0.5], 0)
    squared: Floats = across**2 + down**2
    return squared


def _noise(difference: Floats, steep: Floats, use: Mask) -> tuple[float, Floats]:
    """Median, and per pixel the variance expected of unchanged ground: s0^2 + k * steepness."""
    values, slopes = difference[use], steep[use]
    middle = float(np.median(values))
    classes = np.array_split(np.argsort(slopes), 10)
    spreads = np.array(
        [(1.4826 * float(np.median(np.abs(values[part] - middle)))) ** 2 for part in classes]
    )
    means = np.array([float(slopes[part].mean()) for part in classes])
    plain = max(float(spreads[:3].mean()), 1e-9)
    growth = float(np.median((spreads[5:] - plain) / np.maximum(means[5:], 1e-12)))
    return middle, (plain + max(0.0, growth) * steep).astype(np.float32)


def _describe(
    pair: Pair,
    score: Floats,
    strong: Mask,
    parts: Parts,
    index: int,
    box: tuple[slice, slice],
    size_px: float,
    sigmas: float,
) -> ObjectChange:
    from scipy import ndimage

    reach = max(1, round(NEAR_SHARE * size_px))
    wide = (
        slice(max(0, box[0].start - reach), box[0].stop + reach),
        slice(max(0, box[1].start - reach), box[1].stop + reach),
    )
    sure = parts[wide] == index
    free = (parts[wide] == 0) & (score[wide] > FAINT_SHARE * sigmas)
    near = ndimage.binary_dilation(sure, np.ones((3, 3)), iterations=reach)
    ys, xs = np.nonzero(sure | (near & free))
    weight = np.maximum(score[wide][ys, xs] - FAINT_SHARE * sigmas, 1e-3)
    y = wide[0].start + float(ys @ weight / weight.sum())
    x = wide[1].start + float(xs @ weight / weight.sum())
    size = int(np.ceil(size_px))
    window = (
        slice(max(0, round(y) - size), round(y) + size + 1),
        slice(max(0, round(x) - size), round(x) + size + 1),
    )
    here = parts[window] == index
    around = ~ndimage.binary_dilation(strong[window])
    if around.sum() < 8:
        around = ~here
    if not here.any() or not around.any():
        fate = Fate.REMOVED if _mean(pair.before, box) > _mean(pair.after, box) else Fate.INSERTED
    else:
        was = _contrast(pair.before[:, *window], here, around)
        now = _contrast(pair.after[:, *window], here, around)
        fate = Fate.REMOVED if was > now else Fate.INSERTED
    return ObjectChange(fate, x, y, int(sure.sum()), float(score[wide][sure].max()))


def _mean(bands: Floats, box: tuple[slice, slice]) -> float:
    return float(bands[:, *box].mean())


def _contrast(bands: Floats, here: Mask, around: Mask) -> float:
    """How far the pixels lie from the median of their surroundings, mean over bands."""
    middle = np.median(bands[:, around], axis=1)
    return float(np.abs(bands[:, here] - middle[:, None]).mean())
