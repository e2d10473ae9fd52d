"""Decodes Mapbox Vector Tiles (specification 2.1, 2016): layers, features, geometry."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from casemate.tell.basemap.pmtiles import varints

Point = tuple[int, int]
Path = tuple[Point, ...]
POINT, LINE, POLYGON = 1, 2, 3
_WIRE_VARINT, _WIRE_8, _WIRE_BYTES, _WIRE_4 = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class Feature:
    """kind: POINT, LINE or POLYGON. paths: in tile units, rings closed by repeating nothing."""

    kind: int
    paths: tuple[Path, ...]
    properties: dict[str, object]


@dataclass(frozen=True, slots=True)
class Layer:
    """extent: tile units along a side."""

    name: str
    extent: int
    features: tuple[Feature, ...]


def layers(tile: bytes) -> dict[str, Layer]:
    """All layers of a tile by name."""
    found = {}
    for field, value in _fields(tile):
        if field == 3 and isinstance(value, bytes):
            layer = _layer(value)
            found[layer.name] = layer
    return found


def _layer(data: bytes) -> Layer:
    name, extent = "", 4096
    raw: list[bytes] = []
    keys: list[str] = []
    values: list[object] = []
    for field, value in _fields(data):
        if isinstance(value, int):
            extent = value if field == 5 else extent
        elif field == 1:
            name = value.decode()
        elif field == 2:
            raw.append(value)
        elif field == 3:
            keys.append(value.decode())
        elif field == 4:
            values.append(_value(value))
    return Layer(name, extent, tuple(_feature(f, keys, values) for f in raw))


def _feature(data: bytes, keys: list[str], values: list[object]) -> Feature:
    kind = 0
    paths: tuple[Path, ...] = ()
    properties: dict[str, object] = {}
    for field, value in _fields(data):
        if field == 3 and isinstance(value, int):
            kind = value
        elif field == 2 and isinstance(value, bytes):
            tags = varints(value)
            properties = {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=False)}
        elif field == 4 and isinstance(value, bytes):
            paths = tuple(_paths(varints(value)))
    return Feature(kind, paths, properties)


def _paths(commands: list[int]) -> Iterator[Path]:
    x = y = at = 0
    current: list[Point] = []
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        if command == 7:
            continue
        for _ in range(count):
            if command == 1 and current:
                yield tuple(current)
                current = []
            x += _signed(commands[at])
            y += _signed(commands[at + 1])
            at += 2
            current.append((x, y))
    if current:
        yield tuple(current)


def _value(data: bytes) -> object:
    for field, value in _fields(data):
        if isinstance(value, int):
            return _signed(value) if field == 6 else value
        if field == 1:
            return value.decode("utf-8", "replace")
        if field in (2, 3):
            return struct.unpack("<f" if field == 2 else "<d", value)[0]
    return None


def _signed(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """(field number, value) of a protocol-buffer message."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        wire = key & 7
        if wire == _WIRE_VARINT:
            number, at = _varint(data, at)
            yield key >> 3, number
            continue
        if wire == _WIRE_BYTES:
            size, at = _varint(data, at)
        else:
            size = 8 if wire == _WIRE_8 else 4
        yield key >> 3, data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
