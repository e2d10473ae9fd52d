"""When the content of a statement holds: as stated, as present, or unknown."""

from __future__ import annotations

import re

from casemate.nouns import Document, Spans, TimeMention, TimeType, ValidBasis, When
from casemate.nouns.span import hull, inside
from casemate.words.fold import plain_marks

# Finite verbs of the present, and what ends the search because it is not present.
_PRESENT = (
    r"(?:is|are|am|isn't|aren't|does|doesn't|do\snot|don't)\b|(?<=\w)'(?:re|m)\b|(?<=\b(?:it|he))'s\b|(?<=\bshe)'s\b"
    r"|(?:has|have)\s(?:not\s|now\s|also\s|already\s|long\s|still\s)?been\s\w+ing\b"
    r"|(?:remains?|controls|holds|wants|needs|continues?|knows|believes|lies|stands|sits|keeps|shares|plans|intends|owns|operates"
    r"|serves|depends|seems|appears|belongs|contains|exists|means|requires|hosts|relies|faces|supports|refuses|expects|hopes"
    r"|lacks|includes|consists|houses|uses|works|runs|leaves|stays|carries|shows|makes|insists|considers|regards)\b"
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
    stated = [t for t in within if t.when is not None and t.value != "PRESENT_REF"]
    dated = [t for t in stated if t.type in _PUNCTUAL] or stated
    if dated:
        return dated[0].when, ValidBasis.STATED
    said = document.published
    if said is None:
        return None, None
    now = any(t.value == "PRESENT_REF" for t in within)
    if (now and not _is_past(document.text, content)) or _is_present(document.text, content):
        return When.since(said.date()), ValidBasis.PRESENT
    return None, None


def _is_present(text: str, content: Spans) -> bool:
    return _main_verb(text, content) == "present"


def _is_past(text: str, content: Spans) -> bool:
    return _main_verb(text, content) == "other"


def _main_verb(text: str, content: Spans) -> str | None:
    """Kind of the first finite verb outside a subordinate clause."""
    begin, end = hull(content)
    low = plain_marks(
        " ".join(text[a:b] for a, b in content) if len(content) > 1 else text[begin:end]
    ).lower()
    for verb in _VERB.finditer(low):
        if not _RELATIVE.search(low, max(0, verb.start() - 48), verb.start()):
            return verb.lastgroup
    return None
