"""Small worlds of positions: a table, a site, and what comes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.track.world import FIELD, HEADER, PORT

from casemate.nouns import Failure
from casemate.track.event import Event
from casemate.track.fences import fences_from_geojson
from casemate.track.follow import Report, follow
from casemate.track.options import TrackOptions
from casemate.track.rules import Rules


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    """A port and an airfield."""
    path = tmp_path / "sites.geojson"
    path.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"id": name, "kind": kind},
                        "geometry": {"type": "Point", "coordinates": [lon, lat]},
                    }
                    for name, kind, (lat, lon) in (
                        ("port", "port", PORT),
                        ("field", "airfield", FIELD),
                    )
                ],
            }
        )
    )
    return path


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes lines as a table and gives its path."""

    def write(lines: Sequence[str], name: str = "positions.csv", header: str = HEADER) -> Path:
        path = tmp_path / name
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def events(table: Callable[..., Path], sites: Path) -> Callable[..., list[Event]]:
    """Events of lines, or of files already written; a file that fails fails the test."""

    def run(given: Sequence[str] | Sequence[Path], **options: Any) -> list[Event]:
        paths = [g for g in given if isinstance(g, Path)]
        lines = [g for g in given if isinstance(g, str)]
        if lines:
            paths.append(table(lines))
        found = list(
            follow(
                paths,
                fences_from_geojson(sites, Rules()),
                TrackOptions(jobs=1, **options),
                Report(),
            )
        )
        failed = [f for f in found if isinstance(f, Failure)]
        assert not failed, failed
        return [e for e in found if isinstance(e, Event)]

    return run
