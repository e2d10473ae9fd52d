"""Something that could not be done, kept as a fact with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """stage: collect, read, look, track, weigh or tell. what: the item. reason: one sentence."""

    stage: str
    what: str
    reason: str
