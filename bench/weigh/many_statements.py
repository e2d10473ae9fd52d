"""Documents of the copies benchmark with statements made from their sentences, for timing.

Six sentences of each document become statements of speakers drawn from a small set, so that the
whole of `weigh` can be timed without the reader: `statements_of(documents)`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from casemate.nouns import (
    Document,
    Reading,
    SourceKind,
    Statement,
    StatementKind,
    When,
    statement_id,
)
from casemate.words.sentences import sentences

SPEAKERS = (
    "Anna Holm of the coast guard",
    "two officials",
    "MarineTraffic",
    "Planet Labs",
    "the defence ministry",
    "a harbour pilot",
    "Reuters",
    "Igor Danilov",
)


def readings_of(documents: Sequence[Document], each: int = 6) -> list[Reading]:
    """One reading a document; the choice of sentences and speakers follows from the text alone."""
    return [
        Reading(document=d.id, lang="en", statements=tuple(_statements(d, each))) for d in documents
    ]


def _statements(document: Document, each: int) -> list[Statement]:
    spans = [s for s in sentences(document.text) if 40 <= s[1] - s[0] <= 400][:each]
    found = []
    for span in spans:
        text = document.text[slice(*span)]
        pick = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
        published = document.published
        found.append(
            Statement(
                id=statement_id(document.id, (), (), (span,)),
                document=document.id,
                kind=StatementKind.EXPLICIT,
                content=(span,),
                text=text,
                source_name=SPEAKERS[pick % len(SPEAKERS)],
                source_kind=SourceKind.UNKNOWN,
                valid=When.day(published.date()) if published and pick % 3 else None,
            )
        )
    return found
