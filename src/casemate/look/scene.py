"""One pass over a site: its pixels on the site's grid, what hides them, and its proof."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from casemate.errors import BadInput
from casemate.look.catalog import Asset, Item
from casemate.look.cloud_model import cloud_by_model
from casemate.look.pair import on_grid
from casemate.look.raster import (
    Floats,
    Grid,
    Mask,
    Raster,
    assemble,
    check_size,
    grid_of,
    ground_sample_distance_m,
    opened_raster,
    read_pixels,
    read_raster,
)
from casemate.look.s2_offset import settle_offset
from casemate.look.sensor import SensorClass, instrument_named, sensor_class_of
from casemate.look.site_grid import SiteGrid

# Which assets hold a band, by the names that providers use.
BAND_ASSETS: dict[str, tuple[str, ...]] = {
    "blue": ("blue", "b02", "b2"),
    "green": ("green", "b03", "b3"),
    "red": ("red", "b04", "b4"),
    "nir": ("nir", "b08", "nir08", "b8"),
    "vv": ("vv",),
    "vh": ("vh",),
}
WHOLE_ASSETS = ("visual", "analytic", "data", "image", "b1")
# Scene classes that are not observable: no data, saturated, shadow, cloud, cirrus.
SCL_HIDDEN = (0, 1, 3, 8, 9, 10)
SCL_ASSETS = ("scl",)
QA_ASSETS = ("qa_pixel", "qa")
# Landsat Collection 2 QA_PIXEL: fill, dilated cloud, cirrus, cloud, cloud shadow.
QA_HIDDEN_BITS = 0b11111
GROW_HIDDEN_M = 30.0

FileOpener = Callable[[str], BinaryIO]
Keeper = Callable[[bytes, str, str], str]


@dataclass(frozen=True, slots=True)
class Scene:
    """hidden: cloud and shadow by the provider's mask, None when there is none.

    capture: SHA-256 of the window as a GeoTIFF (what was looked at). notes: what a reader of an
    observation must know of it (offset rule, no cloud mask). parts, spread: of a baseline, the
    passes whose median it is, and per band and pixel the standard deviation among them (grey
    levels; natural logarithm for radar).
    """

    id: str
    when: datetime | None
    sensor: SensorClass
    instrument: str
    gsd_m: float
    raster: Raster
    hidden: Mask | None
    capture: str
    attribution: str | None
    simulated: bool
    orbit: str | None
    notes: tuple[str, ...]
    parts: tuple[Scene, ...] = ()
    spread: Floats | None = None

    @property
    def passes(self) -> tuple[Scene, ...]:
        """The real passes behind it: itself, or those of a baseline."""
        return self.parts or (self,)


def dates_of(scene: Scene) -> str:
    """The day of a pass as it is printed; of a baseline how many dates it holds, and which."""
    if not scene.parts:
        return scene.when.strftime("%-d %B %Y") if scene.when else scene.id
    days = [one.when for one in scene.parts if one.when is not None]
    span = ""
    if days:
        first, last = min(days), max(days)
        begin = "%-d %B %Y" if first.year != last.year else "%-d %B"
        begin = "%-d" if (first.year, first.month) == (last.year, last.month) else begin
        span = f" ({first.strftime(begin)} to {last.strftime('%-d %B %Y')})"
    return f"the median of {len(scene.parts)} clear dates{span}"


def open_local(address: str) -> BinaryIO:
    """A local file; remote addresses are for the opener that `fetch` gives. Raises BadInput."""
    if "://" in address:
        raise BadInput(f"{address} is remote: looking runs on local files here")
    try:
        return Path(address).open("rb")
    except OSError as fault:
        raise BadInput(f"cannot open {address} ({fault.strerror})") from fault


def hash_only(data: bytes, address: str, media_type: str) -> str:
    """A keeper that keeps nothing: the SHA-256 alone."""
    del address, media_type
    return hashlib.sha256(data).hexdigest()


def read_scene(item: Item, frame: SiteGrid, opener: FileOpener, keep: Keeper) -> Scene:
    """The window of one pass on the site's grid. Raises BadInput with the reason when it cannot be.

    Only the window is read from each asset. The window as it was read and the item's JSON are
    handed to `keep`.
    """
    chosen = _chosen_assets(item)
    sensor = SensorClass.SAR if set(chosen) & {"vv", "vh"} else SensorClass.OPTICAL
    parts = [
        read_window(asset, frame, opener, None if name == "whole" else (name,))
        for name, asset in chosen.items()
    ]
    raster = _stacked(parts, item)
    notes: list[str] = []
    sentinel2 = item.instrument is not None and item.instrument.name == "Sentinel-2"
    if sentinel2 and (raster.ceiling or 0) > 255:
        ruling = settle_offset(
            raster.pixels, raster.valid, item.baseline, item.offset_removed, item.id
        )
        raster = replace(raster, pixels=raster.pixels - np.float32(ruling.offset))
        notes.append(ruling.rule)
    hidden = _hidden(item, frame, opener)
    if hidden is None and item.instrument is not None:
        hidden = cloud_by_model(raster, item.instrument.name, frame.gsd_m)
        notes.extend(["cloud and shadow were found by ukis-csmask"] * (hidden is not None))
    if hidden is None and sensor is SensorClass.OPTICAL:
        notes.append("the pass has no cloud mask; cloud was looked for in the pair")
    keep(item.raw, item.address, "application/geo+json")
    capture = keep(window_bytes(raster, item), item.address, "image/tiff")
    return Scene(
        id=item.id,
        when=item.when,
        sensor=sensor,
        instrument=item.instrument.name if item.instrument else item.platform,
        gsd_m=frame.gsd_m,
        raster=raster,
        hidden=hidden,
        capture=capture,
        attribution=item.attribution,
        simulated=item.simulated,
        orbit=item.orbit,
        notes=tuple(notes),
    )


def scene_from_file(path: Path, frame: SiteGrid | None, keep: Keeper, gsd_m: float | None) -> Scene:
    """A pass given as a file. frame: the site's grid; None takes the file's own.

    Its time is read from TIFFTAG_DATETIME or ACQUISITION_DATE where the file has one.
    """
    with opened_raster(path, str(path)) as data:
        tags = {**data.tags(), **data.tags(ns="IMAGERY")}
    try:
        whole = path.read_bytes()
    except OSError as fault:
        raise BadInput(f"cannot read {path} ({fault.strerror})") from fault
    if frame is None:
        raster = read_raster(path, gsd_m=gsd_m)
    else:
        asset = Asset("file", str(path), (), ("data",))
        raster = read_window(asset, frame, open_local, None)
    named = str(tags.get("SATELLITEID") or tags.get("PLATFORM") or "")
    instrument = instrument_named(named)
    return Scene(
        id=path.name,
        when=_tag_time(tags.get("ACQUISITIONDATETIME") or tags.get("ACQUISITION_DATE")),
        sensor=sensor_class_of(raster),
        instrument=instrument.name if instrument else named or "sensor not stated",
        gsd_m=raster.gsd_m or 0.0,
        raster=raster,
        hidden=None,
        capture=keep(whole, str(path), "image/tiff"),
        attribution=instrument.attribution if instrument else None,
        simulated=str(tags.get("CASEMATE_SIMULATED", "")).lower() in ("1", "yes", "true"),
        orbit=None,
        notes=("the pass has no cloud mask; cloud was looked for in the pair",),
    )


def read_gsd_m(path: Path) -> float | None:
    """Ground sample distance by a file's grid; None when it has none. Raises BadInput."""
    with opened_raster(path, str(path)) as data:
        return ground_sample_distance_m(grid_of(data), data.height)


def read_window(
    asset: Asset, frame: SiteGrid, opener: FileOpener, bands: tuple[str, ...] | None
) -> Raster:
    """One asset's pixels around the site, on the site's grid.

    Raises BadInput: no georeference, the site lies outside, nothing but no data.
    """
    from rasterio.warp import transform
    from rasterio.windows import Window

    with opener(asset.address) as stream, opened_raster(stream, asset.address) as data:
        grid = grid_of(data)
        if grid is None:
            raise BadInput(
                f"{asset.address} has no CRS, so the site cannot be found in it: georeference it, "
                "or compare it with  casemate look change"
            )
        a, _, c, _, e, f = frame.grid.transform
        rows, columns = frame.shape
        along = np.linspace(0, 1, 9)
        edge = [(c + a * columns * u, f + e * rows * v) for u in along for v in (0, 0.5, 1)]
        edge += [(c + a * columns * u, f + e * rows * v) for v in along for u in (0, 1)]
        xs, ys = transform(frame.grid.crs, data.crs, [p[0] for p in edge], [p[1] for p in edge])
        if data.crs.is_geographic:
            # The site's longitudes are brought to the side of the antimeridian the file is on.
            middle = data.bounds.left + (data.bounds.right - data.bounds.left) / 2
            xs = [middle + ((x - middle + 180) % 360 - 180) for x in xs]
        pixels = _columns_and_rows(grid, xs, ys)
        pad = 4
        left = max(0, int(np.floor(min(p[0] for p in pixels))) - pad)
        top = max(0, int(np.floor(min(p[1] for p in pixels))) - pad)
        right = min(data.width, int(np.ceil(max(p[0] for p in pixels))) + pad)
        bottom = min(data.height, int(np.ceil(max(p[1] for p in pixels))) + pad)
        if right - left < 2 or bottom - top < 2:
            raise BadInput(f"{asset.address} does not cover the site")
        check_size(data, bottom - top, right - left, asset.address)
        window = Window(left, top, right - left, bottom - top)
        raw = read_pixels(data, asset.address, window)
        whole = assemble(data, asset.address, raw, None, bands if data.count == 1 else None)
    ga, gb, gc, gd, ge, gf = grid.transform
    corner = (ga * left + gb * top + gc, gd * left + ge * top + gf)
    here = Grid(grid.crs, (ga, gb, corner[0], gd, ge, corner[1]))
    placed = on_grid(replace(whole, grid=here), frame.grid, frame.shape)
    if not placed.valid.any():
        raise BadInput(f"{asset.address} has no data over the site")
    return replace(placed, gsd_m=frame.gsd_m)


def _columns_and_rows(grid: Grid, xs: list[float], ys: list[float]) -> list[tuple[float, float]]:
    a, b, c, d, e, f = grid.transform
    area = a * e - b * d
    if area == 0:
        raise BadInput("its georeference has pixels without area")
    return [
        ((e * (x - c) - b * (y - f)) / area, (a * (y - f) - d * (x - c)) / area)
        for x, y in zip(xs, ys, strict=True)
    ]


def window_bytes(raster: Raster, item: Item) -> bytes:
    """The window as a GeoTIFF, with the item and asset it came from in its tags."""
    from rasterio import Affine
    from rasterio.io import MemoryFile

    grid = raster.grid
    with MemoryFile() as memory:
        with memory.open(
            driver="GTiff", height=raster.shape[0], width=raster.shape[1],
            count=len(raster.pixels), dtype="float32", compress="deflate", nodata=float("nan"),
            crs=grid.crs if grid else None,
            transform=Affine(*grid.transform) if grid else Affine.identity(),
        ) as out:  # fmt: skip
            out.write(np.where(raster.valid, raster.pixels, np.nan).astype(np.float32))
            out.descriptions = raster.bands
            out.update_tags(ITEM=item.id, ITEM_SHA256=item.sha256, ASSETS=raster.path)
        return bytes(memory.read())


def _chosen_assets(item: Item) -> dict[str, Asset]:
    """Bands of one sensor class to assets; "whole" for one picture with all bands."""
    keyed = {asset.key.lower(): asset for asset in item.assets}
    chosen = {}
    for band, names in BAND_ASSETS.items():
        match = next((keyed[name] for name in names if name in keyed), None)
        if match is not None:
            chosen[band] = match
    if {"vv", "vh"} & set(chosen):
        return {band: asset for band, asset in chosen.items() if band in ("vv", "vh")}
    if len(chosen) >= 2:
        return chosen
    for name in WHOLE_ASSETS:
        if name in keyed:
            return {"whole": keyed[name]}
    data = [asset for asset in item.assets if "data" in asset.roles or "visual" in asset.roles]
    if data:
        return {"whole": data[0]}
    raise BadInput(
        f"{item.id}: none of its assets ({', '.join(keyed)}) is a band this looks at: "
        "blue, green, red, nir, vv, vh or one picture called visual or data"
    )


def _stacked(parts: list[Raster], item: Item) -> Raster:
    if len(parts) == 1:
        return replace(parts[0], path=item.id)
    valid = np.logical_and.reduce([part.valid for part in parts])
    if not valid.any():
        raise BadInput(f"{item.id}: its bands have no common pixel over the site")
    return replace(
        parts[0],
        pixels=np.concatenate([part.pixels for part in parts]),
        valid=valid,
        bands=tuple(band for part in parts for band in part.bands),
        path=item.id,
    )


def _hidden(item: Item, frame: SiteGrid, opener: FileOpener) -> Mask | None:
    """Cloud and shadow by the provider's own mask, grown by 30 m; None when there is none."""
    from scipy import ndimage

    keyed = {asset.key.lower(): asset for asset in item.assets}
    for names, rule in ((SCL_ASSETS, _by_class), (QA_ASSETS, _by_bits)):
        asset = next((keyed[name] for name in names if name in keyed), None)
        if asset is None:
            continue
        mask = rule(_classes(asset, frame, opener))
        turns = max(1, round(GROW_HIDDEN_M / frame.gsd_m))
        return np.asarray(ndimage.binary_dilation(mask, iterations=turns), bool)
    return None


def _classes(asset: Asset, frame: SiteGrid, opener: FileOpener) -> Any:
    """Class codes on the site's grid, by nearest neighbour: codes cannot be averaged."""
    from rasterio import Affine, band
    from rasterio.warp import Resampling, reproject

    codes = np.zeros(frame.shape, np.uint16)
    with opener(asset.address) as stream, opened_raster(stream, asset.address) as data:
        reproject(
            band(data, 1), codes, dst_transform=Affine(*frame.grid.transform),
            dst_crs=frame.grid.crs, resampling=Resampling.nearest,
        )  # fmt: skip
    return codes


def _by_class(codes: Any) -> Mask:
    return np.asarray(np.isin(codes, SCL_HIDDEN), bool)


def _by_bits(codes: Any) -> Mask:
    return np.asarray((codes & QA_HIDDEN_BITS) > 0, bool)


def _tag_time(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when if when.tzinfo is not None else None
