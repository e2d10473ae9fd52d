"""Judgements meet what the readers found: by the quoted words, so that they outlive new readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casemate.nouns import (
    Document,
    Failure,
    Judgement,
    Reading,
    Stance,
    Statement,
    ValidBasis,
    When,
)
from casemate.workbench.judge import corrected


@dataclass(frozen=True, slots=True)
class Judged:
    """Readings as people left them. reviewed: statement id to who accepted or corrected it.

    changed: statement id to the statement as corrected, None where it was rejected.
    lost: judgements whose words are not found any more; listed, never dropped.
    """

    readings: tuple[Reading, ...]
    reviewed: dict[str, str]
    changed: dict[str, Statement | None]
    lost: tuple[Failure, ...]


def apply_judgements(
    documents: Sequence[Document], readings: Sequence[Reading], judgements: Iterable[Judgement]
) -> Judged:
    """Accepts, rejects and corrects statements whose document and exact words a judgement names.

    Later judgements on the same words go over earlier ones.
    """
    by_words: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in judgements:
        if judgement.quote is not None:
            by_words.setdefault((judgement.capture or "", judgement.quote), []).append(judgement)
    if not by_words:
        return Judged(tuple(readings), {}, {}, ())
    captures = {d.id: d.capture or "" for d in documents}
    met: set[tuple[str, str]] = set()
    reviewed: dict[str, str] = {}
    changed: dict[str, Statement | None] = {}
    judged = []
    for reading in readings:
        kept = []
        for statement in reading.statements:
            words = (captures.get(reading.document, ""), statement.text)
            decided = by_words.get(words)
            if decided is None:
                kept.append(statement)
                continue
            met.add(words)
            found = _decide(statement, decided, reviewed)
            if found != statement:
                changed[statement.id] = found
            if found is not None:
                kept.append(found)
        judged.append(replace(reading, statements=tuple(kept)))
    lost = tuple(
        Failure("judge", j.id, f"its words are not found any more: “{j.quote}”")
        for words, decided in by_words.items()
        if words not in met
        for j in decided
    )
    return Judged(tuple(judged), reviewed, changed, lost)


def _decide(
    statement: Statement, decided: Sequence[Judgement], reviewed: dict[str, str]
) -> Statement | None:
    found: Statement | None = statement
    for judgement in decided:
        if judgement.action == "reject":
            found = None
            reviewed.pop(statement.id, None)
        elif judgement.action in ("accept", "correct"):
            found = found or statement
            if judgement.action == "correct" and judgement.value is not None:
                found = _correct(found, *corrected(judgement.value))
            reviewed[statement.id] = judgement.by
    return found


def _correct(statement: Statement, field: str, value: str) -> Statement:
    if field == "speaker":
        return replace(statement, source_name=value)
    if field == "stance":
        return replace(statement, stance=Stance(value))
    return replace(statement, valid=When.parse(value), valid_basis=ValidBasis.STATED)
