"""The gazetteer's file: columns of numbers behind a small directory, mapped and never parsed.

Layout: magic, length of the directory (u32), CRC-32 of the directory (u32), the directory as JSON
{"about": {...}, "size": bytes, "columns": {name: [type code, offset, bytes, CRC-32]}}, then the
columns, each on an 8-byte boundary, little endian. Opening maps the file and checks the
directory and the sizes; `check` reads every column against its CRC.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casemate.errors import BadInput, CannotWrite

MAGIC = b"CASEMATE GAZETTEER 1\n\0\0\0"
_HEAD = struct.Struct("<24sII")
_REMEDY = "build it again with  python -m casemate.locate.build_gazetteer  or install Casemate anew"
Columns = Mapping[str, "array[Any] | bytes"]


def write_columns(path: Path, columns: Columns, about: Mapping[str, Any]) -> None:
    """Write a gazetteer; the same columns give the same bytes. Raises CannotWrite."""
    names = sorted(columns)
    raw: dict[str, bytes] = {}
    for name in names:
        column = columns[name]
        if isinstance(column, array) and sys.byteorder == "big":
            column = array(column.typecode, column)
            column.byteswap()
        raw[name] = column if isinstance(column, bytes) else column.tobytes()
    # Offsets depend on the directory's length and the directory on the offsets: reserve its room.
    room = 4096 + 128 * len(names) + len(json.dumps(about))
    start = _HEAD.size + room
    start += -start % 8
    table: dict[str, list[Any]] = {}
    at = start
    for name in names:
        column = columns[name]
        code = "B" if isinstance(column, bytes) else column.typecode
        table[name] = [code, at, len(raw[name]), zlib.crc32(raw[name])]
        at += len(raw[name]) + (-len(raw[name]) % 8)
    directory = json.dumps(
        {"about": about, "size": at, "columns": table}, sort_keys=True, ensure_ascii=True
    ).encode()
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as out:
            out.write(_HEAD.pack(MAGIC, len(directory), zlib.crc32(directory)))
            out.write(directory.ljust(start - _HEAD.size, b" "))
            for name in names:
                out.write(raw[name] + b"\0" * (-len(raw[name]) % 8))
        partial.replace(path)
    except OSError as fault:
        partial.unlink(missing_ok=True)
        raise CannotWrite(f"cannot write the gazetteer {path}: {fault.strerror}") from fault


class GazetteerFile:
    """An open gazetteer: `column(name)` is a view of its numbers. Raises BadInput when damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as stream:
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError as fault:
            raise BadInput(f"there is no gazetteer at {path}: {_REMEDY}") from fault
        except (OSError, ValueError) as fault:
            raise BadInput(f"the gazetteer {path} cannot be opened ({fault}): {_REMEDY}") from fault
        self._view = memoryview(self._map)
        self.about, self._table = self._directory()

    def _directory(self) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        if len(self._view) < _HEAD.size:
            raise self.damaged("it is cut short")
        magic, size, crc = _HEAD.unpack_from(self._view)
        if magic != MAGIC:
            raise self.damaged("it is not a gazetteer of this version")
        raw = bytes(self._view[_HEAD.size : _HEAD.size + size])
        if len(raw) != size or zlib.crc32(raw) != crc:
            raise self.damaged("its directory does not match its checksum")
        directory = json.loads(raw)
        if directory["size"] != len(self._view):
            raise self.damaged(f"it has {len(self._view)} bytes instead of {directory['size']}")
        return directory["about"], directory["columns"]

    def damaged(self, what: str) -> BadInput:
        """The error to raise for a file that is not as it was written."""
        return BadInput(f"the gazetteer {self.path} is damaged ({what}): {_REMEDY}")

    def column(self, name: str) -> memoryview[int]:
        """A column's numbers, without copying them."""
        if name not in self._table:
            raise self.damaged(f"it has no column {name}")
        code, offset, size, _ = self._table[name]
        piece = self._view[offset : offset + size]
        if sys.byteorder == "big":
            swapped = array(code, piece.tobytes())
            swapped.byteswap()
            return memoryview(swapped)
        return piece.cast(code)

    def check(self) -> None:
        """Read every column against its checksum; raises BadInput for the first that differs."""
        for name, (_, offset, size, crc) in sorted(self._table.items()):
            if zlib.crc32(self._view[offset : offset + size]) != crc:
                raise self.damaged(f"its column {name} does not match its checksum")
