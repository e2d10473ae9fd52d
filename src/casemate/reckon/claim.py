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
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_FIGURES = r"\d[\d,]*(?:\.\d+)?(?: (?:thousand|million|hundred))?"
_ONE = rf"(?:{_FIGURES}|(?:(?:{_WORDS})(?:[ -](?:and )?|\b))+)"
_PEOPLE = r"(?:troops|soldiers|people|persons|personnel|men|marines|servicemen|civilians)\b"
# (part of the requirement, what must stand before, unit, least and most of it in the part's unit).
# A bare "ton" is anything from the short to the long one.
_AMOUNTS: tuple[tuple[str, re.Pattern[str], float, float], ...] = tuple(
    (
        part,
        re.compile(rf"(?<![\w,.-]){before}({_ONE})\s*(?:(?:to|or|-)\s*({_ONE}))?\s*{unit}"),
        least,
        most,
    )
    for part, before, unit, least, most in (
        ("tonnes", "", r"(?:tonnes?|metric tons?|t)\b", 1.0, 1.0),
        ("tonnes", "", r"short tons?\b", 0.90718474, 0.90718474),
        ("tonnes", "", r"tons?\b", 0.90718474, 1.0160469088),
        ("people", "", _PEOPLE, 1.0, 1.0),
        ("vehicles", "", r"(?:vehicles|trucks|lorries|tanks|(?:armou?red )?carriers)\b", 1.0, 1.0),
        ("deadline_days", r"(?:with)?in ", r"days?\b(?! ago)", 1.0, 1.0),
        ("deadline_days", r"(?:with)?in ", r"weeks?\b(?! ago)", 7.0, 7.0),
    )
)
# After these a number is a bound or a guess, which only the analyst can make a range of.
_NO_FIGURE = re.compile(
    r"(?:\b(?:more|less|fewer) than|\bat (?:least|most)|\bup to|\b(?:over|under|about|around|some"
    r"|nearly|almost|roughly|approximately|several|many|few|dozens of|only))(?: an?)? $"
)
_SCALES = ("hundred", "thousand", "million", "billion", "trillion")
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
    for part, pattern, least, most in _AMOUNTS:
        match = next((m for m in pattern.finditer(plain) if _is_figure(plain, m)), None)
        if match is None or part in found:
            continue
        ends = [parse_number(words.strip(" -")) for words in match.groups() if words]
        values = [value for value in ends if value]
        if len(values) == len(ends):
            span = Range(min(values) * least, max(values) * most)
            found[part] = Given(span, Basis.STATED, f"the claim: \u201c{match.group()}\u201d")
    return Requirement(
        people=found.get("people"),
        tonnes=found.get("tonnes"),
        vehicles=found.get("vehicles"),
        deadline_days=found.get("deadline_days"),
    )


def _is_figure(plain: str, match: re.Match[str]) -> bool:
    """Whether the words give a number, not "several thousand" or "more than 2,000"."""
    return not match[1].startswith(_SCALES) and not _NO_FIGURE.search(plain[: match.start(1)])
