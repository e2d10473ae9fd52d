"""`casemate look`: a site between passes, two pictures, or one."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import typer
import typer.core

from casemate.cli.lines import print_json
from casemate.errors import BadInput
from casemate.look.as_geojson import targets_as_geojson
from casemate.look.as_json import observation_as_json
from casemate.look.catalog import Wanted, items_in
from casemate.look.compare import compare, write_comparison, write_json, write_mask
from casemate.look.detect import choose_bands, detect
from casemate.look.observe import USUAL_GSD_M, LookOptions, observe, observe_files
from casemate.look.onnx_detector import OnnxDetector
from casemate.look.packages import require_packages
from casemate.look.raster import Raster, read_raster
from casemate.look.remote import api_named, looking_remotely
from casemate.look.sensor import SensorClass
from casemate.look.site_grid import site_grid
from casemate.nouns import Failure, Observation, Site
from casemate.workbench.case_file import read_sites


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


@app.command("site")
def site_command(
    site_file: Path = typer.Argument(..., metavar="SITE.toml", help="A case.toml with its sites."),
    site: str | None = typer.Option(None, help="Which site, when the file has several."),
    before: Path | None = typer.Option(None, help="The earlier picture."),
    after: Path | None = typer.Option(None, help="The later picture."),
    catalog: str | None = typer.Option(
        None,
        help="STAC instead: a local catalog, an API's address, earth-search or planetary-computer.",
    ),
    collection: str | None = typer.Option(None, help="Which of an API's: sentinel-2-l2a."),
    dates: str | None = typer.Option(None, help="First and last day: 2024-12-05/2024-12-10."),
    max_cloud: float = typer.Option(100.0, min=0, max=100, help="Percent of the whole scene."),
    sensor: str | None = typer.Option(None, help="Sentinel-2, Sentinel-1, Landsat, PlanetScope."),
    orbit: str | None = typer.Option(None, help="Relative orbit, such as '87 ascending'."),
    gsd: float | None = typer.Option(None, min=0.05, max=1000, help="Metres a pixel of the grid."),
    out: Path | None = typer.Option(None, help="Folder for the before and after pictures."),
) -> None:
    """What changed at a site, zone by zone; one JSON object."""
    require_packages()
    place = _chosen_site(site_file, site)
    objects: dict[str, dict[str, Any]] = {}
    options = LookOptions(pictures=out, gsd_m=gsd, objects=objects.__setitem__)
    if (before is None) != (after is None) or (before is None) == (catalog is None):
        raise BadInput("give either --before A --after B, or --catalog STAC.json [--dates A/B]")
    if before is not None and after is not None:
        found = list(observe_files(place, before, after, options))
    else:
        assert catalog is not None
        first, last = _days(dates)
        wanted = Wanted(
            bounds=site_grid(place, gsd or USUAL_GSD_M).bounds,
            first_day=first,
            last_day=last,
            max_cloud_percent=max_cloud,
            instruments=None if sensor is None else (sensor,),
            orbit=orbit,
        )
        found = _from_catalog(place, catalog, collection, wanted, options)
    failures = [one for one in found if isinstance(one, Failure)]
    observations = [one for one in found if not isinstance(one, Failure)]
    for failure in failures:
        print(f"casemate: {failure.what}: {failure.reason}", file=sys.stderr)
    rows = [observation_as_json(one, objects.get(one.id)) for one in observations]
    print_json({"observations": rows})
    if failures:
        raise typer.Exit(3 if observations else 2)
    if not observations:
        raise BadInput(
            "no pass fits: widen --dates or --max-cloud, or check that the catalog covers the site"
        )


def _from_catalog(
    place: Site, catalog: str, collection: str | None, wanted: Wanted, options: LookOptions
) -> list[Observation | Failure]:
    api = api_named(catalog, collection)
    if api is None:
        return list(observe(place, items_in(Path(catalog), wanted), options))
    with looking_remotely() as remote:
        passes = remote.items(api, wanted)
        return list(observe(place, passes, replace(options, opener=remote.opener(api))))


def _chosen_site(path: Path, wanted: str | None) -> Site:
    sites = read_sites(path)
    if wanted is None and len(sites) == 1:
        return sites[0]
    for site in sites:
        if site.id == wanted:
            return site
    raise BadInput(f"{path} has the sites {', '.join(s.id for s in sites)}: name one with --site")


def _days(text: str | None) -> tuple[date | None, date | None]:
    if text is None:
        return None, None
    try:
        first, _, last = text.partition("/")
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as fault:
        raise BadInput(f"--dates takes 2024-12-05/2024-12-10, not {text}") from fault


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
    require_packages()
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
    model: Path | None = typer.Option(None, help="Your own ONNX detector; see docs/look.md."),
) -> None:
    """Find ships or aircraft in one picture; GeoJSON."""
    require_packages()
    picture = _picture(image, gsd, bands)
    found = detect(picture, kind, _sensor(sensor), None if model is None else OnnxDetector(model))
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
