"""How sure an observation is: calibrated on generated pairs, never on taste."""

from __future__ import annotations

import numpy as np

# Share of found objects that were true ones, by how many sigmas they stood out, over generated
# pairs of 3, 5 and 10 m with and without changes and cloud (bench/look/measure.py prints the
# curve again). Pairs made by computer have no parallax and no seasons: real confidence is lower,
# so the curve is capped.
OBJECT_SIGMAS = (4.0, 5.5, 7.0, 9.0, 12.0, 17.0, 25.0)
OBJECT_TRUE = (0.01, 0.08, 0.30, 0.60, 0.94, 0.95, 0.95)
# Below this an object is not told.
LEAST_TOLD = 0.5
MOST = 0.95
NOT_ALIGNED = 0.6


def object_confidence(sigmas: float, aligned: bool = True) -> float:
    """Probability that an object change of this strength is one."""
    share = float(np.interp(sigmas, OBJECT_SIGMAS, OBJECT_TRUE))
    return round(share if aligned else NOT_ALIGNED * share, 2)


def area_confidence(changed_share: float, false_share: float, aligned: bool = True) -> float:
    """Probability that a zone changed: how far the changed share exceeds what the null lets by."""
    if changed_share <= 0:
        return 0.0
    share = max(0.0, 1 - 2 * false_share / changed_share)
    return round(min(MOST, share) * (1.0 if aligned else NOT_ALIGNED), 2)
