"""`casemate lift`: the sum behind a claim that there is, or is not, enough lift."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import typer

from casemate.cli.lines import print_json
from casemate.errors import BadInput, CannotWrite
from casemate.nouns import Where
from casemate.reckon import (
    Assumptions,
    Basis,
    Fleet,
    Given,
    LiftOptions,
    Requirement,
    Route,
    Seen,
    air_route,
    assumption_table,
    class_table,
    find_class,
    lift,
    plot_svg,
    read_claim,
    read_range,
    sea_route,
    stated_route,
)
from casemate.reckon.geojson import middle_of, points_from_geojson, rings_from_geojson
from casemate.workbench.calculate import set_beside, words_of_claim
from casemate.workbench.case import FILE_NAME
from casemate.workbench.case_file import read_case_file


def command(
    people: str | None = typer.Option(None, help="People to carry: 1000-2000."),
    tonnes: str | None = typer.Option(None, help="Freight to carry: 800-1200."),
    vehicles: str | None = typer.Option(None, help="Vehicles to carry: 40-60."),
    days: str | None = typer.Option(None, help="Deadline: 7, or 5-10."),
    fleet: str | None = typer.Option(None, help="Seen: il-76=2-4,an-124=1. All air or all sea."),
    km: str | None = typer.Option(None, help="Distance one way: 2300, or 2200-2600."),
    begin: str | None = typer.Option(None, "--from", help="A site's id, or lon,lat."),
    end: str | None = typer.Option(None, "--to", help="A site's id, or lon,lat."),
    sites: str | None = typer.Option(None, help="case.toml, or GeoJSON points with an id."),
    via: list[str] = typer.Option([], help="By air: a point lon,lat to fly through. Repeatable."),
    closed: str = typer.Option("", help="By sea: closed passages, such as bosporus,suez."),
    avoid: str | None = typer.Option(None, help="By air: GeoJSON polygons of closed airspace."),
    stops: int = typer.Option(0, min=0, help="Stops on the way."),
    assume: list[str] = typer.Option([], help="NAME=RANGE instead of a default. Repeatable."),
    claim: str | None = typer.Option(None, help="The claim to check, in its own words."),
    case: Path | None = typer.Option(None, help="With --beside: the case that the claim is in."),
    beside: str | None = typer.Option(None, help="Id of a claim: check it, keep the note beside."),
    by: str | None = typer.Option(None, help="With --beside: your name or pseudonym."),
    plot: str | None = typer.Option(None, help="Where to write the plot: FILE.svg."),
    draws: int = typer.Option(2000, min=1, max=100_000, help="Monte Carlo draws."),
    seed: int = typer.Option(20241215, min=0, help="Seed of the draws."),
    as_json: bool = typer.Option(False, "--json", help="Print for machines."),
    classes: bool = typer.Option(False, "--classes", help="Print the class table and leave."),
    defaults: bool = typer.Option(False, "--assumptions", help="Print the defaults and leave."),
) -> None:
    """Reckon whether the lift seen is enough for what is said; checks claims, plans nothing.

    Any figure may carry its origin: "2-4@observed: picture of 2024-12-13".
    """
    if classes:
        _print_classes(as_json)
        return
    if defaults:
        _print_assumptions(as_json)
        return
    if (case is None) != (beside is None):
        raise BadInput("--beside names a claim of a case: give --case too")
    if case is not None and beside is not None:
        claim = claim or words_of_claim(case, beside)
    if all(given is None for given in (people, tonnes, vehicles, fleet, claim)):
        raise BadInput(
            "nothing to reckon: state what is to be carried (--people, --tonnes, --vehicles), "
            "what was seen (--fleet), or the claim (--claim)"
        )
    said = read_claim(claim) if claim is not None else None
    seen = _fleet(fleet)
    mode = "air" if seen is None else seen.mode
    if seen is None and said is not None and said.named:
        mode = said.named[0].mode
    route = _route(mode, km, (begin, end), sites, via, closed, avoid)
    note = lift(
        Requirement(
            people=_given("--people", people),
            tonnes=_given("--tonnes", tonnes),
            vehicles=_given("--vehicles", vehicles),
            deadline_days=_given("--days", days),
        ),
        route,
        seen,
        Assumptions(dict(_assumption(each) for each in assume)),
        LiftOptions(claim=said, stops=stops, draws=draws, seed=seed),
    )
    # Drawn before anything is printed: a plot that cannot be drawn leaves nothing half done.
    picture = plot_svg(note) if plot is not None and note.curve else None
    if case is not None and beside is not None:
        who = by or read_case_file(case / FILE_NAME).by or getpass.getuser()
        set_beside(case, beside, note.headline, note.text, note.method, who)
    if as_json:
        print_json(note.as_json(), indent=2)
    else:
        print(note.text, end="")
    if plot is not None:
        if picture is None:
            print(f"casemate: {plot}: no plot without {', '.join(note.missing)}", file=sys.stderr)
            raise typer.Exit(3)
        _write(plot, picture)


def _given(name: str, text: str | None, basis: Basis = Basis.STATED) -> Given | None:
    if text is None:
        return None
    figure, at, origin = text.partition("@")
    source = ""
    if at:
        word, _, source = origin.partition(":")
        try:
            basis = Basis(word.strip().casefold())
        except ValueError as fault:
            raise BadInput(
                f"{name}: {word.strip()!r} is not an origin; write @observed, @stated or @assumed, "
                "then a colon and who says so"
            ) from fault
    return Given(read_range(name, figure), basis, source.strip())


def _fleet(text: str | None) -> Fleet | None:
    if text is None:
        return None
    seen: list[Seen] = []
    # A comma may stand in an origin ("@observed: Maxar, 13 December"); one before NAME= divides.
    parts: list[str] = []
    for piece in text.split(","):
        if "=" in piece or not parts:
            parts.append(piece)
        else:
            parts[-1] += "," + piece
    for part in parts:
        name, equals, number = part.partition("=")
        if not equals:
            raise BadInput(f"--fleet {part.strip()!r}: write CLASS=NUMBER, such as il-76=2-4")
        lift_class = find_class(name.strip())
        given = _given(f"--fleet {lift_class.id}", number)
        assert given is not None
        seen.append(Seen(lift_class, given))
    return Fleet(tuple(seen))


def _assumption(text: str) -> tuple[str, Given]:
    name, equals, figure = text.partition("=")
    if not equals:
        raise BadInput(f"--assume {text!r}: write NAME=RANGE, such as ground=2-3")
    given = _given(f"--assume {name.strip()}", figure, Basis.ASSUMED)
    assert given is not None
    if not given.source:
        given = Given(given.range, given.basis, "set by the analyst")
    return name.strip(), given


def _route(
    mode: str,
    km: str | None,
    ends: tuple[str | None, str | None],
    sites: str | None,
    via: list[str],
    closed: str,
    avoid: str | None,
) -> Route | None:
    shut = [name.strip() for name in closed.split(",") if name.strip()]
    if km is not None:
        if ends != (None, None):
            raise BadInput("use --km, or --from and --to, not both")
        if shut or via or avoid:
            raise BadInput("--closed, --via and --avoid need --from and --to, not --km")
        stated = _given("--km", km)
        assert stated is not None
        return stated_route(stated)
    begin, end = ends
    if begin is None or end is None:
        if begin is not None or end is not None:
            raise BadInput("a way has two ends: give --from and --to")
        return None
    here, there = _where("--from", begin, sites), _where("--to", end, sites)
    if mode == "sea":
        if via or avoid:
            raise BadInput("--via and --avoid are for aircraft; ships take --closed")
        return sea_route(here, there, shut)
    if shut:
        raise BadInput("--closed is for ships; aircraft take --avoid FILE.geojson or --via")
    closed_rings = rings_from_geojson(_text(avoid), avoid) if avoid else []
    points = [(p.lon_deg, p.lat_deg) for p in (_where("--via", each, None) for each in via)]
    return air_route(here, there, points, closed_rings)


def _where(option: str, text: str, sites: str | None) -> Where:
    lon, comma, lat = text.partition(",")
    if comma:
        try:
            return Where(float(lon), float(lat), 0)
        except ValueError as fault:
            raise BadInput(f"{option} {text!r}: write lon,lat in degrees ({fault})") from fault
    if sites is None:
        raise BadInput(f"{option} {text!r}: give its coordinates as lon,lat, or --sites case.toml")
    known = _sites(sites)
    if text not in known:
        raise BadInput(f"{option}: no site {text!r} in {sites}, which has {', '.join(known)}")
    where = known[text]
    if where is None:
        raise BadInput(f"site {text!r} in {sites} has no coordinates: add lon and lat to it")
    return where


def _sites(path: str) -> dict[str, Where | None]:
    if path.endswith(".toml"):
        return {site.id: middle_of(site) for site in read_case_file(Path(path)).sites}
    return points_from_geojson(_text(path), path)


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError as fault:
        raise BadInput(f"cannot open {path}: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise BadInput(f"{path} is not UTF-8 text") from fault


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, "utf-8")
    except OSError as fault:
        raise CannotWrite(f"cannot write {path}: {fault.strerror}") from fault


def _print_classes(as_json: bool) -> None:
    rows = [
        {
            "class": each.id,
            "name": each.name,
            "mode": each.mode,
            "figure": figure.name,
            "value": figure.value,
            "unit": figure.unit,
            "at_km": figure.at_km,
            "source": figure.source.title,
            "date": figure.source.date,
            "address": figure.source.address,
            "note": figure.note,
        }
        for each in class_table().values()
        for figure in each.figures
    ]
    if as_json:
        print_json(rows, indent=2)
        return
    for row in rows:
        at = "" if row["at_km"] is None else f" over {row['at_km']:,.0f} km"
        print(
            f"{row['class']}: {row['figure']} {row['value']:g} {row['unit']}{at}"
            f" [{row['source']}, {row['date']}]" + (f" ({row['note']})" if row["note"] else "")
        )


def _print_assumptions(as_json: bool) -> None:
    if as_json:
        rows = [
            {"id": a.id, "mode": a.mode, "low": a.range.low, "high": a.range.high,
             "unit": a.unit, "what": a.what, "why": a.why}
            for a in assumption_table()
        ]  # fmt: skip
        print_json(rows, indent=2)
        return
    for each in assumption_table():
        print(f"{each.id} ({each.mode}): {each.range} {each.unit}: {each.what}. {each.why}.")
