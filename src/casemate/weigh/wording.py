"""The words for counts. "Independent", "confirmed" and "copied" are never among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from casemate.nouns import Origin, OriginKind

_LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
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


def count_sentence(origins: Sequence[Origin], outlets: int, untraced: int = 0) -> str:
    """One sentence on what a count rests on.

    "1 origin (two officials to Wirex, 2024-12-10), repeated by 11 outlets"; "six separate origins
    found: three images, one official statement, ...; carried by 13 outlets".
    """
    if not origins:
        times = "one outlet" if outlets == 1 else f"{number_word(outlets)} outlets"
        return f"no origin could be traced; carried by {times}"
    if len(origins) == 1:
        sentence = f"1 origin ({origins[0].name})"
        sentence += f", repeated by {outlets} outlets" if outlets > 1 else ", one outlet"
    else:
        kinds = Counter(origin.kind for origin in origins)
        parts = ", ".join(
            f"{number_word(n)} {_KIND_WORDS[kind][n > 1]}" for kind, n in kinds.items()
        )
        carried = "one outlet" if outlets == 1 else f"{number_word(outlets)} outlets"
        sentence = (
            f"{number_word(len(origins))} separate origins found: {parts}; carried by {carried}"
        )
    if untraced:
        sentence += f"; {number_word(untraced)} more could not be traced, which adds one at most"
    return sentence


def coverage_sentence(captures: int, not_read: Mapping[str, int]) -> str:
    """What a count was made among: "among 41 captures; 9 in Arabic not read".

    not_read: number of captures by ISO 639-1 code of a language that was not read.
    """
    said = f"among {captures} capture{'' if captures == 1 else 's'}"
    missing = [
        f"{count} in {_LANGUAGES.get(code, code)}" for code, count in not_read.items() if count
    ]
    return f"{said}; {', '.join(missing)} not read" if missing else said


def number_word(n: int) -> str:
    """A number as print has it: words to twelve, figures above."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)
