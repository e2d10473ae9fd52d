"""Paragraphs and sentences as spans, in one pass and without a model.

Rules: a sentence ends at . ! ? … (with closing quotes and brackets) before white space and
something that can begin a sentence, unless the full stop belongs to an abbreviation, an initial
or a number. Paragraphs are separated by blank lines; a single line break ends a sentence only
where the line before it looks finished or is short (a heading, a caption, a list item).
"""

from __future__ import annotations

import re

from casemate.nouns import Span

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_END = re.compile(
    r"(?:[.!?\u2026]+|[\u3002\uff01\uff1f\u061f\u06d4])"
    r"[\"'\u2019\u201d\u00bb)\]]*(?:\s+|$)"
)
_LAST_WORD = re.compile(r"[\w.'\u2019-]+\Z")
_STARTER = re.compile(r"[\"'\u2018\u201c\u00ab(\[\-\u2013\u2014 ]*[^\W_a-z]")
# Abbreviations after which a capital letter goes on with the same sentence.
_GO_ON = frozenset(
    """mr mrs ms dr prof gen lt col maj capt cmdr adm sgt cpl pvt brig rep sen gov pres st
    hon rev messrs jr sr vs etc no nos vol pp fig al approx dept est inc ltd co corp bros
    u.s u.k u.n e.g i.e a.m p.m ft mt jan feb mar apr jun jul aug sep sept oct nov dec mon
    tue wed thu fri sat sun vice-adm rear-adm lt.-gen maj.-gen""".split()
)
# Of these, the ones that also end sentences when something clearly new begins.
_MAY_END = frozenset("""u.s u.k u.n a.m p.m etc jr sr inc ltd co corp bros""".split())
_NEW_BEGIN = frozenset(
    """the a an in on at but and it he she they we i this that these those there his her its
    their as after before when while if meanwhile however according for from by with""".split()
)
_FIRST_WORD = re.compile(r"[\"'\u2018\u201c(\[]*([^\W\d_]+)")


def paragraphs(text: str) -> list[Span]:
    """Spans of the stretches between blank lines, white space at their ends left out."""
    found: list[Span] = []
    begin = 0
    for gap in [*(m.span() for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        if trimmed := trim(text, (begin, gap[0])):
            found.append(trimmed)
        begin = gap[1]
    return found


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """Sentence spans in reading order; together they cover all that is not white space."""
    found: list[Span] = []
    if within is not None:
        _split(text, within, found)
        return found
    for paragraph in paragraphs(text):
        _split(text, paragraph, found)
    return found


def trim(text: str, span: Span) -> Span | None:
    """`span` without white space at its ends; None when nothing is left."""
    begin, end = span
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return (begin, end) if end > begin else None


def _split(text: str, paragraph: Span, found: list[Span]) -> None:
    begin, stop = paragraph
    for line in _lines(text, paragraph):
        begin = line[0]
        stop = line[1]
        for match in _END.finditer(text, begin, stop):
            if match.end() >= stop or not _ends_here(text, begin, match, stop):
                continue
            if piece := trim(text, (begin, match.end())):
                found.append(piece)
            begin = match.end()
        if piece := trim(text, (begin, stop)):
            found.append(piece)


def _lines(text: str, paragraph: Span) -> list[Span]:
    """Lines that stand by themselves; a wrapped line is joined to the next."""
    pieces: list[Span] = []
    begin, stop = paragraph
    cut = text.find("\n", begin, stop)
    while cut >= 0:
        line = text[begin:cut].rstrip()
        after = text[cut + 1 : cut + 40].lstrip()
        finished = line.endswith((".", "!", "?", '"', "\u201d", ":", "\u2026"))
        wrapped = not finished and after[:1].islower()
        if not wrapped:
            pieces.append((begin, cut))
            begin = cut + 1
        cut = text.find("\n", cut + 1, stop)
    pieces.append((begin, stop))
    return pieces


def _ends_here(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    mark = match.group().rstrip()
    if not _STARTER.match(text, match.end(), min(stop, match.end() + 12)):
        return text[match.end()].isdigit() and not mark.startswith(".")
    if mark != ".":
        return True
    word_match = _LAST_WORD.search(text, max(begin, match.start() - 24), match.start())
    word = word_match.group().lower().rstrip(".") if word_match else ""
    if len(word) == 1 and word.isalpha() and text[match.start() - 1].isupper():
        return False
    if word in _MAY_END or (len(word) >= 3 and word[1] == "." and word.replace(".", "").isalpha()):
        first = _FIRST_WORD.match(text, match.end())
        return bool(first) and first.group(1).lower() in _NEW_BEGIN if first else True
    return word not in _GO_ON
