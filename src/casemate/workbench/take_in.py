"""Sources to evidence: copies are stored first, then their custody lines are written."""

from __future__ import annotations

import getpass
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from casemate import __version__
from casemate.collect.find_files import find_files
from casemate.collect.from_network import fetch_source, on_network
from casemate.collect.media_type import POSITIONS, media_type_of
from casemate.collect.source import POSITIONS_FILE, Fetched, Found, Held, Source
from casemate.fetch.answer import Validators
from casemate.keep.custody import NAME as CUSTODY
from casemate.keep.custody import Chain, CustodyLine, Entry, append, read_chain
from casemate.keep.evidence import FOLDER, Locker
from casemate.keep.journal import CUSTODY_HEAD, FETCHED, Journal
from casemate.keep.referenced import REFERENCED
from casemate.nouns import Failure, SourceHints
from casemate.workbench.progress import Progress

if TYPE_CHECKING:
    from casemate.fetch.door import Door  # Brings the network's packages: only for who fetches.

# So many copies are forced to disk and recorded together; a killed run repeats no more than these.
_BATCH = 200
# Positions of a busy year run to many gigabytes: larger files than this stay where they lie.
COPIED_AT_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a round of collecting gave. hints: by address, as the case says them now."""

    chain: Chain
    new: int
    failures: tuple[Failure, ...]
    hints: dict[str, SourceHints]


def take_in(
    folder: Path,
    sources: Iterable[Source],
    by: str | None,
    progress: Progress,
    door: Door | None = None,
) -> TakenIn:
    """Captures what the sources name and the case does not hold yet.

    door: to the network; None, and nothing is fetched.

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
    fetched: dict[str, Validators] = {}
    before = len(chain.lines)
    removed = chain.removed
    for sha256 in removed:
        locker.remove(sha256)  # A run that was killed may have got no further than the tombstone.
    who = collector(by)
    network = _Network(
        door, {line.address for line in chain.lines if line.how == "fetched"}, Journal(folder)
    )
    for found in progress.over(_all(sources, network), "collecting"):
        if isinstance(found, Failure):
            failures.append(found)
            continue
        hints.setdefault(found.address, found.hints)
        if isinstance(found, Held):
            continue
        try:
            if isinstance(found, Fetched):
                entry = _keep_answer(found, locker, who)
                fetched[found.address] = found.validators
            else:
                entry = _capture(found, locker, who)
        except UnreadableFile as fault:
            failures.append(Failure("collect", found.address, str(fault)))
            continue
        if entry.sha256 in removed:
            locker.remove(entry.sha256)
            failures.append(Failure("collect", found.address, _gone(removed[entry.sha256])))
            continue
        if (entry.address, entry.sha256) in held:
            continue
        held.add((entry.address, entry.sha256))
        batch.append(entry)
        if len(batch) >= _BATCH:
            chain = _record(custody, chain, batch, locker)
            batch = []
    chain = _record(custody, chain, batch, locker)
    network.remember(fetched)
    if len(chain.lines) > before or chain.torn:
        Journal(folder).append(CUSTODY_HEAD, number=len(chain.lines), sha256=chain.head)
    return TakenIn(chain, len(chain.lines) - before, tuple(failures), hints)


def _gone(tombstone: CustodyLine) -> str:
    day = tombstone.at.date().isoformat()
    return f"removed on {day} by {tombstone.by} ({tombstone.removed}): not taken in again"


def collector(by: str | None) -> str:
    """Who the custody record names: what the case says, else the system's user."""
    return by or getpass.getuser()


class UnreadableFile(Exception):
    """A source file that the system would not let us read to its end."""


@dataclass(frozen=True, slots=True)
class _Network:
    """The door, and what the case knows of earlier answers. held: addresses fetched before."""

    door: Door | None
    held: set[str]
    journal: Journal

    def known(self) -> dict[str, Validators]:
        """By address, what its server gave last to ask with."""
        return {
            entry["address"]: Validators(entry.get("etag"), entry.get("modified"))
            for entry in self.journal.entries(FETCHED)
            if isinstance(entry.get("address"), str)
        }

    def remember(self, fetched: dict[str, Validators]) -> None:
        """Once their captures are on record, and not before: an answer lost is asked for anew."""
        known = self.known()
        for address, given in fetched.items():
            if given != Validators() and known.get(address) != given:
                self.journal.append(
                    FETCHED, address=address, etag=given.etag, modified=given.modified
                )


def _all(
    sources: Iterable[Source], network: _Network
) -> Iterator[Found | Fetched | Held | Failure]:
    known: dict[str, Validators] | None = None
    for source in sources:
        if on_network(source):
            known = network.known() if known is None else known
            yield from fetch_source(source, network.door, network.held, known)
        else:
            yield from find_files(source)


def _keep_answer(found: Fetched, locker: Locker, by: str) -> Entry:
    sha256, size = locker.store(io.BytesIO(found.content))
    return Entry(
        at=found.at,
        by=by,
        how=found.how,
        address=found.address,
        sha256=sha256,
        size_bytes=size,
        media_type=found.media_type,
        tool=f"casemate {__version__}",
        hints=found.hints,
        http=found.http,
    )


def _capture(found: Found, locker: Locker, by: str) -> Entry:
    try:
        stream = found.path.open("rb")
    except OSError as fault:
        raise UnreadableFile(f"cannot be opened: {fault.strerror}") from fault
    with stream:
        kind = media_type_of(stream, found.path.name)
        size = found.path.stat().st_size
        referenced = found.how == POSITIONS_FILE and size > COPIED_AT_MOST
        if referenced:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        else:
            sha256, size = locker.store(stream)
    return Entry(
        at=datetime.now(UTC).replace(microsecond=0),
        by=by,
        how=REFERENCED if referenced else found.how,
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
