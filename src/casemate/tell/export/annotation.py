"""W3C Web Annotation Data Model (2017): every statement as an annotation of the words it stands in.

One target for each piece of a statement: the text as it was read, named by its hash, with quote and
position; and a second target, the page on the web, with the quote alone, since a page's own
characters are not those of the text that was read from it. A position counts code points, as the
model asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casemate.nouns import Failure, Span
from casemate.tell.export.neutral import urn, web_address
from casemate.tell.export.put_whole import put_array, put_text
from casemate.tell.export.selection import SIMULATED, Selection, ShownDocument, ShownStatement

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Enough of what stands around the words to tell them from the same words elsewhere.
_AROUND_CHARS = 32


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One AnnotationPage, streamed."""
    about = selection.about
    label = f"{about.name}: {about.notice}" if about.notice else about.name
    head: dict[str, Any] = {"@context": _CONTEXT, "type": "AnnotationPage", "label": label}
    opening = json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    with put_text(out) as stream:
        put_array(stream, opening, _annotations(selection))
    return ()


def _annotations(selection: Selection) -> Iterator[str]:
    for document in selection.documents():
        for shown in selection.statements_of(document):
            made = _annotation(selection, document, shown)
            yield json.dumps(made, ensure_ascii=False)


def _annotation(
    selection: Selection, document: ShownDocument, shown: ShownStatement
) -> dict[str, Any]:
    quoted = shown.quoted
    said = " → ".join(step.name for step in quoted.chain)
    tags = [shown.status, f"stance: {shown.statement.stance.value}"]
    tags += [words for _, words in quoted.tags]
    tags += [SIMULATED] if shown.simulated else []
    tags += [selection.about.notice] if selection.about.notice else []
    made: dict[str, Any] = {
        "id": urn("statement", shown.statement.id),
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"type": "Software", "name": f"Casemate {selection.about.version}".strip()},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": said},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
        ],
        "target": [
            target for span in shown.statement.content for target in _targets(document, span)
        ],
    }
    if shown.reviewed_by:
        made["creator"] = [made["creator"], {"type": "Person", "name": shown.reviewed_by}]
    return made


def _targets(document: ShownDocument, span: Span) -> Iterator[dict[str, Any]]:
    text, (begin, end) = document.document.text, span
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[begin:end],
        "prefix": text[max(0, begin - _AROUND_CHARS) : begin],
        "suffix": text[end : end + _AROUND_CHARS],
    }
    position = {"type": "TextPositionSelector", "start": begin, "end": end}
    yield {
        "type": "SpecificResource",
        "source": f"urn:sha256:{document.header.text_sha256}",
        "selector": [quote, position],
    }
    address = web_address(document.document.url)
    if address:
        yield {"type": "SpecificResource", "source": address, "selector": quote}
