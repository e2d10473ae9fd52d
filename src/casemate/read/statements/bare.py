"""The document's own plain assertions: datable or placeable facts that nobody is quoted for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from casemate.nouns import Mention, Span, Spans, TimeMention, overlap
from casemate.read.statements.pieces import DATELINE
from casemate.read.statements.predicate import predicate_of
from casemate.words.sentences import trim

_LEAST, _MOST = 30, 600
_FIRST_PERSON = re.compile(r"\b(?:I|we|you|your|our|us)\b")
_HYPOTHESIS = re.compile(
    r"\b(?:if|would|should|could|may|might|must|perhaps|imagine|whether|whatever|suppose)\b", re.I
)
# Where somebody is heard, or a word is held at arm's length, nothing is asserted plainly.
_SOMEBODY_SPEAKS = re.compile(
    r"[\"“”]|\b(?:said|says?|told|tells?|according|reported|reportedly|published|asked|calls?|"
    r"called|wrote|"
    r"claim(?:s|ed)?|announced|spoke|quoted|comment)\b",
    re.I,
)
_BOILERPLATE = re.compile(
    r"\b(?:subscribe|newsletter|copyright|all rights reserved|cookies|sign up|click here|"
    r"reporting by|editing by|opinions expressed|read more|follow us)\b",
    re.I,
)
_END_MARKS = ".!… \n\t\"'”’"


def bare_contents(
    text: str,
    sentence_spans: Sequence[Span],
    taken: Sequence[Span],
    times: Sequence[TimeMention],
    mentions: Sequence[Mention],
) -> Iterator[Spans]:
    """Contents of bare statements: sentences that touch none of `taken` (sorted), have a known
    predicate, and a time or one of the case's sites in their words.
    """
    begins = [span[0] for span in taken]
    marked = sorted(t.span for t in times) + sorted(m.span for m in mentions if m.entity)
    marked.sort()
    firsts = [span[0] for span in marked]
    for sentence in sentence_spans:
        size = sentence[1] - sentence[0]
        if not _LEAST <= size <= _MOST:
            continue
        at = bisect_left(firsts, sentence[0])
        if at >= len(marked) or marked[at][0] >= sentence[1]:
            continue
        near = bisect_left(begins, sentence[0])
        if any(overlap(sentence, span) for span in taken[max(0, near - 2) : near + 2]):
            continue
        words = text[sentence[0] : sentence[1]]
        if words.rstrip("\"'”’ ").endswith(("?", ":")) or words[-1] not in '.!…"”':
            continue
        if any(
            p.search(words) for p in (_FIRST_PERSON, _HYPOTHESIS, _SOMEBODY_SPEAKS, _BOILERPLATE)
        ):
            continue
        if predicate_of(words)[0] is None:
            continue
        if kept := without_dateline(text, sentence):
            yield (kept,)


def without_dateline(text: str, span: Span) -> Span | None:
    """A span without a dateline ("TARTOUS, Syria (Wire) - ") and final marks; None if empty."""
    begin, end = span
    if match := DATELINE.match(text, begin, end):
        begin = match.end()
    while end > begin and text[end - 1] in _END_MARKS:
        end -= 1
    return trim(text, (begin, end))
