"""If these fail, a map made of a case shows places elsewhere, or as points without uncertainty."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pyogrio.raw
from tests.tell.export.conftest import Export


def test_a_second_program_finds_the_places(export: Export) -> None:
    """GDAL, which most map programs read with."""
    meta, _, geometry, columns = pyogrio.raw.read(export("geojson", "out.geojson"))
    row = dict(zip(meta["fields"], columns, strict=True))
    assert list(row["what"]) == ["site", "zone", "observation", "observation"]
    assert [g is not None for g in geometry] == [True, True, False, True]
    assert row["radius_m"][0] == 600
    assert row["radius_m"][3] == 12.5


def test_longitude_comes_first_and_outer_rings_turn_left(export: Export) -> None:
    features = json.loads(export("geojson").read_text(encoding="utf-8"))["features"]
    assert features[0]["geometry"]["coordinates"] == [35.877, 34.905]
    (ring,) = features[1]["geometry"]["coordinates"]
    assert ring[0] == ring[-1]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    assert area > 0


def test_review_and_make_believe_are_told(example: Path, export: Export) -> None:
    whole = json.loads(export("geojson", case=example).read_text(encoding="utf-8"))
    assert "not reporting" in whole["notice"]
    pair = next(f for f in whole["features"] if f["id"] == "o-pair")["properties"]
    assert pair["name"].startswith("SIMULATED: ")
    assert pair["status"] == "machine-found"
    assert pair["simulated"] is True
    assert all("not reporting" in f["properties"]["notice"] for f in whole["features"])
