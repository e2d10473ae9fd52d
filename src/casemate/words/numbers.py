"""Numbers in words and figures."""

from __future__ import annotations

import re

_UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_FIGURE = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?")

NUMBER_WORDS = frozenset([*_UNITS, *_TENS, *_SCALES])


def parse_number(text: str) -> float | None:
    """The value of "4,000", "1.5 million", "twenty-three", "two hundred and six"; None if none.

    A bare "a" or "dozen" is not a number here; vague words ("several") never are.
    """
    words = text.lower().replace("-", " ").split()
    if not words:
        return None
    total = 0.0
    current: float | None = None
    for word in words:
        if word == "and" and current is not None:
            continue
        if _FIGURE.fullmatch(word):
            if current is not None:
                return None
            current = float(word.replace(",", ""))
        elif word in _UNITS or word in _TENS:
            current = (current or 0.0) + _UNITS.get(word, _TENS.get(word, 0))
        elif word == "hundred":
            current = (1.0 if current is None else current) * 100
        elif word in _SCALES:
            total += (1.0 if current is None else current) * _SCALES[word]
            current = 0.0
        else:
            return None
    return None if current is None else total + current
