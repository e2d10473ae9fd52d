"""Evidence to case.db: every document whose capture, hints or readers are new is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from casemate.collect.records import Record, records
from casemate.errors import BadInput, Tampered
from casemate.keep.codec import list_to_text, to_text
from casemate.keep.custody import Chain
from casemate.keep.evidence import Locker
from casemate.keep.writer import CaseWriter
from casemate.nouns import Capture, Failure, SourceHints
from casemate.read.documents import document_id, extractors, read_capture
from casemate.read.reader import READER, ReadOptions, read_document
from casemate.workbench.progress import Progress

# A container's records are numbered within it: a document's number follows from its capture.
_PER_CAPTURE = 1_000_000


@dataclass
class ReadNew:
    """How many documents there are, how many were read now, and what could not be read."""

    documents: int = 0
    read: int = 0
    dropped: int = 0
    failures: list[Failure] = field(default_factory=list)


def read_new(
    writer: CaseWriter,
    locker: Locker,
    chain: Chain,
    hints: Mapping[str, SourceHints],
    options: ReadOptions,
    progress: Progress,
) -> ReadNew:
    """Reads what is new into `writer` (inside its stage) and drops what no capture gives now."""
    known = writer.fingerprints()
    result = ReadNew()
    seen: set[str] = set()
    told: set[tuple[str, str]] = set()
    for number, record in progress.over(_records(chain, locker, hints), "reading"):
        if isinstance(record, Failure):
            result.failures.append(record)
            continue
        id = document_id(record.capture)
        if id in seen or _repeated(record, told):
            continue
        fingerprint = _fingerprint(record.capture, options)
        if known.get(id) != fingerprint:
            try:
                document = read_capture(record.capture, record.content)
            except BadInput as fault:
                what = " ".join(filter(None, (record.capture.address, record.capture.record)))
                result.failures.append(Failure("read", what, str(fault)))
                continue
            writer.put_document(number, document, read_document(document, options), fingerprint)
            result.read += 1
        seen.add(id)
    gone = known.keys() - seen
    writer.drop_documents(sorted(gone))
    result.dropped = len(gone)
    result.documents = len(seen)
    return result


def _repeated(record: Record, told: set[tuple[str, str]]) -> bool:
    """Whether a later copy of a feed or an export only says again what an earlier one said."""
    if record.capture.how not in ("feed entry", "post"):
        return False
    key = (record.capture.address, hashlib.sha256(record.content).hexdigest())
    repeated = key in told
    told.add(key)
    return repeated


def _records(
    chain: Chain, locker: Locker, hints: Mapping[str, SourceHints]
) -> Iterator[tuple[int, Record | Failure]]:
    """Every record of every capture with its number; a missing copy is a failure of its own."""
    removed = chain.removed
    for line in chain.lines:
        if line.sha256 in removed:
            continue
        capture = line.as_capture()
        # What case.toml says today counts, not what it said on the day of the capture.
        capture = replace(capture, hints=hints.get(capture.address, capture.hints))
        try:
            stream = locker.open(capture.sha256)
        except Tampered as fault:
            yield 0, Failure("read", capture.address, str(fault))
            continue
        with stream:
            for at, record in enumerate(records(capture, stream)):
                yield line.number * _PER_CAPTURE + at, record


def _fingerprint(capture: Capture, options: ReadOptions) -> str:
    parts = (
        READER,
        extractors(),
        options.tier,
        list_to_text(options.sites),
        to_text(capture.hints),
    )
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]
