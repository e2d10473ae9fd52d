"""Sources to evidence: copies are stored first, then their custody lines are written."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casemate import __version__
from casemate.collect.find_files import find_files
from casemate.collect.media_type import POSITIONS, media_type_of
from casemate.collect.source import POSITIONS_FILE, Found, Source
from casemate.keep.custody import NAME as CUSTODY
from casemate.keep.custody import Chain, Entry, append, read_chain
from casemate.keep.evidence import FOLDER, Locker
from casemate.keep.journal import CUSTODY_HEAD, Journal
from casemate.nouns import Failure, SourceHints
from casemate.workbench.progress import Progress

# So many copies are forced to disk and recorded together; a killed run repeats no more than these.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a round of collecting gave. hints: by address, as the case says them now."""

    chain: Chain
    new: int
    failures: tuple[Failure, ...]
    hints: dict[str, SourceHints]


def take_in(folder: Path, sources: Iterable[Source], by: str | None, progress: Progress) -> TakenIn:
    """Captures what the sources name and the case does not hold yet.

    A file whose bytes and address are recorded already is left alone; the same bytes from another
    address are one copy and one custody line more. Raises CannotWrite; what was recorded stays.
    """
    locker = Locker(folder)
    locker.clear_incoming()
    custody = folder / FOLDER / CUSTODY
    chain = read_chain(custody)
    held = {(line.address, line.sha256) for line in chain.lines}
    hints: dict[str, SourceHints] = {}
    failures: list[Failure] = []
    batch: list[Entry] = []
    before = len(chain.lines)
    who = collector(by)
    for found in progress.over(_all(sources), "collecting"):
        if isinstance(found, Failure):
            failures.append(found)
            continue
        hints.setdefault(found.address, found.hints)
        try:
            entry = _capture(found, locker, who)
        except UnreadableFile as fault:
            failures.append(Failure("collect", found.address, str(fault)))
            continue
        if (entry.address, entry.sha256) in held:
            continue
        held.add((entry.address, entry.sha256))
        batch.append(entry)
        if len(batch) >= _BATCH:
            chain = _record(custody, chain, batch, locker)
            batch = []
    chain = _record(custody, chain, batch, locker)
    if len(chain.lines) > before or chain.torn:
        Journal(folder).append(CUSTODY_HEAD, number=len(chain.lines), sha256=chain.head)
    return TakenIn(chain, len(chain.lines) - before, tuple(failures), hints)


def collector(by: str | None) -> str:
    """Who the custody record names: what the case says, else the system's user."""
    return by or getpass.getuser()


class UnreadableFile(Exception):
    """A source file that the system would not let us read to its end."""


def _all(sources: Iterable[Source]) -> Iterator[Found | Failure]:
    for source in sources:
        yield from find_files(source)


def _capture(found: Found, locker: Locker, by: str) -> Entry:
    try:
        stream = found.path.open("rb")
    except OSError as fault:
        raise UnreadableFile(f"cannot be opened: {fault.strerror}") from fault
    with stream:
        kind = media_type_of(stream, found.path.name)
        sha256, size = locker.store(stream)
    return Entry(
        at=datetime.now(UTC).replace(microsecond=0),
        by=by,
        how=found.how,
        address=found.address,
        sha256=sha256,
        size_bytes=size,
        media_type=POSITIONS if found.how == POSITIONS_FILE else kind,
        tool=f"casemate {__version__}",
        hints=found.hints,
    )


def _record(custody: Path, chain: Chain, batch: list[Entry], locker: Locker) -> Chain:
    if not batch and not chain.torn:
        return chain
    locker.settle()
    return append(custody, chain, batch)
