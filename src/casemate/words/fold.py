"""One spelling for comparing: accents, case, quotes and dashes folded away."""

from __future__ import annotations

import functools
import unicodedata

_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "\u2032": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u0142": "l",
        "\u0141": "L",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0131": "i",
        "\u0111": "d",
        "\u0110": "D",
    }
)


def plain_marks(text: str) -> str:
    """Typographic quotes, dashes and spaces as their ASCII kin; the same length as `text`."""
    return text.translate(_PLAIN)


@functools.lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Case-folded, accents removed, marks plain, white space single. Length may change."""
    plain = text.translate(_PLAIN)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())
