"""Before and after as PNG: the window with zones, scale bar, north, date, sensor, attribution."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from casemate.errors import CannotWrite
from casemate.look.raster import Floats, Mask, Raster
from casemate.look.scene import Scene, dates_of
from casemate.look.site_grid import pixel_ring
from casemate.nouns import Site, Zone

WIDTH_PX = 900
STRIP_PX = 58
INK, PAPER, OUTLINE, WARNING = (20, 24, 28), (250, 250, 247), (255, 196, 0), (176, 0, 32)
BAR_STEPS_M = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
STRETCH = (1.0, 99.5)
SIMULATED = "SIMULATED: not a real picture"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Grey levels shown as black and white, one a band: the same for both passes of a pair."""

    low: tuple[float, ...]
    high: tuple[float, ...]


def stretch_of(raster: Raster, radar: bool) -> Stretch:
    """From the 1 and 99.5 percentiles of what is valid."""
    bands = shown_bands(raster, radar)
    low, high = np.percentile(bands[:, raster.valid], STRETCH, axis=1)
    return Stretch(tuple(low.tolist()), tuple(np.maximum(high, low + 1e-6).tolist()))


def shown_bands(raster: Raster, radar: bool) -> Floats:
    """Three bands to show: red, green, blue where named; else one band; radar in decibels."""
    names = list(raster.bands)
    if radar:
        power = np.maximum(raster.pixels[0], 0)
        floor = max(float(np.median(power[raster.valid])) / 100, 1e-6)
        grey: Floats = np.log(power + floor).astype(np.float32)
        return np.stack([grey] * 3)
    if {"red", "green", "blue"} <= set(names):
        return raster.pixels[[names.index(name) for name in ("red", "green", "blue")]]
    if len(names) >= 3:
        return raster.pixels[:3]
    return np.stack([raster.pixels[0]] * 3)


def draw_scene(
    scene: Scene, raster: Raster, site: Site, zones: tuple[Zone, ...], stretch: Stretch,
    hidden: Mask | None,
) -> bytes:  # fmt: skip
    """One pass as PNG bytes. raster: the pass on the pair's grid; hidden: drawn hatched."""
    from PIL import Image, ImageDraw

    radar = scene.sensor.value == "sar"
    low = np.array(stretch.low)[:, None, None]
    high = np.array(stretch.high)[:, None, None]
    shown = np.clip((shown_bands(raster, radar) - low) / (high - low), 0, 1)
    levels = (255 * shown**0.9).astype(np.uint8)
    levels[:, ~raster.valid] = 128
    if hidden is not None:
        rows, columns = np.indices(hidden.shape)
        levels[:, hidden & ((rows + columns) % 4 == 0)] = 128
    scale = max(1, WIDTH_PX // raster.shape[1])
    image = Image.fromarray(np.moveaxis(levels, 0, 2)).resize(
        (raster.shape[1] * scale, raster.shape[0] * scale), Image.Resampling.NEAREST
    )
    width = max(image.width, 640)
    sheet = Image.new("RGB", (width, image.height + STRIP_PX + 22), PAPER)
    sheet.paste(image, (0, 22))
    pen = ImageDraw.Draw(sheet)
    if raster.grid is not None:
        for zone in zones:
            _outline(pen, zone, raster, scale)
        _north(pen, image.width)
    _caption(pen, scene, site, image.height + 22, width, scale)
    if scene.simulated:
        for y in range(40, image.height, 160):
            _write(pen, (image.width // 2, y), SIMULATED, WARNING, 20, middle=True)
    buffer = BytesIO()
    sheet.save(buffer, "PNG", optimize=False)
    return buffer.getvalue()


def write_picture(data: bytes, path: Path) -> None:
    """Raises CannotWrite."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as fault:
        raise CannotWrite(
            f"cannot write {path} ({fault.strerror}): choose another folder"
        ) from fault


def _outline(pen: Any, zone: Zone, raster: Raster, scale: int) -> None:
    assert raster.grid is not None
    for ring in zone.polygon:
        points = [(x * scale, y * scale + 22) for x, y in pixel_ring(ring, raster.grid)]
        if len(points) >= 3:
            pen.line([*points, points[0]], fill=INK, width=4)
            pen.line([*points, points[0]], fill=OUTLINE, width=2)
    if zone.polygon and zone.polygon[0]:
        x, y = pixel_ring(zone.polygon[0], raster.grid).min(axis=0)
        _write(pen, (int(x * scale), int(y * scale) + 6), zone.name, OUTLINE, 14, halo=True)


def _north(pen: Any, width: int) -> None:
    x, y = width - 26, 66
    pen.polygon([(x, y - 34), (x - 9, y), (x, y - 8), (x + 9, y)], fill=PAPER, outline=INK)
    _write(pen, (x - 5, y + 2), "N", PAPER, 15, halo=True)


def _caption(pen: Any, scene: Scene, site: Site, top: int, width: int, scale: int) -> None:
    if scene.parts:
        when = dates_of(scene)
    else:
        when = scene.when.strftime("%-d %B %Y %H:%M UTC") if scene.when else "date not stated"
    head = f"{site.name}, {when}"
    if scene.simulated:
        head = f"{SIMULATED}. {head}"
    _write(pen, (6, 3), head, WARNING if scene.simulated else INK, 14)
    sensor = scene.instrument + (f", {scene.gsd_m:g} m a pixel" if scene.gsd_m else "")
    _write(pen, (6, top + 6), sensor, INK, 14)
    _write(pen, (6, top + 28), scene.attribution or "attribution not stated", INK, 13)
    if scene.gsd_m:
        room = [step for step in BAR_STEPS_M if step / scene.gsd_m * scale <= 220]
        metres = room[-1] if room else BAR_STEPS_M[0]
        length = metres / scene.gsd_m * scale
        left = width - length - 16
        pen.rectangle((left, top + 12, left + length, top + 17), fill=INK)
        _write(pen, (int(left), top + 22), f"{metres:,} m", INK, 13)


def _write(
    pen: Any, at: tuple[int, int], text: str, ink: tuple[int, int, int], size: int,
    *, halo: bool = False, middle: bool = False,
) -> None:  # fmt: skip
    from PIL import ImageFont

    font = ImageFont.load_default(size)
    anchor = "mm" if middle else "la"
    pen.text(
        at, text, fill=ink, font=font, anchor=anchor,
        stroke_width=2 if halo or middle else 0, stroke_fill=INK if halo else PAPER,
    )  # fmt: skip
