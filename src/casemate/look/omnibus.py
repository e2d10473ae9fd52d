"""The sequential omnibus test: when, in a series of radar passes, a pixel changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casemate.errors import BadInput
from casemate.look.raster import Floats

LEAST_LOOKS = 3.0

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """any_p: per pixel the probability that so much difference is chance (whole series).

    first_change: index of the first pass that differs from those before it, 0 where none does.
    """

    any_p: Doubles
    first_change: NDArray[np.int16]


def omnibus(series: Floats, looks: float, level: float = 0.001) -> SeriesChange:
    """Tests a series (passes, polarisations, rows, columns) of intensities of one orbit geometry.

    K. Conradsen, A. A. Nielsen and H. Skriver, 2016, IEEE Trans. Geoscience and Remote Sensing
    54(5), for diagonal covariance (each polarisation by itself, as in GRD and RTC products). looks:
    the equivalent number of looks (4.4 for Sentinel-1 IW GRD). Raises BadInput for fewer than two
    passes, and for fewer than three looks, where its law no longer holds.
    """
    if series.ndim != 4 or len(series) < 2:
        raise BadInput("the omnibus test needs two or more passes of one orbit")
    if looks < LEAST_LOOKS:
        raise BadInput(
            f"the omnibus test needs {LEAST_LOOKS:g} looks or more, not {looks:g}: average the "
            "passes over neighbours first"
        )
    stack = np.maximum(series.astype(np.float64), 1e-12)
    any_p = _tail(*_whole(stack, looks))
    first = np.zeros(stack.shape[2:], np.int16)
    undecided = any_p < level
    total = stack[0].copy()
    for index in range(1, len(stack)):
        # R_j: does pass j differ from the mean of all before it?
        statistic, freedom, rho, omega = _step(total, stack[index], index + 1, looks)
        differs = _tail(statistic, freedom, rho, omega) < level
        first[undecided & differs & (first == 0)] = index
        total += stack[index]
    return SeriesChange(any_p, first)


def _whole(stack: Doubles, n: float) -> tuple[Doubles, float, float, float]:
    """-2 ln Q, its degrees of freedom, and Box's correction terms, polarisations summed."""
    k, p = stack.shape[0], stack.shape[1]
    log_q = n * (k * np.log(k) + np.log(stack).sum(0) - k * np.log(stack.sum(0)))
    freedom = (k - 1) * p
    rho = 1 - (k / n - 1 / (n * k)) / (6 * (k - 1))
    # Box's second term p^2 (p^2 - 1) / ... vanishes for one-dimensional covariances.
    omega = -freedom / 4 * (1 - 1 / rho) ** 2
    return -2 * log_q.sum(0), freedom, rho, omega


def _step(total: Doubles, new: Doubles, j: int, n: float) -> tuple[Doubles, float, float, float]:
    """-2 ln R_j: pass j against the sum of the j - 1 before it."""
    p = len(new)
    log_r = n * (
        j * np.log(j)
        - (j - 1) * np.log(j - 1)
        + (j - 1) * np.log(total)
        + np.log(new)
        - j * np.log(total + new)
    )
    rho = 1 - (1 + 1 / (j * (j - 1))) / (6 * n)
    omega = -p / 4 * (1 - 1 / rho) ** 2
    return -2 * log_r.sum(0), p, rho, omega


def _tail(statistic: Doubles, freedom: float, rho: float, omega: float) -> Doubles:
    """Probability of a larger statistic (Box's expansion of the chi-square)."""
    from scipy.special import gammaincc

    z = np.maximum(rho * statistic, 0)
    first = gammaincc(freedom / 2, z / 2)
    second = gammaincc(freedom / 2 + 2, z / 2)
    return np.asarray(first + omega * (second - first), np.float64)
