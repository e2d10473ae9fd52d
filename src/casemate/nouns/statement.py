"""Who says what, through whom, in which exact words."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass

from casemate.nouns.span import Span, Spans
from casemate.nouns.when import When


class StatementKind(enum.StrEnum):
    """How the attribution stands in the text."""

    EXPLICIT = "explicit"  # source and cue
    IMPLICIT = "implicit"  # the speaker goes on, no cue
    PASSIVE = "passive"  # cue, no source: "reportedly"
    BARE = "bare"  # the document's own assertion


class SourceKind(enum.StrEnum):
    """What kind of source is named."""

    OFFICIAL = "official"
    EXPERT = "expert"
    ANONYMOUS = "anonymous"
    MEDIA = "media"
    IMAGERY = "imagery"
    DOCUMENT = "document"
    ORGANIZATION = "organization"
    UNKNOWN = "unknown"


class Act(enum.StrEnum):
    """What the source does. Only `says` and `perceives` are evidence that something is so."""

    SAYS = "says"
    BELIEVES = "believes"
    INTENDS = "intends"
    DECIDES = "decides"
    PERCEIVES = "perceives"
    FEELS = "feels"


class Stance(enum.StrEnum):
    """How the source stands to the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    POSSIBLE = "possible"


class ValidBasis(enum.StrEnum):
    """What a valid time rests on: words of the content, or its present tense."""

    STATED = "stated"
    PRESENT = "present"


class Polarity(enum.StrEnum):
    """Whether the content affirms or negates its predicate."""

    AFFIRMED = "+"
    NEGATED = "-"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a content with its unit; low and high are equal when it is exact."""

    span: Span
    low: float
    high: float
    unit: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed (or bare) assertion in a document.

    source, cue, content: spans into the document's text; discontinuous ones have several.
    text: the content's exact words, pieces joined by " … ".
    via: who passed it on, nearest the reader first, without the publishing outlet.
    likelihood: an ICD 203 word where the source itself stated a likelihood, else None.
    places: names or site ids of the places in the content.
    predicate: family of the main verb ("withdraw", "arrive", ...), None when not recognised.
    parent: id of the statement whose content this one stands in.
    """

    id: str
    document: str
    kind: StatementKind
    content: Spans
    text: str
    source: Spans = ()
    cue: Spans = ()
    source_name: str | None = None
    source_kind: SourceKind = SourceKind.UNKNOWN
    via: tuple[str, ...] = ()
    act: Act = Act.SAYS
    stance: Stance = Stance.ASSERTS
    likelihood: str | None = None
    valid: When | None = None
    valid_basis: ValidBasis | None = None
    places: tuple[str, ...] = ()
    predicate: str | None = None
    polarity: Polarity = Polarity.AFFIRMED
    quantities: tuple[Quantity, ...] = ()
    parent: str | None = None


def statement_id(document: str, source: Spans, cue: Spans, content: Spans) -> str:
    """Identity of a statement: hash(document, spans of its roles); same wherever it is read."""
    roles = "|".join(
        ",".join(f"{begin}-{end}" for begin, end in spans) for spans in (source, cue, content)
    )
    return (
        "s"
        + hashlib.sha256(f"{document}|{roles}".encode("utf-8", "surrogatepass")).hexdigest()[:20]
    )
