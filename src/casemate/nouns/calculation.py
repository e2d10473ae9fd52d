"""A sum that an analyst set beside a claim: never evidence, never an origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Calculation:
    """headline: its answer in one sentence. text: the whole note, Markdown. method: what gave it.

    capture, quote: the words of the claim that it stands beside.
    """

    at: datetime
    by: str
    capture: str
    quote: str
    headline: str
    text: str
    method: str
