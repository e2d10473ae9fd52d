"""Two pictures to a change mask, a shift and the objects that went or came."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from pathlib import Path

from casemate.errors import CannotWrite
from casemate.look.as_geojson import changes_as_geojson
from casemate.look.baseline import beyond_spread
from casemate.look.change_map import ChangeMap, find_change
from casemate.look.objects import Fate, ObjectChange, find_object_changes
from casemate.look.pair import Pair, lay_together
from casemate.look.raster import Floats, Mask, Raster
from casemate.look.sensor import SensorClass
from casemate.look.veil import find_veil

# Objects are followed while the picture still shows their outline.
COARSEST_OBJECT_M = 10.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """hidden: not observable in one of the passes. objects: None where the resolution or the
    sensor does not allow them, with `objects_why`."""

    pair: Pair
    change: ChangeMap
    hidden: Mask
    objects: tuple[ObjectChange, ...] | None
    objects_why: str | None


def compare(
    first: Raster,
    second: Raster,
    *,
    sensor: SensorClass | None = None,
    hidden: Mask | None = None,
    spread: Floats | None = None,
) -> Comparison:
    """Registers, levels and compares two passes. Raises BadInput when they cannot be compared.

    hidden: cloud and shadow known from elsewhere, on the first pass's grid; without it cloud is
    looked for in the pair itself. spread: of `first` where it is the median of several dates; what
    differs no more than those dates do is not changed.
    """
    pair = lay_together(first, second, sensor=sensor, hidden=hidden)
    gsd_m = pair.first.gsd_m
    veil = pair.valid & False if hidden is None else hidden
    if pair.sensor is SensorClass.OPTICAL and hidden is None and gsd_m is not None:
        found = find_veil(pair, gsd_m)
        if found.any():
            # The cloud took part in registration and levels; again without it.
            pair = lay_together(first, second, sensor=sensor, hidden=found)
            veil = found | find_veil(pair, gsd_m)
    known = spread is not None and pair.first.bands == first.bands
    beyond = beyond_spread(pair, spread) if spread is not None and known else None
    change = find_change(pair, veil, beyond)
    objects, why = None, None
    if pair.sensor is SensorClass.SAR:
        why = "radar backscatter of two passes tells change, not objects"
    elif gsd_m is None:
        why = "no ground sample distance is known: state it with --gsd"
    elif gsd_m > COARSEST_OBJECT_M:
        why = f"at {gsd_m:g} m a pixel single objects are not observable"
    else:
        objects = tuple(find_object_changes(pair, gsd_m, veil, beyond=beyond))
    return Comparison(pair, change, veil, objects, why)


def write_mask(mask: Mask, like: Raster, path: Path, hidden: Mask | None = None) -> None:
    """A one-band GeoTIFF: 0 unchanged, 1 changed; the grid of `like`. Raises CannotWrite.

    Hidden and invalid pixels are 0 with a note in the tags; 255 would be counted as changed by
    readers that take any value but 0 for change.
    """
    import rasterio

    frame = {}
    if like.grid is not None:
        frame = {"crs": like.grid.crs, "transform": rasterio.Affine(*like.grid.transform)}
    unseen = ~like.valid if hidden is None else ~like.valid | hidden
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            with rasterio.open(
                path, "w", driver="GTiff", height=mask.shape[0], width=mask.shape[1],
                count=1, dtype="uint8", compress="deflate", **frame,
            ) as out:  # fmt: skip
                out.write(mask.astype("uint8"), 1)
                out.update_tags(NOT_OBSERVABLE_SHARE=f"{float(unseen.mean()):.4f}")
    except (OSError, rasterio.errors.RasterioError) as fault:
        raise CannotWrite(f"cannot write {path} ({fault}): choose another --out") from fault


def write_comparison(found: Comparison, folder: Path) -> None:
    """mask.tif, hidden.tif, shift.json, removed.geojson, inserted.geojson. Raises CannotWrite."""
    like = found.pair.first
    write_mask(found.change.mask, like, folder / "mask.tif", found.hidden)
    write_mask(found.hidden | ~found.pair.valid, like, folder / "hidden.tif")
    shift = found.pair.shift
    write_json(
        {
            "dx": round(shift.dx, 4),
            "dy": round(shift.dy, 4),
            "accepted": shift.accepted,
            "peak_sigmas": round(shift.peak_sigmas, 1),
            "why": shift.why,
        },
        folder / "shift.json",
    )
    for fate in Fate:
        some = [change for change in found.objects or () if change.fate is fate]
        rows = changes_as_geojson(some, like.grid)
        if found.objects is None:
            rows["not_observable"] = found.objects_why
        write_json(rows, folder / f"{fate.value}.geojson")


def write_json(value: object, path: Path) -> None:
    """One JSON value, whole or not at all. Raises CannotWrite."""
    try:
        path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as fault:
        raise CannotWrite(
            f"cannot write {path} ({fault.strerror}): choose another --out"
        ) from fault
