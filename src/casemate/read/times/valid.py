"""When the content of a statement holds: as stated, as present, or unknown."""

from __future__ import annotations

import re

from casemate.nouns import Document, Precision, Spans, TimeMention, TimeType, ValidBasis, When
from casemate.nouns.span import hull, inside
from casemate.words.fold import plain_marks

# Finite verbs of the present, and what ends the search because it is not present.
_PRESENT = (
    r"(?:is|are|am|isn't|aren't|does|doesn't|do\snot|don't)\b|(?<=\w)'(?:re|m)\b|(?<=\b(?:it|he))'s\b|(?<=\bshe)'s\b"
    r"|(?:has|have)\s(?:not\s|now\s|also\s|already\s|long\s|still\s)?been\s\w+ing\b"
    r"|(?:has|have)\s(?:an?|the|no|any|some|many|several|two|three|little|enough)\b"
    r"|(?<!the\s)(?<!a\s)stay\b|go\son\b"
    r"|(?:remains?|controls|holds|wants|needs|continues?|knows|believes|lies|stands|sits|keeps|shares|plans|intends|owns|operates"
    r"|serves|depends|seems|appears|belongs|contains|exists|means|requires|hosts|relies|faces|supports|refuses|expects|hopes"
    r"|lacks|includes|consists|houses|uses|works|runs|leaves|stays|carries|shows|goes|makes|insists|considers|regards)\b"
)
_OTHER = (
    r"(?:was|were|had|did|didn't|wasn't|weren't|hadn't|will|won't|would|could|should|might|may|can|cannot|can't|must|shall"
    r"|has|have|hasn't|haven't)\b|(?<=\w)'(?:ll|d|ve)\b"
    r"|(?:began|came|went|took|made|got|gave|found|left|met|fell|rose|saw|sent|held|kept|brought|bought|sold|paid|lost|won"
    r"|led|built|became|broke|chose|drew|drove|flew|grew|knew|laid|ran|sank|sailed|withdrew|said|told|shot|struck|stood|lay)\b"
)
_VERB = re.compile(rf"(?<![\w-])(?:(?P<present>{_PRESENT})|(?P<other>{_OTHER}))")
_RELATIVE = re.compile(
    r"(?<![\w-])(?:who|which|that|where|whose|when|whether|if|because|while|after|before|since|as)\s(?:\w+\s){0,4}$"
)
_PUNCTUAL = (TimeType.DATE, TimeType.TIME)


def valid_time(
    document: Document, content: Spans, times: tuple[TimeMention, ...]
) -> tuple[When | None, ValidBasis | None]:
    """When a content holds: by a time in its words, else by its present tense, else unknown.

    A time counts when it stands wholly within the content and has an interval; of several the
    first, ranges as a whole. "Now" and the present tense hold from the publication on, open-ended.
    A past tense without a time is not dated: it was before, but how long is not said.
    """
    if not content:
        return None, None
    within = [t for t in times if any(inside(t.span, piece) for piece in content)]
    stated = [
        t
        for t in within
        if t.when is not None and t.value != "PRESENT_REF" and not _names_a_thing(document.text, t)
    ]
    dated = [t for t in stated if t.type in _PUNCTUAL] or stated
    if dated:
        return dated[0].when, ValidBasis.STATED
    said = document.published
    if said is None:
        return None, None
    now = any(
        t.value == "PRESENT_REF" and document.text[slice(*t.span)].lower() != "current"
        for t in within
    )
    # "The question now was …": reported speech shifts the tense back, not the time.
    if now or _is_present(document.text, content):
        return When.since(said.date()), ValidBasis.PRESENT
    return None, None


_DETERMINER = re.compile(r"\b(?:the|an?|its|his|her|their|that|this)\s\Z", re.IGNORECASE)
_LONG = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)


def _names_a_thing(text: str, time: TimeMention) -> bool:
    """ "The 2019 deal was annulled" says which deal, not when it was annulled."""
    begin, end = time.span
    long = time.when is not None and time.when.precision in _LONG and time.type is TimeType.DATE
    before, after = text[max(0, begin - 8) : begin], text[end : end + 2]
    return long and bool(_DETERMINER.search(before)) and bool(re.match(r"\s\w", after))


def _is_present(text: str, content: Spans) -> bool:
    """Whether the first finite verb outside a subordinate clause is in the present."""
    begin, end = hull(content)
    low = plain_marks(text[begin:end]).lower()
    if len(content) > 1:
        low = plain_marks(" ".join(text[a:b] for a, b in content)).lower()
    for verb in _VERB.finditer(low):
        if not _RELATIVE.search(low, max(0, verb.start() - 48), verb.start()):
            return verb.lastgroup == "present"
    return False
