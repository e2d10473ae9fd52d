"""Position files to events: the flow of this room, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from casemate.errors import BadInput, MissingExtra
from casemate.nouns import Failure, ThinTrack

try:
    import polars as _polars  # noqa: F401
except ImportError as fault:  # the extra is not installed
    raise MissingExtra("track", "track") from fault

from casemate.track.clean import Counts
from casemate.track.detect import Detected, detect
from casemate.track.doubts import doubted, implausible_company
from casemate.track.encounters import Slow, encounter_events
from casemate.track.event import Event
from casemate.track.fences import Fence
from casemate.track.gather import gathered
from casemate.track.open_file import positions_of
from casemate.track.options import TrackOptions
from casemate.track.positions import Names, Positions

# A port sees thousands of ships in a year; nobody can tell so many lines apart.
MOST_THIN = 400


@dataclass(slots=True)
class Report:
    """What happened on the way: positions by reason, files that could not be read, their hashes.

    thin: tracks to draw, when the options ask for them; those of the entities with most events at
    sites, `MOST_THIN` at most.
    """

    counts: Counts = field(default_factory=Counts)
    failures: list[Failure] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    thin: list[ThinTrack] = field(default_factory=list)


def follow(
    paths: Iterable[Path],
    sites: Sequence[Fence],
    options: TrackOptions | None = None,
    report: Report | None = None,
) -> Iterator[Event | Failure]:
    """Events of every entity in the files at the sites, and a Failure for each file not read.

    Files are read in the order given and taken together: what one begins another may end. Events
    come entity by entity, each entity's in the order of time; jumps and encounters, which take all
    entities together, last. Memory stays
    bounded: see `gather`. sites: `fences_from_geojson` or `fences_of_sites`. report: filled on the
    way when given.
    """
    chosen = options or TrackOptions()
    told = report or Report()
    wanted = frozenset(chosen.kinds)
    # 1. Read every file, leave out what is impossible, bring entities together.
    batches = _read_all(paths, chosen, told)
    pieces = gathered(batches, told.counts, chosen.rows_in_memory)
    # 2. Find the events of each piece.
    slow: list[Slow] = []
    thin: list[tuple[int, ThinTrack]] = []
    jumps: list[Event] = []
    for found in _detected(pieces, sites, chosen, told):
        if found.slow is not None:
            slow.append(found.slow)
        thin = _busiest(thin, found.thin)
        jumps += (e for e in found.events if e.kind == "jump")
        yield from _in_order((e for e in found.events if e.kind != "jump"), wanted)
    told.thin = [track for _, track in thin]
    # 3. Compare entities with each other.
    doubts = implausible_company(jumps)
    yield from _in_order((doubted(e, doubts.get(n)) for n, e in enumerate(jumps)), wanted)
    if slow:
        yield from _in_order(encounter_events(slow, chosen.rules), wanted)
    # 4. Say what could not be read.
    yield from told.failures


def _read_all(paths: Iterable[Path], options: TrackOptions, report: Report) -> Iterator[Positions]:
    for path in paths:
        try:
            yield from positions_of(path, options, report.names, report.counts, report.failures)
        except BadInput as fault:
            report.failures.append(Failure("track", str(path), str(fault)))


def _detected(
    pieces: Iterator[Positions],
    sites: Sequence[Fence],
    options: TrackOptions,
    report: Report,
) -> Iterator[Detected]:
    """Pieces one after the other, or two at a time where there is more than one."""

    def work(piece: Positions) -> tuple[Detected, Counts]:
        counts = Counts()
        return detect(piece, sites, options, report.names, counts), counts

    with ThreadPoolExecutor(max(1, options.jobs)) as pool:
        waiting = []
        for piece in pieces:
            waiting.append(pool.submit(work, piece))
            if len(waiting) >= max(1, options.jobs):
                yield _counted(waiting.pop(0).result(), report)
        for future in waiting:
            yield _counted(future.result(), report)


def _counted(done: tuple[Detected, Counts], report: Report) -> Detected:
    report.counts.add(done[1])
    return done[0]


def _busiest(
    held: list[tuple[int, ThinTrack]], more: Sequence[tuple[int, ThinTrack]]
) -> list[tuple[int, ThinTrack]]:
    both = sorted((*held, *more), key=lambda one: (-one[0], one[1].entity, one[1].number))
    return both[:MOST_THIN]


def _in_order(events: Iterable[Event], wanted: frozenset[str]) -> list[Event]:
    chosen = [e for e in events if not wanted or e.kind in wanted]
    return sorted(chosen, key=lambda e: (e.entity, e.track or 0, e.begin, e.begin_at_most))
