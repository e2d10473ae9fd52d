"""Positions as columns, and the names of what they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Small = NDArray[np.float32]
Codes = NDArray[np.int32]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Positions:
    """One entry per position; every column has the same length.

    entity: code in `Names`. time_s: seconds since 1970, UTC. speed_kn, alt_m: NaN when unknown
    (altitude above sea level). ground: 1 on the ground, 0 not, -1 not said.
    row: 1-based in its file. file: code in `Names.files`.
    """

    entity: Codes
    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    speed_kn: Small
    alt_m: Small
    ground: NDArray[np.int8]
    row: NDArray[np.uint32]
    file: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.time_s)

    def take(self, which: Ints | Mask) -> Positions:
        """The positions at these indices, or where the mask holds, in that order."""
        return Positions(*(getattr(self, column.name)[which] for column in fields(self)))


COLUMNS = tuple(column.name for column in fields(Positions))
DTYPES = (
    np.int32,
    np.float64,
    np.float64,
    np.float64,
    np.float32,
    np.float32,
    np.int8,
    np.uint32,
    np.uint32,
)
RECORD = np.dtype([(name, dtype) for name, dtype in zip(COLUMNS, DTYPES, strict=True)])


def joined(parts: Iterable[Positions]) -> Positions:
    """Several pieces one after the other; no piece gives no positions."""
    listed = list(parts)
    if len(listed) == 1:
        return listed[0]
    if not listed:
        empty: Any = [np.empty(0, dtype) for dtype in DTYPES]
        return Positions(*empty)
    return Positions(
        *(np.concatenate([getattr(part, name) for part in listed]) for name in COLUMNS)
    )


@dataclass(slots=True)
class Names:
    """What the codes stand for; grows while files are read.

    entities: identity as written in the data. files: SHA-256 of each file, filled once known.
    paths: where each file was read from. called: names the entities gave in static messages.
    """

    entities: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, int] = field(default_factory=dict)

    def code_of(self, entity: str) -> int:
        """The code of an entity, a new one when it was not met before."""
        code = self._codes.setdefault(entity, len(self._codes))
        if code == len(self.entities):
            self.entities.append(entity)
        return code
