"""Reads single tiles out of a PMTiles archive (specification version 3, 2022)."""

from __future__ import annotations

import bisect
import gzip
import struct
from pathlib import Path

_HEADER = struct.Struct("<8s7Q")
_MAGIC = b"PMTiles\x03"


class Tiles:
    """A PMTiles archive with gzipped directories and tiles. Raises ValueError for another file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            head = file.read(127)
            magic, root, root_size, _, _, leaves, _, data = _HEADER.unpack(head[:64])
            if magic != _MAGIC:
                raise ValueError(f"{path} is not a PMTiles 3 archive")
            file.seek(root)
            self._root = _directory(file.read(root_size))
        self._leaves, self._data = leaves, data

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """The unzipped bytes of a tile; None where the archive has none."""
        wanted = tile_id(zoom, x, y)
        with self._path.open("rb") as file:
            entries = self._root
            for _ in range(3):
                at = bisect.bisect_right(entries, (wanted, float("inf"))) - 1
                if at < 0:
                    return None
                first, run, size, offset = entries[at]
                if run == 0:
                    file.seek(self._leaves + offset)
                    entries = _directory(file.read(size))
                    continue
                if wanted >= first + run:
                    return None
                file.seek(self._data + offset)
                return gzip.decompress(file.read(size))
        return None


def tile_id(zoom: int, x: int, y: int) -> int:
    """The tile's place on the Hilbert curve, after all tiles of lower zooms."""
    number = ((1 << 2 * zoom) - 1) // 3
    side = 1 << (zoom - 1) if zoom else 0
    while side:
        right, down = int(bool(x & side)), int(bool(y & side))
        number += side * side * ((3 * right) ^ down)
        if not down:
            if right:
                x, y = side - 1 - (x & (side - 1)), side - 1 - (y & (side - 1))
            x, y = y, x
        x, y = x & (side - 1), y & (side - 1)
        side >>= 1
    return number


def varints(data: bytes) -> list[int]:
    """Little-endian base-128 numbers, one after the other."""
    found: list[int] = []
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        if byte & 128:
            shift += 7
        else:
            found.append(value)
            value = shift = 0
    return found


def _directory(data: bytes) -> list[tuple[int, int, int, int]]:
    """Entries (first tile, run length, size, offset); a run of 0 is a leaf directory."""
    numbers = varints(gzip.decompress(data))
    count = numbers[0]
    ids, runs, sizes, offsets = (numbers[1 + n * count : 1 + (n + 1) * count] for n in range(4))
    entries: list[tuple[int, int, int, int]] = []
    id = 0
    for n in range(count):
        id += ids[n]
        # An offset of 0 goes on where the entry before ended; others are stored plus one.
        follows = offsets[n] == 0 and n > 0
        offset = entries[-1][3] + sizes[n - 1] if follows else offsets[n] - 1
        entries.append((id, runs[n], sizes[n], offset))
    return entries
