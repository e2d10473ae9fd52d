"""An expression where it was found."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.read.times.rule import Rule, Sense


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text, the rule it fits and what it means there."""

    begin: int
    end: int
    rule: Rule
    sense: Sense
