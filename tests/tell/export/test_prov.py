"""If these fail, another program is told that words come from where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import PROV, URIRef
from tests.tell.export.conftest import Export

# rdflib's own reader of JSON-LD still uses a class that it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
CASEMATE = rdflib.Namespace("urn:casemate:term:")


def read(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(data=path.read_text(encoding="utf-8"), format="json-ld")


def quoting(graph: rdflib.Graph, words: str, document: str) -> rdflib.term.Node:
    (found,) = (
        s
        for s in graph.subjects(PROV.value, rdflib.Literal(words))
        if (s, PROV.wasQuotedFrom, URIRef(f"urn:casemate:document:{document}")) in graph
    )
    return found


def test_a_second_program_walks_from_words_to_the_archived_copy(export: Export) -> None:
    graph = read(export("prov"))
    empty = quoting(graph, "The quay was empty on Tuesday", "dpost")
    (copy,) = graph.objects(empty, PROV.wasQuotedFrom / PROV.wasDerivedFrom)
    assert str(copy).endswith("post")
    assert str(copy).startswith("urn:sha256:")
    (source,) = graph.objects(empty, PROV.hadPrimarySource / rdflib.RDFS.label)
    assert str(source) == "a crane driver to the Harbour Post"
    (speaker,) = graph.objects(empty, PROV.wasAttributedTo / rdflib.RDFS.label)
    assert str(speaker) == "a crane driver named Sam"


def test_a_repeat_is_quoted_from_what_it_repeats_and_starts_nothing(export: Export) -> None:
    graph = read(export("prov"))
    lantern, post = (URIRef(f"urn:casemate:document:{id}") for id in ("dlantern", "dpost"))
    assert (lantern, PROV.wasQuotedFrom, post) in graph
    again = quoting(graph, "The quay was empty on Tuesday", "dlantern")
    assert not list(graph.objects(again, PROV.hadPrimarySource))


def test_speakers_of_two_documents_are_two(export: Export) -> None:
    graph = read(export("prov"))
    agents = [str(o) for o in graph.objects(None, PROV.wasAttributedTo) if "speaker" in str(o)]
    # Four in the Post (its caption is its own), one in each of two others, two in the odd one.
    assert len(set(agents)) == 8


def test_every_statement_says_who_reviewed_it(example: Path, export: Export) -> None:
    graph = read(export("prov", case=example))
    said = list(graph.subjects(PROV.value))
    assert len(said) == 10
    statuses = [str(graph.value(s, CASEMATE.status)) for s in said]
    assert (statuses.count("reviewed"), statuses.count("machine-found")) == (1, 9)
    assert len(list(graph.subjects(CASEMATE.simulated, rdflib.Literal(True)))) == 4
    assert "not reporting" in str(graph.value(URIRef("urn:casemate:case"), CASEMATE.notice))
