"""Several earlier clear passes as one: their median, and how much they differ among themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from casemate.errors import BadInput
from casemate.look.pair import Pair, lay_together
from casemate.look.raster import Floats, Mask
from casemate.look.scene import Scene
from casemate.look.sensor import SensorClass

LEAST_DATES, MOST_DATES = 3, 8
# The median absolute deviation to a standard deviation, for so few values (Croux and Rousseeuw,
# 1992, "Time-efficient algorithms for two highly robust estimators of scale").
TO_SIGMA = 1.4826
SMALL_SAMPLE = {3: 1.495, 4: 1.363, 5: 1.206, 6: 1.200, 7: 1.140, 8: 1.129}
# Noise of single pixels is taken out first, and a spread learnt from a few dates is shared with
# its neighbours.
BEFORE_PX, AFTER_PX = 1.0, 1.5
# What differs from the median by less than this many spreads differs as the dates do.
BEYOND_SIGMAS = 3.0


@dataclass(frozen=True, slots=True)
class Laid:
    """One pass on the grid, and in the grey levels, of the first of its series.

    pixels: (bands, rows, columns). smooth: the same less its pixel noise, logarithms for radar.
    seen: neither outside the pass nor hidden.
    """

    scene: Scene
    pixels: Floats
    smooth: Floats
    seen: Mask


def lay(first: Scene, scene: Scene) -> Laid | None:
    """`scene` registered to `first` and levelled to it; None where the two are not comparable."""
    if scene is first:
        return _laid(scene, scene.raster.pixels, scene.raster.valid)
    hidden = first.hidden
    if scene.hidden is not None:
        hidden = scene.hidden if hidden is None else hidden | scene.hidden
    try:
        pair = lay_together(first.raster, scene.raster, hidden=hidden)
    except BadInput:
        return None
    return lay_pair(pair, first, scene)


def lay_pair(pair: Pair, first: Scene, scene: Scene) -> Laid | None:
    """The same from a pair already laid together: of `first`, or a baseline on it, and `scene`."""
    if pair.first.bands != first.raster.bands:
        return None
    return _laid(scene, _levelled(pair), pair.second.valid)


def _laid(scene: Scene, pixels: Floats, valid: Mask) -> Laid:
    seen = valid if scene.hidden is None else valid & ~scene.hidden
    return Laid(scene, pixels, _smooth(pixels, scene.sensor is SensorClass.SAR), seen)


def baseline_of(laid: Sequence[Laid]) -> Scene:
    """Three or more passes as one scene: per pixel their median, and their spread.

    Where fewer than three dates are clear the latest clear one stands, with no spread. The scene's
    `parts` are the passes in it; its `capture` stands for all of theirs.
    """
    first, last = laid[0].scene, laid[-1].scene
    seen = np.stack([one.seen for one in laid])
    counts = seen.sum(axis=0)
    enough = counts >= LEAST_DATES
    latest = laid[0].pixels
    for one in laid[1:]:
        latest = np.where(one.seen, one.pixels, latest)
    stack = np.stack([one.pixels for one in laid])
    pixels = np.where(enough, _median(stack, seen), latest).astype(np.float32)
    middle = _smooth(pixels, first.sensor is SensorClass.SAR)
    deviations = np.stack([np.abs(one.smooth - middle) for one in laid])
    spread = TO_SIGMA * SMALL_SAMPLE[min(max(len(laid), LEAST_DATES), MOST_DATES)]
    valid = np.logical_or.reduce([one.scene.raster.valid for one in laid])
    masked = all(one.scene.hidden is not None for one in laid)
    names = "\n".join(one.scene.capture for one in laid)
    return replace(
        last,
        id=f"the median of {len(laid)} passes up to {last.id}",
        when=first.when,
        raster=replace(last.raster, pixels=pixels, valid=valid, bands=first.raster.bands),
        hidden=valid & (counts == 0) if masked else None,
        capture=hashlib.sha256(names.encode()).hexdigest(),
        simulated=any(one.scene.simulated for one in laid),
        parts=tuple(one.scene for one in laid),
        spread=_shared(spread * _median(deviations, seen)) * enough,
    )


def beyond_spread(pair: Pair, spread: Floats) -> Mask:
    """Where the second pass differs from the baseline by more than its dates do among themselves.

    spread: of the first pass of the pair, a baseline, as `Scene.spread`.
    """
    radar = pair.sensor is SensorClass.SAR
    beyond = np.zeros(pair.valid.shape, bool)
    usable = [True] * len(spread) if radar else [level.usable for level in pair.levels]
    levelled = _levelled(pair)
    for index, use in enumerate(usable):
        if not use:
            continue
        before = _smooth(pair.first.pixels[index : index + 1], radar)[0]
        after = _smooth(levelled[index : index + 1], radar)[0]
        difference = after - before
        if radar:
            difference = difference - np.median(difference[pair.valid])
        beyond |= np.abs(difference) > BEYOND_SIGMAS * spread[index]
    return beyond if any(usable) else ~beyond


def _levelled(pair: Pair) -> Floats:
    """All bands of the second pass in the levels of the first; unusable ones as they came."""
    if not pair.levels:
        return pair.second.pixels
    bands = [
        level.gain * band + level.offset if level.usable else band
        for level, band in zip(pair.levels, pair.second.pixels, strict=True)
    ]
    return np.stack(bands).astype(np.float32)


def _smooth(bands: Floats, radar: bool) -> Floats:
    """Each band less its pixel noise; radar as logarithm, since speckle multiplies."""
    from scipy import ndimage

    smooth: Floats = ndimage.gaussian_filter(bands, (0, BEFORE_PX, BEFORE_PX))
    if not radar:
        return smooth
    positive = bands[bands > 0]
    floor = float(np.median(positive)) / 64 if len(positive) else 1.0
    decibels: Floats = np.log(np.maximum(smooth, 0) + floor).astype(np.float32)
    return decibels


def _shared(spread: Floats) -> Floats:
    """Root mean square over neighbours."""
    from scipy import ndimage

    square = ndimage.gaussian_filter(spread**2, (0, AFTER_PX, AFTER_PX))
    root: Floats = np.sqrt(np.maximum(square, 0)).astype(np.float32)
    return root


def _median(stack: Floats, seen: Mask) -> Floats:
    """Median over passes of (passes, bands, rows, columns) of what is seen; 0 where nothing is."""
    passes = len(stack)
    ordered = np.sort(np.where(seen[:, None], stack, np.float32(np.inf)), axis=0)
    counts = np.broadcast_to(seen.sum(axis=0), stack.shape[1:])
    low = np.take_along_axis(ordered, np.maximum((counts - 1) // 2, 0)[None], 0)[0]
    high = np.take_along_axis(ordered, np.minimum(counts // 2, passes - 1)[None], 0)[0]
    middle: Floats = np.where(counts > 0, (low + high) / 2, 0).astype(np.float32)
    return middle
