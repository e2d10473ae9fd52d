"""If these fail, another desk's STIX program refuses a case, or brings it in twice."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import stix2
from tests.tell.export.conftest import Export


def objects(path: Path) -> list[Any]:
    bundle = stix2.parse(path.read_text(encoding="utf-8"), allow_custom=False, version="2.1")
    found: list[Any] = bundle.objects
    return found


def test_the_reference_library_accepts_every_object(export: Export) -> None:
    found = objects(export("stix"))
    counted = Counter(thing.type for thing in found)
    assert counted["report"] == 5
    assert counted["location"] == 1
    assert counted["opinion"] == 1
    assert counted["note"] == 8 + 2 + 6
    ids = [thing.id for thing in found]
    assert len(ids) == len(set(ids))


def test_every_reference_leads_to_an_object_of_the_bundle(export: Export) -> None:
    found = {thing.id: thing for thing in objects(export("stix"))}
    for thing in found.values():
        for target in thing.get("object_refs", []):
            assert target in found
    report = next(t for t in found.values() if t.type == "report" and "Harbour" in t.name)
    notes = [found[id] for id in report.object_refs if id.startswith("note")]
    assert len(notes) == 4
    empty = next(n for n in notes if n.content == "The quay was empty on Tuesday")
    assert empty.authors == ["a crane driver named Sam"]
    assert {found[id].type for id in empty.object_refs} == {"identity", "location"}
    assert report.external_references[0].url == "https://post.example/1"


def test_who_denies_a_claim_has_an_opinion_on_it(export: Export) -> None:
    found = {thing.id: thing for thing in objects(export("stix"))}
    (opinion,) = (t for t in found.values() if t.type == "opinion")
    assert (opinion.opinion, opinion.authors) == ("disagree", ["A clerk"])
    (claim,) = (found[id] for id in opinion.object_refs)
    assert claim.content == "The quay was empty on Tuesday"
    assert claim.abstract.startswith("claim: 3 separate origins")


def test_a_location_says_how_exact_it_is(export: Export) -> None:
    (site,) = (t for t in objects(export("stix")) if t.type == "location")
    assert (site.latitude, site.longitude, site.precision) == (34.905, 35.877, 600)


def test_review_and_make_believe_are_labels(example: Path, export: Export) -> None:
    found = objects(export("stix", case=example))
    statements = [t for t in found if t.type == "note" and not t.abstract.startswith("claim:")]
    reviewed = [t for t in statements if "reviewed" in t.labels]
    assert [t.labels[1] for t in reviewed] == ["by A. K."]
    assert len([t for t in statements if "machine-found" in t.labels]) == 9
    assert len([t for t in statements if "simulated" in t.labels]) == 3
    assert all("example: not reporting" in t.labels for t in found)


def test_a_second_export_brings_the_same_ids(export: Export, odd: Path, example: Path) -> None:
    """Of another build of the case too: nothing depends on the day of exporting."""
    ids = [
        [thing["id"] for thing in json.loads(export("stix", name, case).read_text())["objects"]]
        for name, case in (("one", odd), ("two", example))
    ]
    assert ids[0] == ids[1]
