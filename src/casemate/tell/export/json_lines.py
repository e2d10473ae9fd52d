"""JSON lines: every noun of a case as the store keeps it, with what must be said of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casemate.keep.codec import to_text
from casemate.keep.judgements import all_judgements
from casemate.nouns import Failure
from casemate.tell.export.put_whole import put_text
from casemate.tell.export.selection import Selection

# Some programs end a line at these too.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One line each: case, site, question, capture, document, statement, observation, claim, ...

    `is` says which. Fields are those of the noun; one at its default is left out.
    """
    with put_text(out) as stream:
        for row in _rows(selection):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            stream.write(line.translate(_LINE_ENDS) + "\n")
    return ()


def _rows(selection: Selection) -> Iterator[dict[str, Any]]:
    about, case = selection.about, selection.case
    yield {
        "is": "case", "name": about.name, "notice": about.notice, "casemate": about.version,
        "as_of": None if about.as_of is None else about.as_of.isoformat(),
    }  # fmt: skip
    yield from (_row("site", site) for site in about.sites)
    yield from (_row("question", question) for question in case.questions())
    yield from (_row("capture", capture) for capture in selection.captures())
    for shown in selection.documents():
        marks = {"simulated": shown.simulated, "text_sha256": shown.header.text_sha256}
        if shown.header.not_read:
            marks["not_read"] = shown.header.not_read
        yield _row("document", shown.document, **marks)
        for said in selection.statements_of(shown):
            yield _row(
                "statement", said.statement, claim=said.claim, status=said.status,
                reviewed_by=said.reviewed_by, corrected=said.corrected,
                simulated=said.simulated,
            )  # fmt: skip
    for seen in selection.observations():
        yield _row(
            "observation", seen.observation, status=seen.status, reviewed_by=seen.reviewed_by,
            simulated=seen.observation.simulated,
        )  # fmt: skip
    for claim in selection.claims():
        yield _row("claim", claim.claim, status=claim.status, simulated=claim.simulated)
    yield from (_row("origin", origin) for origin in case.origins())
    yield from (_row("link", link) for link in case.links())
    yield from (_row("copy", copy) for copy in case.copies())
    for question in case.questions():
        for site in question.sites:
            for said_on in case.said(site, question.id):
                yield _row("said", said_on, site=site, question=question.id)
    for source, (letter, by) in sorted(case.grades().items()):
        yield {"is": "grade", "source": source, "letter": letter, "by": by}
    yield from (_row("judgement", judgement) for judgement in all_judgements(case.folder))
    yield from (_row("failure", failure) for failure in case.failures())


def _row(what: str, noun: Any, **marks: Any) -> dict[str, Any]:
    return {"is": what, **json.loads(to_text(noun)), **marks}
