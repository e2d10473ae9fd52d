"""Word (ECMA-376, 5th edition, 2021): the ledger with its proofs as footnotes, streamed.

The parts are written here: the package that makes such files holds a whole document in memory and
knows no footnotes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from casemate.nouns import Failure
from casemate.tell.export.ledger import Entry, preface, sections
from casemate.tell.export.neutral import as_xml, web_address
from casemate.tell.export.put_whole import Opener, put_archive
from casemate.tell.export.selection import Selection

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="{_WORD}.footnotes+xml"/>
</Types>"""
_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>"""
_DOCUMENT_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="r2" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>
</Relationships>"""
# id, name, what it is based on, properties of the paragraph, of the run.
_STYLES = (
    ("Normal", "Normal", "", '<w:spacing w:after="120"/>', '<w:sz w:val="21"/>'),
    ("Title", "Title", "Normal", "", '<w:b/><w:sz w:val="40"/>'),
    ("Heading1", "heading 1", "Normal", '<w:keepNext/><w:spacing w:before="360" w:after="120"/>'
     '<w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="30"/>'),
    ("Heading2", "heading 2", "Normal", '<w:keepNext/><w:spacing w:before="240" w:after="60"/>'
     '<w:outlineLvl w:val="1"/>', '<w:b/><w:sz w:val="23"/>'),
    ("Facts", "Facts", "Normal", "", '<w:i/><w:color w:val="595959"/><w:sz w:val="19"/>'),
    ("Notice", "Notice", "Normal", "", '<w:b/><w:color w:val="9C1C1C"/>'),
    ("Evidence", "Evidence", "Normal", '<w:ind w:left="340"/>', ""),
    ("FootnoteText", "footnote text", "Normal", '<w:spacing w:after="40"/>',
     '<w:sz w:val="17"/>'),
)  # fmt: skip
_DEFAULT = ' w:default="1"'
_MARK = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One document; footnotes are gathered in a file beside while the text is written."""
    with (
        put_archive(out) as opener,
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as notes,
    ):
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/_rels/document.xml.rels", _DOCUMENT_RELATIONS),
            ("word/styles.xml", _styles()),
        ):
            _put(opener, name, iter((text,)))
        _put(opener, "word/document.xml", _document(selection, notes))
        notes.seek(0)
        _put(opener, "word/footnotes.xml", _footnotes(notes))
    return ()


def _put(opener: Opener, name: str, pieces: Iterator[str]) -> None:
    with opener(name) as stream:
        for piece in pieces:
            stream.write(piece.encode("utf-8", "replace"))


def _styles() -> str:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"{"" if based else _DEFAULT}>'
        f'<w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        for id, name, based, paragraph, run in _STYLES
    )
    return f"{_HEAD}<w:styles {_W}>{styles}</w:styles>"


def _document(selection: Selection, notes: IO[str]) -> Iterator[str]:
    yield f"{_HEAD}<w:document {_W} {_R}><w:body>"
    yield _paragraph("Title", _run(selection.about.name))
    for words in preface(selection):
        style = "Notice" if words == selection.about.notice else "Facts"
        yield _paragraph(style, _run(words))
    numbers = count(1)
    for section in sections(selection):
        yield _paragraph("Heading1", _run(section.title))
        if section.place:
            yield _paragraph("Facts", _run(section.place))
        for entry in section.entries:
            yield from _entry(entry, numbers, notes)
    yield "<w:sectPr/></w:body></w:document>"


def _entry(entry: Entry, numbers: Iterator[int], notes: IO[str]) -> Iterator[str]:
    yield _paragraph("Heading2", _run(entry.words))
    yield _paragraph("Facts", _run("; ".join(entry.facts) + f" ({entry.id})"))
    for line in entry.lines:
        number = next(numbers)
        address = web_address(line.url)
        proof = f" {line.proof}" + (f" {address}" if address else "")
        note = _paragraph("FootnoteText", f"<w:r>{_MARK}<w:footnoteRef/></w:r>" + _run(proof))
        notes.write(f'<w:footnote w:id="{number}">{note}</w:footnote>')
        mark = f"<w:r>{_MARK}<w:footnoteReference w:id={quoteattr(str(number))}/></w:r>"
        told = _run(f"{line.words} ({line.by}) ") + _run(f"[{'; '.join(line.marks)}]", "<w:i/>")
        yield _paragraph("Evidence", told + mark)


def _footnotes(notes: IO[str]) -> Iterator[str]:
    yield f"{_HEAD}<w:footnotes {_W} {_R}>{_SEPARATORS}"
    while piece := notes.read(1 << 16):
        yield piece
    yield "</w:footnotes>"


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, properties: str = "") -> str:
    words = escape(as_xml(text))
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
