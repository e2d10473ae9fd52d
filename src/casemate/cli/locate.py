"""`casemate locate NAME...`: what the gazetteer knows of a name, without the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from casemate.cli.lines import print_json
from casemate.errors import BadInput
from casemate.locate.gazetteer import DEFAULT_PATH, Gazetteer, gazetteer
from casemate.locate.import_geonames import import_geonames
from casemate.locate.look_up import look_up
from casemate.locate.place import Place


def command(
    names: list[str] = typer.Argument(None, metavar="NAME...", help="Names of places."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a name."),
    limit: int = typer.Option(5, min=1, help="Places shown of each name."),
    where: Path = typer.Option(
        DEFAULT_PATH, "--gazetteer", metavar="FILE", help="Another gazetteer than the package's."
    ),
    dump: Path = typer.Option(
        None, "--import", metavar="allCountries.txt", help="Build a gazetteer of GeoNames' dump."
    ),
    alternates: Path = typer.Option(
        None, metavar="alternateNamesV2.txt", help="Other names, for --import."
    ),
    check: bool = typer.Option(False, "--check", help="Check the gazetteer for damage."),
) -> None:
    """Look place names up, offline; or import your own GeoNames dump (--import) into a file."""
    if dump is not None:
        if where == DEFAULT_PATH:
            raise BadInput("say where to write with  --gazetteer FILE")
        count = import_geonames(dump, alternates, where)
        print(f"{where}: {count:,} places", file=sys.stderr)
        return
    places = gazetteer(where)
    if check:
        places.file.check()
        print(f"{where}: {len(places):,} places, undamaged", file=sys.stderr)
        return
    if not names:
        raise BadInput("give a name:  casemate locate Hmeimim")
    unknown = []
    for name in names:
        found = look_up(name, places)[:limit]
        if as_json:
            print_json({"name": name, "places": [as_row(places, p) for p in found]})
        elif found:
            Console().print(_table(places, name, found))
        if not found:
            unknown.append(name)
            print(f"casemate: no place called {_short(name)} is known", file=sys.stderr)
    if unknown:
        raise typer.Exit(2 if len(unknown) == len(names) else 3)


def as_row(places: Gazetteer, place: Place) -> dict[str, Any]:
    """A place as JSON; degrees and metres, null for what is unknown."""
    return {
        "name": place.name,
        "kind": place.kind,
        "lat": place.lat_deg,
        "lon": place.lon_deg,
        "radius_m": place.radius_m,
        "country": place.country or None,
        "within": list(places.within(place.row)),
        "population": place.population or None,
        "geonameid": place.geonameid,
        "code": place.code or None,
    }


def _table(places: Gazetteer, name: str, found: tuple[Place, ...]) -> Table:
    table = Table(title=_short(name), title_justify="left")
    for column in ("place", "kind", "latitude", "longitude", "radius", "within", "GeoNames"):
        table.add_column(column)
    for p in found:
        table.add_row(
            p.name,
            p.kind,
            f"{p.lat_deg:.4f}",
            f"{p.lon_deg:.4f}",
            f"{p.radius_m / 1000:.1f} km",
            ", ".join(places.within(p.row)),
            "" if p.geonameid is None else str(p.geonameid),
        )
    return table


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:59] + "…"
