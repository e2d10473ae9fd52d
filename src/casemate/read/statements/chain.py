"""Through whom a statement came: who was told, who is cited, who carried it."""

from __future__ import annotations

import re

from casemate.nouns import SourceKind, Span
from casemate.read.statements.source_kind import source_kind

_OUTLET_KIND = (
    r"(?:news\s+agency|state\s+agency|agency|newspaper|paper|daily|broadcaster|network|station|"
    r"channel|magazine|"
    r"outlet|website|wire|tabloid|weekly|programme|site)"
)
_KIND_BEFORE = (
    r"(?:(?:the|our|its)\s+)?(?:(?:[A-Z][\w-]+|public|state|state-run|sister|"
    r"parent|partner|local|business|financial)\s+)"
    rf"{{0,3}}{_OUTLET_KIND}\s+(?=[A-Z])"
)
_NAME = (
    rf"(?:{_KIND_BEFORE})?"
    r"(?:the\s+)?(?:[A-Z][\w.&'’/-]*|\d+)(?:\s+(?:of\s+|de\s+|for\s+the\s+)?[A-Z][\w.&'’/-]*){0,5}"
)
_OUTLET_NOUN = rf"(?:the|this|our|that)\s+(?:\w+\s+)?{_OUTLET_KIND}"
_KIND_FIRST = re.compile(_KIND_BEFORE)
_TOLD = re.compile(
    rf"\s+(?:an?\s+(?:correspondent|reporter|journalist)\s+(?:of|from|for|"
    rf"with)\s+)?(?P<to>{_NAME}|{_OUTLET_NOUN})"
)
_TELLING = re.compile(r"\b(?:told|tells?|telling|informed|informs|assured)\Z", re.I)
_SPEAKING_TO = re.compile(
    rf"\b(?:(?:[Ii]n|[Dd]uring) (?:an? |the )?(?:[\w-]+ )?interview (?:with|to|on|for)|"
    rf"[Ss]peaking (?:to|on|with)|"
    rf"(?:in )?(?:comments|remarks|an? statement|an? e-?mail|a message|written replies|a written "
    rf"reply) "
    rf"(?:to|carried by|published by|given to|made to)|spoke to|talking to|quoted by|cited by|as "
    rf"saying by|"
    rf"asked by|consulted by|contacted by|approached by|carried by|seen by|reviewed by|obtained "
    rf"by|shared with|interviewed by)\s+(?P<to>{_NAME}|{_OUTLET_NOUN})"
)
_CITING = re.compile(
    r"\b(?:citing|quoting|quoted|cited|cites|quotes|referring to|with reference to|"
    r"attributing (?:it|this|that) to|on the authority of|sourced to|relying on)\s+"
    r"(?P<who>[^,;:.\n\"“”]{3,120}?)"
    r"(?=\s+(?:as\s+(?:saying|having|telling|reporting)|that|who|which|to the effect|in\s+(?:its|"
    r"a|an|the)\b|on\s+[A-Z])"
    r"|[,;:.\n\"“”]|\Z)"
)
_TO = re.compile(rf"\bto\s+(?P<to>{_NAME})")
_USED = re.compile(rf"\bused\s+(?P<to>{_NAME})\s+to\b")
_SAYING_BY = re.compile(rf"\b(?:quoted|cited)\b.{{0,20}}\bby\s+(?P<to>{_NAME}|{_OUTLET_NOUN})")
# "told RFE/RL Syria's rulers": a name in capitals ends there, unless it is "CNN Turk".
_LETTERS = re.compile(
    r"(?:the\s+)?[A-Z]{2,}(?:/[A-Z]{2,})*(?=\s+(?!News|TV|T[uü]rk|Radio|Online|Verify|World|"
    r"Arabic|Persian)[A-Z])"
)
_NOT_OUTLET = re.compile(
    r"\b(?:parliament|congress|senate|council|committee|house|court|reporters|journalists|"
    r"lawmakers|"
    r"mps|conference|commission|assembly|cabinet|duma|bundestag|riksdag|police|ministry|president|"
    r"minister|nato|un|eu|government|americans|voters|republicans|democrats|mr|ms|mrs|sen|gov|"
    r"rep)\b",
    re.I,
)
_WHICH_SPOKE_TO = re.compile(
    r",?\s+(?:which|who)\s+(?:had\s+|has\s+)?"
    r"(?:spoke(?:n)? to|quoted|cited|interviewed|talked to)\s+"
    r"(?P<who>[^,;:.\n\"“”]{3,80})"
)
_PARENTHETIC = re.compile(
    rf",\s+(?P<who>{_NAME}|{_OUTLET_NOUN})\s+(?:has\s+)?(?:reported|reports|wrote|writes|said|"
    rf"says|quoted)\b"
)
_AFTER = re.compile(
    rf"(?:,\s+|\s+)(?:as\s+)?(?:quoted|cited|reported|carried|relayed)\s+by\s+(?P<who>{_NAME}|"
    rf"{_OUTLET_NOUN})"
)


def outlet_told(text: str, cue: Span, sentence: Span) -> Span | None:
    """Whom the source spoke to, where that is an outlet: "told CNN", "in an interview with …"."""
    if _TELLING.search(text[cue[0] : cue[1]]):
        match = _TOLD.match(text, cue[1], sentence[1])
        if match and _is_outlet(match["to"]):
            return match.span("to")
    for pattern in (_USED, _SAYING_BY):
        match = pattern.search(text, cue[0], min(sentence[1], cue[1] + 60))
        if match and match.start() < cue[1] and _is_outlet(match["to"]):
            return match.span("to")
    for match in _TO.finditer(text, cue[1], sentence[1]):
        if source_kind(match["to"]) is SourceKind.MEDIA and _is_outlet(match["to"]):
            return match.span("to")
    for match in _SPEAKING_TO.finditer(text, sentence[0], sentence[1]):
        if _is_outlet(match["to"]) and abs(match.start() - cue[0]) < 160:
            return match.span("to")
    return None


def cited(text: str, begin: int, end: int) -> Span | None:
    """Whom an outlet cites: the words after "citing" or "quoting" between two places."""
    match = _CITING.search(text, begin, end)
    return None if match is None else match.span("who")


def spoke_to(text: str, begin: int, end: int) -> Span | None:
    """Whom a cited outlet has it from: ", which spoke to three officials"."""
    match = _WHICH_SPOKE_TO.match(text, begin, end)
    return None if match is None else match.span("who")


def carried_by(text: str, content: Span, sentence_end: int) -> Span | None:
    """Who carried a statement that has its own source: "…, he said, the Guardian reported"."""
    for pattern in (_PARENTHETIC, _AFTER):
        match = pattern.search(text, content[0], sentence_end)
        if match and _is_outlet(match["who"]):
            return match.span("who")
    return None


def outlet_words(text: str, span: Span) -> Span:
    """An outlet's own name without the words before it: "the Finnish broadcaster Yle" is Yle."""
    match = _KIND_FIRST.match(text, span[0], span[1])
    begin = match.end() if match else span[0]
    end = span[1]
    if letters := _LETTERS.match(text, begin, end):
        end = letters.end()
    while (
        end > begin and text[end - 1] in ".,'’s" and not text[begin:end].endswith(("Times", "News"))
    ):
        if text[end - 1] == "s" and text[end - 2 : end - 1] not in "'’":
            break
        end -= 1
    return begin, end


def _is_outlet(words: str) -> bool:
    return not _NOT_OUTLET.search(words)
