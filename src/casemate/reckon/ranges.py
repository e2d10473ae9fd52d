"""A figure as an interval: what is known of it, from the least to the most."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from casemate.errors import BadInput

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_RANGE = re.compile(rf"\s*(-?(?:{_NUMBER}))\s*(?:(?:-|\u2013|\.\.|to)\s*(-?(?:{_NUMBER})))?\s*")


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; equal when the figure is exact.

    Raises BadInput for a range upside down and for what is not a finite number.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            raise BadInput(f"a range from {self.low} to {self.high}: give finite numbers")
        if self.low > self.high:
            raise BadInput(Range.upside_down(self.low, self.high))

    @staticmethod
    def upside_down(low: float, high: float) -> str:
        """The complaint of a range whose ends are exchanged."""
        return f"the range {show(low)}-{show(high)} is upside down: write {show(high)}-{show(low)}"

    @property
    def middle(self) -> float:
        """Half way between."""
        return (self.low + self.high) / 2

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def __str__(self) -> str:
        return show(self.low) if self.is_exact else f"{show(self.low)}-{show(self.high)}"


def positive(name: str, given: Range) -> Range:
    """`given`, refused with a BadInput that names it when any of it is zero or less."""
    if given.low <= 0:
        raise BadInput(f"{name} is {given}: it must be more than zero")
    return given


def read_range(name: str, text: str) -> Range:
    """A range as people write it: `800`, `800-1200`, `1,000..2,000`, `3 to 5`.

    Raises BadInput for anything else, a negative or zero figure and a range upside down.
    """
    match = _RANGE.fullmatch(text)
    if match is None:
        raise BadInput(f"cannot read {name} {text!r}: write a number or a range such as 800-1200")
    low = float(match[1].replace(",", ""))
    high = low if match[2] is None else float(match[2].replace(",", ""))
    if low > high:
        raise BadInput(f"{name}: {Range.upside_down(low, high)}")
    return positive(name, Range(low, high))


def show(value: float) -> str:
    """A number for people: no more digits than mean something, thousands apart."""
    if not math.isfinite(value):
        return "no number"
    size = abs(value)
    if size >= 100 or value == round(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")
