"""Tiny cases for the tests of claims and origins: one sentence a document, a statement in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from casemate.nouns import (
    Claim,
    Document,
    Reading,
    SourceKind,
    Stance,
    Statement,
    StatementKind,
    Weighing,
    When,
    statement_id,
)
from casemate.weigh import weigh


@dataclass
class Case:
    """Documents with their statements, added one by one."""

    documents: list[Document] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def report(
        self,
        outlet: str,
        day: str,
        *said: tuple[str, str],
        via: Sequence[str] = (),
        stance: Stance = Stance.ASSERTS,
        lead: str = "",
        valid: str | None = None,
    ) -> str:
        """A document of `outlet` in which each (source, content) is said; returns its id."""
        ident = f"{outlet.lower().replace(' ', '-')}-{len(self.documents)}"
        text, statements = lead, []
        for source, content in said:
            if text:
                text += " "
            begin = len(text)
            cue = " said " if source else ""
            text += f"{source}{cue}{content}."
            at = begin + len(source) + len(cue)
            spans = ((at, at + len(content)),)
            source_spans = ((begin, begin + len(source)),) if source else ()
            statements.append(
                Statement(
                    id=statement_id(ident, source_spans, (), spans),
                    document=ident,
                    kind=StatementKind.EXPLICIT if source else StatementKind.BARE,
                    content=spans,
                    text=content,
                    source=source_spans,
                    source_name=_name(source),
                    source_kind=SourceKind.UNKNOWN,
                    via=tuple(via),
                    stance=stance,
                    valid=When.parse(valid) if valid else When.day(date.fromisoformat(day)),
                )
            )
        published = datetime.fromisoformat(day).replace(
            hour=6 + len(self.documents) % 12, tzinfo=UTC
        )
        self.documents.append(
            Document(id=ident, text=text, outlet=outlet, published=published, lang="en")
        )
        self.readings.append(Reading(document=ident, lang="en", statements=tuple(statements)))
        return ident

    def weigh(self) -> Weighing:
        """Everything added so far, weighed."""
        return weigh(self.documents, self.readings)

    def only_claim(self) -> Claim:
        """The one claim that everything is about."""
        (claim,) = self.weigh().claims
        return claim


def _name(source: str) -> str | None:
    """As a reader names a source: a person without the office, others as they are written."""
    if "," in source:
        source = next(part.strip() for part in source.split(",") if part.strip()[:1].isupper())
    if " of the " in source and source[0].isupper():
        source = source.split(" of the ")[0]
    return source or None
