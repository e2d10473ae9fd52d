"""The Sentinel-2 offset. Were it wrong, January 2022 would be the month everything changed."""

from __future__ import annotations

import numpy as np
import pytest

from casemate.errors import BadInput
from casemate.look.s2_offset import settle_offset


def scene(offset: float, dark: float = 60.0) -> np.ndarray:
    """Land with a tenth of dark water, as digital numbers."""
    rng = np.random.default_rng(1)
    land = rng.uniform(max(1200, dark), 4000, (4, 60, 60))
    land[:, :6] = dark + rng.uniform(0, 60, (4, 6, 60))
    return (land + offset).astype(np.float32)


EVERYWHERE = np.ones((60, 60), bool)


@pytest.mark.parametrize("said_removed", [True, False])
@pytest.mark.parametrize("offset", [0.0, 1000.0])
def test_pixels_win_over_metadata_in_all_four_combinations(
    offset: float, said_removed: bool
) -> None:
    """Public catalogs say the offset is removed where it is not, and the other way round."""
    ruling = settle_offset(scene(offset), EVERYWHERE, "05.10", said_removed, "s")
    assert ruling.offset == offset
    assert "darkest ground" in ruling.rule


@pytest.mark.parametrize("said_removed", [True, False, None])
def test_older_baselines_have_none(said_removed: bool | None) -> None:
    """Taking 1000 off a scene of 2020 makes the sea negative."""
    assert settle_offset(scene(0, dark=1300), EVERYWHERE, "02.14", said_removed, "s").offset == 0


@pytest.mark.parametrize(("said_removed", "offset"), [(True, 0.0), (False, 1000.0)])
def test_a_bright_scene_falls_back_on_the_catalog_and_says_so(
    said_removed: bool, offset: float
) -> None:
    """A desert has no dark pixel; then the rule that was used must be named."""
    ruling = settle_offset(scene(0, dark=2400), EVERYWHERE, "05.10", said_removed, "s")
    assert ruling.offset == offset
    assert "catalog says" in ruling.rule


def test_when_nothing_tells_it_is_refused() -> None:
    """A refusal is better than a change everywhere."""
    with pytest.raises(BadInput, match="cannot be told"):
        settle_offset(scene(0, dark=2400), EVERYWHERE, "05.10", None, "s")
    with pytest.raises(BadInput, match="cannot be told"):
        settle_offset(scene(1000), EVERYWHERE, None, None, "s")
    with pytest.raises(BadInput, match="cannot be told"):
        settle_offset(scene(0, dark=850), EVERYWHERE, "unknown", None, "s")
