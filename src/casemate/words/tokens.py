"""Word tokens with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casemate.nouns import Span

# A word keeps inner apostrophes and hyphens ("Assad's", "An-124"); a number keeps its separators
# ("4,000", "1.5"); any other visible character stands alone.
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:['\u2019\u2010\u2011-]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Token:
    """A token's characters and where they stand."""

    text: str
    span: Span


def tokens(text: str, begin: int = 0, end: int | None = None) -> list[Token]:
    """Words, numbers and single marks of `text[begin:end]`, offsets into the whole text."""
    stop = len(text) if end is None else end
    return [Token(m.group(), m.span()) for m in _TOKEN.finditer(text, begin, stop)]


def bare_words(text: str) -> Iterator[str]:
    """Runs of letters and digits in lower case, without offsets: for comparing texts."""
    return (m.group() for m in _WORD.finditer(text.lower()))
