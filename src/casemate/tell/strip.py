"""The strip under the date: how the site stands on each question, or what there is to go by."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from casemate.nouns import State
from casemate.tell.material import Material, Told
from casemate.tell.wording import plural, short_day

_TONES = {"contested": "warn", "unknown": "soft"}
_CITED = 3
_CHANGES = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """A value of a cell.

    detail: the rule that gave it, or what was counted. known: from this day on it can be shown,
    ISO. cites: addresses of the words that it rests on.
    """

    value: str
    detail: str
    tone: str = ""
    why: str = ""
    known: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of the strip; of its answers the last is today's.

    latest_only: it was not worked out for earlier days.
    """

    label: str
    answers: tuple[Answer, ...]
    latest_only: bool = False


def strip_of(material: Material) -> tuple[Cell, ...]:
    """A cell a question where states were found; before them, how much is known of the site."""
    by_question: dict[str, list[State]] = defaultdict(list)
    for state in material.states:
        by_question[state.question].append(state)
    cells = tuple(
        Cell(
            question.replace("-", " ").capitalize(),
            tuple(_changes(_in_order(states), material.hrefs)),
        )
        for question, states in by_question.items()
    )
    return cells or _how_much(material)


def _label(question: str) -> str:
    return question.replace("-", " ").capitalize()


def _in_order(states: list[State]) -> list[State]:
    return sorted(
        states, key=lambda s: (s.known.first_day or date.min, s.valid.first_day or date.min)
    )


def _changes(states: list[State], hrefs: Mapping[str, str]) -> list[Answer]:
    """The answers, those left out that say the same as the day before.

    Over years the rules' own words change daily ("silent for 12 days"): then only a change of
    value starts a new answer, and the last day has its own.
    """
    kept = _without_repeats(states, lambda s: (s.value, s.rule))
    if len(kept) > _CHANGES:
        kept = _without_repeats(states, lambda s: (s.value,))
        kept = kept if kept[-1] is states[-1] else [*kept, states[-1]]
    return [_answer(state, hrefs) for state in kept]


def _without_repeats(states: list[State], key: Callable[[State], tuple[str, ...]]) -> list[State]:
    return [next(group) for _, group in itertools.groupby(states, key)]


def _answer(state: State, hrefs: Mapping[str, str]) -> Answer:
    known = state.known.first_day
    return Answer(
        value="not known" if state.value == "unknown" else state.value,
        detail=state.rule,
        tone=_TONES.get(state.value, ""),
        why=f"rests on {plural(len(state.claims), 'claim')}",
        known="" if known is None else known.isoformat(),
        cites=tuple(hrefs[id] for id in state.claims if id in hrefs)[:_CITED],
    )


def _how_much(material: Material) -> tuple[Cell, ...]:
    days = [day for day, number in material.claim_days if number]
    unread = sum(number for _, number in material.case.coverage.not_read)
    cells = [
        Cell("Last word", tuple(_last_words(material))),
        Cell("Claims", tuple(_claims(material))),
        Cell("More than one origin", tuple(_several(material, days))),
        Cell(
            "Spoken against",
            (
                Answer(
                    plural(material.disputed, "claim"),
                    "denied, contradicted or taken back",
                    "warn" if material.disputed else "",
                ),
            ),
            latest_only=True,
        ),
    ]
    if unread:
        answer = Answer(plural(unread, "document"), "kept, in other languages")
        cells.append(Cell("Not read", (answer,), latest_only=True))
    return tuple(cell for cell in cells if cell.answers)


def _last_words(material: Material) -> list[Answer]:
    days = [day for day, number in material.known_days if number]
    return [Answer(short_day(day), "on this site", "", "", _iso(day)) for day in days]


def _claims(material: Material) -> list[Answer]:
    """How many claims were known after each day; the last is all of them."""
    total = 0
    answers = []
    for day, number in material.claim_days:
        total += number
        answers.append(Answer(f"{total:,}", "groups of statements", "", "", _iso(day)))
    return answers


def _several(material: Material, days: list[date]) -> list[Answer]:
    answers = []
    for day in days:
        told = [t for t in material.key_points if t.known and t.known <= day]
        several = sum(_separate(t, day) > 1 for t in told)
        answers.append(
            Answer(f"{several} of {len(told)}", "key points, as far as it shows", "", "", _iso(day))
        )
    return answers


def _separate(told: Told, day: date) -> int:
    by_then = [c.separate for c in told.counts if c.day is None or c.day <= day]
    return by_then[-1] if by_then else 0


def _iso(day: date) -> str:
    return day.isoformat()
