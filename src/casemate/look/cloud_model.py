"""Cloud and shadow by a trained model, for passes whose provider gives no mask (extra `cloud`)."""

from __future__ import annotations

import warnings

import numpy as np

from casemate.look.raster import Floats, Mask, Raster

BANDS = ("blue", "green", "red", "nir")
# Surface reflectance of a stored number, as the providers document it: gain and offset.
REFLECTANCE = {"Sentinel-2": (1e-4, 0.0), "Landsat": (2.75e-5, -0.2)}
MODEL_GSD_M, TILE_PX = 30.0, 256


def cloud_by_model(raster: Raster, instrument: str, gsd_m: float) -> Mask | None:
    """Cloud and shadow of a pass on its own grid, by ukis-csmask (Wieland and others, 2019).

    raster: numbers as stored, less the Sentinel-2 offset. None where the package is not installed,
    or the pass lacks one of blue, green, red, nir, or its numbers are not known to be reflectance.
    """
    scale = REFLECTANCE.get(instrument)
    if scale is None or (raster.ceiling or 0) <= 255 or not set(BANDS) <= set(raster.bands):
        return None
    try:
        from ukis_csmask.mask import CSmask
    except ImportError:
        return None
    order = [raster.bands.index(band) for band in BANDS]
    reflectance = np.clip(raster.pixels[order] * scale[0] + scale[1], 0, 2)
    step = max(1, round(MODEL_GSD_M / gsd_m))
    coarse = _averaged(reflectance, step)
    rows, columns = coarse.shape[1:]
    room = [(0, 0), (0, max(0, TILE_PX - rows)), (0, max(0, TILE_PX - columns))]
    image = np.ascontiguousarray(np.moveaxis(np.pad(coarse, room, mode="symmetric"), 0, 2))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        found = CSmask(image, list(BANDS), product_level="l2a", invalid_buffer=1,
                       providers=["CPUExecutionProvider"])  # fmt: skip
    hidden = np.asarray(found.valid)[:rows, :columns].reshape(rows, columns) == 0
    fine = np.repeat(np.repeat(hidden, step, axis=0), step, axis=1)
    mask: Mask = fine[: raster.shape[0], : raster.shape[1]]
    return mask


def _averaged(bands: Floats, step: int) -> Floats:
    """Means of step x step pixels; the last row and column are repeated to fill a whole cell."""
    rows, columns = bands.shape[1:]
    padded = np.pad(bands, [(0, 0), (0, -rows % step), (0, -columns % step)], mode="edge")
    cells = padded.reshape(len(bands), padded.shape[1] // step, step, -1, step)
    coarse: Floats = cells.mean(axis=(2, 4)).astype(np.float32)
    return coarse
