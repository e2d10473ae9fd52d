"""How a site stands on a question over time, and what speakers foretold."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of evidence on one question at one site.

    begin, end: first and last day it states (end None: open). known: the day it became known.
    event: it happened some time from begin to end, and its outcome lasts; else it held throughout.
    """

    claim: str
    value: str
    begin: date
    end: date | None
    known: date
    event: bool = False

    @property
    def certain_from(self) -> date:
        """The first day on which it is surely so."""
        return self.end if self.event and self.end is not None else self.begin

    @property
    def vouched(self) -> date:
        """The last day its source speaks of: never later than the day of speaking."""
        if self.event:
            return self.certain_from
        return max(self.begin, self.known if self.end is None else min(self.end, self.known))

    @property
    def last_word(self) -> date:
        """The day from which silence is counted."""
        return self.known if self.event or self.end is None else self.vouched


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
