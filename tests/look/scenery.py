"""Small pictures with known contents for the tests of `look`."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from scipy import ndimage

from casemate.look.raster import Grid, Raster
from casemate.nouns import Site, Where, Zone

UTM = "EPSG:32636"
LEFT, TOP = 700_000.0, 4_000_000.0
Picture = NDArray[np.float32]


def ground(shape: tuple[int, int] = (160, 160), bands: int = 3, seed: int = 0) -> Picture:
    """Plain ground with texture and a few roads, levels about 100."""
    rng = np.random.default_rng(seed)
    base = ndimage.gaussian_filter(rng.normal(0, 1, shape), 3) * 40 + 100
    base[shape[0] // 3] += 40
    base[:, shape[1] // 4] -= 30
    return np.stack([base * (1 + 0.1 * band) for band in range(bands)]).astype(np.float32)


def with_noise(picture: Picture, sigma: float = 2.0, seed: int = 1) -> Picture:
    """The picture as another pass would see it."""
    rng = np.random.default_rng(seed)
    return (picture + rng.normal(0, sigma, picture.shape)).astype(np.float32)


def with_block(picture: Picture, x: int, y: int, size: int = 8, level: float = 230) -> Picture:
    """A bright square object with its centre at (x, y)."""
    half = size // 2
    out = picture.copy()
    out[:, y - half : y + half, x - half : x + half] = level
    return out


def as_raster(pixels: Any, gsd_m: float | None = 3.0, **more: Any) -> Raster:
    """A raster in memory, all valid."""
    pixels = np.asarray(pixels, np.float32)
    names = {1: ("b1",), 3: ("red", "green", "blue"), 4: ("blue", "green", "red", "nir")}
    given = {
        "valid": np.ones(pixels.shape[1:], bool),
        "bands": names.get(len(pixels), tuple(f"x{n}" for n in range(len(pixels)))),
        "path": "memory",
        "gsd_m": gsd_m,
    }
    return Raster(pixels=pixels, **{**given, **more})


def utm_grid(gsd_m: float = 3.0) -> Grid:
    """An invented place in the eastern Mediterranean."""
    return Grid(UTM, (gsd_m, 0.0, LEFT, 0.0, -gsd_m, TOP))


def write_tiff(path: Path, pixels: Any, gsd_m: float = 3.0, **more: Any) -> Path:
    """A GeoTIFF on `utm_grid`; `crs=None` leaves the georeference out."""
    pixels = np.asarray(pixels)
    profile = {"crs": UTM, "transform": rasterio.Affine(*utm_grid(gsd_m).transform), **more}
    if profile["crs"] is None:
        profile = {k: v for k, v in profile.items() if k not in ("crs", "transform")}
    tags = profile.pop("tags", {})
    # A file without a place is what some tests are about; rasterio warns on making one.
    warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
    with rasterio.open(
        path, "w", driver="GTiff", height=pixels.shape[1], width=pixels.shape[2],
        count=len(pixels), dtype=pixels.dtype, **profile,
    ) as out:  # fmt: skip
        out.write(pixels)
        out.update_tags(**tags)
    return path


def zone(id: str, x0: float, y0: float, x1: float, y1: float, kind: str = "apron") -> Zone:
    """A rectangle given in 3 m pixels of `utm_grid`."""
    from rasterio.warp import transform

    xs = [LEFT + 3 * x for x in (x0, x1, x1, x0, x0)]
    ys = [TOP - 3 * y for y in (y0, y0, y1, y1, y0)]
    lon, lat = transform(UTM, "EPSG:4326", xs, ys)
    return Zone(id, f"{id} {kind}", kind, (tuple(zip(lon, lat, strict=True)),))


def site(*zones: Zone, where: Where | None = None) -> Site:
    """A site at the invented place."""
    return Site("here", "Here", "airfield", ("Here",), where, zones)
