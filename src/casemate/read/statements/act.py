"""What kind of act a statement is, how its source stands to it, and a likelihood it states."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casemate.nouns import Act, Stance
from casemate.read.statements.cue_table import (
    ACT_OF_NOUN,
    ACT_OF_VERB,
    AUXILIARIES,
    DENIAL_NOUNS,
    DENIES,
    DOUBT_WORDS,
    DOUBTS,
    LEMMAS,
    OF_PICTURES,
    OWN_ACTION,
)

_WORD = re.compile(r"[\w'’]+")
_NEGATED = re.compile(r"\b(?:not|never|n[o']t|no longer|without|stopped short of)\b|n['’]t\b", re.I)
_TO_CLAUSE = re.compile(r"[\"'“‘\s]*(?:not\s+)?to\s+[a-z]", re.I)
# "may be", "might": perhaps; "may leave": is allowed to. (May is a month.)
_HEDGE = re.compile(
    r"\bmay (?:well |also |still |already |yet |not )?(?:be|have)\b|\bmight\b|\b(?:possibly|"
    r"perhaps|"
    r"reportedly|allegedly|apparently|probably|presumably|supposedly)\b|\b(?:appear|seem)(?:s|"
    r"ed)? to\b|"
    r"\b(?:thought|believed|rumou?red|said|understood) to (?:be|have)\b|\b(?:unclear|uncertain)\b"
)
_CALLED_FALSE = re.compile(
    r"\b(?:story|stories|report|claim|allegation|accusation|rumou?r|"
    r"account)s?\b.{0,30}\b(?:invented|false|untrue|"
    r"fabricat\w+|lies?|baseless|nonsense|fake|unfounded)\b",
    re.I | re.S,
)
_INSTRUMENT = re.compile(
    r"\b(?:images?|imagery|pictures?|photos?|photographs?|footage|videos?|frames?|radar|webcam|"
    r"cameras?|"
    r"satellites?|sensors?|data|records|log|logs|tracks?|positions|signals?|transponder|AIS|"
    r"seismic|scans?)\b",
    re.I,
)
_STARTS_UNSURE = re.compile(r"[\"'“‘\s]*(?:whether|if)\b", re.I)
_UNSURE = re.compile(
    r"\b(?:whether\b.{0,80}\b(?:unclear|unknown|uncertain|remains? to be seen)|"
    r"(?:unclear|not clear|unknown|uncertain|too (?:early|soon) to (?:say|tell)) (?:whether|if)|"
    r"nobody (?:yet )?(?:knew|knows) (?:whether|if))\b",
    re.I | re.S,
)

# ICD 203 (2015), paragraph D.6.e.2: the upper of its two rows of terms.
_LIKELIHOOD = (
    ("almost no chance", r"almost no chance|remote (?:chance|possibility|likelihood)"),
    ("very unlikely", r"(?:very|highly|most) (?:unlikely|improbable)"),
    ("unlikely", r"unlikely|improbable|not likely|probably not|unlikelihood"),
    ("roughly even chance", r"roughly even (?:chance|odds)|even (?:chance|odds)|fifty-fifty|50-50"),
    ("very likely", r"(?:very|highly|most) (?:likely|probable|probably)|in all likelihood"),
    ("almost certain", r"almost certain(?:ly)?|nearly certain(?:ly)?|virtually certain(?:ly)?"),
    ("likely", r"likely|probable|probably"),
)
_LIKELIHOODS = tuple((word, re.compile(rf"\b(?:{p})\b", re.I)) for word, p in _LIKELIHOOD)
_ANY_LIKELIHOOD = re.compile(
    r"\b(?:likel|unlikel|probab|improbab|certain|chance|odds|remote)|fifty|50-50", re.I
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is said."""

    act: Act
    stance: Stance
    likelihood: str | None


def manner_of(cue: str, content: str, source: str, passive: bool = False) -> Manner:
    """Act, stance and stated likelihood, from the words of its roles.

    passive: nobody says it ("is said to", "reportedly"): then it is possible, not asserted.
    """
    lemma, noun = _head(cue)
    act = _act(lemma, noun, content, source)
    return Manner(act, _stance(cue, content, lemma, noun, passive), likelihood_of(cue, content))


def head_lemma(cue: str) -> str | None:
    """The lemma of a cue's main verb, None when its verb is in no table."""
    return _head(cue)[0]


def likelihood_of(cue: str, content: str) -> str | None:
    """The ICD 203 word for a likelihood that is stated in so many words, else None."""
    for words in (cue, content):
        if not _ANY_LIKELIHOOD.search(words):
            continue
        for word, pattern in _LIKELIHOODS:
            if pattern.search(words):
                return word
    return None


def _head(cue: str) -> tuple[str | None, str | None]:
    verb = noun = None
    for word in _WORD.findall(cue.lower().replace("’", "'")):
        if word in ACT_OF_NOUN and noun is None:
            noun = word
        if word in AUXILIARIES and not (word in ("has", "have", "had") and cue.lower() == word):
            continue
        lemma = LEMMAS.get(word)
        if lemma is not None:
            # "declined to say", "came out and called": the last verb is what is done.
            verb = lemma
    return verb, noun


def _act(lemma: str | None, noun: str | None, content: str, source: str) -> Act:
    if lemma is None:
        return ACT_OF_NOUN.get(noun or "", Act.SAYS)
    if lemma in OF_PICTURES and _INSTRUMENT.search(source):
        return Act.PERCEIVES
    if lemma in OWN_ACTION and _TO_CLAUSE.match(content):
        return Act.DECIDES if lemma == "agree" else Act.INTENDS
    if lemma == "see" and re.match(r"[\"'“\s]*(?:no|a (?:risk|chance|need)|as)\b", content, re.I):
        return Act.BELIEVES
    return ACT_OF_VERB[lemma]


def _stance(cue: str, content: str, lemma: str | None, noun: str | None, passive: bool) -> Stance:
    negated = bool(_NEGATED.search(cue))
    if lemma in DENIES or (lemma is None and noun in DENIAL_NOUNS):
        return Stance.ASSERTS if negated else Stance.DENIES
    if lemma == "doubt" or (negated and lemma in ("believe", "think", "expect", "accept", "agree")):
        return Stance.DENIES
    if _CALLED_FALSE.search(content):
        return Stance.DENIES
    words = {w.lower() for w in _WORD.findall(cue)}
    if passive or lemma in DOUBTS or words & DOUBT_WORDS:
        return Stance.POSSIBLE
    if _STARTS_UNSURE.match(content) or _UNSURE.search(content):
        return Stance.POSSIBLE
    if _HEDGE.search(_main_clause(content)):
        return Stance.POSSIBLE
    return Stance.ASSERTS


def _main_clause(content: str) -> str:
    """Up to the first comma or subordinate clause: a hedge further on is not the main claim's."""
    return re.split(r",|;|\bwhich\b|\bwho\b|\bbecause\b|\balthough\b|\bwhile\b", content)[0]
