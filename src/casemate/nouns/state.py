"""How a site stands on a question over time, and what speakers foretold."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from casemate.nouns.when import When


@dataclass(frozen=True, slots=True)
class State:
    """A question's answer at a site during `valid`, as known on `known`.

    value: one of the question's values, "contested" or "unknown".
    claims: ids of the claims it rests on. rule: the rule that was applied, in words.
    """

    site: str
    question: str
    value: str
    valid: When
    known: When
    claims: tuple[str, ...]
    rule: str


class Outcome(enum.StrEnum):
    """What became of a forecast."""

    OPEN = "open"
    BORNE_OUT = "borne out"
    NOT_BORNE_OUT = "not borne out"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement about the future, kept as its speaker's."""

    statement: str
    speaker: str | None
    target: str
    horizon: When | None
    outcome: Outcome = Outcome.OPEN
    settled_by: tuple[str, ...] = ()
