"""Whether Sentinel-2 numbers carry the offset of processing baseline 04.00, settled from pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casemate.errors import BadInput
from casemate.look.raster import Floats, Mask

OFFSET = 1000.0
FIRST_BASELINE_WITH_OFFSET = 4.0
# The darkest ground of a scene (water, shadow) has a reflectance of 0 to 0.05 in its darkest band.
DARK_PERCENTILE = 0.5
SURELY_WITHOUT = 700.0
SURELY_WITH = (950.0, 1300.0)


@dataclass(frozen=True, slots=True)
class OffsetRuling:
    """offset: what to take off the digital numbers, 0 or 1000. rule: on what it was decided."""

    offset: float
    rule: str


def settle_offset(
    digital: Floats, valid: Mask, baseline: str | None, said_removed: bool | None, scene: str
) -> OffsetRuling:
    """The offset in the digital numbers (bands, rows, columns) of one scene.

    baseline: processing baseline of the item ("05.00"), None when unknown. said_removed: what
    the catalog says of the offset (`earthsearch:boa_offset_applied`), which is known to be wrong
    at times: it decides only where the pixels are silent. Raises BadInput when pixels and metadata
    leave it open: a pair would show change everywhere, or none.
    """
    number = _number(baseline)
    if number is not None and number < FIRST_BASELINE_WITH_OFFSET:
        return OffsetRuling(0.0, f"processing baseline {baseline} has no offset")
    darkest = digital.min(axis=0)[valid]
    dark = float(np.percentile(darkest, DARK_PERCENTILE))
    if dark < SURELY_WITHOUT:
        return OffsetRuling(0.0, f"the darkest ground lies at {dark:.0f}: no offset in the numbers")
    if SURELY_WITH[0] <= dark <= SURELY_WITH[1] and number is not None:
        return OffsetRuling(
            OFFSET, f"the darkest ground lies at {dark:.0f}: the offset of {OFFSET:.0f} is in"
        )
    if said_removed is not None and number is not None:
        return OffsetRuling(
            0.0 if said_removed else OFFSET,
            f"the pixels do not say (darkest ground {dark:.0f}); the catalog says the offset is "
            + ("removed" if said_removed else "in"),
        )
    raise BadInput(
        f"{scene}: it cannot be told whether its numbers carry the offset of 1000 (darkest ground "
        f"{dark:.0f}, baseline {baseline or 'not stated'}): take the item from another catalog"
    )


def _number(baseline: str | None) -> float | None:
    try:
        return None if baseline is None else float(baseline)
    except ValueError:
        return None
