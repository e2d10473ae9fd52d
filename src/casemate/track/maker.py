"""Turns indices of positions into events with times and rows."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from casemate.track.event import Event, Kind, Rows
from casemate.track.positions import Codes, Mask, Names, Positions


class Maker:
    """Makes events from the positions of one set of tracks.

    positions: what the indices given to `event` point into. track, shared: of each position.
    """

    def __init__(self, positions: Positions, track: Codes, shared: Mask, names: Names) -> None:
        self._positions = positions
        self._track = track
        self._shared = shared if shared.any() else None
        self._names = names
        self._moments: dict[int, datetime] = {}

    def moment(self, at: int) -> datetime:
        """When the position was received."""
        known = self._moments.get(at)
        if known is None:
            known = datetime.fromtimestamp(self._positions.time_s.item(at), UTC)
            self._moments[at] = known
        return known

    def entity(self, at: int) -> str:
        """Whose position it is."""
        return self._names.entities[self._positions.entity.item(at)]

    def hours(self, first: int, last: int) -> float:
        """Hours from one position to another."""
        time_s = self._positions.time_s
        return (time_s.item(last) - time_s.item(first)) / 3600

    def rows(self, first: int, last: int) -> tuple[Rows, ...]:
        """The rows from one position of a track to another, file by file."""
        ours = self._positions
        files = self._names.files
        a, b = ours.row.item(first), ours.row.item(last)
        file = ours.file.item(first) if len(files) > 1 else 0
        if len(files) == 1 or file == ours.file.item(last):
            return (Rows(files[file], a, b) if a <= b else Rows(files[file], b, a),)
        part = slice(first, last + 1)
        codes, rows = ours.file[part], ours.row[part]
        seen = np.unique(codes, return_index=True)
        return tuple(
            Rows(files[int(code)], int(rows[codes == code].min()), int(rows[codes == code].max()))
            for code in seen[0][np.argsort(seen[1])]
        )

    def event(
        self,
        kind: Kind,
        site: str | None,
        first: int,
        last: int,
        *,
        end: int | None = None,
        at_most: int | None = None,
        moved: bool = False,
        is_open: bool = False,
        confidence: int | None = None,
        caveat: str | None = None,
        from_site: str | None = None,
        other: str | None = None,
        steps: int | None = None,
    ) -> Event:
        """An event from position `first`; its rows reach to `last`.

        end: position at whose time it ended, `last` when None; an open one has no end.
        at_most: position by whose time it had begun, `first` when None.
        """
        ours = self._positions
        entity = self._names.entities[ours.entity.item(first)]
        many = self._shared is not None and self._shared.item(first)
        if many:
            note = "this identity was used by more than one transmitter at a time"
            caveat = f"{caveat}; {note}" if caveat else note
        return Event(
            entity,
            kind,
            site,
            self.moment(first),
            None if is_open else self.moment(last if end is None else end),
            self.moment(first if at_most is None else at_most),
            self.rows(first, last),
            is_open,
            confidence,
            caveat,
            ours.lat_deg.item(first),
            ours.lon_deg.item(first),
            ours.lat_deg.item(last) if moved else None,
            ours.lon_deg.item(last) if moved else None,
            self._track.item(first) + 1 if many else None,
            from_site,
            other,
            steps,
            self._names.called.get(entity),
        )
