"""Bytes to text, whatever they were encoded in."""

from __future__ import annotations

import codecs
import re

from casemate.errors import BadInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]+)""")
# What is neither text nor white space; NUL and its kin would end a string in other programs.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes([*range(9), *range(14, 32), 127])
_SAMPLE = 65_536
# The encodings that pages without a declaration come in; rarer ones are taken for them too easily.
_ON_THE_WEB = [
    *("cp1251", "koi8_r", "cp1252", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_6"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "utf_16_le", "utf_16_be"),
]


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of `content`, line ends as \\n, control characters replaced one for one.

    charset: what the server said it is. Tries, in order: a byte-order mark, UTF-8, the server's
    word, what the text declares itself to be, what it looks like. Raises BadInput when nothing
    fits.
    """
    text = _decoded(content, charset)
    # Nearly no text has control characters, and bytes are searched far faster than characters.
    if b"\r" not in content and len(content.translate(None, _CONTROL_BYTES)) == len(content):
        return text
    return clean(text)


def clean(text: str) -> str:
    """Line ends as \\n and control characters as U+FFFD, so that offsets stay countable."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("\ufffd", text)


def _decoded(content: bytes, charset: str | None) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        # A file cut off in the middle of its last character is still UTF-8.
        if fault.start >= len(content) - 4 and fault.start > 0:
            return content.decode("utf-8", "replace")
    in_text = _DECLARED.search(content[:4_096])
    for declared in (charset, in_text and in_text[1].decode("ascii")):
        try:
            if declared:
                return content.decode(declared)
        except (LookupError, UnicodeDecodeError):
            continue  # It was mislabelled; what it looks like decides.
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE], cp_isolation=_ON_THE_WEB).best()
    if best is None:
        raise BadInput("its encoding cannot be told; save it again as UTF-8")
    return content.decode(best.encoding, "replace")
