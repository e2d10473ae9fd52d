"""What reading a document gives, and what weighing them together gives."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.nouns.claim import Claim, Copy, Link, Origin
from casemate.nouns.mention import Mention, PlaceMention, TimeMention
from casemate.nouns.statement import Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything `read` found in one document, all spans into its text.

    lang: ISO 639-1 code as given or detected; None when it cannot be told.
    not_read: why the text was kept but not read ("Arabic is not read"), else None.
    """

    document: str
    lang: str | None
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    not_read: str | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the evidence of several documents comes to when weighed together."""

    copies: tuple[Copy, ...] = ()
    claims: tuple[Claim, ...] = ()
    origins: tuple[Origin, ...] = ()
    links: tuple[Link, ...] = ()
