"""Evidence that is seen or received rather than read: scenes and positions to observations."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from casemate.collect.media_type import POSITIONS
from casemate.collect.source import SCENES, Source
from casemate.errors import MissingExtra
from casemate.keep.codec import list_to_text
from casemate.keep.custody import Chain, CustodyLine
from casemate.keep.evidence import Locker
from casemate.keep.referenced import REFERENCED, Sought, at_address, seek
from casemate.keep.writer import CaseWriter
from casemate.look.packages import require_packages
from casemate.nouns import Failure, Observation, Site, ThinTrack
from casemate.workbench.case import Case
from casemate.workbench.observed import Observed
from casemate.workbench.progress import Progress

OBSERVER = "observer 2"
_POINTS_A_TRACK = 300
_AWAY = "{why}: nothing of it is told until it is there again and the case is built"


def observe_new(writer: CaseWriter, case: Case, chain: Chain, progress: Progress) -> Chain:
    """Stores the observations of all scenes and position files (inside the writer's stage).

    Nothing is looked at again while files and sites are as they were. Returns the custody chain
    with the windows of scenes that were read. Position files with different outlets are different
    feeds, and so different origins; without an outlet a file is its own feed.
    """
    gone = chain.removed
    lines = [x for x in chain.lines if x.media_type == POSITIONS and x.sha256 not in gone]
    catalogs = [source for source in case.sources if source.place == SCENES]
    fingerprint = _fingerprint(lines, catalogs, case)
    if writer.rows.meta("observed") == fingerprint:
        return chain
    locker = Locker(case.folder)
    looked, chain = _look(catalogs, case, locker, chain, progress) if catalogs else (None, chain)
    seen = looked or Observed()
    followed = _follow_all(lines, locker, case.sites, progress) if lines else Observed()
    writer.put_observations((*seen.observations, *followed.observations))
    writer.put_tracks(followed.tracks)
    writer.put_failures("look", seen.failures)
    writer.put_failures("track", followed.failures)
    writer.set_meta("observed", fingerprint)
    return chain


def _look(
    catalogs: Sequence[Source], case: Case, locker: Locker, chain: Chain, progress: Progress
) -> tuple[Observed, Chain]:
    progress.say("looking at satellite passes")
    try:
        require_packages()
    except MissingExtra as missing:
        failures = tuple(Failure("look", c.pattern, str(missing)) for c in catalogs)
        return Observed((), failures), chain
    from casemate.workbench.look_at_scenes import look_at_scenes

    return look_at_scenes(catalogs, case, locker, chain)


def _follow_all(
    lines: Sequence[CustodyLine], locker: Locker, sites: Sequence[Site], progress: Progress
) -> Observed:
    progress.say("following positions")
    feeds: dict[str, list[CustodyLine]] = {}
    for line in lines:
        feeds.setdefault(line.hints.outlet or line.sha256, []).append(line)
    observations: dict[str, Observation] = {}
    failures: list[Failure] = []
    tracks: list[ThinTrack] = []
    for feed, files in feeds.items():
        here: list[tuple[CustodyLine, Path]] = []
        for line in files:
            sought = _seek(line, lines, locker)
            if sought.path is None:
                failures.append(Failure("track", line.address, _AWAY.format(why=sought.why)))
            else:
                here.append((line, sought.path))
        if not here:
            continue
        try:
            found = _follow(feed, here, sites)
        except MissingExtra as missing:
            failures += [Failure("track", line.address, str(missing)) for line in files]
            continue
        failures += found.failures
        tracks += found.tracks
        observations.update((o.id, o) for o in found.observations)
    return Observed(tuple(observations.values()), tuple(failures), tuple(tracks))


def _follow(
    feed: str, files: Sequence[tuple[CustodyLine, Path]], sites: Sequence[Site]
) -> Observed:
    # Imported here: without the extra [track] everything else of a build still works.
    from casemate.track.event import Event
    from casemate.track.fences import fences_of_sites
    from casemate.track.follow import Report, follow
    from casemate.track.observe import observe
    from casemate.track.options import TrackOptions

    options = TrackOptions(thin_points=_POINTS_A_TRACK)
    report = Report()
    events: list[Event] = []
    failures: list[Failure] = []
    with tempfile.TemporaryDirectory(prefix="casemate-") as folder:
        # Copies are named by their hash; formats are told by their endings, so lend them theirs.
        addresses = {_lend(line, path, Path(folder)): line.address for line, path in files}
        for event in follow(addresses, fences_of_sites(sites, options.rules), options, report):
            if isinstance(event, Failure):
                what = addresses.get(Path(event.what), event.what)
                failures.append(Failure("track", what, event.reason))
            else:
                events.append(event)
    # What was published before it was collected was known from then on.
    known = max(line.hints.published or line.at for line, _ in files)
    found = observe(events, known, feed, site_names={s.id: s.name for s in sites})
    simulated = any(line.hints.simulated for line, _ in files)
    return Observed(
        tuple(_simulated(o) if simulated else o for o in found),
        tuple(failures),
        tuple(replace(t, known=known, simulated=simulated) for t in report.thin),
    )


def _simulated(observation: Observation) -> Observation:
    return replace(observation, text=f"SIMULATED: {observation.text}", simulated=True)


def _seek(line: CustodyLine, lines: Sequence[CustodyLine], locker: Locker) -> Sought:
    """The copy, or the file that was too large for one; a missing copy is said when it is read."""
    if locker.has(line.sha256) or line.how != REFERENCED:
        return Sought(locker.path(line.sha256))
    case = locker.folder.parent
    return seek(case, (other for other in lines if other.sha256 == line.sha256))


def _lend(line: CustodyLine, path: Path, folder: Path) -> Path:
    link = folder / (line.sha256 + PurePath(line.address).suffix.lower())
    if not link.is_symlink():
        link.symlink_to(path.resolve())
    return link


def _fingerprint(lines: Sequence[CustodyLine], catalogs: Sequence[Source], case: Case) -> str:
    parts = [OBSERVER, list_to_text(case.sites)]
    parts += [f"{line.sha256} {line.hints} {line.address}" for line in lines]
    # A referenced file that comes back, on its disk, is followed then.
    parts += [str(at_address(case.folder, x) is None) for x in lines if x.how == REFERENCED]
    for source in catalogs:
        parts.append(f"{source.pattern} {source.hints}")
        for path in sorted((source.base / source.pattern).parent.rglob("*")):
            if path.is_file():
                parts.append(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
