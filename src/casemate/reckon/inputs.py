"""What goes into the sum, each figure marked observed, stated, assumed or from the table."""

from __future__ import annotations

import csv
import enum
import functools
import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from casemate.errors import BadInput
from casemate.nouns import Citation
from casemate.reckon.classes import LiftClass, Mode
from casemate.reckon.ranges import Range, positive


class Basis(enum.StrEnum):
    """Where a figure comes from."""

    OBSERVED = "observed"  # seen by a camera or a transponder
    STATED = "stated"  # said by a source
    ASSUMED = "assumed"  # a default, or the analyst's own
    TABLE = "class table"  # published of the class
    COMPUTED = "computed"  # from coordinates


@dataclass(frozen=True, slots=True)
class Given:
    """An interval, on what it rests, and the words or the citation that show it."""

    range: Range
    basis: Basis = Basis.STATED
    source: str = ""
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is to be carried, and by when; a part that nobody stated is None.

    people: persons. tonnes: freight. vehicles: number. deadline_days: days.
    """

    people: Given | None = None
    tonnes: Given | None = None
    vehicles: Given | None = None
    deadline_days: Given | None = None

    def __post_init__(self) -> None:
        for name in ("people", "tonnes", "vehicles", "deadline_days"):
            given: Given | None = getattr(self, name)
            if given is not None:
                positive(name.replace("_days", " in days"), given.range)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was stated to be carried."""
        return self.people is None and self.tonnes is None and self.vehicles is None


@dataclass(frozen=True, slots=True)
class Seen:
    """Aircraft or ships of one class that were seen or stated, as a range of their number."""

    lift_class: LiftClass
    number: Given

    def __post_init__(self) -> None:
        positive(f"the number of {self.lift_class.name}", self.number.range)


@dataclass(frozen=True, slots=True)
class Fleet:
    """What was seen. All by air or all by sea. Raises BadInput for none and for a mixture."""

    seen: tuple[Seen, ...]

    def __post_init__(self) -> None:
        if not self.seen:
            raise BadInput("a fleet of nothing: name a class and a number, such as il-76=2-4")
        if len({each.lift_class.mode for each in self.seen}) > 1:
            raise BadInput("aircraft and ships in one fleet: reckon each by itself")
        names = [each.lift_class.id for each in self.seen]
        if len(set(names)) < len(names):
            raise BadInput(f"a class stands twice in the fleet ({', '.join(names)}): add it up")

    @property
    def mode(self) -> Mode:
        """By air or by sea."""
        return self.seen[0].lift_class.mode


@dataclass(frozen=True, slots=True)
class Assumption:
    """A default that holds until somebody knows better, with its reason."""

    id: str
    mode: Mode | Literal["both"]
    range: Range
    unit: str
    more_is: Literal["better", "worse"]
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the analyst sets instead of the defaults: id -> figure; also `speed` (km/h) of a class
    whose speed nobody published, or to override it.

    Raises BadInput for an id that the table does not have and for zero or negative figures.
    """

    stated: Mapping[str, Given] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {assumption.id for assumption in assumption_table()} | {"speed"}
        for name, given in self.stated.items():
            if name not in known:
                raise BadInput(
                    f"unknown assumption {name!r}: use one of {', '.join(sorted(known))}"
                )
            positive(name, given.range)
            if name in _SHARES and given.range.high > 1:
                raise BadInput(f"{name} is a share: {given.range} is more than 1")
            if name == "open" and given.range.high > 24:
                raise BadInput(f"open is hours a day: {given.range} is more than 24")
            if name == "detour" and given.range.low < 1:
                raise BadInput(f"detour is the way over the shortest: {given.range} is less than 1")


_SHARES = frozenset({"load_factor", "availability", "speed_share", "stow"})


@functools.cache
def assumption_table() -> tuple[Assumption, ...]:
    """The package's defaults, in their order."""
    path = importlib.resources.files("casemate.reckon").joinpath("assumptions.csv")
    return tuple(
        Assumption(
            id=row["id"],
            mode=_MODES[row["mode"]],
            range=Range(float(row["low"]), float(row["high"])),
            unit=row["unit"],
            more_is="better" if row["more_is"] == "better" else "worse",
            what=row["what"],
            why=row["why"],
        )
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
    )


_MODES: dict[str, Mode | Literal["both"]] = {"air": "air", "sea": "sea", "both": "both"}


def assumptions_for(mode: Mode, chosen: Assumptions) -> dict[str, tuple[Assumption, Given]]:
    """Each assumption of a mode with its figure: the analyst's, or the default marked assumed."""
    return {
        each.id: (
            each,
            chosen.stated.get(each.id, Given(each.range, Basis.ASSUMED, each.why)),
        )
        for each in assumption_table()
        if each.mode in (mode, "both")
    }
