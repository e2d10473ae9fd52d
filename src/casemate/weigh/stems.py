"""Words without their commonest English endings, for comparing."""

from __future__ import annotations

import functools

# Forms that no ending gives away.
_IRREGULAR = {
    "left": "leave",
    "gone": "go",
    "went": "go",
    "kept": "keep",
    "held": "hold",
    "broken": "break",
    "broke": "break",
    "torn": "tear",
    "sent": "send",
    "seen": "see",
    "saw": "see",
    "found": "find",
    "taken": "take",
    "took": "take",
    "came": "come",
    "fell": "fall",
    "fallen": "fall",
    "flown": "fly",
    "flew": "fly",
    "lost": "lose",
    "said": "say",
    "men": "man",
    "withdrew": "withdraw",
    "withdrawn": "withdraw",
    "bent": "bend",
    "struck": "strike",
    "shut": "shut",
    "brought": "bring",
    "given": "give",
    "gave": "give",
    "made": "make",
    "drawn": "draw",
    "drew": "draw",
    "lay": "lie",
    "lying": "lie",
    "sank": "sink",
    "sunk": "sink",
    "put": "put",
    "told": "tell",
    "known": "know",
    "knew": "know",
    "risen": "rise",
    "rose": "rise",
    "met": "meet",
    "plane": "aeroplan",
    "planes": "aeroplan",
    "planet": "planet",
    "stood": "stand",
    "ran": "run",
}


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A folded word without plural, past and -ing endings; short words and numbers as they are."""
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            if ending == "s" and word.endswith(("ss", "us", "is")):
                continue
            return _undouble(word[: len(word) - len(ending)])
    return _undouble(word)


def _undouble(base: str) -> str:
    """stopp is stop, leave and leav are one: the form that all endings leave behind."""
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    return base[:-1] if base.endswith("e") and len(base) > 3 else base
