"""If these fail, an annotation points at other words than those that were said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from tests.tell.export.conftest import Export

from casemate.keep.reader import CaseReader

# rdflib's own reader of JSON-LD still uses a class that it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# Of the model's published context, the terms that are used here; a test asks no network.
CONTEXT = {
    "oa": str(OA),
    "id": "@id",
    "type": "@type",
    "@vocab": str(OA),
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
}


def items(path: Path) -> list[dict[str, Any]]:
    page = json.loads(path.read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    found: list[dict[str, Any]] = page["items"]
    return found


def test_every_selector_finds_its_words_in_the_text(odd: Path, export: Export) -> None:
    with CaseReader(odd) as case:
        texts = {f"urn:sha256:{d.text_sha256}": d.text for d in case.documents()}
    found = 0
    for item in items(export("annotation")):
        for target in item["target"]:
            if target["source"] not in texts:
                continue
            text = texts[target["source"]]
            quote, position = target["selector"]
            begin, end = position["start"], position["end"]
            assert text[begin:end] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            found += 1
    # Eight statements, one of them in two pieces.
    assert found == 9


def test_a_second_program_reads_the_graph(export: Export) -> None:
    page = json.loads(export("annotation").read_text(encoding="utf-8"))
    page["@context"] = CONTEXT
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    assert len(set(graph.subjects(rdflib.RDF.type, OA.Annotation))) == 8
    assert len(set(graph.subjects(rdflib.RDF.type, OA.TextPositionSelector))) == 9
    pages = {str(o) for o in graph.objects(None, OA.hasSource) if str(o).startswith("http")}
    assert "https://post.example/1" in pages


def test_review_and_make_believe_are_tags(example: Path, export: Export) -> None:
    by_words: dict[str, set[str]] = {}
    for item in items(export("annotation", case=example)):
        tags = {b["value"] for b in item["body"] if b["purpose"] == "tagging"}
        by_words[item["target"][0]["selector"][0]["prefix"] + item["id"]] = tags
        assert any("not reporting" in tag for tag in tags)
        assert len(tags & {"reviewed", "machine-found"}) == 1
    assert sum("reviewed" in tags for tags in by_words.values()) == 1
    assert sum(any("SIMULATED" in t for t in tags) for tags in by_words.values()) == 2
