"""Runs of capitalized words: where names can stand in an English text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UP = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u010c\u010e\u0110\u0112\u011e\u0130\u013d"
    "\u0141\u015a\u015e\u0160\u0162\u016a\u0179\u017b\u017d\u1e00-\u1eff"
)
# An abbreviation with inner dots ("U.S.", "W.Va."), else a word with inner apostrophes, and with an
# Arabic article before it ("al-Hasakah"); a single capital keeps its dot ("J.").
_TOKEN = re.compile(
    rf"(?<![\w])(?:(?:[A-Z]\.\s?(?=[A-Z][a-z]?\.|Va\b))+(?:Va\.?|[A-Z][a-z]?\.)"
    rf"|[A-Z]\.(?=\s)"
    rf"|(?:(?:[AaEeUu][lnrstdzh]{{1,2}}|[Dd]eir|[Tt]el)[-\u2010\u2011])?"
    rf"[{_UP}][^\W_]*(?:['\u2019\u02bc`][^\W_]+)*"
    rf"(?:-(?:ri|do|dong|gun|myon|shi|ken|ku|cho|an)\b)?)"
)
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
_GAPS = frozenset((" ", "-", "\u2010", "\u2011", ". ", "  ", " of ", " of the ", " de ", " del ",
                   " la ", " el ", " al ", " upon ", "-upon-", "-on-", "-sur-", " and ", " & ",
                   "-el-", "-al-", "-an-", "-e-", "-i-", "-le-", "-la-", "-de-", " di ", " da ",
                   " do ", " on ", " ez ", " az ", " al-", " el-", " in "))  # fmt: skip
# After these a full stop does not end the name.
_DOTTED = frozenset(
    "St Ste Sts Ft Mt Pt Twp Mr Mrs Ms Dr Prof Rev Gov Sen Rep Hon Lt Col Gen Maj Capt Sgt Cpl Pvt "
    "Adm Cmdr Det Insp Supt Const Cllr Jr Sr".split()
)


@dataclass(slots=True)
class Word:
    """A capitalized word: its span without a possessive, what follows it, and how it is joined.

    gap: what stands between it and the next word of its run; None for the last one.
    """

    text: str
    begin: int
    end: int
    possessive: bool
    gap: str | None = None


def runs(text: str) -> Iterator[list[Word]]:
    """Runs of capitalized words joined by a space, a hyphen or a small word."""
    run: list[Word] = []
    reached = 0
    for m in _TOKEN.finditer(text):
        begin, end = m.span()
        raw = m.group()
        if run:
            gap = text[reached:begin]
            before = run[-1]
            joined = gap in _GAPS and (gap != ". " or before.text in _DOTTED)
            if not joined and gap.isspace() and "\n\n" not in gap:
                joined = True
            if joined and not before.possessive:
                before.gap = gap
            else:
                yield run
                run = []
        reached = end
        possessive = False
        if raw[-1] == "s" or raw[-1] in "'\u2019":
            bare = _POSSESSIVE.sub("", raw)
            # "Ra's Lanuf" is no possessive.
            if bare != raw and len(bare) > 2:
                possessive = True
                raw = bare
        run.append(Word(raw, begin, begin + len(raw), possessive))
    if run:
        yield run
