"""The words for counts. "Independent", "confirmed" and "copied" are never among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from casemate.nouns import Origin, OriginKind

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
# (one, several) of each kind of origin.
_KIND_WORDS = {
    OriginKind.OFFICIAL_STATEMENT: ("official statement", "official statements"),
    OriginKind.NAMED_EXPERT: ("named source", "named sources"),
    OriginKind.ANONYMOUS_OFFICIALS: ("unnamed source", "unnamed sources"),
    OriginKind.OWN_CORRESPONDENT: ("correspondent's own account", "correspondents' own accounts"),
    OriginKind.IMAGERY: ("image", "images"),
    OriginKind.TRACKING_DATA: ("tracking feed", "tracking feeds"),
    OriginKind.DOCUMENT: ("document", "documents"),
    OriginKind.UNKNOWN: ("source that could not be traced", "sources that could not be traced"),
}


def count_sentence(origins: Sequence[Origin], documents: int, untraced: int = 0) -> str:
    """One sentence on what a count rests on: "1 origin (an image), carried by 11 documents"."""
    carried = f"carried by {documents} document{'' if documents == 1 else 's'}"
    if not origins:
        return f"no origin could be traced; {carried}"
    kinds = Counter(origin.kind for origin in origins)
    parts = ", ".join(
        f"{number_word(n)} {_KIND_WORDS[kind][n > 1]}" for kind, n in sorted(kinds.items())
    )
    if len(origins) == 1:
        sentence = f"1 origin ({origins[0].name}), {carried}"
    else:
        sentence = f"{number_word(len(origins))} separate origins found: {parts}; {carried}"
    if untraced:
        sentence += f"; {number_word(untraced)} more could not be traced and adds at most one"
    return sentence


def number_word(n: int) -> str:
    """A number as print has it: words to twelve, figures above."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)
