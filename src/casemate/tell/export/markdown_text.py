"""Markdown (CommonMark with footnotes): every claim, its evidence, and a note for each piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casemate.nouns import Failure
from casemate.tell.export.ledger import Entry, Line, preface, sections
from casemate.tell.export.neutral import as_markdown, web_address
from casemate.tell.export.put_whole import put_text
from casemate.tell.export.selection import Selection


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One file; the notes stand behind the claim that they belong to."""
    with put_text(out) as stream:
        stream.writelines(line + "\n" for line in _lines(selection))
    return ()


def _lines(selection: Selection) -> Iterator[str]:
    yield f"# {as_markdown(selection.about.name)}"
    yield ""
    for words in preface(selection):
        yield f"> {as_markdown(words)}  "
    note = 0
    for section in sections(selection):
        yield ""
        yield f"## {as_markdown(section.title)}"
        if section.place:
            yield ""
            yield as_markdown(section.place)
        for entry in section.entries:
            yield from _entry(entry, note)
            note += len(entry.lines)


def _entry(entry: Entry, note: int) -> Iterator[str]:
    yield ""
    yield f"### {as_markdown(entry.words)}"
    yield ""
    yield f"*{as_markdown('; '.join(entry.facts))}* ({as_markdown(entry.id)})"
    yield ""
    for number, line in enumerate(entry.lines, note + 1):
        marks = as_markdown("; ".join(line.marks))
        yield f"- {as_markdown(line.words)} ({as_markdown(line.by)}) *{marks}*[^{number}]"
    yield ""
    for number, line in enumerate(entry.lines, note + 1):
        yield f"[^{number}]: {as_markdown(line.proof)}{_link(line)}"


def _link(line: Line) -> str:
    address = web_address(line.url)
    return f" <{address}>" if address else ""
