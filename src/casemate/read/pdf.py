"""PDF to text by PDFium, with page and place of every character, so that words can be boxed.

Lines are put together to paragraphs by the distance between them, their size and their length;
lines that stand at the edge of most pages (running titles, page numbers) are left out. Nothing in
the file is run: scripts, forms and links are never looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_double
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import accumulate, pairwise
from statistics import quantiles
from typing import Any

from casemate.errors import BadInput
from casemate.nouns import Span

MAX_PAGES = 3_000
MAX_CHARACTERS = 16 << 20
_EDGE = 0.09  # of a page's height, above and below which running titles stand
_SENTENCE_END = re.compile(r"[.!?…:؟۔。]['\"”’»)\]]*$")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
# PDFium gives a hyphen at a line's end as U+0002 where the word goes on.
_SOFT_HYPHEN = "\x02"
_PROGRAM_TITLE = re.compile(r"microsoft word|untitled|\.(?:docx?|indd|qxd|pdf|odt|tex)$", re.I)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's text. pages: where each paragraph of it begins -> on which page, from 1."""

    text: str
    pages: dict[int, int]
    title: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's lower left corner. page: from 1."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class _Line:
    page: int
    height: float
    y: float = 0.0
    size: float = 0.0
    left: float = 0.0
    right: float = 0.0
    text: list[str] = field(default_factory=list)
    chars: list[int] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(self.text)


def pdf_extractor() -> str:
    """Name and version of what reads papers."""
    return f"pypdfium2 {version('pypdfium2')} + casemate-pdf 1"


def read_pdf(content: bytes) -> Paper:
    """The text of a PDF; raises BadInput when it is locked, broken or holds pictures alone."""
    with _opened(content) as pdf:
        paragraphs = _paragraphs(_body(_lines(pdf)))
        if not paragraphs:
            raise BadInput(
                f"its {len(pdf)} pages hold no text, only pictures of it: "
                "have it recognised (OCR) and collect the result"
            )
        about = pdf.get_metadata_dict(skip_empty=True)
        title = about.get("Title", "").strip()
        texts = ["".join(text for text, _, _ in paragraph) for paragraph in paragraphs]
        begins = accumulate((len(text) + 2 for text in texts[:-1]), initial=0)
        return Paper(
            text="\n\n".join(texts),
            pages={at: p[0][1] for at, p in zip(begins, paragraphs, strict=True)},
            title=title if title and not _PROGRAM_TITLE.search(title) else None,
            author=about.get("Author", "").strip() or None,
        )


def boxes(content: bytes, span: Span) -> list[Box]:
    """Where the characters `span` of a paper's text stand: a box for each line of them."""
    found: dict[tuple[int, float], Box] = {}
    with _opened(content) as pdf:
        at = 0
        places = []
        for paragraph in _paragraphs(_body(_lines(pdf))):
            for text, page, char in paragraph:
                if at < span[1] and at + len(text) > span[0] and char is not None:
                    places.append((page, char))
                at += len(text)
            at += 2
        for number in sorted({page for page, _ in places}):
            page = pdf[number - 1]
            text_page = page.get_textpage()
            for char in (c for p, c in places if p == number):
                left, bottom, right, top = text_page.get_charbox(char, loose=True)
                line = (number, round(bottom))
                had = found.get(line, Box(number, left, bottom, right, top))
                found[line] = Box(
                    number,
                    min(left, had.left),
                    min(bottom, had.bottom),
                    max(right, had.right),
                    max(top, had.top),
                )
            text_page.close()
            page.close()
    return list(found.values())


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise BadInput(
                "the PDF is locked with a password: unlock it, keep the locked one as evidence, "
                "and collect the open one too"
            ) from fault
        raise BadInput(f"not a PDF that can be opened ({fault})") from fault
    try:
        if len(pdf) > MAX_PAGES:
            raise BadInput(f"{len(pdf)} pages: split it (the limit is {MAX_PAGES})")
        yield pdf
    except pypdfium2.PdfiumError as fault:
        raise BadInput(f"a page of the PDF cannot be loaded ({fault})") from fault
    finally:
        pdf.close()


def _lines(pdf: Any) -> list[_Line]:
    lines: list[_Line] = []
    characters = 0
    for number in range(len(pdf)):
        page = pdf[number]
        text_page = page.get_textpage()
        characters += text_page.count_chars()
        if characters > MAX_CHARACTERS:
            raise BadInput("more text than a paper has: split it")
        lines += _lines_of(text_page, number + 1, page.get_height())
        text_page.close()
        page.close()
    return lines


def _lines_of(text_page: Any, number: int, height: float) -> Iterator[_Line]:
    from pypdfium2 import raw

    line = _Line(number, height)
    for char in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, char)
        if code in (10, 13):
            if line.words.strip():
                yield _measured(line, text_page)
            line = _Line(number, height)
        elif code not in (0, 0xFFFE, 0xFFFF):
            letter = chr(code) if code < 0x110000 else "\ufffd"
            line.text.append(_LIGATURES.get(letter, letter))
            line.chars.append(char)
            if letter == _SOFT_HYPHEN:
                # PDFium leaves out the line's end after it.
                yield _measured(line, text_page)
                line = _Line(number, height)
    if line.words.strip():
        yield _measured(line, text_page)


def _measured(line: _Line, text_page: Any) -> _Line:
    from pypdfium2 import raw

    seen = [c for t, c in zip(line.text, line.chars, strict=True) if not t.isspace()]
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text_page, seen[0], byref(x), byref(y))
    left, bottom, _, top = text_page.get_charbox(seen[0], loose=True)
    line.y, line.left, line.size = y.value, left, top - bottom
    line.right = text_page.get_charbox(seen[-1], loose=True)[2]
    return line


def _body(lines: list[_Line]) -> list[_Line]:
    """The lines without those that stand at the edge of most pages."""
    pages = len({line.page for line in lines})
    if pages < 3:
        return lines
    edges = [line for line in lines if _at_edge(line)]
    often = Counter(key for key, _ in {(_furniture(line), line.page) for line in edges})
    return [line for line in lines if not _at_edge(line) or often[_furniture(line)] * 2 < pages]


def _at_edge(line: _Line) -> bool:
    return not _EDGE * line.height < line.y < (1 - _EDGE) * line.height


def _furniture(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.words).strip()


_Piece = tuple[str, int, int | None]


def _paragraphs(lines: list[_Line]) -> list[list[_Piece]]:
    """Paragraphs as (text, page, character on it); what was put in between has no character."""
    pitch = _pitch(lines)
    right: dict[int, float] = {}
    for line in lines:
        right[line.page] = max(line.right, right.get(line.page, 0.0))
    found: list[list[_Piece]] = []
    before: _Line | None = None
    for line in lines:
        pieces = _trimmed(line)
        if before is None or _parted(before, line, pitch, right[before.page]):
            found.append(pieces)
        else:
            last = found[-1]
            if last[-1][0] == _SOFT_HYPHEN:
                if pieces[0][0].islower():
                    last.pop()
            elif last[-1][0] not in ("-", "\u2010", "\u2014"):
                last.append((" ", line.page, None))
            last += pieces
        before = line
    for paragraph in found:
        paragraph[:] = [(t.replace(_SOFT_HYPHEN, "-"), p, c) for t, p, c in paragraph]
    return found


def _trimmed(line: _Line) -> list[_Piece]:
    """The line's characters, runs of white space as one space, none at its ends."""
    pieces: list[_Piece] = []
    for letter, char in zip(line.text, line.chars, strict=True):
        if not letter.isspace():
            pieces.append((letter, line.page, char))
        elif pieces and pieces[-1][0] != " ":
            pieces.append((" ", line.page, char))
    if pieces[-1][0] == " ":
        pieces.pop()
    return pieces


def _pitch(lines: list[_Line]) -> dict[int, float]:
    """For each size of letters, how far lines of one paragraph stand apart."""
    gaps: dict[int, list[float]] = {}
    for a, b in pairwise(lines):
        gap = a.y - b.y
        if a.page == b.page and round(a.size) == round(b.size) and 0.5 * a.size < gap < 4 * a.size:
            gaps.setdefault(round(a.size), []).append(gap)
    return {
        size: quantiles(found, n=10)[0] if len(found) > 1 else found[0]
        for size, found in gaps.items()
    }


def _parted(a: _Line, b: _Line, pitch: dict[int, float], right: float) -> bool:
    """Whether a paragraph ends between two lines that follow each other."""
    if abs(a.size - b.size) > 0.12 * max(a.size, b.size):
        return True
    ended = bool(_SENTENCE_END.search(a.words.rstrip()))
    gap = a.y - b.y
    if a.page != b.page or gap < -0.5 * a.size:
        return ended
    if gap > 1.3 * pitch.get(round(a.size), a.size):
        return True
    return ended and (b.left - a.left > a.size or right - a.right > 0.25 * right)
