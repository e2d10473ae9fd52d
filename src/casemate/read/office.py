"""DOCX (ECMA-376) and ODT (ODF 1.3) to paragraphs: their main text, without deleted words."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casemate.errors import BadInput
from casemate.nouns import PassageKind

EXTRACTOR = "casemate-office 1"
MAX_PART_BYTES = 64 << 20
# All that zipfile and what it unpacks with raise for a file that was damaged or made to harm.
_UNZIP_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
# What is in the file and not in the text: a second copy for old programs, deleted words, notes.
_DOCX_SILENT = frozenset((f"{_MC}Fallback", f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr"))
_ODT_SILENT = frozenset((f"{_T}tracked-changes", f"{_O}annotation", f"{_T}note", f"{_O}forms"))
_DOCX_MARKS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_ODT_MARKS = {f"{_T}tab": " ", f"{_T}line-break": " "}


@dataclass(frozen=True, slots=True)
class OfficeText:
    """Paragraphs in order, each with what it is; title and author as the file states them."""

    paragraphs: tuple[tuple[str, PassageKind], ...]
    title: str | None = None
    author: str | None = None


def read_docx(content: bytes) -> OfficeText:
    """The text of a Word file; raises BadInput with the reason."""
    with _opened(content) as packed:
        body = _part(packed, "word/document.xml")
        about = _about(packed, "docProps/core.xml")
    paragraphs = [
        (text, _docx_kind(node))
        for node in _nodes(body, _DOCX_SILENT, f"{_W}p")
        if (text := _words(node, _DOCX_SILENT, f"{_W}p", f"{_W}t", _DOCX_MARKS))
    ]
    return OfficeText(tuple(paragraphs), *about)


def read_odt(content: bytes) -> OfficeText:
    """The text of an OpenDocument text file; raises BadInput with the reason."""
    with _opened(content) as packed:
        if b"encryption-data" in _bytes(packed, "META-INF/manifest.xml", needed=False):
            raise BadInput("the file is locked with a password: unlock it and collect that too")
        body = _part(packed, "content.xml")
        about = _about(packed, "meta.xml")
    paragraphs = [
        (text, _odt_kind(node))
        for node in _nodes(body, _ODT_SILENT, f"{_T}p", f"{_T}h")
        if (text := _words(node, _ODT_SILENT, f"{_T}p", None, _ODT_MARKS))
    ]
    return OfficeText(tuple(paragraphs), *about)


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _UNZIP_FAULTS as fault:
        raise BadInput(f"its zip is broken ({fault})") from fault


def _bytes(packed: zipfile.ZipFile, name: str, needed: bool = True) -> bytes:
    """One part of the zip, read into memory and never further than the limit."""
    try:
        with packed.open(name) as part:
            content = part.read(MAX_PART_BYTES + 1)
    except KeyError as fault:
        if not needed:
            return b""
        raise BadInput(f"it has no {name}") from fault
    except _UNZIP_FAULTS as fault:
        raise BadInput(f"{name} in it cannot be unpacked ({fault!r})") from fault
    if len(content) > MAX_PART_BYTES:
        raise BadInput(
            f"{name} unpacks to more than {MAX_PART_BYTES / 1e6:.0f} MB: no text is that long"
        )
    return content


def _part(packed: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(_bytes(packed, name), parser)
    except etree.XMLSyntaxError as fault:
        raise BadInput(f"{name} in it is no XML that can be read ({fault})") from fault


def _about(packed: zipfile.ZipFile, name: str) -> tuple[str | None, str | None]:
    try:
        tree = _part(packed, name)
    except BadInput:
        return None, None  # Nobody needs to say who wrote a text for it to be read.
    title, author = tree.findtext(f".//{_DC}title"), tree.findtext(f".//{_DC}creator")
    return (title or "").strip() or None, (author or "").strip() or None


def _nodes(tree: Any, silent: frozenset[str], *wanted: str) -> Iterator[Any]:
    """Paragraphs in reading order, those inside text boxes after the one they hang on."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if node.tag in silent or not isinstance(node.tag, str):
            continue
        if node.tag in wanted:
            yield node
        stack.extend(reversed(node))


def _words(
    paragraph: Any, silent: frozenset[str], nested: str, text_tag: str | None, marks: dict[str, str]
) -> str:
    """The words of one paragraph. text_tag: the element that alone holds words; None: all do."""
    pieces: list[str] = []
    # (node, its tail only): tails belong to the parent, and are words in ODT alone.
    stack: list[tuple[Any, bool]] = [(paragraph, False)]
    while stack:
        node, tail = stack.pop()
        if tail:
            pieces.append(node.tail or "")
            continue
        if node is not paragraph and text_tag is None:
            stack.append((node, True))
        if not isinstance(node.tag, str) or node.tag in silent:
            continue
        if node is not paragraph and node.tag == nested:
            continue
        if node.tag in marks:
            pieces.append(marks[node.tag])
        elif node.tag == f"{_T}s":
            pieces.append(" ")
        elif text_tag in (None, node.tag):
            pieces.append(node.text or "")
        stack.extend((child, False) for child in reversed(node))
    return " ".join("".join(pieces).split())


def _docx_kind(node: Any) -> PassageKind:
    style = node.find(f"{_W}pPr/{_W}pStyle")
    return _kind("" if style is None else style.get(f"{_W}val", ""))


def _odt_kind(node: Any) -> PassageKind:
    if node.tag == f"{_T}h":
        return PassageKind.HEADING
    return _kind(node.get(f"{_T}style-name", ""))


def _kind(style: str) -> PassageKind:
    style = style.lower()
    if style.startswith(("caption", "illustration", "figure")):
        return PassageKind.CAPTION
    return PassageKind.HEADING if style.startswith(("heading", "title")) else PassageKind.PARAGRAPH
