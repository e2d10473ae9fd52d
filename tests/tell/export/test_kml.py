"""If these fail, a globe shows places elsewhere, or hides how uncertain they are."""

from __future__ import annotations

from pathlib import Path

import pyogrio
import pyogrio.raw
from lxml import etree
from tests.tell.export.conftest import Export

from casemate.locate.geodesy import distance_m

NS = {"k": "http://www.opengis.net/kml/2.2"}


def test_a_second_program_finds_the_places(export: Export) -> None:
    """GDAL, which most map programs read with."""
    out = export("kml", "out.kml")
    ((layer, _),) = pyogrio.list_layers(out)
    meta, _, geometry, columns = pyogrio.raw.read(out, layer=layer)
    row = dict(zip(meta["fields"], columns, strict=True))
    assert list(row["Name"])[:2] == ["Grey Quay", "North mole"]
    assert [g is not None for g in geometry] == [True, True, False, True]


def test_the_circle_is_as_wide_as_the_uncertainty(export: Export) -> None:
    tree = etree.parse(export("kml")).getroot()
    ring = tree.find(".//k:Placemark//k:LinearRing/k:coordinates", NS).text.split()
    corners = [tuple(map(float, corner.split(","))) for corner in ring]
    assert corners[0] == corners[-1]
    away = [distance_m(35.877, 34.905, *corner) for corner in corners]
    assert all(abs(metres - 600) < 1 for metres in away)


def test_what_is_unknown_gets_no_place_and_every_time_its_days(export: Export) -> None:
    tree = etree.parse(export("kml")).getroot()
    pair, seen = tree.findall(".//k:Placemark", NS)[2:]
    assert pair.find("k:MultiGeometry", NS) is None
    assert seen.find("k:MultiGeometry/k:Point", NS) is not None
    assert seen.findtext("k:TimeSpan/k:begin", namespaces=NS) == "2024-12-09"
    assert seen.findtext("k:TimeSpan/k:end", namespaces=NS) == "2024-12-09"


def test_review_and_make_believe_are_told(example: Path, export: Export) -> None:
    tree = etree.parse(export("kml", case=example)).getroot()
    assert "not reporting" in tree.findtext("k:Document/k:description", namespaces=NS)
    pair = tree.findall(".//k:Placemark", NS)[2]
    data = {d.get("name"): d.findtext("k:value", namespaces=NS) for d in pair.iter("{*}Data")}
    assert data["status"] == "machine-found"
    assert data["simulated"] == "true"
    assert pair.findtext("k:name", namespaces=NS).startswith("SIMULATED: ")
