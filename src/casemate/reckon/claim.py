"""What a report says of lift: more is needed, or what is there is enough."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, field

from casemate.errors import BadInput
from casemate.reckon.classes import LiftClass, class_table, find_class, nearest_classes
from casemate.reckon.inputs import Basis, Given, Requirement
from casemate.reckon.ranges import Range
from casemate.words.fold import fold
from casemate.words.numbers import NUMBER_WORDS, parse_number


class ClaimKind(enum.StrEnum):
    """What is claimed of the aircraft or ships that were seen."""

    NEEDS_MORE = "needs more"
    IS_ENOUGH = "is enough"


@dataclass(frozen=True, slots=True)
class LiftClaim:
    """A claim and what its own words state. id: its id in the case, if it has one.

    named: classes of the table it names, in order. unknown: designations the table does not have.
    requirement: amounts and deadline in its words.
    """

    text: str
    kind: ClaimKind
    requirement: Requirement = field(default_factory=Requirement)
    named: tuple[LiftClass, ...] = ()
    unknown: tuple[str, ...] = ()
    id: str | None = None

    @property
    def nearest(self) -> tuple[LiftClass, ...]:
        """For each unknown designation the class whose name is nearest, without doubles."""
        found = (nearest_classes(name)[:1] for name in self.unknown)
        return tuple(dict.fromkeys(each for one in found for each in one))


_VEHICLE = (
    r"(?:aircraft|airplanes?|aeroplanes?|planes?|airlifters?|transports?|ships?|vessels?|lift)"
)
_MORE = r"\b(?:more|additional|further|extra)\b"
_ALL = r"(?:it|them|all|everything|the)"
# What the words must look like; the first that matches decides. No sentence end in between.
_KINDS: tuple[tuple[re.Pattern[str], ClaimKind], ...] = tuple(
    (re.compile(pattern), kind)
    for kind, pattern in (
        (ClaimKind.NEEDS_MORE, rf"\bneed\w*\b[^.;]*{_MORE}[^.;]*\b{_VEHICLE}"),
        (ClaimKind.NEEDS_MORE, rf"{_MORE}[^.;]*\b{_VEHICLE}\b[^.;]*\b(?:need|requir)"),
        (ClaimKind.NEEDS_MORE, rf"\brequir\w*\b[^.;]*{_MORE}"),
        (ClaimKind.NEEDS_MORE, r"\b(?:not|n't|hardly|scarcely) (?:be )?(?:enough|suffic)"),
        (ClaimKind.NEEDS_MORE, r"\b(?:too few|insufficient|inadequate|far short)\b"),
        (ClaimKind.IS_ENOUGH, r"\b(?:enough|sufficient|suffices?|adequate)\b"),
        (
            ClaimKind.IS_ENOUGH,
            rf"\b(?:can|could|would|able to)\b[^.;]*\b"
            rf"(?:carry|move|lift|evacuate|withdraw|ship|take) {_ALL}\b",
        ),
    )
)
_UNITS = {
    "tonnes": r"(?:tonnes?|tons?|t)\b(?! of fuel)",
    "people": r"(?:troops|soldiers|people|persons|personnel|men|marines|servicemen|civilians)\b",
    "vehicles": r"(?:vehicles|trucks|lorries|tanks|armou?red carriers|carriers)\b",
    "days": r"days?\b",
    "weeks": r"weeks?\b",
}
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_FIGURES = r"\d[\d,]*(?:\.\d+)?(?: (?:thousand|million|hundred))?"
_ONE = rf"(?:{_FIGURES}|(?:(?:{_WORDS})(?:[ -](?:and )?|\b))+)"
_AMOUNT = {
    name: re.compile(
        rf"(?<![\w-])({_ONE})\s*(?:(?:to|or|-|and)\s*({_ONE}))?\s*(?:metric |short )?{unit}"
    )
    for name, unit in _UNITS.items()
}
_DESIGNATION = re.compile(r"\b[A-Za-z]{1,3}-\d{1,3}[A-Za-z0-9]*(?:-\d+[A-Za-z]*)?\b")


def read_claim(text: str, claim_id: str | None = None) -> LiftClaim:
    """What a sentence claims of lift, with the amounts, deadline and classes its words give.

    Raises BadInput for a sentence that claims neither. "A handful" is no number and stays none.
    """
    plain = fold(text)
    kind = next((kind for pattern, kind in _KINDS if pattern.search(plain)), None)
    if kind is None:
        raise BadInput(
            "this claim says neither that more lift is needed nor that it is enough: give its "
            "own words, such as 'would need more aircraft than the handful at the base'"
        )
    known: dict[str, tuple[int, LiftClass]] = {}
    unknown: list[str] = []
    for match in _DESIGNATION.finditer(text):
        try:
            found = find_class(match.group())
        except BadInput:
            unknown.append(match.group())
        else:
            known.setdefault(found.id, (match.start(), found))
    for each in class_table().values():
        for name in each.names:
            spelt = fold(name)
            # Ship classes and nicknames; bare numbers ("775") say too little.
            if spelt.replace(" ", "").isalpha() and len(spelt) > 4:
                at = re.search(rf"\b{re.escape(spelt)}\b", plain)
                if at is not None:
                    known.setdefault(each.id, (at.start(), each))
    return LiftClaim(
        text=text,
        kind=kind,
        requirement=_amounts(plain),
        named=tuple(found for _, found in sorted(known.values(), key=lambda pair: pair[0])),
        unknown=tuple(dict.fromkeys(unknown)),
        id=claim_id,
    )


def _amounts(plain: str) -> Requirement:
    found: dict[str, Given] = {}
    for name, pattern in _AMOUNT.items():
        match = pattern.search(plain)
        if match is None:
            continue
        low = parse_number(match[1].strip(" -"))
        high = parse_number(match[2].strip(" -")) if match[2] else low
        if not low or not high:
            continue
        factor = 7.0 if name == "weeks" else 1.0
        key = "deadline_days" if name in ("days", "weeks") else name
        span = Range(min(low, high) * factor, max(low, high) * factor)
        found.setdefault(key, Given(span, Basis.STATED, f"the claim: \u201c{match.group()}\u201d"))
    return Requirement(
        people=found.get("people"),
        tonnes=found.get("tonnes"),
        vehicles=found.get("vehicles"),
        deadline_days=found.get("deadline_days"),
    )
