"""Text that a spreadsheet shows instead of running, and that XML can hold.

A cell that begins with one of these is taken for a formula by a spreadsheet program, which may call
other programs with it (OWASP, "CSV injection", 2021). The remedy there and here: an apostrophe.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# All that XML 1.0 leaves out of its characters.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_xml(text: str) -> str:
    """The text with characters that XML cannot hold replaced by U+FFFD; not escaped."""
    return _NOT_XML.sub("\ufffd", text)
