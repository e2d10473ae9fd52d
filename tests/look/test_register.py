"""Laying passes together. Were it wrong, every edge would be told as a change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage
from tests.look.scenery import ground, with_noise

from casemate.look.register import moved, register


@settings(max_examples=15, deadline=None)
@given(dx=st.floats(-5, 5), dy=st.floats(-5, 5))
def test_shifts_of_up_to_five_pixels_are_found_to_a_tenth(dx: float, dy: float) -> None:
    """A wrong shift turns quays and runways into changes."""
    first = ground()[0]
    second = ndimage.shift(first, (dy, dx), order=3, mode="nearest") * 0.9 + 12
    found = register(with_noise(first), with_noise(second, seed=2))
    assert found.accepted
    assert np.hypot(found.dx - dx, found.dy - dy) < 0.1


def test_fifteen_percent_of_changed_content_does_not_pull_the_shift() -> None:
    """A fleet that sailed must not move the harbour."""
    rng = np.random.default_rng(11)
    first = ground()[0] + 60 * ndimage.gaussian_filter(rng.normal(0, 1, (160, 160)), 1.5)
    second = ndimage.shift(first, (-1.6, 2.3), order=3, mode="nearest")
    other = 30 + ground(seed=50)[0]
    for x, y in ((30, 40), (60, 110), (110, 30), (120, 120), (80, 70)):
        second[y - 14 : y + 14, x - 14 : x + 14] = other[y - 14 : y + 14, x - 14 : x + 14]
    found = register(with_noise(first), with_noise(second, seed=2))
    assert np.hypot(found.dx - 2.3, found.dy + 1.6) < 0.2


def test_moving_by_the_shift_lays_the_second_on_the_first() -> None:
    """A sign error here would double every misalignment instead of undoing it."""
    first = ndimage.gaussian_filter(ground()[0], 1)
    second = ndimage.shift(first, (1.25, -2.5), order=3, mode="nearest")
    found = register(first, second)
    back = moved(second, found.dx, found.dy)
    inner = (slice(10, -10), slice(10, -10))
    assert np.abs(back - first)[inner].mean() < 0.2 * np.abs(second - first)[inner].mean()


@pytest.mark.parametrize(
    ("second", "word"),
    [
        (ground(seed=99)[0], "match"),
        (np.full((160, 160), 7, np.float32), "structure"),
        (np.random.default_rng(0).normal(0, 1, (160, 160)).astype(np.float32), "match"),
    ],
)
def test_wrong_matches_are_refused(second: np.ndarray, word: str) -> None:
    """Two different places laid on each other would be 'change' from edge to edge."""
    found = register(ndimage.gaussian_filter(ground(seed=5)[0], 0.5) * 1.0, second)
    assert not found.accepted
    assert (found.dx, found.dy) == (0, 0)
    assert word in found.why


def test_invalid_pixels_have_no_say() -> None:
    """A swath edge or a cloud must not be what is matched."""
    first = ground()[0]
    second = ndimage.shift(first, (0, 2), order=3, mode="nearest")
    first, second = first.copy(), second.copy()
    valid = np.ones(first.shape, bool)
    valid[:70] = False
    first[:70], second[:70] = 9000, np.random.default_rng(1).normal(0, 4000, (70, 160))
    found = register(first, second, valid)
    assert abs(found.dx - 2) < 0.1
    assert abs(found.dy) < 0.1
