"""Collecting positions one by one where a format is read record by record."""

from __future__ import annotations

import math
from array import array

import numpy as np

from casemate.track.positions import Names, Positions

BATCH_ROWS = 200_000


class Columns:
    """Appends positions and gives them as a batch; unknown numbers are None."""

    def __init__(self, file: int, names: Names) -> None:
        self._file = file
        self._names = names
        self._clear()

    def __len__(self) -> int:
        return len(self._time)

    @property
    def full(self) -> bool:
        """Whether a batch is due."""
        return len(self._time) >= BATCH_ROWS

    def add(
        self,
        row: int,
        entity: str,
        time_s: float,
        lat_deg: float,
        lon_deg: float,
        speed_kn: float | None = None,
        alt_m: float | None = None,
        ground: bool | None = None,
    ) -> None:
        """One position; `row` is 1-based."""
        self._entity.append(self._names.code_of(entity))
        self._time.append(time_s)
        self._lat.append(lat_deg)
        self._lon.append(lon_deg)
        self._speed.append(math.nan if speed_kn is None else speed_kn)
        self._alt.append(math.nan if alt_m is None else alt_m)
        self._ground.append(-1 if ground is None else ground)
        self._row.append(row)

    def call(self, entity: str, name: str) -> None:
        """Notes the name an entity goes by."""
        self._names.called[entity] = name

    def batch(self) -> Positions:
        """What was added since the last batch."""
        found = Positions(
            np.array(self._entity, np.int32),
            np.array(self._time, np.float64),
            np.array(self._lat, np.float64),
            np.array(self._lon, np.float64),
            np.array(self._speed, np.float32),
            np.array(self._alt, np.float32),
            np.array(self._ground, np.int8),
            np.array(self._row, np.uint32),
            np.full(len(self._row), self._file, np.uint32),
        )
        self._clear()
        return found

    def _clear(self) -> None:
        self._entity, self._row, self._ground = array("i"), array("I"), array("b")
        self._time, self._lat, self._lon = array("d"), array("d"), array("d")
        self._speed, self._alt = array("d"), array("d")
