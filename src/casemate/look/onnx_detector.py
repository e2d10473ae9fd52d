"""A user's own detector: an ONNX model that puts boxes on a picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from casemate.errors import BadInput, MissingExtra
from casemate.look.bright_targets import Target
from casemate.look.raster import Floats, Raster

# The model sees tiles; objects on a seam are seen whole in one of two overlapping ones.
TILE_PX, OVERLAP_PX = 512, 64
SAME_SHARE = 0.5
COLUMNS = "x0, y0, x1, y1, score[, class]"


@dataclass(frozen=True, slots=True)
class OnnxDetector:
    """model: a file whose first input is float32 (1, 3, rows, columns), red green blue from 0 to 1,
    and whose first output is float32 (boxes, 5 or 6): x0, y0, x1, y1 in pixels of the tile, score
    from 0 to 1, and a class number. score: boxes below it are dropped. classes: kept class numbers,
    None for all.
    """

    model: Path
    score: float = 0.5
    classes: tuple[int, ...] | None = None


def detect_with_onnx(raster: Raster, gsd_m: float, detector: OnnxDetector) -> list[Target]:
    """Boxes of the user's model over the whole picture, doubles on seams removed.

    length_m is the longer side of the box, its error a fifth of it. Raises BadInput when the file
    is no model or answers with another shape, MissingExtra without onnxruntime.
    """
    try:
        import onnxruntime
    except ImportError as missing:
        raise MissingExtra("look detect --model", "look") from missing
    from onnxruntime.capi import onnxruntime_pybind11_state as said

    # onnxruntime's exceptions share no ancestor but Exception.
    faults = (
        said.Fail,
        said.InvalidArgument,
        said.InvalidGraph,
        said.InvalidProtobuf,
        said.NoSuchFile,
    )
    try:
        session = onnxruntime.InferenceSession(
            str(detector.model), providers=["CPUExecutionProvider"]
        )
    except faults as fault:
        raise BadInput(f"{detector.model} is not a usable ONNX model ({fault})") from fault
    entry = session.get_inputs()[0].name
    picture = _rgb(raster)
    rows, columns = raster.shape
    boxes = []
    for top in _starts(rows):
        for left in _starts(columns):
            tile = picture[:, top : top + TILE_PX, left : left + TILE_PX]
            try:
                answer = np.asarray(session.run(None, {entry: tile[None]})[0], np.float64)
            except faults as fault:
                raise BadInput(
                    f"{detector.model} does not take a picture of {tile.shape} ({fault}); wanted "
                    "is an input of (1, 3, rows, columns) with free rows and columns"
                ) from fault
            if answer.ndim == 3 and len(answer) == 1:
                answer = answer[0]
            if answer.ndim != 2 or answer.shape[1] not in (5, 6):
                raise BadInput(
                    f"{detector.model} answers with shape {answer.shape}; wanted are rows of "
                    f"{COLUMNS}"
                )
            corner = np.array([left, top, left, top])
            boxes += [(*(row[:4] + corner).tolist(), *row[4:].tolist()) for row in answer]
    kept = _without_doubles([box for box in boxes if _fits(box, detector)])
    return [_target(box, gsd_m) for box in kept]


def _rgb(raster: Raster) -> Floats:
    names = list(raster.bands)
    order = [names.index(name) for name in ("red", "green", "blue") if name in names]
    bands = raster.pixels[order] if len(order) == 3 else raster.pixels[:3]
    if len(bands) < 3:
        bands = np.repeat(bands[:1], 3, axis=0)
    top = raster.ceiling if raster.ceiling == 255 else float(np.percentile(bands, 99.8))
    return np.asarray(np.clip(bands / max(top or 1.0, 1e-6), 0, 1), np.float32)


def _starts(size: int) -> list[int]:
    if size <= TILE_PX:
        return [0]
    return [*range(0, size - TILE_PX, TILE_PX - OVERLAP_PX), size - TILE_PX]


def _fits(box: tuple[float, ...], detector: OnnxDetector) -> bool:
    if not np.isfinite(box).all() or box[4] < detector.score or box[2] <= box[0]:
        return False
    return detector.classes is None or len(box) < 6 or int(box[5]) in detector.classes


def _without_doubles(boxes: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    kept: list[tuple[float, ...]] = []
    for box in sorted(boxes, key=lambda one: -one[4]):
        if all(_overlap(box, other) < SAME_SHARE for other in kept):
            kept.append(box)
    return kept


def _overlap(one: tuple[float, ...], two: tuple[float, ...]) -> float:
    wide = min(one[2], two[2]) - max(one[0], two[0])
    tall = min(one[3], two[3]) - max(one[1], two[1])
    if wide <= 0 or tall <= 0:
        return 0.0
    areas = (one[2] - one[0]) * (one[3] - one[1]), (two[2] - two[0]) * (two[3] - two[1])
    return wide * tall / max(min(areas), 1e-9)


def _target(box: tuple[float, ...], gsd_m: float) -> Target:
    x0, y0, x1, y1, score = box[:5]
    length = max(x1 - x0, y1 - y0) * gsd_m
    heading = 90.0 if x1 - x0 > y1 - y0 else 0.0
    area = int((x1 - x0) * (y1 - y0))
    centre = ((x0 + x1) / 2 - 0.5, (y0 + y1) / 2 - 0.5)
    return Target(*centre, float(length), float(0.2 * length), float(score), area, heading)
