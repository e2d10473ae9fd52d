"""Laying one pass on another: the shift between two pictures to a few hundredths of a pixel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casemate.look.raster import Floats, Mask

# The larger the window, the surer the peak; beyond this it only costs time.
WINDOW_PX = 768
# So many pixels settle a shift to a hundredth.
SAMPLE = 40_000
# The highest of N noise values lies about sqrt(2 ln N) sigmas out (5.2 for a 768 px window);
# twice that, and the refinement must agree with the peak.
MIN_PEAK_SIGMAS = 12.0
# Lower peaks (a wide sea, much that changed) are believed when the fine detail of most places with
# texture agrees; of unrelated pictures it agrees nowhere.
LEAST_PEAK_SIGMAS, LEAST_AGREEMENT, TILE_PX = 6.0, 0.3, 24
MAX_REFINEMENT_PX = 1.5
MAX_SHIFT_SHARE = 0.25
SMOOTHING_PX = 0.7
# Tukey's biweight at 4 sigmas: what changed between the passes has no say.
TUKEY = 4.0


@dataclass(frozen=True, slots=True)
class Shift:
    """What is at (x, y) in the first picture is at (x + dx, y + dy) in the second, in pixels.

    accepted: whether the match can be trusted; when not, dx and dy are 0 and `why` says so.
    peak_sigmas: height of the correlation peak over its background.
    """

    dx: float
    dy: float
    accepted: bool
    peak_sigmas: float
    why: str


def register(first: Floats, second: Floats, valid: Mask | None = None) -> Shift:
    """The shift of `second` against `first`, two pictures (rows, columns) of the same size.

    Coarse by phase correlation of gradient magnitudes (Kuglin and Hines, 1975), which does not mind
    gain, offset or up to a third of the content changing; then refined by robust least squares on
    the grey values (Lucas and Kanade, 1981; weights of Tukey, 1974) with gain and offset free.
    """
    seen = np.ones(first.shape, bool) if valid is None else valid
    if not seen.any():
        return Shift(0, 0, False, 0, "nothing is visible in both pictures")
    rows, columns = _window(seen)
    a, b, ok = first[rows, columns], second[rows, columns], seen[rows, columns]
    if min(a.shape) < 16 or ok.mean() < 0.1:
        return Shift(0, 0, False, 0, "too little of both pictures is visible to match them")
    if _contrast(a, ok) == 0 or _contrast(b, ok) == 0:
        return Shift(0, 0, False, 0, "one of the pictures has no structure to match")
    a, b = _filled(a, ok), _filled(b, ok)
    dx, dy, sigmas = _coarse(a, b)
    if sigmas < LEAST_PEAK_SIGMAS:
        return Shift(0, 0, False, sigmas, "the pictures do not match: no clear correlation peak")
    if max(abs(dx) / a.shape[1], abs(dy) / a.shape[0]) > MAX_SHIFT_SHARE:
        return Shift(0, 0, False, sigmas, "the match lies too far out to be a misregistration")
    fine = _refined(a, b, ok, dx, dy)
    if fine is None or np.hypot(fine[0] - dx, fine[1] - dy) > MAX_REFINEMENT_PX:
        return Shift(0, 0, False, sigmas, "the fine match does not confirm the coarse one")
    if sigmas < MIN_PEAK_SIGMAS and _agreement(a, b, ok, *fine) < LEAST_AGREEMENT:
        return Shift(0, 0, False, sigmas, "the pictures do not match: their detail disagrees")
    return Shift(fine[0], fine[1], True, sigmas, f"correlation peak {sigmas:.0f} sigmas high")


def moved(picture: Floats, dx: float, dy: float) -> Floats:
    """`picture` resampled (cubic spline) so that (x, y) shows what was at (x + dx, y + dy)."""
    from scipy import ndimage

    shifted: Floats = ndimage.shift(picture, (-dy, -dx), order=3, mode="nearest")
    return shifted


def _window(seen: Mask) -> tuple[slice, slice]:
    """The middle of what both pictures show."""
    return _middle(np.flatnonzero(seen.any(axis=1))), _middle(np.flatnonzero(seen.any(axis=0)))


def _middle(used: NDArray[np.intp]) -> slice:
    first, last = int(used[0]), int(used[-1]) + 1
    spare = max(0, last - first - WINDOW_PX)
    return slice(first + spare // 2, last - (spare - spare // 2))


def _contrast(picture: Floats, ok: Mask) -> float:
    return float(np.ptp(picture[ok]))


def _filled(picture: Floats, ok: Mask) -> Floats:
    return np.where(ok, picture, np.median(picture[ok])).astype(np.float32)


def _coarse(a: Floats, b: Floats) -> tuple[int, int, float]:
    """Whole-pixel shift and the height of its peak in robust sigmas."""
    from scipy import fft

    height, width = a.shape
    taper = np.outer(np.hanning(height), np.hanning(width)).astype(np.float32)
    one, two = fft.rfft2(_edges(a) * taper), fft.rfft2(_edges(b) * taper)
    cross = one * np.conj(two)
    size = np.abs(cross)
    cross /= size + 1e-3 * size.mean() + 1e-12
    fy, fx = fft.fftfreq(height)[:, None], fft.rfftfreq(width)[None]
    # A Gaussian of .8 px: single-pixel noise must not decide where the peak is.
    cross *= np.exp(-2 * (np.pi * 0.8) ** 2 * (fx**2 + fy**2))
    surface = fft.irfft2(cross, (height, width))
    row, column = np.unravel_index(int(surface.argmax()), surface.shape)
    thin = surface.ravel()[::7]
    middle = float(np.median(thin))
    spread = 1.4826 * float(np.median(np.abs(thin - middle))) + 1e-12
    dy = row if row < height / 2 else row - height
    dx = column if column < width / 2 else column - width
    return -int(dx), -int(dy), (float(surface.max()) - middle) / spread


def _agreement(a: Floats, b: Floats, ok: Mask, dx: float, dy: float) -> float:
    """Median correlation of fine detail over tiles, the half of them with more texture."""
    from scipy import ndimage

    one, two = (
        ndimage.gaussian_filter(picture, 1.0) - ndimage.gaussian_filter(picture, 5.0)
        for picture in (a, moved(b, dx, dy))
    )
    found = []
    for top in range(0, a.shape[0] - TILE_PX + 1, TILE_PX):
        for left in range(0, a.shape[1] - TILE_PX + 1, TILE_PX):
            where = (slice(top, top + TILE_PX), slice(left, left + TILE_PX))
            if not ok[where].all():
                continue
            x, y = one[where] - one[where].mean(), two[where] - two[where].mean()
            sizes = float(np.sqrt((x * x).sum())), float(np.sqrt((y * y).sum()))
            if min(sizes) > 0:
                found.append((min(sizes), float((x * y).sum()) / (sizes[0] * sizes[1])))
    found.sort(reverse=True)
    half = [value for _, value in found[: (len(found) + 1) // 2]]
    return float(np.median(half)) if len(half) >= 4 else 0.0


def _edges(picture: Floats) -> Floats:
    from scipy import ndimage

    size = np.hypot(ndimage.sobel(picture, 1), ndimage.sobel(picture, 0))
    # The brightest edges (a roof, a hull) would otherwise speak for the whole picture.
    size = np.minimum(size, np.percentile(size.ravel()[::5], 97))
    levelled: Floats = (size - size.mean()).astype(np.float32)
    return levelled


def _refined(a: Floats, b: Floats, ok: Mask, dx: float, dy: float) -> tuple[float, float] | None:
    from scipy import ndimage

    target = ndimage.gaussian_filter(a, SMOOTHING_PX)
    # The gradient is taken from `a` alone and symmetrically, so that its noise does not correlate
    # with the residual: the fixed point carries no bias.
    across = ndimage.convolve1d(target, [0.5, 0, -0.5], 1)
    down = ndimage.convolve1d(target, [0.5, 0, -0.5], 0)
    spline = ndimage.spline_filter(ndimage.gaussian_filter(b, SMOOTHING_PX), 3, output=np.float32)
    edge = int(max(abs(dx), abs(dy))) + 4
    inner = (slice(edge, -edge), slice(edge, -edge))
    use = ndimage.binary_erosion(ok, iterations=2)[inner]
    if use.sum() < 100:
        return None
    thin = slice(None, None, max(1, int(use.sum()) // SAMPLE))
    gx, gy, goal = across[inner][use][thin], down[inner][use][thin], target[inner][use][thin]
    weight = np.ones_like(goal)
    for turn in range(12):
        seen = ndimage.shift(spline, (-dy, -dx), order=3, prefilter=False, mode="nearest")
        design = np.stack([gx, gy, seen[inner][use][thin], np.ones_like(goal)], axis=1)
        for _ in range(2 if turn else 5):
            step, weight = _weighted_step(design, goal, weight)
        dx, dy = dx + float(step[0]), dy + float(step[1])
        if not np.isfinite([dx, dy]).all():
            return None
        if max(abs(step[0]), abs(step[1])) < 2e-3:
            break
    return dx, dy


def _weighted_step(
    design: NDArray[np.float32], goal: Floats, weight: Floats
) -> tuple[NDArray[Any], Floats]:
    weighted = design * weight[:, None]
    normal = (weighted.T @ design).astype(np.float64)
    normal[np.diag_indices(4)] *= 1 + 1e-9
    normal[np.diag_indices(4)] += 1e-9
    step = np.linalg.solve(normal, (weighted.T @ goal).astype(np.float64))
    left = goal - design @ step.astype(np.float32)
    spread = 1.4826 * float(np.median(np.abs(left))) + 1e-9
    inside = np.clip(1 - (left / (TUKEY * spread)) ** 2, 0, None)
    return np.asarray(step), np.asarray(inside**2, np.float32)
