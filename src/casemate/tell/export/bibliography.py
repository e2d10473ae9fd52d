"""The documents of a case as references: BibTeX, and CSL-JSON (Citation Style Language 1.0.2)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from casemate.nouns import Failure, Precision
from casemate.tell.export.neutral import web_address
from casemate.tell.export.put_whole import put_text
from casemate.tell.export.selection import SIMULATED, Selection, ShownDocument

# What has a meaning of its own in TeX; letters beyond ASCII are kept: biber reads UTF-8.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_KEY = re.compile(r"[^A-Za-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_BY_DAY = (Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.PART_OF_DAY, Precision.DAY)


def write_bibtex(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One @misc for each document: the type that every BibTeX style knows."""
    with put_text(out) as stream:
        stream.write(f"% {_line(selection.about.name)}\n")
        if selection.about.notice:
            stream.write(f"% {selection.about.notice}\n")
        for shown in selection.documents():
            fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(selection, shown))
            stream.write(f"\n@misc{{{_key(shown)},\n{fields}\n}}\n")
    return ()


def write_csl(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One JSON array of items, as Zotero, pandoc and citeproc take them."""
    with put_text(out) as stream:
        between = "["
        for shown in selection.documents():
            item = json.dumps(_item(selection, shown), ensure_ascii=False)
            stream.write(f"{between}\n{item}")
            between = ","
        stream.write("[]\n" if between == "[" else "\n]\n")
    return ()


def _fields(selection: Selection, shown: ShownDocument) -> Iterator[tuple[str, str]]:
    document = shown.document
    # Twice in braces: a style changes nothing in it, and a name is not cut into first and last.
    yield "title", f"{{{{{_tex(shown.header.title)}}}}}"
    author = document.byline or document.outlet
    if author:
        yield "author", f"{{{{{_tex(author)}}}}}"
    if document.outlet:
        yield "howpublished", f"{{{_tex(document.outlet)}}}"
    if document.published:
        precision = document.published_precision
        yield "year", f"{{{document.published.year:04d}}}"
        if precision in (*_BY_DAY, Precision.MONTH):
            yield "month", _MONTHS[document.published.month - 1]
        if precision in _BY_DAY:
            yield "day", f"{{{document.published.day}}}"
    if address := web_address(document.url):
        yield "url", f"{{{address.replace('%', chr(92) + '%').replace('#', chr(92) + '#')}}}"
    if document.captured_at:
        yield "urldate", f"{{{document.captured_at.date().isoformat()}}}"
    if shown.header.lang:
        yield "langid", f"{{{_tex(shown.header.lang)}}}"
    yield "note", f"{{{_tex(_note(selection, shown))}}}"


def _item(selection: Selection, shown: ShownDocument) -> dict[str, Any]:
    document = shown.document
    address = web_address(document.url)
    item: dict[str, Any] = {
        "id": document.id,
        "type": "webpage" if address else "document",
        "title": _line(shown.header.title),
        "note": _line(_note(selection, shown)),
    }
    if document.outlet:
        item["container-title"] = _line(document.outlet)
    if document.byline:
        item["author"] = [{"literal": _line(document.byline)}]
    if document.published:
        item["issued"] = {"date-parts": [_parts(document.published, document.published_precision)]}
    if document.captured_at:
        item["accessed"] = {"date-parts": [_parts(document.captured_at, Precision.DAY)]}
    if address:
        item["URL"] = address
    if shown.header.lang:
        item["language"] = shown.header.lang
    return item


def _parts(moment: datetime, precision: Precision) -> list[int]:
    if precision in _BY_DAY:
        return [moment.year, moment.month, moment.day]
    return [moment.year, moment.month] if precision is Precision.MONTH else [moment.year]


def _note(selection: Selection, shown: ShownDocument) -> str:
    """What proves the reference, and what must be said of it; its statements carry their review."""
    parts = [f"archived copy sha256 {shown.document.capture or 'not kept'}"]
    if shown.document.record:
        parts.append(f"record {shown.document.record}")
    if shown.header.not_read:
        parts.append(f"not read: {shown.header.not_read}")
    reviewed = total = 0
    for said in selection.statements_of(shown):
        total += 1
        reviewed += said.reviewed_by is not None
    parts.append(f"{total} statements found, {reviewed} reviewed")
    parts += [SIMULATED] if shown.simulated else []
    parts += [selection.about.notice] if selection.about.notice else []
    return "; ".join(parts)


def _key(shown: ShownDocument) -> str:
    """Outlet, day and the document's id: unique, and the same in every export."""
    known = shown.header.known
    day = known.isoformat() if known else "undated"
    outlet = _KEY.sub("", shown.document.outlet or "") or "unnamed"
    return f"{outlet.lower()}-{day}-{_KEY.sub('', shown.document.id)}"


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _line(text))
