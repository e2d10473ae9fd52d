"""What took the picture: the class decides the method, the instrument decides the words."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from casemate.errors import BadInput
from casemate.look.raster import Raster

POLARISATIONS = {"vv", "vh", "hh", "hv"}


class SensorClass(enum.StrEnum):
    """Optical pictures see by sunlight; radar sees by its own pulse, through cloud and night."""

    OPTICAL = "optical"
    SAR = "sar"


@dataclass(frozen=True, slots=True)
class Instrument:
    """name: as it is printed. prefixes: how platforms and collections that carry it begin.
    attribution: the line its licence asks for, printed in every picture."""

    name: str
    sensor_class: SensorClass
    prefixes: tuple[str, ...]
    attribution: str


INSTRUMENTS = (
    Instrument(
        "Sentinel-2",
        SensorClass.OPTICAL,
        ("sentinel-2", "sentinel2", "s2a", "s2b", "s2c"),
        "Contains modified Copernicus Sentinel data",
    ),
    Instrument(
        "Sentinel-1",
        SensorClass.SAR,
        ("sentinel-1", "sentinel1", "s1a", "s1b", "s1c", "s1d"),
        "Contains modified Copernicus Sentinel data",
    ),
    Instrument(
        "Landsat", SensorClass.OPTICAL, ("landsat",), "Landsat imagery courtesy of the USGS"
    ),
    Instrument("PlanetScope", SensorClass.OPTICAL, ("planetscope", "psscene"), "Planet Labs PBC"),
)


def instrument_named(*names: str | None) -> Instrument | None:
    """The instrument that one of these platform, constellation or collection names stands for."""
    for name in names:
        folded = (name or "").lower().replace("_", "-")
        for instrument in INSTRUMENTS:
            if folded.startswith(instrument.prefixes):
                return instrument
    return None


def sensor_class_of(raster: Raster) -> SensorClass:
    """By band names, else by count: one or two unnamed bands are taken as radar."""
    if POLARISATIONS & set(raster.bands):
        return SensorClass.SAR
    if len(raster.bands) <= 2 and all(band.startswith("b") for band in raster.bands):
        return SensorClass.SAR
    return SensorClass.OPTICAL


def shared_class(first: Raster, second: Raster, stated: SensorClass | None) -> SensorClass:
    """The class of both passes. Raises BadInput when they are not comparable."""
    if stated is not None:
        return stated
    one, two = sensor_class_of(first), sensor_class_of(second)
    if one is not two:
        raise BadInput(
            f"{first.path} looks like {one} and {second.path} like {two}: passes of different "
            "sensors are not compared; give two of one sensor, or --sensor if this is mistaken"
        )
    return one
