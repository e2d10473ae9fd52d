"""Catalogs of satellite passes to observations; every window that is read becomes evidence."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from casemate import __version__
from casemate.collect.source import WINDOW, Source
from casemate.errors import BadInput
from casemate.keep.custody import NAME as CUSTODY
from casemate.keep.custody import Chain, Entry, append
from casemate.keep.evidence import FOLDER, Locker
from casemate.keep.journal import CUSTODY_HEAD, Journal
from casemate.look.catalog import Wanted, items_in
from casemate.look.observe import USUAL_GSD_M, LookOptions, observe
from casemate.look.site_grid import site_grid
from casemate.nouns import Failure, Observation, Site
from casemate.workbench.case import Case
from casemate.workbench.observed import Observed
from casemate.workbench.take_in import collector

PICTURES = "pictures"


def look_at_scenes(
    catalogs: Sequence[Source], case: Case, locker: Locker, chain: Chain
) -> tuple[Observed, Chain]:
    """Observations of every site from every catalog, and the chain with the windows that were read.

    Before-and-after pictures are written to `pictures/` in the case, from where the dossier takes
    them. A pass that cannot be read is a Failure; the others go on.
    """
    held = {(line.address, line.sha256) for line in chain.lines}
    entries: list[Entry] = []
    observations: dict[str, Observation] = {}
    failures: list[Failure] = []
    for source in catalogs:

        def keep(data: bytes, address: str, media_type: str, source: Source = source) -> str:
            sha256, size = locker.store(io.BytesIO(data))
            where = _in_case(address, case.folder)
            if (where, sha256) not in held:
                held.add((where, sha256))
                entries.append(
                    Entry(
                        at=datetime.now(UTC).replace(microsecond=0),
                        by=collector(case.by),
                        how=WINDOW,
                        address=where,
                        sha256=sha256,
                        size_bytes=size,
                        media_type=media_type,
                        tool=f"casemate {__version__}",
                        hints=source.hints,
                    )
                )
            return sha256

        options = LookOptions(
            pictures=case.folder / PICTURES,
            picture_name=lambda path: path.relative_to(case.folder).as_posix(),
            keep=keep,
        )
        for site in case.sites:
            for found in _site(source, site, options):
                if isinstance(found, Failure):
                    failures.append(found)
                else:
                    observations[found.id] = _marked(found, source.hints.simulated)
    if entries:
        locker.settle()
        chain = append(case.folder / FOLDER / CUSTODY, chain, entries)
        Journal(case.folder).append(CUSTODY_HEAD, number=len(chain.lines), sha256=chain.head)
    return Observed(tuple(observations.values()), tuple(failures)), chain


def _site(source: Source, site: Site, options: LookOptions) -> list[Observation | Failure]:
    catalog = source.base / source.pattern
    if not catalog.is_file():
        return [Failure("look", source.pattern, "the catalog is not there")]
    if site.where is None and not site.zones:
        return [Failure("look", site.id, "the site has no coordinates: say lon and lat")]
    try:
        wanted = Wanted(bounds=site_grid(site, USUAL_GSD_M).bounds)
    except BadInput as fault:
        return [Failure("look", site.id, str(fault))]
    return list(observe(site, items_in(catalog, wanted), options))


def _marked(observation: Observation, simulated: bool) -> Observation:
    if not simulated or observation.simulated:
        return observation
    return replace(observation, text=f"SIMULATED: {observation.text}", simulated=True)


def _in_case(address: str, case: Path) -> str:
    """A local address as the case names it; a remote one as it is."""
    try:
        return Path(address).resolve().relative_to(case.resolve()).as_posix()
    except ValueError:
        return address
