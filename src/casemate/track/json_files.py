"""Positions in JSON: readsb traces, OpenSky states, GeoJSON, and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from casemate.errors import BadInput
from casemate.track.clean import Counts
from casemate.track.clock import HOW_TO_SAY_THE_ZONE, moment_s
from casemate.track.columns import Columns
from casemate.track.options import TrackOptions
from casemate.track.positions import Names, Positions
from casemate.track.rules import FT_TO_M
from casemate.track.tables import BATCH_ROWS, from_frame

_MS_TO_KN = 1.943844


def read_json(
    text: bytes, path: Path, file: int, options: TrackOptions, names: Names, counts: Counts
) -> Iterator[Positions]:
    """Positions of one JSON document, by what it holds. Raises BadInput for anything else."""
    try:
        data = json.loads(text)
    except ValueError as fault:
        raise BadInput(f"{path} is not whole JSON ({fault}); was it cut short?") from fault
    columns = Columns(file, names)
    if isinstance(data, dict) and isinstance(data.get("trace"), list):
        _trace(data, path, columns, counts)
    elif isinstance(data, dict) and isinstance(data.get("states"), list):
        _states(data, columns, counts)
    elif isinstance(data, dict) and data.get("type") in ("FeatureCollection", "Feature"):
        _features(data, path, options, columns, counts)
    elif records := _objects(data):
        yield from _records(records, path, file, options, names, counts)
        return
    else:
        raise BadInput(
            f"{path} holds no positions that are known here: a readsb trace, OpenSky states, "
            "GeoJSON, or objects with entity, time, lat and lon"
        )
    if len(columns):
        yield columns.batch()


def read_json_lines(
    lines: Iterable[bytes],
    path: Path,
    file: int,
    options: TrackOptions,
    names: Names,
    counts: Counts,
) -> Iterator[Positions]:
    """Positions of one JSON object a line; a row is a line."""
    held: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict):
            counts.read += 1
            counts.left_out["not a JSON object"] += 1
            continue
        held.append((number, record))
        if len(held) >= BATCH_ROWS:
            yield from _records(held, path, file, options, names, counts)
            held = []
    if held:
        yield from _records(held, path, file, options, names, counts)


def _records(
    held: list[tuple[int, dict[str, Any]]],
    path: Path,
    file: int,
    options: TrackOptions,
    names: Names,
    counts: Counts,
) -> Iterator[Positions]:
    keys = list(dict.fromkeys(key for _, record in held for key in record))
    plain = {
        key: pl.Series(key, [_text(record.get(key)) for _, record in held], dtype=pl.String)
        for key in keys
    }
    frame = pl.DataFrame(
        {"casemate_row": pl.Series([n for n, _ in held], dtype=pl.UInt32), **plain}
    )
    found = from_frame(frame, str(path), file, options, names, counts)
    if found is not None:
        yield found


def _objects(data: Any) -> list[tuple[int, dict[str, Any]]]:
    """A list of objects, or a single one, with their numbers; empty for anything else."""
    listed = data if isinstance(data, list) else [data]
    return [(n, one) for n, one in enumerate(listed, 1) if isinstance(one, dict) and one]


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, (dict, list)):
        return None
    return value if isinstance(value, str) else json.dumps(value)


def _trace(data: dict[str, Any], path: Path, columns: Columns, counts: Counts) -> None:
    """One aircraft's day as readsb and ADS-B Exchange write it (wiedehopf/readsb README-json.md):
    seconds after `timestamp`, lat, lon, altitude in feet or "ground", speed in knots, …"""
    entity, start = data.get("icao"), data.get("timestamp")
    if not isinstance(entity, str) or not isinstance(start, (int, float)):
        raise BadInput(f"{path} is a trace without 'icao' and 'timestamp'; neither is guessed")
    if isinstance(data.get("r"), str):
        columns.call(entity, data["r"])
    for number, point in enumerate(data["trace"], 1):
        try:
            offset, lat, lon, altitude = point[:4]
            speed = point[4] if len(point) > 4 else None
            grounded = altitude == "ground"
            flying = isinstance(altitude, (int, float))
            columns.add(
                number,
                entity,
                float(start) + float(offset),
                float(lat),
                float(lon),
                None if speed is None else float(speed),
                float(altitude) * FT_TO_M if flying else None,
                grounded if grounded or flying else None,
            )
        except (TypeError, ValueError, IndexError):
            counts.read += 1
            counts.left_out["point cannot be read"] += 1


def _states(data: dict[str, Any], columns: Columns, counts: Counts) -> None:
    """OpenSky's state vectors (openskynetwork.github.io/opensky-api/rest.html); metres, m/s."""
    for number, state in enumerate(data["states"], 1):
        try:
            entity, at, lon, lat = state[0], state[3], state[5], state[6]
            if at is None or lon is None or lat is None:
                counts.read += 1
                counts.left_out["position not available"] += 1
                continue
            altitude, speed = state[7], state[9]
            columns.add(
                number,
                str(entity),
                float(at),
                float(lat),
                float(lon),
                None if speed is None else float(speed) * _MS_TO_KN,
                None if altitude is None else float(altitude),
                bool(state[8]),
            )
        except (TypeError, ValueError, IndexError):
            counts.read += 1
            counts.left_out["point cannot be read"] += 1


def _features(
    data: dict[str, Any],
    path: Path,
    options: TrackOptions,
    columns: Columns,
    counts: Counts,
) -> None:
    """GeoJSON: points with an entity and a time, or lines whose `coordTimes` hold the times.

    A row is a point, counted through the file. Coordinates may have a third, the altitude in
    metres.
    """
    features = data["features"] if data["type"] == "FeatureCollection" else [data]
    number = naive = 0
    for feature in features:
        said = {str(k).lower(): v for k, v in (feature.get("properties") or {}).items()}
        shape = feature.get("geometry") or {}
        entity = next((said[k] for k in _ENTITY_KEYS if said.get(k) is not None), path.stem)
        points = shape.get("coordinates") or []
        times = said.get("coordtimes") or said.get("times") or []
        if shape.get("type") == "Point":
            points = [points]
            times = [
                next((said[k] for k in ("time", "timestamp", "datetime", "t") if k in said), None)
            ]
        elif shape.get("type") != "LineString":
            counts.read += 1
            counts.left_out["neither a point nor a line"] += 1
            continue
        for place, point in enumerate(points):
            number += 1
            said_time = times[place] if place < len(times) else None
            at = _seconds(said_time, options.zone)
            if at is None:
                naive += isinstance(said_time, str)
                counts.read += 1
                counts.left_out["no time, or none with a zone"] += 1
                continue
            try:
                columns.add(
                    number,
                    str(entity),
                    at,
                    float(point[1]),
                    float(point[0]),
                    None if said.get("speed") is None else float(said["speed"]),
                    float(point[2]) if len(point) > 2 else None,
                )
            except (TypeError, ValueError, IndexError):
                counts.read += 1
                counts.left_out["point cannot be read"] += 1
    if not len(columns):
        why = f"its times name no zone; {HOW_TO_SAY_THE_ZONE}" if naive else "no point has a time"
        raise BadInput(f"{path} gives no dated position: {why}")


_ENTITY_KEYS = ("entity", "mmsi", "icao24", "icao", "hex", "ssvid", "id", "name")


def _seconds(value: Any, zone: str | None) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return value / 1000 if value > 1e11 else float(value)
    return moment_s(str(value), zone)
