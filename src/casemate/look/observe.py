"""Passes over a site to dated observations, zone by zone, with pictures and their limits."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from casemate.errors import BadInput
from casemate.look.as_geojson import objects_as_geojson
from casemate.look.baseline import LEAST_DATES, MOST_DATES, Laid, baseline_of, lay, lay_pair
from casemate.look.bright_targets import Target, find_ships
from casemate.look.catalog import Item
from casemate.look.compare import Comparison, compare
from casemate.look.pair import Pair
from casemate.look.picture import draw_scene, stretch_of, write_picture
from casemate.look.radar_series import RadarSeries, radar_series, report_step, steps_of
from casemate.look.raster import Mask, Raster
from casemate.look.scene import (
    FileOpener,
    Keeper,
    Scene,
    hash_only,
    open_local,
    read_gsd_m,
    read_scene,
    scene_from_file,
)
from casemate.look.sensor import SensorClass
from casemate.look.site_grid import SiteGrid, site_grid, zone_mask
from casemate.look.zone_report import (
    LEAST_PIXELS,
    LEAST_SHARE,
    STANDS,
    ZoneReport,
    report_zone,
    unseen_zone,
)
from casemate.nouns import Failure, Observation, SceneCitation, Site, When, Zone

METHOD = "casemate look 1"
USUAL_GSD_M = 10.0


def forget(observation: str, objects: dict[str, Any]) -> None:
    """A keeper of objects that keeps none."""
    del observation, objects


ObjectKeeper = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class LookOptions:
    """pictures: folder for the PNGs; None draws none. picture_name: how a picture's path is
    written into the observation (relative to the case, say). opener: how an asset is opened; give
    the guarded one of `fetch` for remote passes. keep: stores a window or an item's JSON and
    returns its SHA-256. gsd_m: the grid's pixel where passes do not state theirs. known: when the
    observations became known; None takes the later pass's own time. objects: is handed each
    observation's id and, as GeoJSON, the objects that it speaks of.
    """

    pictures: Path | None = None
    picture_name: Callable[[Path], str] = str
    opener: FileOpener = open_local
    keep: Keeper = hash_only
    gsd_m: float | None = None
    known: datetime | None = None
    objects: ObjectKeeper = forget


def observe(
    site: Site, items: Iterable[Item | Failure], options: LookOptions
) -> Iterator[Observation | Failure]:
    """Observations of a site from its passes, each pass against the clear ones like it before it.

    Four and more radar passes of one orbit also say between which two of them a zone changed.
    Three or more earlier clear passes are compared by their median (the last eight of them) and
    their spread; fewer, by the last one.

    Passes are alike when they have the same instrument and pixel, and for radar the same orbit:
    other geometries show other sides of the same roof. A pass that cannot be read is a Failure; the
    others go on. One pass alone is no comparison, and said so.
    """
    groups: dict[tuple[str, float, str], list[Item]] = {}
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        gsd_m = options.gsd_m or item.gsd_m or USUAL_GSD_M
        named = item.instrument.name if item.instrument else item.platform
        radar = any(asset.key.lower() in ("vv", "vh") for asset in item.assets)
        groups.setdefault((named, gsd_m, item.orbit or "" if radar else ""), []).append(item)
    for (named, gsd_m, _), some in sorted(groups.items()):
        try:
            frame = site_grid(site, gsd_m)
        except BadInput as fault:
            yield Failure("look", site.id, str(fault))
            return
        ordered = sorted(some, key=lambda item: (item.when, item.id))
        if len(ordered) == 1:
            yield Failure(
                "look", ordered[0].id, f"the only pass by {named}: there is none to compare it with"
            )
            continue
        yield from _series(site, ordered, frame, options)


def _series(
    site: Site, items: list[Item], frame: SiteGrid, options: LookOptions
) -> Iterator[Observation | Failure]:
    before: Scene | None = None
    frame_giver: Scene | None = None
    earlier: deque[Laid] = deque(maxlen=MOST_DATES)
    radar: list[Scene] = []
    for item in items:
        try:
            after = read_scene(item, frame, options.opener, options.keep)
        except BadInput as fault:
            yield Failure("look", item.id, str(fault))
            continue
        if after.sensor is SensorClass.SAR and item.orbit is not None:
            radar.append(after)
        # A clouded pass is no baseline for the next one.
        clear = after.hidden is None or float(after.hidden.mean()) < 0.5
        found: Comparison | Failure | None = None
        if before is not None and len(earlier) >= LEAST_DATES:
            base = baseline_of(list(earlier))
            found = _compared(base, after)
            yield from _by_baseline(site, base, before, after, found, options)
        elif before is not None:
            yield from observe_pair(site, before, after, options)
        if clear:
            frame_giver = frame_giver or after
            if isinstance(found, Comparison):
                laid = lay_pair(found.pair, frame_giver, after)
            else:
                laid = lay(frame_giver, after)
            earlier.extend([laid] if laid is not None else [])
        if clear or before is None:
            before = after
    series = radar_series(radar)
    if series is not None:
        yield from _steps(site, series, frame, options)


def _steps(
    site: Site, series: RadarSeries, frame: SiteGrid, options: LookOptions
) -> Iterator[Observation]:
    """Between which two passes of a radar series a zone changed."""
    for zone in site.zones:
        inside = zone_mask(zone, frame.grid, frame.shape)
        for step in steps_of(series, inside) if inside.any() else ():
            before, after = series.scenes[step.index - 1], series.scenes[step.index]
            report = report_step(step, series)
            pictures = _pictures(
                site, (before, before.raster), (after, after.raster), None, options
            )
            yield _observation(
                site, zone, before, after, report, inside, pictures, options, series.scenes
            )


def _by_baseline(
    site: Site, base: Scene, before: Scene, after: Scene, found: Comparison | Failure,
    options: LookOptions,
) -> Iterator[Observation | Failure]:  # fmt: skip
    """Zones against the baseline; berths and stands that come and go all the time, one by one.

    There is no usual state of a berth that is taken every other date: it is told against the last
    clear pass, as with one date.
    """
    if isinstance(found, Failure):
        yield found
        return
    zones = _zones(site)
    restless = [zone for zone in zones if zone.kind in STANDS and _restless(zone, found)]
    calm = [zone for zone in zones if zone not in restless]
    if calm:
        yield from _told(site, calm, base, after, found, options)
    if restless:
        single = _compared(before, after)
        if isinstance(single, Failure):
            yield single
        else:
            yield from _told(site, restless, before, after, single, options)


def _restless(zone: Zone, found: Comparison) -> bool:
    grid, as_ever = found.pair.first.grid, found.change.as_ever
    if grid is None or as_ever is None or not zone.polygon:
        return False
    inside = zone_mask(zone, grid, as_ever.shape)
    count = int((inside & as_ever).sum())
    return count >= LEAST_PIXELS and count >= LEAST_SHARE * int(inside.sum())


def observe_files(
    site: Site, before: Path, after: Path, options: LookOptions
) -> Iterator[Observation | Failure]:
    """Observations from two files. Raises BadInput when one cannot be read or placed."""
    gsd_m = options.gsd_m or read_gsd_m(before)
    frame = None if gsd_m is None else site_grid(site, gsd_m)
    if frame is None and (site.zones or site.where is not None):
        raise BadInput(
            f"{before} has no CRS, so {site.name} cannot be found in it: georeference it, or "
            "compare the pictures alone with  casemate look change"
        )
    scenes = [scene_from_file(path, frame, options.keep, gsd_m) for path in (before, after)]
    yield from observe_pair(site, scenes[0], scenes[1], options)


def observe_pair(
    site: Site, before: Scene, after: Scene, options: LookOptions
) -> Iterator[Observation | Failure]:
    """Observations from two passes: one a zone, or one of the whole window without zones."""
    found = _compared(before, after)
    if isinstance(found, Failure):
        yield found
    else:
        yield from _told(site, _zones(site), before, after, found, options)


def _compared(before: Scene, after: Scene) -> Comparison | Failure:
    hidden = _either(before.hidden, after.hidden)
    try:
        return compare(before.raster, after.raster, hidden=hidden, spread=before.spread)
    except BadInput as fault:
        return Failure("look", f"{before.id} and {after.id}", str(fault))


def _zones(site: Site) -> Sequence[Zone]:
    return site.zones or (Zone(site.id, "the whole window", site.kind),)


def _told(
    site: Site, zones: Sequence[Zone], before: Scene, after: Scene, found: Comparison,
    options: LookOptions,
) -> Iterator[Observation | Failure]:  # fmt: skip
    pair = found.pair
    pictures = _pictures(site, (before, pair.first), (after, pair.second), found.hidden, options)
    grid, shape = found.pair.first.grid, found.pair.first.shape
    for zone in zones:
        if not zone.polygon:
            inside: Mask = found.pair.first.valid | True
        elif grid is None:
            yield Failure(
                "look",
                f"{before.id}, {zone.name}",
                "the pictures have no georeference, so the zone cannot be found in them",
            )
            continue
        else:
            inside = zone_mask(zone, grid, shape)
        if not inside.any():
            report = unseen_zone("the zone lies outside the passes")
        else:
            ships = _ships(found.pair, after, inside) if zone.kind in WATER_ZONES else None
            report = report_zone(zone, inside, found, before, after, ships)
        told = _observation(site, zone, before, after, report, inside, pictures, options)
        options.objects(told.id, objects_as_geojson(report.objects, grid))
        yield told


WATER_ZONES = ("anchorage", "roadstead", "waiting area")


def _ships(pair: Pair, after: Scene, inside: Mask) -> list[Target] | None:
    if after.sensor is not SensorClass.SAR:
        return None
    return find_ships(pair.second, after.gsd_m, ~inside)


def _either(one: Mask | None, two: Mask | None) -> Mask | None:
    if one is None or two is None:
        return one if two is None else two
    return one | two


def _pictures(
    site: Site, before: tuple[Scene, Raster], after: tuple[Scene, Raster], hidden: Mask | None,
    options: LookOptions,
) -> tuple[str, ...]:  # fmt: skip
    if options.pictures is None:
        return ()
    stretch = stretch_of(before[1], before[0].sensor is SensorClass.SAR)
    names = []
    for scene, raster in (before, after):
        data = draw_scene(scene, raster, site, site.zones, stretch, hidden)
        path = options.pictures / f"{site.id}-{hashlib.sha256(data).hexdigest()[:16]}.png"
        write_picture(data, path)
        names.append(options.picture_name(path))
    return tuple(names)


def _observation(
    site: Site,
    zone: Zone,
    before: Scene,
    after: Scene,
    report: ZoneReport,
    inside: Mask,
    pictures: tuple[str, ...],
    options: LookOptions,
    cited: Sequence[Scene] = (),
) -> Observation:
    rows = np.flatnonzero(inside.any(axis=1))
    columns = np.flatnonzero(inside.any(axis=0))
    box = (
        (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
        if len(rows)
        else (0, 0, inside.shape[1], inside.shape[0])
    )
    simulated = before.simulated or after.simulated
    words = f"{site.name}, {zone.name}: {report.text}"
    if simulated:
        words = f"SIMULATED: {words}"
    valid = _valid(before, after, report.state)
    known = options.known or after.when
    name = "\n".join(
        (
            site.id,
            zone.id,
            before.capture,
            after.capture,
            report.kind,
            METHOD,
            *([report.text] if cited else []),
        )
    )
    return Observation(
        id=hashlib.sha256(name.encode()).hexdigest()[:32],
        kind=report.kind,
        site=site.id,
        text=words,
        valid=valid,
        known=When(None, None) if known is None else When.instant(known),
        citations=tuple(
            SceneCitation(scene.id, scene.capture, box)
            for scene in cited or (*before.passes, after)
        ),
        method=METHOD,
        origin_key=f"scene:{after.instrument}:{after.id}",
        zone=zone.id,
        quantities=report.quantities,
        confidence=report.confidence,
        not_observable=report.not_observable,
        caveat=" ".join((*report.limits, *after.notes)) or None,
        pictures=pictures,
        simulated=simulated,
    )


def _valid(before: Scene, after: Scene, state: bool) -> When:
    """A state holds on the later pass's day; a change happened between the two."""
    if after.when is None:
        return When(None, None)
    if state or before.when is None:
        return When.day(after.when.date())
    return When.days(before.when.date(), max(before.when, after.when).date())
