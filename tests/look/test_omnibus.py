"""The omnibus test. Were it wrong, the date of a change would be invented."""

from __future__ import annotations

import numpy as np
import pytest

from casemate.errors import BadInput
from casemate.look.omnibus import omnibus

LOOKS = 4.4


def speckle(passes: int, polarisations: int = 2, size: int = 220, seed: int = 0) -> np.ndarray:
    """Unchanged clutter of mean 1."""
    rng = np.random.default_rng(seed)
    shape = (passes, polarisations, size, size)
    return rng.gamma(LOOKS, 1 / LOOKS, shape).astype(np.float32)


@pytest.mark.parametrize(("passes", "polarisations"), [(2, 1), (2, 2), (6, 2), (15, 1)])
def test_false_positives_are_within_a_tenth_of_nominal(passes: int, polarisations: int) -> None:
    """A stated probability must mean what it says."""
    rate = (omnibus(speckle(passes, polarisations), LOOKS).any_p < 0.05).mean()
    assert rate == pytest.approx(0.05, rel=0.1)


def test_the_pass_of_the_change_is_named() -> None:
    """'When' is what a series is for."""
    series = speckle(6)
    series[3:, :, 50:100, 50:100] *= 8
    found = omnibus(series, LOOKS)
    inside = found.first_change[55:95, 55:95]
    assert (inside == 3).mean() > 0.9
    assert (found.first_change[120:] > 0).mean() < 0.01


def test_one_pass_and_single_look_are_refused() -> None:
    """Outside its law the test would lie."""
    with pytest.raises(BadInput, match="two or more"):
        omnibus(speckle(1), LOOKS)
    with pytest.raises(BadInput, match="looks"):
        omnibus(speckle(3), 1.0)
