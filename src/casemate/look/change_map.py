"""Which pixels changed between two passes: one method and one threshold rule per sensor class."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.look.irmad import irmad
from casemate.look.log_ratio import log_ratio
from casemate.look.null_law import NullLaw, Threshold, find_threshold, fit_null, split
from casemate.look.pair import Pair
from casemate.look.raster import Floats, Mask
from casemate.look.sensor import SensorClass

SMALLEST_PX = 4
METHODS = {
    SensorClass.OPTICAL: "IR-MAD (Nielsen 2007), empirical null",
    SensorClass.SAR: "log ratio (Rignot and van Zyl 1993), empirical null",
}


@dataclass(frozen=True, slots=True)
class ChangeMap:
    """mask: changed. as_ever: differs from a baseline, but no more than its dates among themselves.

    statistic: the larger, the surer. law: of unchanged pixels of this pair."""

    mask: Mask
    statistic: Floats
    law: NullLaw
    threshold: Threshold
    method: str
    as_ever: Mask | None = None


def find_change(pair: Pair, hidden: Mask | None = None, beyond: Mask | None = None) -> ChangeMap:
    """Changed pixels of a registered pair; no scene has a setting of its own.

    hidden: pixels that show cloud or shadow in one of the passes; never changed, never unchanged.
    beyond: pixels that differ by more than a baseline's dates among themselves; None: all.
    """
    valid = pair.valid if hidden is None else pair.valid & ~hidden
    statistic = irmad if pair.sensor is SensorClass.OPTICAL else log_ratio
    values = statistic(pair.before, pair.after, valid)
    seen = values[valid]
    law = fit_null(seen)
    threshold = find_threshold(seen, law)
    mask = split(values, valid, threshold, SMALLEST_PX)
    as_ever = None
    if beyond is not None:
        differs, values = mask, values * beyond
        mask = split(values, valid, threshold, SMALLEST_PX)
        as_ever = differs & ~mask
    return ChangeMap(mask, values, law, threshold, METHODS[pair.sensor], as_ever)
