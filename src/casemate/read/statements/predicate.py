"""The family of what a content says happened, and whether it says so or says the opposite."""

from __future__ import annotations

import re

from casemate.nouns import Polarity
from casemate.read.statements.predicate_table import FAMILIES, NOUN_FAMILIES, PARTICLES, PHRASES
from casemate.read.statements.verb_forms import forms_of

_WORD = re.compile(r"[A-Za-z][\w'’-]*|[,;:.!?()]|\d+")
_NEGATORS = frozenset(
    "not never no nobody none nothing neither nor without cannot n't hardly".split()
)
_NOUN_NEGATION = re.compile(
    r"\b(?:no|neither|none of|not a single|nor|zero)\s+(?:[\w'’-]+\s+){0,5}\Z", re.I
)
_CONTRACTED = re.compile(r"n['’]t\Z", re.I)
_NEGATIVE_VERB = re.compile(
    r"\b(?:fail(?:s|ed|ing)?|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|"
    r"have yet|has yet|had yet|ha[sd] no (?:plans?|intention)|have no (?:plans?|intention)|"
    r"no (?:plans?|intention|wish|sign|need|evidence|decision|order|talks?|question)|"
    r"ruled out|rule out|rules out|stopped short|far from|instead of|rather than|unable|"
    r"neither|not even|avoid(?:s|ed|ing)?)\b[^.;]{0,40}\Z",
    re.I,
)
_SUBORDINATE = frozenset(
    "who which whose where because since although though while whereas if unless when".split()
)
_DETERMINERS = frozenset(
    """the a an this that these those its their his her our your my some any no all both each every
    of for in on at from with by into""".split()
)
# Verbs that only carry another one; their own family counts only when nothing follows.
_LIGHT = frozenset("plan begin continue want intend prepare be have make take".split())
# Forms that are nouns more often than verbs: they decide only where no other verb does.
_OFTEN_NOUNS = frozenset(
    """transport transports ship ships guard guards exercise exercises train trains drill drills
    drilling control controls dock docks exports export imports landing convoy head heads aid help
    strike strikes attack attacks raid raids search base bases post posts cross level order orders
    supply supplies support escort patrol patrols watch lease permit seal ferry ferries shell shells
    target targets crash talks meeting moorings station stations garrison building buildings fire
    bomb bombs launch burn break cut damage murder drop rise fall flying command rule probe track
    tracks shadow request demand end stop start return move moves pass transit crossing
    shift""".split()
)


def _verb_table() -> dict[str, tuple[str, bool]]:
    table: dict[str, tuple[str, bool]] = {}
    for family, listed in FAMILIES.items():
        for lemma in listed.replace("\n", " ").split():
            for form in forms_of(lemma):
                table.setdefault(form, (family, lemma in _LIGHT))
    return table


def _particle_table() -> dict[tuple[str, str], str]:
    return {
        (form, particle): family
        for family, listed in PARTICLES.items()
        for entry in listed.split(",")
        for verb, particle in [entry.split()]
        for form in forms_of(verb)
    }


# After these a form that is often a noun is a verb.
_VERB_BEFORE = frozenset(
    """to will would can could may might must shall should not they we i you who which did do does
    rebels troops forces it he she was were been being is are be""".split()
)
_VERBS = _verb_table()
_PARTICLE_VERBS = _particle_table()
_TABLED = {*_VERBS, *(verb for verb, _ in _PARTICLE_VERBS)}
_NOUNS = {w: family for family, listed in NOUN_FAMILIES.items() for w in listed.split()}
_TABLED.update(_NOUNS)
_PHRASES = tuple((family, re.compile(rf"\b(?:{p})\b", re.I)) for family, p in PHRASES)
# One of these stands in every set phrase: most contents need no further search for them.
_ANY_PHRASE = re.compile(
    r"access|allowed|permitted|\blet\b|\bsea\b|anchor|slip|moored|docked|alongside|tied up|berth|"
    r"parked|"
    r"stationed|in place|in port|agreement|deal|accord|understanding|talks|transponder|dark|"
    r"off\b|control|"
    r"out of|exercise|drill|strike|attack|raid|investigation|probe|inquiry",
    re.I,
)


def predicate_of(content: str) -> tuple[str | None, Polarity]:
    """Family of the main predicate (None when it is in no table), and its polarity.

    The first verb of the main clause that is in a table decides; a set phrase ("boots on the
    ground") before it, or a noun of action ("the withdrawal of") where there is no verb.
    """
    found = _first_family(content)
    if found is None:
        return None, _polarity(content, len(content), content)
    family, begin, end = found
    if " " in content[begin:end]:
        begin = end  # a set phrase: what negates it may stand inside
    return family, _polarity(content, begin, content[begin:end])


def _first_family(content: str) -> tuple[str, int, int] | None:
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(content)]
    candidates: list[tuple[int, int, str, int, int]] = []
    if _ANY_PHRASE.search(content):
        for family, pattern in _PHRASES:
            if match := pattern.search(content):
                candidates.append((0, match.start(), family, match.start(), match.end()))
    subordinate_from = None
    for k, (word, begin, end) in enumerate(words):
        low = word.lower()
        if low in _SUBORDINATE and k:
            # "the ships, which left Tartus, are …": its verbs count only if no other does.
            subordinate_from = begin
        elif word in ",;" and subordinate_from is not None:
            subordinate_from = None
        if low not in _TABLED:
            continue
        after = [w.lower() for w, _, _ in words[k + 1 : k + 4]]
        before = words[k - 1][0].lower() if k else ""
        for particle in after:
            if (low, particle) in _PARTICLE_VERBS and not _as_noun(low, before):
                family = _PARTICLE_VERBS[low, particle]
                rank = 2 if subordinate_from is not None else 0
                candidates.append((rank, begin, family, begin, end))
                break
        if low in _VERBS and not _as_noun(low, before):
            family, light = _VERBS[low]
            rank = (2 if subordinate_from is not None else 0) + (3 if light else 0)
            if low in _OFTEN_NOUNS and before not in _VERB_BEFORE:
                rank += 2
            candidates.append((rank, begin, family, begin, end))
        if low in _NOUNS:
            candidates.append((1 if _heads_clause(after) else 2, begin, _NOUNS[low], begin, end))
    if not candidates:
        return None
    _, _, family, begin, end = min(candidates, key=lambda c: (c[0], c[1]))
    return family, begin, end


def _as_noun(word: str, before: str) -> bool:
    """Whether a form that may be noun or verb ("strike", "deploys" not) follows a determiner."""
    return (before in _DETERMINERS and not word.endswith(("ing",))) or (
        before in ("the", "a", "an", "of") and word.endswith("ing")
    )


def _heads_clause(after: list[str]) -> bool:
    return bool(after) and after[0] in (
        "of",
        "from",
        "by",
        "is",
        "was",
        "has",
        "had",
        "began",
        "had",
    )


def _polarity(content: str, begin: int, own: str) -> Polarity:
    clause = re.split(r"[,;:]\s|\bbut\b|\band\b(?=[^,;]*\b(?:is|are|was|were|ha[sd]|have|did|"
    r"does|do|will|would|can|could)\b)",
                      content[:begin])[-1]  # fmt: skip
    tail = content[begin + len(own) : begin + len(own) + 14]
    negative = 0
    words = [w.group().lower() for w in _WORD.finditer(clause)]
    negative += sum(w in _NEGATORS or bool(_CONTRACTED.search(w)) for w in words)
    if _NEGATIVE_VERB.search(clause) and not any(w in _NEGATORS for w in words):
        negative += 1
    if re.match(r"\s+(?:no|nothing|nobody|neither|none|nowhere)\b", tail, re.I):
        negative += 1
    if own.lower() in ("cannot",):
        negative += 1
    return Polarity.NEGATED if negative % 2 else Polarity.AFFIRMED
