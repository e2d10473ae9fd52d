"""Relative radiometric normalisation: the second pass in the grey levels of the first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casemate.look.raster import Floats, Mask

TURNS, FIRST_TURNS = 20, 4
BIWEIGHT_SIGMAS = 4.0
# Saturated where so many pixels share the last hundredth of the scale.
SATURATED_SHARE = 2e-4
# A band more than this saturated says nothing of what is bright in it.
MAX_SATURATED = 0.5
SAMPLE = 8_000

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Levels:
    """first = gain * second + offset for what did not change.

    cap: level (of the first picture) above which either is saturated; inf when neither is.
    usable: false when most of the band is saturated in one of the passes, or it is flat.
    """

    gain: float
    offset: float
    cap: float
    usable: bool


def fit_levels(first: Floats, second: Floats, valid: Mask, ceiling: float | None) -> Levels:
    """Gain and offset between one band of two registered passes, from what did not change.

    Orthogonal regression (both passes carry noise; ordinary least squares would flatten the slope),
    reweighted so that changed pixels lose their say (after Canty and Nielsen, 2008).
    """
    from scipy import ndimage

    top_first, top_second = _saturation(first[valid], ceiling), _saturation(second[valid], ceiling)
    # Smoothed first: on a plain apron the noise is as large as the structure.
    calm_second = ndimage.gaussian_filter(second, 1.0)
    calm_first = ndimage.gaussian_filter(first, 1.0)
    u, v = calm_second[valid], calm_first[valid]
    step = max(1, len(u) // SAMPLE)
    u, v = u[::step].astype(np.float64), v[::step].astype(np.float64)
    free = (v < 0.97 * top_first) & (u < 0.97 * top_second)
    if free.mean() < 1 - MAX_SATURATED or np.ptp(u[free]) == 0 or np.ptp(v[free]) == 0:
        return Levels(1.0, 0.0, float("inf"), False)
    # Two starts: cloud over a quarter of a pass widens its levels and bends a line that begins
    # from them, but leaves most of the fine detail alone. The better fit of unchanged pixels wins.
    starts = (
        _spread(v) / max(_spread(u), 1e-12),
        _detail(calm_first, valid) / _detail(calm_second, valid),
    )
    top = min(top_first, 1e30)
    tried = [_from_start(u, v, top, top_second, start, FIRST_TURNS) for start in starts]
    likely = min(tried, key=lambda fit: fit[2])[0]
    gain, offset, _ = _from_start(u, v, top, top_second, likely, TURNS)
    cap = min(top_first, gain * top_second + offset)
    return Levels(gain, offset, cap, bool(gain > 0))


def _saturation(values: Floats, ceiling: float | None) -> float:
    """The level at which a pass saturates, inf when it does not."""
    if ceiling is None:
        return float("inf")
    # Resampling overshoots: what lies above the scale counts as its end.
    top = min(float(values.max()), ceiling)
    piled = float((values >= 0.99 * top).mean())
    return 0.98 * top if piled > SATURATED_SHARE and top >= 0.8 * ceiling else float("inf")


def _from_start(
    u: Values, v: Values, top_v: float, top_u: float, gain: float, turns: int
) -> tuple[float, float, float]:
    """Gain, offset, and the spread of the residual square to the line."""
    offset = float(np.median(v - gain * u))
    spread = float("inf")
    for _ in range(turns):
        matched = gain * u + offset
        # Cutting on the mean of both keeps the cut square to the line: cutting each picture by
        # itself would drop one side of the noise and bend the slope.
        cap = min(top_v, gain * top_u + offset)
        left = (v - matched) / np.sqrt(1 + gain * gain)
        left -= np.median(left)
        spread = 1.4826 * float(np.median(np.abs(left))) + 1e-9
        weight = np.clip(1 - (left / (BIWEIGHT_SIGMAS * spread)) ** 2, 0, None)
        weight = np.where((v + matched) / 2 < cap - 3 * spread, weight**2, 0)
        total = float(weight.sum())
        if total <= 0:
            break
        mean_u, mean_v = float(weight @ u) / total, float(weight @ v) / total
        x, y = u - mean_u, v - mean_v
        xx, xy, yy = float(weight @ (x * x)), float(weight @ (x * y)), float(weight @ (y * y))
        if xy <= 0:
            break
        new = (yy - xx + float(np.hypot(yy - xx, 2 * xy))) / (2 * xy)
        offset = mean_v - new * mean_u
        settled = abs(new - gain) < 1e-5 * new
        gain = new
        if settled:
            break
    return gain, offset, spread


def _detail(calm: Floats, valid: Mask) -> float:
    """Robust size of steps over two pixels in a smoothed band: cloud has few."""
    steps = np.abs(calm[:, 2:] - calm[:, :-2])[valid[:, 2:] & valid[:, :-2]]
    return float(np.median(steps[:: max(1, len(steps) // SAMPLE)])) + 1e-9


def _spread(values: Values) -> float:
    low, high = np.percentile(values, [10, 90])
    return float(high - low) or float(values.std())
