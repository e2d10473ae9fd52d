"""Evidence that is seen or received rather than read: position files to observations."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from casemate.collect.media_type import POSITIONS
from casemate.errors import MissingExtra
from casemate.keep.codec import list_to_text
from casemate.keep.custody import Chain, CustodyLine
from casemate.keep.evidence import Locker
from casemate.keep.writer import CaseWriter
from casemate.nouns import Failure, Observation, Site
from casemate.workbench.progress import Progress

OBSERVER = "observer 1"


@dataclass(frozen=True, slots=True)
class Observed:
    """All observations of a case, and what could not be observed."""

    observations: tuple[Observation, ...]
    failures: tuple[Failure, ...]


def observe_new(
    writer: CaseWriter, locker: Locker, chain: Chain, sites: Sequence[Site], progress: Progress
) -> None:
    """Stores the observations of all position files (inside the writer's stage).

    Nothing is followed again while files and sites are as they were. Files with different outlets
    are different feeds, and so different origins; without an outlet a file is its own feed.
    """
    lines = [line for line in chain.lines if line.media_type == POSITIONS]
    fingerprint = _fingerprint(lines, sites)
    if writer.rows.meta("observed") == fingerprint:
        return
    observed = _follow_all(lines, locker, sites, progress) if lines else Observed((), ())
    writer.put_observations(observed.observations)
    writer.put_failures("track", observed.failures)
    writer.set_meta("observed", fingerprint)


def _follow_all(
    lines: Sequence[CustodyLine], locker: Locker, sites: Sequence[Site], progress: Progress
) -> Observed:
    progress.say("following positions")
    feeds: dict[str, list[CustodyLine]] = {}
    for line in lines:
        feeds.setdefault(line.hints.outlet or line.sha256, []).append(line)
    observations: dict[str, Observation] = {}
    failures: list[Failure] = []
    for feed, files in feeds.items():
        try:
            found = _follow(feed, files, locker, sites)
        except MissingExtra as missing:
            failures += [Failure("track", line.address, str(missing)) for line in files]
            continue
        failures += found.failures
        observations.update((o.id, o) for o in found.observations)
    return Observed(tuple(observations.values()), tuple(failures))


def _follow(
    feed: str, files: Sequence[CustodyLine], locker: Locker, sites: Sequence[Site]
) -> Observed:
    # Imported here: without the extra [track] everything else of a build still works.
    from casemate.track.event import Event
    from casemate.track.fences import fences_of_sites
    from casemate.track.follow import follow
    from casemate.track.observe import observe
    from casemate.track.options import TrackOptions

    options = TrackOptions()
    events: list[Event] = []
    failures: list[Failure] = []
    with tempfile.TemporaryDirectory(prefix="casemate-") as folder:
        # Copies are named by their hash; formats are told by their endings, so lend them theirs.
        addresses = {_lend(line, locker, Path(folder)): line.address for line in files}
        for event in follow(addresses, fences_of_sites(sites, options.rules), options):
            if isinstance(event, Failure):
                what = addresses.get(Path(event.what), event.what)
                failures.append(Failure("track", what, event.reason))
            else:
                events.append(event)
    # What was published before it was collected was known from then on.
    known = max(line.hints.published or line.at for line in files)
    found = observe(events, known, feed, site_names={s.id: s.name for s in sites})
    simulated = any(line.hints.simulated for line in files)
    return Observed(tuple(_simulated(o) if simulated else o for o in found), tuple(failures))


def _simulated(observation: Observation) -> Observation:
    return replace(observation, text=f"SIMULATED: {observation.text}", simulated=True)


def _lend(line: CustodyLine, locker: Locker, folder: Path) -> Path:
    link = folder / (line.sha256 + PurePath(line.address).suffix.lower())
    if not link.is_symlink():
        link.symlink_to(locker.path(line.sha256).resolve())
    return link


def _fingerprint(lines: Sequence[CustodyLine], sites: Sequence[Site]) -> str:
    parts = [OBSERVER, list_to_text(sites)]
    parts += [f"{line.sha256} {line.hints} {line.address}" for line in lines]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
