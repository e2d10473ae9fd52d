"""The answer: a short note that stands beside a claim as the analyst's calculation."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from typing import Any

from casemate.nouns import Citation
from casemate.reckon.inputs import Basis
from casemate.reckon.ranges import Range, show

KIND = "analyst's calculation"
# What keeps it apart from evidence, in every place where the note is shown.
STANDING = "The analyst's calculation: not evidence, not an origin, and no plan."


class Verdict(enum.StrEnum):
    """What the sum says of a claim."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not supported"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Band:
    """An answer: least and most over every corner of the inputs, and the middle of the draws.

    Infinite where it cannot be done at all. `low` and `high` bound every draw; nine draws in ten
    lie between `draw_low` and `draw_high`.
    """

    low: float
    draw_low: float
    median: float
    draw_high: float
    high: float

    def __str__(self) -> str:
        return f"between {_number(self.low)} and {_number(self.high)}"


@dataclass(frozen=True, slots=True)
class InputLine:
    """One input as it went in. name: its id; what: its name for people; source: who says so."""

    name: str
    what: str
    range: Range
    unit: str
    basis: Basis
    source: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """How many of one class alone would meet the deadline, ramp or berths being no limit."""

    class_id: str
    class_name: str
    number: Band


@dataclass(frozen=True, slots=True)
class Swing:
    """How much one input moves the answer: worst over best, all others in the middle."""

    name: str
    what: str
    factor: float
    missing: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Closure in days with `number` aircraft or ships in all."""

    number: int
    days: Band


@dataclass(frozen=True, slots=True)
class LiftNote:
    """A lift reckoned: for a dossier, beside the claim it is about. Never an item of evidence.

    claim: the claim's words; claim_id: its id in the case. verdict and why: None without a claim.
    missing: what nobody stated and the answer needs. what_if: the sentence that shows the size of
    it all the same. closure_days, tonnes_a_day, people_a_day, needed, curve: empty while something
    is missing. caveats: what the sum leaves out here. draws, seed: the Monte Carlo run.
    """

    mode: str
    claim: str | None
    claim_id: str | None
    verdict: Verdict | None
    why: str
    missing: tuple[str, ...]
    what_if: str | None
    way: str
    inputs: tuple[InputLine, ...]
    closure_days: Band | None
    tonnes_a_day: Band | None
    people_a_day: Band | None
    deadline_days: Range | None
    needed: tuple[Needed, ...]
    ramp_needed: Band | None
    sensitivity: tuple[Swing, ...]
    curve: tuple[CurvePoint, ...]
    seen: Range | None
    caveats: tuple[str, ...]
    method: str
    draws: int
    seed: int

    @property
    def kind(self) -> str:
        """Always "analyst's calculation"."""
        return KIND

    @property
    def headline(self) -> str:
        """The one sentence to show where there is room for one."""
        if self.verdict is None and self.closure_days is not None:
            return f"Closure takes {_days(self.closure_days)}."
        if self.what_if:
            what_if = self.what_if[:1].lower() + self.what_if[1:]
            return f"{self.why.removesuffix('.')}: {what_if}"
        return self.why

    @property
    def text(self) -> str:
        """The whole note as Markdown."""
        lines = [f"*{STANDING}*", ""]
        if self.claim is not None:
            lines += [f"Beside the claim: \u201c{' '.join(self.claim.split())}\u201d", ""]
        lines += [f"**{_capital(self.headline)}**", ""]
        if results := self._results():
            lines += ["| answer | least | nine draws in ten | most |", "|---|---|---|---|"]
            lines += [
                f"| {name} | {_number(band.low)} | {_number(band.draw_low)}\u2013"
                f"{_number(band.draw_high)} | {_number(band.high)} |"
                for name, band in results
            ]
            lines.append("")
        if self.inputs:
            lines += ["| input | figure | basis | from |", "|---|---|---|---|"]
            lines += [
                f"| {line.what} | {f'{line.range} {line.unit}'.strip()} | {line.basis} | "
                f"{_cell(line.source) or 'no citation'} |"
                for line in self.inputs
            ]
            lines.append("")
        if self.sensitivity:
            lines.append("What would change the answer most, the others held in the middle:")
            lines.append("")
            lines += [
                f"{place}. {swing.what}{' (missing)' if swing.missing else ''}: "
                f"{show(swing.factor)} times"
                for place, swing in enumerate(self.sensitivity, 1)
            ]
            lines.append("")
        lines += [f"- {caveat}" for caveat in self.caveats]
        if self.caveats:
            lines.append("")
        lines.append(f"Way: {self.way}. {self.method} {self.draws:,} draws, seed {self.seed}.")
        return "\n".join(lines) + "\n"

    def _results(self) -> list[tuple[str, Band]]:
        rows: list[tuple[str, Band | None]] = [
            ("closure, days", self.closure_days),
            ("tonnes a day, carrying nothing else", self.tonnes_a_day),
            ("people a day, carrying nothing else", self.people_a_day),
        ]
        rows += [
            (f"{each.class_name} needed, alone, by the deadline", each.number)
            for each in self.needed
        ]
        place = "aircraft worked at a time" if self.mode == "air" else "berths"
        rows.append((f"{place} needed at the tighter end", self.ramp_needed))
        return [(name, band) for name, band in rows if band is not None]

    def as_json(self) -> dict[str, Any]:
        """For machines; what has no finite value is null."""
        return {
            "kind": KIND,
            "standing": STANDING,
            "claim": self.claim,
            "claim_id": self.claim_id,
            "verdict": self.verdict,
            "why": self.why,
            "missing": list(self.missing),
            "what_if": self.what_if,
            "mode": self.mode,
            "way": self.way,
            "closure_days": _band_json(self.closure_days),
            "tonnes_a_day": _band_json(self.tonnes_a_day),
            "people_a_day": _band_json(self.people_a_day),
            "deadline_days": _range_json(self.deadline_days),
            "needed": [
                {"class": each.class_id, "name": each.class_name, **(_band_json(each.number) or {})}
                for each in self.needed
            ],
            "ramp_needed": _band_json(self.ramp_needed),
            "inputs": [
                {
                    "name": line.name,
                    "what": line.what,
                    "low": line.range.low,
                    "high": line.range.high,
                    "unit": line.unit,
                    "basis": line.basis,
                    "source": line.source,
                }
                for line in self.inputs
            ],
            "sensitivity": [
                {"name": s.name, "what": s.what, "factor": s.factor, "missing": s.missing}
                for s in self.sensitivity
            ],
            "curve": [{"number": at.number, **(_band_json(at.days) or {})} for at in self.curve],
            "caveats": list(self.caveats),
            "method": self.method,
            "draws": self.draws,
            "seed": self.seed,
        }


def _cell(text: str) -> str:
    """Text that cannot break out of its table cell."""
    return " ".join(text.split()).replace("|", "\\|")


def _days(band: Band) -> str:
    if math.isinf(band.low):
        return "for ever: this fleet cannot carry it"
    if math.isinf(band.high):
        return f"from {_number(band.low)} days; at the worst it cannot be done at all"
    return (
        f"{_number(band.low)} to {_number(band.high)} days "
        f"(nine draws in ten: {_number(band.draw_low)} to {_number(band.draw_high)})"
    )


def _number(value: float) -> str:
    return "no number" if math.isinf(value) or math.isnan(value) else show(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _band_json(band: Band | None) -> dict[str, float | None] | None:
    if band is None:
        return None
    return {
        "low": _finite(band.low),
        "draw_low": _finite(band.draw_low),
        "median": _finite(band.median),
        "draw_high": _finite(band.draw_high),
        "high": _finite(band.high),
    }


def _range_json(given: Range | None) -> list[float] | None:
    return None if given is None else [given.low, given.high]
