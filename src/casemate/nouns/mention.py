"""Names, times and places as they stand in a text."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from casemate.nouns.span import Span
from casemate.nouns.when import When
from casemate.nouns.where import Where


class MentionKind(enum.StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    SITE = "site"
    EQUIPMENT = "equipment"
    EVENT = "event"
    NORP = "norp"


class TimeType(enum.StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. `name` is its canonical form in the document, `entity` a stable id."""

    span: Span
    kind: MentionKind
    name: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: TIMEX3 type and value, and the interval it covers where it has one.

    value is None when the words cannot be anchored ("two days after the crash").
    """

    span: Span
    type: TimeType
    value: str | None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym and what it was resolved to; `where` is None for demonyms and the unresolved.

    kind: city, airfield, port, site, region, country, sea, strait, river, cape, demonym, ...
    site: id of the case's site, when it is one.
    """

    span: Span
    name: str
    kind: str
    where: Where | None = None
    geonameid: int | None = None
    country: str | None = None
    site: str | None = None
