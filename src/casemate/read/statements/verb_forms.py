"""From any form of a verb to its lemma, for the verbs of our own tables."""

from __future__ import annotations

import functools
from collections.abc import Iterable

# lemma: past tense, participle where they are not made with -ed.
_IRREGULAR = {
    "begin": "began begun", "break": "broke broken", "bring": "brought brought",
    "build": "built built", "buy": "bought bought", "cast": "cast cast", "catch": "caught caught",
    "choose": "chose chosen", "come": "came come", "cut": "cut cut", "draw": "drew drawn",
    "dig": "dug dug", "drive": "drove driven", "fall": "fell fallen", "feel": "felt felt",
    "fight": "fought fought", "find": "found found", "fly": "flew flown",
    "foresee": "foresaw foreseen", "forget": "forgot forgotten", "get": "got got",
    "give": "gave given", "go": "went gone", "hear": "heard heard", "hit": "hit hit",
    "hold": "held held", "keep": "kept kept", "know": "knew known", "lay": "laid laid",
    "lead": "led led", "leave": "left left", "let": "let let", "lie": "lay lain",
    "lose": "lost lost", "make": "made made", "mean": "meant meant", "meet": "met met",
    "overhear": "overheard overheard", "pay": "paid paid", "pull": "pulled pulled",
    "put": "put put", "quit": "quit quit", "read": "read read", "rise": "rose risen",
    "run": "ran run", "say": "said said", "see": "saw seen", "seek": "sought sought",
    "sell": "sold sold", "send": "sent sent", "set": "set set", "shoot": "shot shot",
    "show": "showed shown", "shut": "shut shut", "sink": "sank sunk", "speak": "spoke spoken",
    "spend": "spent spent", "stand": "stood stood", "steal": "stole stolen",
    "swear": "swore sworn", "take": "took taken", "tell": "told told", "think": "thought thought",
    "understand": "understood understood", "undertake": "undertook undertaken",
    "uphold": "upheld upheld", "withdraw": "withdrew withdrawn", "withhold": "withheld withheld",
    "write": "wrote written", "have": "had had", "be": "was been", "do": "did done",
    "rebuild": "rebuilt rebuilt", "resend": "resent resent", "overrun": "overran overrun",
    "foretell": "foretold foretold", "retake": "retook retaken", "blow": "blew blown",
    "tear": "tore torn", "strike": "struck struck", "flee": "fled fled", "shrink": "shrank shrunk",
    "burn": "burned burnt", "grow": "grew grown", "win": "won won", "hurt": "hurt hurt",
    "sail": "sailed sailed", "bear": "bore borne",
}  # fmt: skip
# Short verbs whose last consonant doubles.
_DOUBLE = frozenset(
    """admit ban bar beg blog commit confer control drop equip fit flag hop hum jot nod occur
    omit patrol permit drag pin plan plot quip refer regret rig rip scrap ship skip slip spot stop
    submit swap tap transfer transmit trap unplug upset cut get hit let put quit run set shut
    tug begin dig allot compel concur defer deter dispel expel infer instal jam rebut recur
    snap strip tip wrap""".split()
)
_VOWELS = frozenset("aeiou")


def forms_of(lemma: str) -> frozenset[str]:
    """All inflected forms of a verb; a particle ("pull out") stays behind each."""
    verb, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    made = {verb, _third_person(verb), _present_participle(verb)}
    if verb in _IRREGULAR:
        made.update(_IRREGULAR[verb].split())
    else:
        made.add(_regular_past(verb))
    if verb == "be":
        made = {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re"}
    return frozenset(form + tail for form in made)


def lemma_table(lemmas: Iterable[str]) -> dict[str, str]:
    """Form to lemma; the lemma named first wins a form that two share."""
    table: dict[str, str] = {}
    for lemma in lemmas:
        for form in forms_of(lemma):
            table.setdefault(form, lemma)
    return table


@functools.lru_cache(maxsize=4096)
def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLE else "") + "ed"


def _third_person(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _present_participle(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLE else "") + "ing"
