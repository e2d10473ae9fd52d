"""Positions of many files brought together by entity, in memory or by way of the disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from casemate.track.clean import Counts, mark_impossible
from casemate.track.positions import COLUMNS, RECORD, Positions, joined

_PARTS = 64
_TARGET_ROWS = 1_500_000


def gathered(
    batches: Iterable[Positions], counts: Counts, rows_in_memory: int, scratch: Path | None = None
) -> Iterator[Positions]:
    """All positions, in pieces that hold entities whole; within a piece as they came in.

    What is impossible is left out and counted on the way. Up to `rows_in_memory` positions are
    one piece. More are written to 64 files by entity, then read back a few at a time; the most
    memory is then taken by the busiest entity, about 300 bytes a position.
    """
    held: list[Positions] = []
    total = 0
    stream = iter(batches)
    for batch in stream:
        held.append(mark_impossible(batch, counts))
        total += len(held[-1])
        if total > rows_in_memory:
            break
    else:
        yield joined(held)
        return
    with tempfile.TemporaryDirectory(prefix="casemate-track-", dir=scratch) as folder:
        paths = [Path(folder) / f"{part:02d}.rows" for part in range(_PARTS)]
        files = [path.open("wb") for path in paths]
        try:
            for batch in held:
                _spill(batch, files)
            held.clear()
            for batch in stream:
                _spill(mark_impossible(batch, counts), files)
        finally:
            for file in files:
                file.close()
        waiting: list[Positions] = []
        for path in paths:
            part = _read_back(path)
            path.unlink()
            if waiting and sum(map(len, waiting)) + len(part) > _TARGET_ROWS:
                yield joined(waiting)
                waiting = []
            waiting.append(part)
        yield joined(waiting)


def _spill(batch: Positions, files: list) -> None:  # type: ignore[type-arg]
    part = batch.entity % _PARTS
    order = np.argsort(part.astype(np.uint8), kind="stable")
    record = np.empty(len(batch), RECORD)
    for name in COLUMNS:
        record[name] = getattr(batch, name)[order]
    edges = np.searchsorted(part[order], np.arange(_PARTS + 1))
    for number, file in enumerate(files):
        record[edges[number] : edges[number + 1]].tofile(file)


def _read_back(path: Path) -> Positions:
    record = np.fromfile(path, RECORD)
    return Positions(*(np.ascontiguousarray(record[name]) for name in COLUMNS))
