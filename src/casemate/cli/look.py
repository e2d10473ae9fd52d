"""`casemate look`: a site between passes, two pictures, or one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer
import typer.core

from casemate.cli.lines import print_json
from casemate.errors import BadInput
from casemate.look.as_geojson import targets_as_geojson
from casemate.look.compare import compare, write_comparison, write_json, write_mask
from casemate.look.detect import choose_bands, detect
from casemate.look.raster import Raster, read_raster
from casemate.look.sensor import SensorClass


class _SiteFirst(typer.core.TyperGroup):
    """`look SITE.toml …` is `look site SITE.toml …`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help",):
            args = ["site", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_SiteFirst,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="See what changed between two satellite passes: look SITE.toml …, look change A B, "
    "look detect IMAGE.",
)


@app.command("change")
def change_command(
    first: Path = typer.Argument(..., metavar="A", help="The earlier picture."),
    second: Path = typer.Argument(..., metavar="B", help="The later picture."),
    out: Path = typer.Option(..., help="M.tif for the mask alone, or a folder for everything."),
    gsd: float | None = typer.Option(None, min=0.05, max=1000, help="Metres a pixel."),
    bands: str | None = typer.Option(None, help="Names of the bands in order: red,green,blue."),
    sensor: str | None = typer.Option(None, help="optical or sar, when the bands do not say."),
) -> None:
    """Map what changed between two pictures of the same place."""
    one, two = (_picture(path, gsd, bands) for path in (first, second))
    found = compare(one, two, sensor=_sensor(sensor))
    shift = found.pair.shift
    if not shift.accepted:
        print(f"casemate: not aligned, compared as they lie: {shift.why}", file=sys.stderr)
    if out.suffix.lower() in (".tif", ".tiff"):
        write_mask(found.change.mask, found.pair.first, out, found.hidden)
    else:
        write_comparison(found, out)
        if found.objects is None:
            print(f"casemate: no objects: {found.objects_why}", file=sys.stderr)


@app.command("detect")
def detect_command(
    image: Path = typer.Argument(..., metavar="IMAGE", help="A GeoTIFF, PNG or JPEG."),
    kind: str = typer.Option(..., help="ship or aircraft."),
    gsd: float | None = typer.Option(None, min=0.05, max=1000, help="Metres a pixel."),
    bands: str | None = typer.Option(None, help="Names of the bands in order, or the one to use."),
    sensor: str | None = typer.Option(None, help="optical or sar, when the bands do not say."),
    out: Path | None = typer.Option(None, help="A file instead of standard output."),
) -> None:
    """Find ships or aircraft in one picture; GeoJSON."""
    picture = _picture(image, gsd, bands)
    found = detect(picture, kind, _sensor(sensor))
    if found.gsd_assumed:
        print(
            f"casemate: {image} states no ground sample distance: taken as {found.gsd_m:g} m; "
            "say it with --gsd",
            file=sys.stderr,
        )
    rows = targets_as_geojson(found.targets, picture.grid, kind)
    rows["gsd_m"], rows["gsd_assumed"] = found.gsd_m, found.gsd_assumed
    if out is None:
        print_json(rows)
    else:
        write_json(rows, out)


def _picture(path: Path, gsd: float | None, bands: str | None) -> Raster:
    raster = read_raster(path, gsd_m=gsd)
    if bands is None:
        return raster
    wanted = tuple(name.strip().lower() for name in bands.split(",") if name.strip())
    if not wanted:
        raise BadInput("--bands is empty: name the bands in order, such as red,green,blue")
    return choose_bands(raster, wanted)


def _sensor(stated: str | None) -> SensorClass | None:
    if stated is None:
        return None
    try:
        return SensorClass(stated.lower())
    except ValueError as fault:
        raise BadInput(f"--sensor takes optical or sar, not {stated}") from fault
