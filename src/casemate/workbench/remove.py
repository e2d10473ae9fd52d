"""Removing a copy that must go: a tombstone stays in the chain of custody."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from casemate import __version__
from casemate.errors import BadInput
from casemate.keep.custody import NAME, CustodyLine, Entry, append, read_chain
from casemate.keep.evidence import FOLDER, Locker
from casemate.keep.journal import CUSTODY_HEAD, Journal
from casemate.keep.lock import builder_lock
from casemate.nouns import SourceHints
from casemate.workbench.case_file import read_case
from casemate.workbench.progress import Progress
from casemate.workbench.take_in import collector

REMOVAL = "removal"
_PREFIX = re.compile(r"[0-9a-f]{8,64}")


def remove(folder: Path, which: str, why: str, progress: Progress) -> CustodyLine:
    """Removes the copy whose SHA-256 begins with `which`, and returns its tombstone.

    The tombstone keeps hash, address, size, who, when and why; the chain verifies with it, and the
    same bytes are not taken in again. What was read from the copy goes at the next build.
    Raises BadInput when no copy, or more than one, is meant, BadCaseFile, CannotWrite.
    """
    case = read_case(folder)
    if not why.strip():
        raise BadInput("say why the copy must go: that is what stays of it")
    with builder_lock(folder, progress.say):
        path = folder / FOLDER / NAME
        chain = read_chain(path)
        gone = chain.removed
        line = _meant(which, [x for x in chain.lines if x.sha256 not in gone])
        entry = Entry(
            at=datetime.now(UTC).replace(microsecond=0),
            by=collector(case.by),
            how=REMOVAL,
            address=line.address,
            sha256=line.sha256,
            size_bytes=line.size_bytes,
            media_type=line.media_type,
            tool=f"casemate {__version__}",
            hints=SourceHints(),
            removed=why.strip(),
        )
        chain = append(path, chain, [entry])
        Journal(folder).append(CUSTODY_HEAD, number=len(chain.lines), sha256=chain.head)
        Locker(folder).remove(line.sha256)
        return chain.lines[-1]


def _meant(which: str, lines: list[CustodyLine]) -> CustodyLine:
    if not _PREFIX.fullmatch(which):
        raise BadInput(f'"{which}" is no SHA-256: give its first eight digits or more')
    found = {line.sha256: line for line in lines if line.sha256.startswith(which)}
    if len(found) != 1:
        many = f"{len(found)} copies begin" if found else "no copy begins"
        raise BadInput(f"{many} with {which}: 'casemate verify' and evidence/ list them")
    return next(iter(found.values()))
