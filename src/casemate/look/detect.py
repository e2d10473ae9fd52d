"""One picture to the ships or aircraft in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casemate.errors import BadInput
from casemate.look.aircraft import find_aircraft
from casemate.look.bright_targets import Target, find_ships
from casemate.look.hulls import find_hulls
from casemate.look.onnx_detector import OnnxDetector, detect_with_onnx
from casemate.look.raster import Raster
from casemate.look.sensor import POLARISATIONS, SensorClass, sensor_class_of

# Taken when nobody says it, and said to have been taken: the usual grids of each.
USUAL_GSD_M = {"aircraft": 3.0, "ship": 10.0}


@dataclass(frozen=True, slots=True)
class Detection:
    """targets in pixels of the picture. gsd_assumed: the ground sample distance was not stated."""

    targets: tuple[Target, ...]
    sensor: SensorClass
    gsd_m: float
    gsd_assumed: bool


def detect(
    raster: Raster,
    kind: str,
    sensor: SensorClass | None = None,
    detector: OnnxDetector | None = None,
) -> Detection:
    """Ships (radar or optical) or aircraft (optical). Raises BadInput for what cannot be told.

    detector: a user's own model in place of the methods here.
    """
    if kind not in USUAL_GSD_M:
        raise BadInput(f"--kind takes {' or '.join(USUAL_GSD_M)}, not {kind}")
    sensor_class = sensor or sensor_class_of(raster)
    gsd_m = raster.gsd_m or USUAL_GSD_M[kind]
    if detector is not None:
        targets = detect_with_onnx(raster, gsd_m, detector)
    elif kind == "aircraft":
        if sensor_class is SensorClass.SAR:
            raise BadInput(
                f"{raster.path}: aircraft are not observable in radar pictures of this kind; "
                "give an optical picture of 5 m or finer"
            )
        targets = find_aircraft(raster, gsd_m)
    elif sensor_class is SensorClass.SAR:
        targets = find_ships(raster, gsd_m)
    else:
        targets = find_hulls(raster, gsd_m)
    return Detection(tuple(targets), sensor_class, gsd_m, raster.gsd_m is None)


def choose_bands(raster: Raster, wanted: tuple[str, ...]) -> Raster:
    """The picture with its bands named, or only those asked for.

    As many names as bands name them in order; fewer choose among named bands; `vh` of two unnamed
    ones is the one with the darker sea, since less of the pulse returns turned. Raises BadInput.
    """
    if len(wanted) == len(raster.bands):
        return replace(raster, bands=wanted)
    if all(name in raster.bands for name in wanted):
        order = [raster.bands.index(name) for name in wanted]
        return replace(raster, pixels=raster.pixels[order], bands=wanted)
    if len(raster.bands) == 2 and len(wanted) == 1 and wanted[0] in POLARISATIONS:
        from numpy import median

        middles = [float(median(band[raster.valid])) for band in raster.pixels]
        darker = int(middles[1] < middles[0])
        index = darker if wanted[0] in ("vh", "hv") else 1 - darker
        return replace(raster, pixels=raster.pixels[index : index + 1], bands=wanted)
    raise BadInput(
        f"{raster.path} has {len(raster.bands)} bands ({', '.join(raster.bands)}); "
        f"--bands names {', '.join(wanted)}: name all of them in order"
    )
