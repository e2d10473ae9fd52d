"""If these fail, FollowTheMoney refuses a case, or drops what it cannot place."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.tell.export.conftest import Export


def entities(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_its_own_library_keeps_every_value(export: Export) -> None:
    """Round trip: what it reads, cleans and writes again is what was exported."""
    ftm = pytest.importorskip("followthemoney", reason="its ICU is built from source")
    for entity in entities(export("ftm")):
        proxy = ftm.EntityProxy.from_dict(entity, cleaned=False)
        back = proxy.to_dict()
        assert (back["id"], back["schema"]) == (entity["id"], entity["schema"])
        assert {k: sorted(v) for k, v in back["properties"].items()} == {
            k: sorted(v) for k, v in entity["properties"].items()
        }


def test_every_reference_leads_to_an_entity_of_the_export(export: Export) -> None:
    found = {entity["id"]: entity for entity in entities(export("ftm"))}
    counted = Counter(entity["schema"] for entity in found.values())
    assert (counted["Article"], counted["Address"], counted["Event"]) == (5, 1, 2)
    assert counted["Note"] == 8 + 6
    for entity in found.values():
        for name in ("entity", "proof", "addressEntity"):
            assert set(entity["properties"].get(name, ())) <= set(found)
    (empty,) = (
        e["properties"]
        for e in found.values()
        if "reviewed" in e["properties"].get("keywords", ()) and "name" not in e["properties"]
    )
    assert empty["description"] == ["The quay was empty on Tuesday"]
    assert {found[id]["schema"] for id in empty["entity"]} == {"LegalEntity", "Address"}
    (article,) = (found[id]["properties"] for id in empty["proof"])
    assert article["publishedAt"] == ["2024-12-10"]


def test_review_and_make_believe_are_told(example: Path, export: Export) -> None:
    found = entities(export("ftm", case=example))
    assert all("not reporting" in e["properties"]["notes"][0] for e in found)
    evidence = [e for e in found if e["schema"] in ("Note", "Event")]
    marks = {"reviewed", "machine-found", "part reviewed"}
    assert all(marks & set(e["properties"]["keywords"]) for e in evidence)
    assert sum("simulated" in e["properties"]["keywords"] for e in evidence) == 6
