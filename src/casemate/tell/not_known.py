"""What is not known of a site, said beside what is: only what can be computed from the case."""

from __future__ import annotations

from datetime import date

from casemate.tell.material import Material
from casemate.tell.wording import day_words, plural

_QUIET_DAYS = 3
_NAMED = 6


def not_known(material: Material) -> tuple[str, ...]:
    """Lines for the list; empty only when everything was read, seen and traced."""
    lines: list[str] = []
    asked = set(material.questions)
    answered = {s.question for s in material.states if s.value != "unknown"}
    lines.extend(
        f"{question.capitalize()}: nothing collected answers it."
        for question in sorted(asked - answered)
        if material.states
    )
    lines.extend(
        f"{o.valid.first_day and day_words(o.valid.first_day)}: not observable "
        f"({o.not_observable}), which does not mean absent."
        for o in material.observations
        if o.not_observable
    )
    if not material.observations:
        lines.append("No picture and no track of the site was collected: all of this is hearsay.")
    if quiet := _quiet(material):
        lines.append(quiet)
    if material.untraced:
        lines.append(
            f"Where {plural(material.untraced, 'claim')} started could not be traced; "
            "they add no origin."
        )
    for reason, number in material.case.coverage.not_read[:_NAMED]:
        lines.append(f"{plural(number, 'document')} kept but not read: {reason}.")
    if material.case.failures:
        lines.append(
            f"{plural(len(material.case.failures), 'source or item', 'sources or items')} "
            "could not be collected or read; each is listed at the end."
        )
    if material.case.coverage.undated:
        lines.append(
            f"{plural(material.case.coverage.undated, 'document')} without a date of publication: "
            "known from the day of capture."
        )
    return tuple(lines)


def _quiet(material: Material) -> str | None:
    """The silence between the last word on this site and the last word on any."""
    last_any = material.case.coverage.last
    last_here = _last(material)
    if last_any is None or last_here is None:
        return None
    silent = (last_any - last_here).days
    if silent < _QUIET_DAYS:
        return None
    return f"Nothing after {day_words(last_here)}: silent for {silent} days."


def _last(material: Material) -> date | None:
    days = [day for day, number in material.known_days if number]
    return max(days) if days else None
