"""Two passes made comparable: one grid, one registration, one set of bands."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from casemate.errors import BadInput
from casemate.look.levels import Levels, fit_levels
from casemate.look.raster import Floats, Grid, Mask, Raster
from casemate.look.register import Shift, moved, register
from casemate.look.sensor import SensorClass, shared_class

# Below this the resampling would cost more sharpness than the shift costs alignment.
LEAVE_PX = 0.1


@dataclass(frozen=True, slots=True)
class Pair:
    """second lies on first's pixels. valid: both passes show the ground.

    shift: what was found (already applied to second where accepted).
    before, after: (bands, rows, columns) in the same grey levels, cut off where either pass is
    saturated; bands saturated for the most part are left out. levels: one a band of `first`.
    For radar both are linear as they came.
    """

    first: Raster
    second: Raster
    valid: Mask
    shift: Shift
    sensor: SensorClass
    levels: tuple[Levels, ...]
    before: Floats
    after: Floats


def lay_together(
    first: Raster,
    second: Raster,
    *,
    sensor: SensorClass | None = None,
    hidden: Mask | None = None,
) -> Pair:
    """Puts the second pass on the first one's grid and registers it.

    hidden: pixels of the first grid already known not to be observable (cloud). Raises BadInput
    when the two cannot be compared: different sensors or bands, no overlap, different sizes
    without georeference.
    """
    sensor_class = shared_class(first, second, sensor)
    first, second = _shared_bands(first, second)
    if first.grid is not None and second.grid is not None:
        if first.grid != second.grid or first.shape != second.shape:
            second = on_grid(second, first.grid, first.shape)
    elif first.shape != second.shape:
        raise BadInput(
            f"{first.path} is {_size(first)} pixels and {second.path} is {_size(second)}, and "
            "they have no georeference to lay one on the other: give pictures of the same size"
        )
    seen = first.valid & second.valid
    if hidden is not None:
        seen = seen & ~hidden
    if not seen.any():
        raise BadInput(f"{first.path} and {second.path} show no common ground")
    shift = register(_grey(first, sensor_class), _grey(second, sensor_class), seen)
    both = first.valid & second.valid
    if shift.accepted and np.hypot(shift.dx, shift.dy) > LEAVE_PX:
        second, both = _moved(second, first.valid, shift)
    clear = both if hidden is None else both & ~hidden
    if sensor_class is SensorClass.SAR or not clear.any():
        levels: tuple[Levels, ...] = ()
        before, after = first.pixels, second.pixels
    else:
        levels, before, after = _levelled(first, second, clear)
    return Pair(first, second, both, shift, sensor_class, levels, before, after)


def _levelled(
    first: Raster, second: Raster, clear: Mask
) -> tuple[tuple[Levels, ...], Floats, Floats]:
    levels = tuple(
        fit_levels(one, two, clear, first.ceiling)
        for one, two in zip(first.pixels, second.pixels, strict=True)
    )
    use = [index for index, level in enumerate(levels) if level.usable]
    if not use:
        # Nothing to match by: both flat, or both saturated. Compared as they came.
        return levels, first.pixels, second.pixels
    before = [np.minimum(first.pixels[i], levels[i].cap) for i in use]
    after = [
        np.minimum(levels[i].gain * second.pixels[i] + levels[i].offset, levels[i].cap) for i in use
    ]
    return levels, np.stack(before).astype(np.float32), np.stack(after).astype(np.float32)


def on_grid(raster: Raster, grid: Grid, shape: tuple[int, int]) -> Raster:
    """The raster resampled to another grid: averaged where that is coarser, cubic where not."""
    from rasterio import Affine
    from rasterio.warp import Resampling, reproject

    if raster.grid is None:
        raise BadInput(f"{raster.path} has no georeference: it cannot be laid on a map")
    pixels = np.zeros((len(raster.pixels), *shape), np.float32)
    share = np.zeros(shape, np.float32)
    frames = {
        "src_transform": Affine(*raster.grid.transform),
        "src_crs": raster.grid.crs,
        "dst_transform": Affine(*grid.transform),
        "dst_crs": grid.crs,
    }
    for source, target in zip(raster.pixels, pixels, strict=True):
        filled = np.where(raster.valid, source, np.median(source[raster.valid]))
        reproject(filled.astype(np.float32), target, resampling=Resampling.cubic, **frames)
    reproject(raster.valid.astype(np.float32), share, resampling=Resampling.bilinear, **frames)
    return replace(raster, pixels=pixels, valid=share > 0.99, grid=grid)


def _shared_bands(first: Raster, second: Raster) -> tuple[Raster, Raster]:
    if first.bands == second.bands:
        return first, second
    common = [band for band in first.bands if band in second.bands]
    if not common:
        if len(first.bands) == len(second.bands):
            return first, second
        raise BadInput(
            f"{first.path} has the bands {', '.join(first.bands)} and {second.path} has "
            f"{', '.join(second.bands)}: none in common; name them with --bands"
        )
    return _only(first, common), _only(second, common)


def _only(raster: Raster, bands: list[str]) -> Raster:
    order = [raster.bands.index(band) for band in bands]
    return replace(raster, pixels=raster.pixels[order], bands=tuple(bands))


def _grey(raster: Raster, sensor: SensorClass) -> Floats:
    grey: Floats = raster.pixels.mean(axis=0)
    if sensor is SensorClass.SAR:
        positive = grey[raster.valid & (grey > 0)]
        floor = float(np.median(positive)) / 16 if len(positive) else 1.0
        grey = np.log(np.maximum(grey, 0) + floor).astype(np.float32)
    return grey


def _moved(second: Raster, first_valid: Mask, shift: Shift) -> tuple[Raster, Mask]:
    pixels = np.stack([moved(band, shift.dx, shift.dy) for band in second.pixels])
    whole = moved(second.valid.astype(np.float32), shift.dx, shift.dy) > 0.99
    rows, columns = whole.shape
    y, x = np.ogrid[:rows, :columns]
    inside = (x + shift.dx >= 0) & (x + shift.dx <= columns - 1)
    inside = inside & (y + shift.dy >= 0) & (y + shift.dy <= rows - 1)
    valid = whole & inside
    return replace(second, pixels=pixels, valid=valid), valid & first_valid


def _size(raster: Raster) -> str:
    return f"{raster.shape[1]} x {raster.shape[0]}"
