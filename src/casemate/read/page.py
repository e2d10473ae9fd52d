"""A saved web page: its article's text and captions, and what it says of itself.

trafilatura finds the article (F1 .96 on its own benchmark, the best of the free ones). Captions
become paragraphs before it runs, so that they come out in their place; their words tell them.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casemate.nouns import Span
from casemate.words.sentences import paragraphs

_DEEP = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_INLINE = re.compile(rb"data:[\w/+.;=-]{0,99};base64,[A-Za-z0-9+/=%\s]*")
# SingleFile writes where and when it saved into a comment at the page's top.
_SAVED = re.compile(
    r"<!--\s*Page saved with SingleFile\s*url:\s*(\S+)\s*saved date:\s*"
    r"\w{3} (\w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4})"
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr p li".split())
_SILENT = re.compile(r"<(script|style|template|noscript|svg)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_BLOCK_END = re.compile(r"</?(?:p|div|h[1-6]|li|tr|article|section|br|figcaption)\b[^>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """An article as read from HTML. captions: spans of `text` that are picture captions.

    whole: False when the page was too broken for a parser and only its tags were taken out.
    saved_from, saved_at: address and aware time that the program wrote into it that saved it.
    """

    text: str
    captions: tuple[Span, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    lang: str | None = None
    whole: bool = True
    saved_from: str | None = None
    saved_at: datetime | None = None


def without_pictures(content: bytes) -> bytes:
    """The page without what is packed into its addresses (SingleFile and its kin do that)."""
    return _INLINE.sub(b"data:,", content) if b";base64," in content else content


def read_page(source: str) -> Page:
    """The article in an HTML page. Never runs scripts, never fetches anything."""
    if _depth(source) > _DEEP:
        # Parsers of HTML recurse; one nested a hundred thousand deep ends the process.
        return Page(text=_without_tags(source), whole=False)
    import lxml.html
    from trafilatura import bare_extraction

    if not source.strip():
        return Page(text="")
    try:
        tree = lxml.html.document_fromstring(_bytes(source), parser=_parser())
    except (lxml.etree.ParserError, ValueError):
        return Page(text=_without_tags(source), whole=False)
    lang = _lang(tree)
    captions = _captions_as_paragraphs(tree)
    found: Any = bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = "" if found is None else _blank_lines(found.text or "")
    text, spans = _find_captions(text, captions)
    if not text:
        text = _without_tags(source)
    saved_from, saved_at = _saved(source)
    return Page(
        text=text,
        captions=spans,
        title=_said(found, "title"),
        outlet=_said(found, "sitename"),
        byline=_said(found, "author"),
        published=_time_meta(tree) or _said(found, "date"),
        url=_canonical(tree) or _said(found, "url"),
        lang=lang,
        saved_from=saved_from,
        saved_at=saved_at,
    )


def _saved(source: str) -> tuple[str | None, datetime | None]:
    match = _SAVED.search(source, 0, 4_096)
    if match is None:
        return None, None
    try:
        return match[1], datetime.strptime(match[2], "%b %d %Y %H:%M:%S GMT%z")
    except ValueError:
        return match[1], None


def _parser() -> Any:
    import lxml.html

    return lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def _bytes(source: str) -> bytes:
    return source.encode("utf-8", "replace")


def _captions_as_paragraphs(tree: Any) -> list[str]:
    """Turns every figcaption into a paragraph before trafilatura decides what to keep."""
    captions = []
    for node in list(tree.iter("figcaption")):
        words = " ".join("".join(node.itertext()).split())
        if not words:
            continue
        captions.append(words)
        for child in list(node):
            node.remove(child)
        node.tag = "p"
        node.attrib.clear()
        node.text = words
        figure = node.getparent()
        if figure is not None and figure.tag == "figure":
            figure.tag = "div"
            figure.attrib.clear()
    return captions


def _find_captions(text: str, captions: list[str]) -> tuple[str, tuple[Span, ...]]:
    """The text with the captions' spans; captions that were dropped are put at its end."""
    pieces = [text[begin:end] for begin, end in paragraphs(text)]
    kept = set(pieces)
    pieces += [words for words in dict.fromkeys(captions) if words not in kept]
    is_caption = set(captions)
    spans: list[Span] = []
    at = 0
    for words in pieces:
        if words in is_caption:
            spans.append((at, at + len(words)))
        at += len(words) + 2
    return "\n\n".join(pieces), tuple(spans)


def _blank_lines(text: str) -> str:
    """trafilatura separates paragraphs by single line ends; documents do it by blank lines."""
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def _said(found: Any, field: str) -> str | None:
    value = None if found is None else getattr(found, field, None)
    return str(value).strip() or None if value else None


def _time_meta(tree: Any) -> str | None:
    """The time a page states for machines, with its hour and zone, where it does."""
    for path in (
        "//meta[@property='article:published_time']/@content",
        "//meta[@itemprop='datePublished']/@content",
        "//time[@pubdate]/@datetime",
        "//time[@itemprop='datePublished']/@datetime",
    ):
        for value in tree.xpath(path):
            if re.match(r"\d{4}-\d{2}-\d{2}", value.strip()):
                return str(value.strip())
    return None


def _canonical(tree: Any) -> str | None:
    for value in tree.xpath("//link[@rel='canonical']/@href"):
        if value.strip().startswith(("http://", "https://")):
            return str(value.strip())
    return None


def _lang(tree: Any) -> str | None:
    stated = (tree.get("lang") or "").split("-")[0].strip().lower()
    return stated if re.fullmatch(r"[a-z]{2}", stated) else None


def _depth(source: str) -> int:
    """How deep tags nest, counted without a parser; void and unclosed paragraphs do not count."""
    if source.count("<") - source.count("</") <= _DEEP:
        return 0
    deepest = depth = 0
    for match in _TAG.finditer(source):
        if match[1]:
            if depth and match[2].lower() not in _VOID:
                depth -= 1
        elif match[2].lower() not in _VOID and source[match.end() - 2] != "/":
            depth += 1
            if depth > deepest:
                deepest = depth
                if deepest > _DEEP:
                    break
    return deepest


def _without_tags(source: str) -> str:
    text = _BLOCK_END.sub("\n\n", _SILENT.sub(" ", source))
    text = html.unescape(re.sub(r"<[^<>]*>", " ", text))
    pieces = (" ".join(piece.split()) for piece in text.split("\n\n"))
    return "\n\n".join(piece for piece in pieces if piece)
