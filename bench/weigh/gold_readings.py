"""The gold statements of a provenance story as readings, so that weighing is measured alone.

    python bench/weigh/gold_readings.py STORY_FOLDER OUT_FOLDER

writes OUT/read.jsonl and OUT/weigh.json from the same statements, for `score.py weigh`. What gold
does not label (predicate, polarity, quantities, places, times outside statements) is computed by
the program's own readers where it has them.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casemate.nouns import (
    Document,
    Reading,
    SourceKind,
    Spans,
    Stance,
    Statement,
    StatementKind,
    When,
    statement_id,
    words_of,
)
from casemate.read.as_json import reading_as_json
from casemate.read.json_documents import documents_from_lines
from casemate.read.reader import ReadOptions, read_document
from casemate.weigh import weigh
from casemate.weigh.as_json import weighing_as_json

_STANCES = {
    "asserts": Stance.ASSERTS,
    "denies": Stance.DENIES,
    "reports-as-possible": Stance.POSSIBLE,
}


def gold_story(folder: Path) -> tuple[list[Document], list[Reading], dict[str, str]]:
    """Documents, readings made of gold statements, and {our statement id: gold statement id}."""
    with (folder / "articles.jsonl").open("rb") as lines:
        documents = [d for d in documents_from_lines(lines, "articles") if isinstance(d, Document)]
    gold = json.loads((folder / "gold.json").read_text(encoding="utf8"))
    names: dict[str, str] = {}
    readings = []
    for document in documents:
        rows = [s for s in gold["statements"] if s["article"] == document.id]
        statements = tuple(_statement(document, row, names) for row in rows)
        by_gold = {names[s.id]: s.id for s in statements}
        readings.append(_reading(document, statements, rows, by_gold))
    return documents, readings, names


def _reading(
    document: Document,
    statements: tuple[Statement, ...],
    rows: list[dict[str, Any]],
    by_gold: dict[str, str],
) -> Reading:
    read = read_document(document, ReadOptions(only=("times",)))
    nested = tuple(
        dataclasses.replace(s, parent=by_gold.get(row["nested_in"] or ""))
        for s, row in zip(statements, rows, strict=True)
    )
    return dataclasses.replace(read, statements=nested)


def _statement(document: Document, row: dict[str, Any], names: dict[str, str]) -> Statement:
    content = _spans(row, "content")
    source = _spans(row, "source")
    cue = _spans(row, "cue")
    ident = statement_id(document.id, source, cue, content)
    while ident in names:
        ident += "x"
    names[ident] = row["id"]
    name = row["source_name"]
    return Statement(
        id=ident,
        document=document.id,
        kind=StatementKind(row["kind"]),
        content=content,
        text=words_of(document.text, content),
        source=source,
        cue=cue,
        source_name=name,
        # Gold has kinds for origins, not for sources: what a reader would see is left open.
        source_kind=SourceKind.UNKNOWN,
        via=tuple(row["via"]),
        stance=_STANCES[row["stance"]],
        valid=None if row["valid_time"] is None else When.parse(row["valid_time"]),
    )


def _spans(row: dict[str, Any], role: str) -> Spans:
    first = [row[role]] if row.get(role) else []
    more = [x["span"] if isinstance(x, dict) else x for x in row.get(f"{role}_more") or []]
    return tuple((int(a), int(b)) for a, b in [*first, *more])


def write(folder: Path, out: Path) -> None:
    """read.jsonl and weigh.json of one story."""
    documents, readings, _ = gold_story(folder)
    out.mkdir(parents=True, exist_ok=True)
    with (out / "read.jsonl").open("w", encoding="utf8") as file:
        for row in _rows(readings):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    weighing = weighing_as_json(weigh(documents, readings))
    (out / "weigh.json").write_text(json.dumps(weighing, ensure_ascii=False), encoding="utf8")


def _rows(readings: list[Reading]) -> Iterator[dict[str, Any]]:
    return (reading_as_json(reading) for reading in readings)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
