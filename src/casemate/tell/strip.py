"""The strip under the date: how the site stands on each question, or what there is to go by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from casemate.nouns import State
from casemate.tell.material import Material
from casemate.tell.wording import held_words, plural, short_day

_TONES = {"contested": "warn", "unknown": "soft"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One value of a cell and the days on which it is the one to show.

    known: from this day on it can be shown. tone: css class. why: the rule, in words.
    """

    value: str
    detail: str
    tone: str
    why: str
    known: str
    held_from: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of the strip; of its answers the last is today's."""

    label: str
    answers: tuple[Answer, ...]


def strip_of(material: Material) -> tuple[Cell, ...]:
    """A cell a question where states were found; before them, what is known of how much."""
    by_question: dict[str, list[State]] = defaultdict(list)
    for state in material.states:
        by_question[state.question].append(state)
    cells = [
        Cell(question.replace("-", " ").capitalize(), tuple(_answer(s) for s in _in_order(states)))
        for question, states in by_question.items()
    ]
    return tuple(cells) if cells else _without_states(material)


def _in_order(states: list[State]) -> list[State]:
    return sorted(
        states,
        key=lambda s: (s.known.first_day or date.min, s.valid.first_day or date.min),
    )


def _answer(state: State) -> Answer:
    known, held = state.known.first_day, state.valid.first_day
    return Answer(
        value="not known" if state.value == "unknown" else state.value,
        detail=f"{plural(len(state.claims), 'claim')} · {held_words(state.valid) or 'no date'}",
        tone=_TONES.get(state.value, ""),
        why=state.rule,
        known="" if known is None else known.isoformat(),
        held_from="" if held is None else held.isoformat(),
    )


def _without_states(material: Material) -> tuple[Cell, ...]:
    several = sum(told.count.separate > 1 for told in material.key_points)
    days = [day for day, _ in material.known_days]
    last = days[-1] if days else None
    latest = [t for t in material.key_points if t.known == last]
    unread = sum(number for _, number in material.case.coverage.not_read)
    cells = [
        ("Last word", short_day(last), latest[0].shown.who if latest else "", "", "on this site"),
        (
            "Claims",
            f"{material.claims:,}",
            f"from {plural(material.documents, 'document')}",
            "",
            "groups of statements that say the same",
        ),
        (
            "Key points with more than one origin",
            f"{several} of {len(material.key_points)}",
            "separate as far as the evidence shows",
            "",
            "",
        ),
        (
            "Spoken against",
            plural(material.disputed, "claim"),
            "denied, contradicted or taken back",
            "warn" if material.disputed else "",
            "",
        ),
    ]
    if unread:
        cells.append(("Not read", plural(unread, "document"), "kept, in other languages", "", ""))
    return tuple(
        Cell(label, (Answer(value, detail, tone, why, "", ""),))
        for label, value, detail, tone, why in cells
    )
