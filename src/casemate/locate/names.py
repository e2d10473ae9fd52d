"""One key for the spellings of a place name: an exact one, and a loose one across transliterations.

Exact: case, accents, quotes, dots and hyphens do not matter, "Saint" is "St". Loose: what differs
between romanizations of Arabic, Persian and Cyrillic (BGN/PCGN, ALA-LC, French and press use) is
folded too: kh/h, q/k, gh/g, ou/u, oo/u, y/i, -iyah/-iya, doubled letters, al-/el- and its
assimilated forms. A loose key finds candidates; it never says that two names are one.
"""

from __future__ import annotations

import functools
import hashlib
import re

from casemate.words.fold import fold

LONGEST_NAME = 120
# Raised with every change of a key: a gazetteer indexed under other keys would miss names.
KEYS = 2
_DROPPED = dict.fromkeys(map(ord, ".'`\u00b4\u02bf\u02be\u02bb\u02bc\u2019\u2018\u0640"), None)
_SPACED = dict.fromkeys(map(ord, '-/,()_\u00b7"&'), " ")
_MARKS = {**_DROPPED, **_SPACED}
# Written both ways in the news; the short one is the key.
_SHORT_WORDS = {
    "saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt",
}  # fmt: skip
_ARTICLES = frozenset("al el ul il ash as ad adh at ath az an ar es ed en et l".split())
_LOOSE = [
    (re.compile(pattern), into)
    for pattern, into in (
        ("dzh|dj|zh", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("ck|q|c(?!h)", "k"),
        ("x", "ks"),
        ("ou|oo|w|v", "u"),
        ("sch|sh|tch", "ch"),
        ("(?<=.)(?:iyy?[ae]h?|ie[ah]?|ia|ya)\\b", "ia"),
        ("(?<=[^aeiou])[ae]h\\b", "a"),
        ("ee|ei|ey|ay|ai|aj|ej|ij|yy|iy", "i"),
        ("y", "i"),
        ("(.)\\1+", "\\1"),
    )
]
_ARABIC = str.maketrans(
    {"\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643"}
)


@functools.lru_cache(maxsize=131_072)
def exact_key(name: str) -> str:
    """The name in small letters without accents and marks; empty when nothing is left of it.

    A name of more than LONGEST_NAME characters is no place's name: its key is empty.
    """
    if len(name) > LONGEST_NAME:
        return ""
    plain = name.lower() if name.isascii() else fold(name)
    words = plain.translate(_MARKS).split()
    return " ".join([_SHORT_WORDS.get(word, word) for word in words])


@functools.lru_cache(maxsize=16_384)
def loose_key(name: str) -> str:
    """The exact key with what differs between transliterations folded away."""
    words = exact_key(name).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    words = [word for word in words if word not in _ARTICLES] or words
    key = " ".join(words)
    if key.isascii():
        for pattern, into in _LOOSE:
            key = pattern.sub(into, key)
        return key
    key = key.translate(_ARABIC)
    return " ".join(
        w[2:] if len(w) > 4 and w.startswith("\u0627\u0644") else w for w in key.split()
    )


def key_number(key: str) -> int:
    """A key as 64 bits (BLAKE2b), the same on every machine: what the gazetteer's index holds."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
