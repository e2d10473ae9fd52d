"""A picture with its frame: pixels, what is valid, bands, grid and resolution travel together."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from casemate.errors import BadInput, MissingExtra

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# First bytes of the formats that are read. GDAL is told which it is: left to guess it would also
# open VRT and the like, which may name any file or address.
SIGNATURES = (
    (b"II*\0", "GTiff"),
    (b"MM\0*", "GTiff"),
    (b"II+\0", "GTiff"),
    (b"MM\0+", "GTiff"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\0\0\0\x0cjP  ", "JP2OpenJPEG"),
)
MAX_SAMPLES = 400_000_000
MAX_CODE = {"uint8": 255.0, "uint16": 65535.0, "int16": 32767.0}
# A collar of one extreme value without a nodata tag: smaller patches may be real (deep shadow, a
# white roof) and stay.
COLLAR_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Grid:
    """Where pixels lie: CRS as text ("EPSG:32636") and GDAL's six numbers of the affine transform
    in rasterio's order (a, b, c, d, e, f): x = a * column + b * row + c."""

    crs: str
    transform: tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Raster:
    """pixels: (bands, rows, columns) float32, physical where the file said scale and offset.

    valid: (rows, columns), false for no data, NaN and collars. bands: names, lower case.
    gsd_m: metres a pixel on the ground, None when nobody said. ceiling: the value at which an
    integer file saturates, None for floats. path: how the file was named.
    """

    pixels: Floats
    valid: Mask
    bands: tuple[str, ...]
    path: str
    gsd_m: float | None = None
    grid: Grid | None = None
    ceiling: float | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.valid.shape[0], self.valid.shape[1]


def read_raster(
    source: str | Path | BinaryIO,
    *,
    name: str | None = None,
    gsd_m: float | None = None,
    bands: tuple[str, ...] | None = None,
) -> Raster:
    """The whole of a GeoTIFF, COG, PNG, JPEG or JPEG 2000, from a path or an open file.

    gsd_m overrides what the file says; bands names them in order. Raises BadInput, with the reason
    and a remedy, for what cannot be read.
    """
    path = name or str(source)
    with opened_raster(source, path) as data:
        check_size(data, data.height, data.width, path)
        return assemble(data, path, read_pixels(data, path, None), gsd_m, bands)


def opened_raster(source: str | Path | BinaryIO, path: str) -> Any:
    """A rasterio dataset on a local file or an open file object; GDAL's own network is off."""
    try:
        import rasterio
        from rasterio.errors import NotGeoreferencedWarning
    except ImportError as missing:
        raise MissingExtra("look", "look") from missing
    driver = _driver(source, path)
    # NaN tags and odd profiles only warn in GDAL; what matters is checked on the pixels.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            with rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR"):
                return rasterio.open(source, driver=driver)
        except (rasterio.errors.RasterioError, TypeError, ValueError) as fault:
            raise BadInput(
                f"{path} begins like a picture but cannot be read ({fault}); fetch the file again"
            ) from fault


def _driver(source: str | Path | BinaryIO, path: str) -> str:
    try:
        if isinstance(source, (str, Path)):
            with Path(source).open("rb") as stream:
                start = stream.read(12)
        else:
            start = source.read(12)
            source.seek(0)
    except OSError as fault:
        raise BadInput(
            f"cannot open {path} ({fault.strerror}); give a local GeoTIFF, PNG or JPEG"
        ) from fault
    for signature, driver in SIGNATURES:
        if start.startswith(signature):
            return driver
    raise BadInput(
        f"{path} is not a GeoTIFF, PNG, JPEG or JPEG 2000 picture: it begins with {start[:8]!r}"
    )


def check_size(data: Any, rows: int, columns: int, path: str) -> None:
    """Refuses what would not fit before a single pixel is decoded. Raises BadInput."""
    samples = data.count * rows * columns
    if samples > MAX_SAMPLES:
        raise BadInput(
            f"{path} would need {samples:,} samples ({columns} x {rows}, {data.count} bands); "
            f"at most {MAX_SAMPLES:,} are read at once: cut out the window of the site first"
        )
    if rows < 1 or columns < 1 or data.count < 1:
        raise BadInput(f"{path} holds no pixels")


def read_pixels(data: Any, path: str, window: Any) -> Any:
    import rasterio

    if data.dtypes[0].startswith("complex"):
        raise BadInput(f"{path} holds complex numbers (SLC); give a detected product (GRD or RTC)")
    try:
        return data.read(window=window)
    except (rasterio.errors.RasterioError, ValueError, MemoryError) as fault:
        raise BadInput(
            f"{path} breaks off or is damaged ({fault}); fetch the file again"
        ) from fault


def assemble(
    data: Any, path: str, raw: Any, gsd_m: float | None, bands: tuple[str, ...] | None
) -> Raster:
    pixels = raw.astype(np.float32)
    valid = valid_pixels(raw, data.nodatavals)
    if data.count in (2, 4) and data.colorinterp[-1].name == "alpha":
        valid &= raw[-1] > 0
        pixels = pixels[:-1]
    if not valid.any():
        raise BadInput(f"{path}: every pixel is marked as no data; check its nodata value")
    names = bands or band_names(data, len(pixels))
    if len(names) != len(pixels):
        raise BadInput(
            f"{path} has {len(pixels)} bands, but --bands names {len(names)}: {', '.join(names)}"
        )
    if not valid.all():
        # A neutral filling: zeros would ring into the valid pixels when the picture is resampled.
        for band in pixels:
            band[~valid] = np.median(band[valid])
    grid = grid_of(data)
    return Raster(
        pixels=pixels,
        valid=valid,
        bands=tuple(name.strip().lower() for name in names),
        path=path,
        gsd_m=gsd_m or ground_sample_distance_m(grid, data.height),
        grid=grid,
        ceiling=MAX_CODE.get(data.dtypes[0]),
    )


def valid_pixels(raw: Any, nodata: tuple[float | None, ...]) -> Mask:
    """False for NaN, infinities, the declared nodata value, and undeclared collars.

    A pixel is no data when every band says so, or any band is not a finite number.
    """
    finite: Mask = np.isfinite(raw).all(axis=0)
    empty = np.ones(raw.shape[1:], bool)
    declared = False
    for band, value in zip(raw, nodata, strict=False):
        if value is not None and not np.isnan(value):
            declared = True
            empty &= band == value
    if declared:
        return finite & ~empty
    return finite & ~_collar(raw)


def _collar(raw: Any) -> Mask:
    """Large patches of all-lowest or all-highest code that touch the edge of the picture."""
    from scipy import ndimage

    collar = np.zeros(raw.shape[1:], bool)
    codes = [0] if raw.dtype.kind == "f" else [0, np.iinfo(raw.dtype).max]
    for code in codes:
        flat = (raw == code).all(axis=0)
        if flat.mean() < COLLAR_SHARE:
            continue
        labels, _ = ndimage.label(flat)
        sizes = np.bincount(labels.ravel())
        edge = np.unique(np.r_[labels[0], labels[-1], labels[:, 0], labels[:, -1]])
        large = [part for part in edge if part and sizes[part] >= COLLAR_SHARE * flat.size]
        patch = np.isin(labels, large)
        # A collar is solid; a saturated cloud or a black sea is riddled with other values.
        solid = ndimage.binary_opening(patch, np.ones((5, 5)))
        if patch.any() and solid.sum() >= 0.95 * patch.sum():
            collar |= patch
    return collar


def band_names(data: Any, count: int) -> tuple[str, ...]:
    """Descriptions of the file where it has them, else colours, else b1, b2, …"""
    said = data.descriptions[:count]
    if all(said):
        return tuple(str(name) for name in said)
    colours = [data.colorinterp[index].name for index in range(count)]
    if colours[:3] == ["red", "green", "blue"]:
        return tuple(["red", "green", "blue", "nir"][:count])
    return tuple(f"b{index + 1}" for index in range(count))


def grid_of(data: Any) -> Grid | None:
    """The grid of an open dataset; None when it has no CRS."""
    if data.crs is None:
        return None
    a, b, c, d, e, f = tuple(data.transform)[:6]
    return Grid(str(data.crs.to_string()), (a, b, c, d, e, f))


def ground_sample_distance_m(grid: Grid | None, rows: int) -> float | None:
    """Metres a pixel from the grid: at the picture's centre latitude for a geographic CRS."""
    if grid is None:
        return None
    from rasterio.crs import CRS

    crs = CRS.from_user_input(grid.crs)
    a, b, _, d, e, f = grid.transform
    across, down = float(np.hypot(a, d)), float(np.hypot(b, e))
    if crs.is_geographic:
        latitude = np.radians(f + e * rows / 2)
        return float(np.sqrt(across * np.cos(latitude) * down) * 111_320.0)
    factor = float(crs.linear_units_factor[1]) if crs.is_projected else 1.0
    return float(np.sqrt(across * down)) * factor
