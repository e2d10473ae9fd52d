"""Text that other programs show instead of running it, or breaking on it.

A cell that begins with one of these is taken for a formula by a spreadsheet program, which may call
other programs with it (OWASP, "CSV injection", 2021). The remedy there and here: an apostrophe.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# All that XML 1.0 leaves out of its characters.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_xml(text: str) -> str:
    """The text with characters that XML cannot hold replaced by U+FFFD; not escaped."""
    return _NOT_XML.sub("\ufffd", text)


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~<>^$-])")
_WEB = re.compile(r"https?://[^\s<>\"'\\^`{|}\x00-\x20\x7f]+", re.IGNORECASE)


def as_markdown(text: str) -> str:
    """The text on one line, nothing in it Markdown or HTML."""
    return escape(_MARKDOWN.sub(r"\\\1", " ".join(text.split())), quote=False)


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web; None for scripts, paths and what is none at all."""
    return url if url is not None and _WEB.fullmatch(url) else None


def urn(kind: str, id: str) -> str:
    """A name for a thing of a case in linked data: "urn:casemate:statement:s1a2b3"."""
    return f"urn:casemate:{kind}:{quote(id, safe='')}"
