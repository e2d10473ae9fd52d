"""`casemate track POSITIONS... --sites SITES.geojson`: movement events, one JSON object a line."""

from __future__ import annotations

import glob
import json
import sys
from pathlib import Path

import typer

from casemate.errors import BadInput
from casemate.nouns import Failure


def command(
    positions: list[str] = typer.Argument(..., metavar="POSITIONS...", help="Files or globs."),
    sites: Path = typer.Option(..., help="GeoJSON of points or areas."),
    columns: str = typer.Option("", help="Map of a table's columns: entity=ID,time=when,..."),
    zone: str | None = typer.Option(None, help="Zone of times that name none, such as UTC."),
    time_format: str | None = typer.Option(None, help="Pattern of the times: '%d/%m/%Y %H:%M'."),
    kinds: str = typer.Option("", help="Only these kinds of events, with commas."),
    stops_anywhere: bool = typer.Option(False, help="Also stops outside every site."),
    routes: Path | None = typer.Option(
        None, help="Also write routes: a table (.csv), a map layer (.geojson) or a plot (.svg)."
    ),
    hubs: bool = typer.Option(
        False, help="Print staging posts instead of events: who comes from where, and on to where."
    ),
    jobs: int = typer.Option(2, min=1, help="Threads."),
) -> None:
    """Turn positions of ships and aircraft into events at sites, one JSON object a line."""
    # The packages of the extra are imported only now, so that the help works without them.
    from casemate.track.event import KINDS, Event, event_as_json
    from casemate.track.fences import fences_from_geojson
    from casemate.track.follow import Report, follow
    from casemate.track.options import TrackOptions, column_map
    from casemate.track.routes import hubs_as_csv, hubs_of, routes_of, write_routes

    wanted = tuple(k.strip() for k in kinds.split(",") if k.strip())
    unknown = [k for k in wanted if k not in KINDS]
    if unknown:
        raise BadInput(f"--kinds takes {', '.join(KINDS)}; not {unknown[0]}")
    if hubs and wanted:
        raise BadInput("--hubs prints staging posts and no events: leave --kinds out")
    options = TrackOptions(
        columns=column_map(columns),
        zone=zone,
        time_format=time_format,
        kinds=("voyage",) if hubs else wanted,
        stops_anywhere=stops_anywhere,
        jobs=jobs,
    )
    fences = fences_from_geojson(sites, options.rules)
    report = Report()
    encode = json.JSONEncoder(ensure_ascii=False).encode
    voyages: list[Event] = []
    for found in follow(_paths(positions), fences, options, report):
        if isinstance(found, Failure):
            continue
        if found.kind == "voyage":
            voyages.append(found)
        if hubs:
            continue
        line = encode(event_as_json(found)) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
    if hubs:
        table = hubs_as_csv(hubs_of(routes_of(voyages)))
        sys.stdout.buffer.write(table.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
    if routes is not None:
        write_routes(routes_of(voyages), fences, routes)
    _say(report)
    if report.failures:
        raise typer.Exit(2 if not report.counts.kept else 3)


def _paths(given: list[str]) -> list[Path]:
    found: list[Path] = []
    for word in given:
        if Path(word).is_file():
            found.append(Path(word))
        elif hits := sorted(glob.glob(word, recursive=True)):  # noqa: PTH207 (absolute patterns)
            found += [Path(hit) for hit in hits if Path(hit).is_file()]
        else:
            raise BadInput(f"no file matches {word}")
    return found


def _say(report: "Report") -> None:  # type: ignore[name-defined] # noqa: F821, UP037
    counts = report.counts
    for failure in report.failures:
        named = failure.reason.startswith(failure.what)
        before = "" if named else f"{failure.what}: "
        print(f"casemate: {before}{failure.reason}", file=sys.stderr)
    parts = [f"{n} {why}" for why, n in sorted(counts.left_out.items()) if n]
    print(
        f"casemate: {counts.read} positions read, {counts.kept} used"
        + (f"; left out: {', '.join(parts)}" if parts else ""),
        file=sys.stderr,
    )
    changed = [f"{n} {why}" for why, n in sorted(counts.changed.items()) if n]
    if changed:
        print(f"casemate: repaired or set aside: {', '.join(changed)}", file=sys.stderr)
