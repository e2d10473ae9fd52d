"""What looks like an attribution and is none: silence, refusals, idioms, slogans, scare quotes."""

from __future__ import annotations

import re

_SILENCE = re.compile(
    r"\b(?:declin(?:e|es|ed|ing) to|refus(?:e|es|ed|ing) to|would not|wouldn['’]t|will not|"
    r"won['’]t|"
    r"did not|didn['’]t|does not|doesn['’]t|do not|don['’]t|has not|hasn['’]t|have not|haven['’]t|"
    r"had not|hadn['’]t|could not|couldn['’]t|cannot|can['’]t|never|not immediately|without|"
    r"not available for|not available to|avoided|stopped short of|nor)\s+(?:\w+\s+){0,3}?"
    r"(?:say|saying|said|comment|commented|commenting|respond|responded|reply|replied|answer|"
    r"answered|confirm|confirmed|disclose|disclosed|elaborate|elaborated|speak|spoken|speculate|"
    r"specify|specified|name|mention|mentioned|forecast|discuss|be drawn|be reached|provide|give|"
    r"explain|tell|told|reveal|use|return)\b",
    re.I,
)
_NOTHING = re.compile(
    r"\b(?:says?|said|saying|had|has|have)\s+nothing\b|\bno comment\b|\bnothing to (?:add|say)\b|"
    r"\bno (?:findings?|details?|reply|answer|response|reason)\b.{0,30}\b(?:given|came|gave)\b",
    re.I,
)
_IDIOM = re.compile(
    r"\b(?:goes|going|went|go) without saying\b|\bneedless to say\b|\ball told\b|"
    r"\b(?:it )?must be said\b|\bthat is to say\b|\bso to speak\b|\bsuffice (?:it )?to say\b|"
    r"\bto say the least\b|\bthey say (?:a |hello\b)|\bsaid to be (?:invisible|the best)\b|"
    r"\bwhatever \w+(?: \w+)? may say\b|\bcould tell (?:\w+ ){1,3}a thing or two\b|"
    r"\btime will tell\b|\btell us in the comments\b|\bthe opinions expressed\b|"
    r"\bas the saying goes\b|\bread (?:on|more)\b|\b(?:terms|conditions) (?:\w+ ){0,3}say "
    r"nothing\b|"
    r"\bwho (?:can|could) (?:say|tell)\b|\bgreater than the sum\b|\bsaid and done\b",
    re.I,
)
_ANONYMITY = re.compile(
    r"\b(?:asked|spoke|speaking|requested|insisted)\b.{0,20}\b(?:anonym\w+|not to be (?:named|"
    r"identified)|"
    r"condition (?:of|that))",
    re.I | re.S,
)
_REFUSED = re.compile(r"\b(?:declin|refus)(?:e|es|ed|ing)\Z", re.I)
_TO_SPEAK = re.compile(
    r"to\s+(?:say|comment|forecast|answer|discuss|confirm|name|speculate|elaborate|disclose|"
    r"reveal|explain|"
    r"be drawn|identify|specify|predict|talk|speak|respond|give (?:his|her|their|a|any|details))\b",
    re.I,
)
_GREETING = re.compile(
    r"[\"“'\s]*(?:hello|goodbye|good (?:morning|night)|thank you|hi|no|yes)\W*\Z", re.I
)
_LETTER = re.compile(r"[^\W\d_]")


def is_no_statement(text: str, cue: tuple[int, int], content_words: str) -> bool:
    """Whether nothing is said: a refusal, an idiom, a greeting, a cue without a content.

    text: the whole text. cue: characters of the cue. content_words: the content's words.
    """
    begin, end = cue
    around = text[max(0, begin - 60) : min(len(text), end + 40)]
    for match in _IDIOM.finditer(around):
        first = max(0, begin - 60) + match.start()
        if first < end and first + len(match.group()) > begin:
            return True
    # What is refused counts when it stands in the cue itself, or right before it.
    before = text[max(0, begin - 30) : begin].rsplit(".", 1)[-1].rsplit(",", 1)[-1]
    told = before + text[begin:end]
    for match in _SILENCE.finditer(told):
        if match.end() > len(before):
            return True
    if _ANONYMITY.match(text[begin : end + 60].lstrip()):
        return True
    if _NOTHING.search(text[begin : end + 12]):
        return True
    if _REFUSED.search(told) and _TO_SPEAK.match(content_words):
        return True
    if _GREETING.match(content_words):
        return True
    return len(_LETTER.findall(content_words)) < 3
