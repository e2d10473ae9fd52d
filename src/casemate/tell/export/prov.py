"""W3C PROV (PROV-O, 2013) as JSON-LD: what was quoted from what, and where it comes from first.

Two documents that name the same speaker give two agents: that they mean one person is not known.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casemate.nouns import Copy, Failure, Relation
from casemate.tell.export.neutral import urn, web_address
from casemate.tell.export.put_whole import put_array, put_text
from casemate.tell.export.selection import Selection, ShownDocument, ShownStatement

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "casemate": "urn:casemate:term:",
}
# PROV: to quote is to repeat some or all of an entity; a revision has substantial content of it.
_RELATIONS = {
    Relation.VERBATIM: "prov:wasQuotedFrom",
    Relation.ABRIDGED: "prov:wasQuotedFrom",
    Relation.UPDATE: "prov:wasRevisionOf",
}
Node = dict[str, Any]


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One graph of captures, documents, statements, agents, origins, observations and claims."""
    opening = json.dumps({"@context": _CONTEXT})[:-1] + ', "@graph": ['
    with put_text(out) as stream:
        nodes = (json.dumps(node, ensure_ascii=False) for node in _nodes(selection))
        put_array(stream, opening, nodes)
    return ()


def _nodes(selection: Selection) -> Iterator[Node]:
    about = selection.about
    marks = {"label": about.name, "casemate:notice": about.notice}
    yield _node("urn:casemate:case", "prov:Collection", marks)
    for capture in selection.captures():
        yield _node(f"urn:sha256:{capture.sha256}", "prov:Entity", {
            "prov:generatedAtTime": _moment(capture.captured_at.isoformat()),
            "casemate:address": capture.address,
            "dct:format": capture.media_type,
        })  # fmt: skip
    first: dict[str, list[str]] = defaultdict(list)
    for origin in selection.case.origins():
        for evidence in origin.statements:
            first[evidence].append(origin.id)
        yield _node(urn("origin", origin.id), "prov:Entity", {
            "label": origin.name,
            "casemate:kind": origin.kind.value,
            "casemate:party": origin.party,
        })  # fmt: skip
    copies: dict[str, list[Copy]] = defaultdict(list)
    for copy in selection.case.copies():
        copies[copy.document].append(copy)
    outlets: set[str] = set()
    for shown in selection.documents():
        outlet = urn("outlet", _short(shown.header.outlet))
        if outlet not in outlets:
            outlets.add(outlet)
            yield _node(outlet, "prov:Agent", {"label": shown.header.outlet})
        yield _document(shown, outlet, copies.get(shown.document.id, []))
        speakers: set[str] = set()
        for said in selection.statements_of(shown):
            agent = urn("speaker", _short(f"{said.header.id}|{said.quoted.who}"))
            if agent not in speakers:
                speakers.add(agent)
                yield _node(agent, "prov:Agent", {"label": said.quoted.who})
            yield _statement(said, agent, first.get(said.statement.id, []))
    yield from _seen(selection, first)
    for claim in selection.claims():
        members = [s.statement.id for s in claim.statements]
        members += [o.observation.id for o in claim.observations]
        yield _node(urn("claim", claim.claim.id), "prov:Collection", {
            "label": claim.claim.text,
            "prov:hadMember": [_to("statement", id) for id in members],
            "casemate:separateOrigins": claim.claim.independent_origins,
            "casemate:separateOriginsAtMost": claim.claim.independent_origins_at_most,
            "casemate:status": claim.status,
            "casemate:simulated": claim.simulated or None,
        })  # fmt: skip


def _document(shown: ShownDocument, outlet: str, copies: list[Copy]) -> Node:
    document = shown.document
    made: Node = {
        "label": shown.header.title,
        "prov:wasAttributedTo": {"@id": outlet},
        "dct:issued": _moment(document.published.isoformat()) if document.published else None,
        "casemate:textSha256": shown.header.text_sha256,
        "casemate:extractor": document.extractor,
        "casemate:simulated": shown.simulated or None,
    }
    if address := web_address(document.url):
        made["prov:atLocation"] = {"@id": address}
    derived = []
    if document.capture:
        derived.append({"@id": f"urn:sha256:{document.capture}"})
    for copy in copies:
        term = _RELATIONS.get(copy.relation)
        if term is None:
            derived.append(_to("document", copy.of))
        else:
            made.setdefault(term, []).append(_to("document", copy.of))
    made["prov:wasDerivedFrom"] = derived or None
    return _node(urn("document", document.id), "prov:Entity", made)


def _statement(said: ShownStatement, agent: str, origins: list[str]) -> Node:
    statement = said.statement
    return _node(urn("statement", statement.id), "prov:Entity", {
        "prov:value": statement.text,
        "prov:wasQuotedFrom": _to("document", statement.document),
        "prov:wasAttributedTo": {"@id": agent},
        "prov:hadPrimarySource": [_to("origin", id) for id in origins] or None,
        "casemate:via": list(statement.via) or None,
        "casemate:stance": statement.stance.value,
        "casemate:status": said.status,
        "casemate:reviewedBy": said.reviewed_by,
        "casemate:simulated": said.simulated or None,
    })  # fmt: skip


def _seen(selection: Selection, first: dict[str, list[str]]) -> Iterator[Node]:
    for shown in selection.observations():
        seen = shown.observation
        yield _node(urn("statement", seen.id), "prov:Entity", {
            "prov:value": seen.text,
            "prov:wasDerivedFrom": [{"@id": f"urn:sha256:{c.capture}"} for c in seen.citations],
            "prov:hadPrimarySource": [_to("origin", id) for id in first.get(seen.id, [])] or None,
            "casemate:method": seen.method,
            "casemate:status": shown.status,
            "casemate:reviewedBy": shown.reviewed_by,
            "casemate:simulated": seen.simulated or None,
        })  # fmt: skip


def _node(id: str, type: str, properties: Node) -> Node:
    kept = {name: value for name, value in properties.items() if value is not None}
    return {"@id": id, "@type": type, **kept}


def _to(kind: str, id: str) -> Node:
    return {"@id": urn(kind, id)}


def _moment(text: str) -> Node:
    return {"@value": text, "@type": "xsd:dateTime"}


def _short(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
