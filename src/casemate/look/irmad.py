"""Iteratively reweighted multivariate alteration detection for multispectral pairs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from casemate.look.raster import Floats, Mask

TURNS = 30
SETTLED = 1e-3
# The covariances of a few bands are settled by so many pixels; all pixels are scored at the end.
SAMPLE = 20_000
SMOOTHING_PX = 1.0
EDGE_SMOOTHING_PX = 1.4

Matrix = NDArray[np.float64]


def irmad(first: Floats, second: Floats, valid: Mask) -> Floats:
    """Square root of the mean squared MAD variate, averaged over neighbours: large where changed.

    first, second: (bands, rows, columns), registered, the same bands. Invariant to gain and offset
    of each band. A. A. Nielsen, 2007, IEEE Trans. Image Processing 16(2), with three departures:
    covariances come from a regular sample of pixels; what unchanged edges add (they never fall on
    the same place of two pixel grids) is learnt from the pair and divided out; and the sum is
    averaged with a Gaussian of one pixel before the root (a change is larger than a pixel, its
    noise is not).
    """
    from scipy import ndimage

    bands = len(first)
    rows, columns = valid.shape
    x, y = first.reshape(bands, -1), second.reshape(bands, -1)
    seen = np.flatnonzero(valid)
    some = seen[:: max(1, len(seen) // SAMPLE)]
    to_x, to_y, mean_x, mean_y, spread = _transform(
        x[:, some].astype(np.float64), y[:, some].astype(np.float64)
    )
    to_x, to_y = (to_x / spread).astype(np.float32), (to_y / spread).astype(np.float32)
    one = np.asarray(to_x.T @ x, np.float32).reshape(bands, rows, columns)
    two = np.asarray(to_y.T @ y, np.float32).reshape(bands, rows, columns)
    constant = (to_x.T @ mean_x - to_y.T @ mean_y).astype(np.float32)
    squared = np.zeros(valid.shape, np.float32)
    for a, b, c in zip(one, two, constant, strict=True):
        squared += (a - b - c) ** 2
    squared /= bands * _edge_noise(one, squared / np.float32(bands), valid)
    squared[~valid] = 0
    # Means over valid neighbours alone: no data must not pull its border towards no change.
    mean = ndimage.gaussian_filter(squared, SMOOTHING_PX)
    if not valid.all():
        mean /= np.maximum(ndimage.gaussian_filter(valid.astype(np.float32), SMOOTHING_PX), 1e-6)
    statistic: Floats = np.sqrt(mean) * valid
    return statistic


def _edge_noise(variates: Floats, squared: Floats, valid: Mask) -> Floats:
    """How much larger the squared difference of unchanged pixels is where the ground has edges.

    1 on plain ground; elsewhere 1 + k * (squared gradient), with k from the medians of ten classes
    of gradient (medians, so that changed pixels do not count).
    """
    from scipy import ndimage

    steep = np.zeros(valid.shape, np.float32)
    for variate in variates:
        across = ndimage.convolve1d(variate, [0.5, 0, -0.5], 1)
        down = ndimage.convolve1d(variate, [0.5, 0, -0.5], 0)
        steep += across**2 + down**2
    steep = ndimage.gaussian_filter(steep, EDGE_SMOOTHING_PX)
    seen = np.flatnonzero(valid)
    some = seen[:: max(1, len(seen) // (2 * SAMPLE))]
    slopes, values = steep.ravel()[some], squared.ravel()[some]
    order = np.argsort(slopes)
    classes = np.array_split(order, 10)
    medians = np.array([np.median(values[part]) for part in classes])
    means = np.array([slopes[part].mean() for part in classes])
    plain = float(medians[:3].mean())
    if plain <= 0:
        return np.ones_like(steep)
    growth = float(np.median((medians[5:] - plain) / np.maximum(means[5:], 1e-12)))
    noise: Floats = (1 + max(0.0, growth / plain) * steep).astype(np.float32)
    return noise


def _transform(x: Matrix, y: Matrix) -> tuple[Matrix, Matrix, Matrix, Matrix, Matrix]:
    from scipy.linalg import eigh
    from scipy.special import gammaincc

    bands = len(x)
    weight = np.ones(x.shape[1])
    before = np.zeros(bands)
    small = 1e-6 * np.eye(bands)
    for _ in range(TURNS):
        total = weight.sum()
        mean_x, mean_y = x @ weight / total, y @ weight / total
        xc, yc = x - mean_x[:, None], y - mean_y[:, None]
        sxx, syy = (xc * weight) @ xc.T / total, (yc * weight) @ yc.T / total
        sxy = (xc * weight) @ yc.T / total
        # Flat or repeated bands would make the matrices singular.
        sxx += small * max(np.trace(sxx) / bands, 1e-12)
        syy += small * max(np.trace(syy) / bands, 1e-12)
        squared, to_x = eigh(sxy @ np.linalg.solve(syy, sxy.T), sxx)
        rho = np.sqrt(np.clip(squared, 0, 1 - 1e-9))
        to_y = np.linalg.solve(syy, sxy.T @ to_x)
        to_x = to_x / np.sqrt(np.maximum(np.einsum("ij,ik,kj->j", to_x, sxx, to_x), 1e-30))
        to_y = to_y / np.sqrt(np.maximum(np.einsum("ij,ik,kj->j", to_y, syy, to_y), 1e-30))
        to_y = to_y * np.where(np.einsum("ij,ik,kj->j", to_x, sxy, to_y) < 0, -1.0, 1.0)
        spread = np.sqrt(2 * (1 - rho))
        variates = to_x.T @ xc - to_y.T @ yc
        weight = gammaincc(bands / 2, ((variates / spread[:, None]) ** 2).sum(axis=0) / 2)
        if float(np.max(np.abs(rho - before))) < SETTLED or weight.sum() < 10 * bands:
            break
        before = rho
    return to_x, to_y, mean_x, mean_y, spread
