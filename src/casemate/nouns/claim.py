"""What the evidence says when it is laid together, and where it really comes from."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from casemate.nouns.span import Span
from casemate.nouns.when import When


class OriginKind(enum.StrEnum):
    """What kind of act of saying, seeing or measuring an origin is."""

    OFFICIAL_STATEMENT = "official-statement"
    NAMED_EXPERT = "named-expert"
    ANONYMOUS_OFFICIALS = "anonymous-officials"
    OWN_CORRESPONDENT = "own-correspondent"
    IMAGERY = "imagery"
    TRACKING_DATA = "tracking-data"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Relation(enum.StrEnum):
    """How a document depends on another document or on an origin."""

    VERBATIM = "verbatim"
    ABRIDGED = "abridged"
    PARAPHRASE = "paraphrase"
    TRANSLATION = "translation"
    UPDATE = "update"
    CITES = "cites"
    UNATTRIBUTED_COPY = "unattributed-copy"


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that repeats another.

    overlap: share of the copy's own words found in the original, 0 to 1.
    passages: aligned (copy span, original span) pairs.
    why: what the direction rests on (date, credit line, byline).
    """

    document: str
    of: str
    relation: Relation
    overlap: float
    passages: tuple[tuple[Span, Span], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """One act of saying, seeing or measuring. `party` is the body behind it, or None.

    statements: ids of the evidence that starts here.
    """

    id: str
    name: str
    kind: OriginKind
    party: str | None
    first_document: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A document's dependence on another document, or on an origin, with its evidence.

    evidence: span in the depending document that shows it, None when it is the text as a whole.
    """

    source: str
    target: str
    relation: Relation
    probability: float
    evidence: Span | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Evidence that says the same about the same thing at the same time.

    text: one of its statements' own words. statements: evidence ids, earliest first.
    independent_origins: origins whose separateness the evidence supports.
    independent_origins_at_most: the same with those of unknown lineage added.
    independent_parties: origins of one body merged.
    credibility: proposed Admiralty number, 2 to 6; None while not judged.
    why: one sentence that a person can check.
    """

    id: str
    text: str
    site: str | None
    valid: When | None
    statements: tuple[str, ...]
    origins: tuple[str, ...]
    independent_origins: int
    independent_origins_at_most: int
    independent_parties: int
    why: str
    contradicts: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    tension: tuple[str, ...] = ()
    differs_only_in_time: tuple[str, ...] = ()
    credibility: int | None = None
    credibility_why: str | None = None
    redirects: tuple[str, ...] = ()
