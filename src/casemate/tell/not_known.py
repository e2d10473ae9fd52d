"""What is not known of a site, said beside what is: only what can be computed from the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casemate.nouns import State
from casemate.tell.material import Material
from casemate.tell.wording import day_words, plural

_QUIET_DAYS = 3
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Gap:
    """One line. known: from which day on it can be said; None is worked out for today only."""

    text: str
    known: date | None = None


def not_known(material: Material) -> tuple[Gap, ...]:
    """Lines for the list; empty only when everything was read, seen and traced."""
    return (*_unanswered(material), *_unseen(material), *_unread(material))


def _unanswered(material: Material) -> Iterator[Gap]:
    if material.states:
        latest = {s.question: s for s in sorted(material.states, key=_known)}
        for question in material.questions:
            state = latest.get(question)
            if state is None or state.value == "unknown":
                why = "nothing collected answers it" if state is None else state.rule
                yield Gap(f"{question.capitalize()}: {why}.")
    if quiet := _quiet(material):
        yield Gap(quiet)
    if material.untraced:
        yield Gap(
            f"Where {plural(material.untraced, 'claim')} started could not be traced; "
            "they add no origin."
        )


def _known(state: State) -> date:
    return state.known.first_day or date.min


def _unseen(material: Material) -> Iterator[Gap]:
    zones = {zone.id: zone.name for zone in material.site.zones}
    hidden = sorted(
        (o for o in material.observations if o.not_observable),
        key=lambda o: (str(o.valid), o.zone or ""),
    )
    for observation in hidden:
        zone = zones.get(observation.zone or "", observation.zone)
        place = f"{zone}, " if zone else ""
        yield Gap(
            f"{place}{day_words(observation.valid.first_day)}: not observable "
            f"({observation.not_observable}), which does not mean absent.",
            observation.known.first_day,
        )
    if not material.observations:
        yield Gap(
            "No picture and no track of the site was collected: what stands here was said, "
            "not seen."
        )


def _unread(material: Material) -> Iterator[Gap]:
    case = material.case
    for reason, number in case.coverage.not_read[:_NAMED]:
        yield Gap(f"{plural(number, 'document')} kept but not read: {reason}.")
    if case.failures:
        failed = plural(len(case.failures), "source or item", "sources or items")
        yield Gap(f"{failed} could not be collected or read; each is listed on the first page.")
    if case.coverage.undated:
        undated = plural(case.coverage.undated, "document")
        yield Gap(f"{undated} without a date of publication: known from the day of capture.")


def _quiet(material: Material) -> str | None:
    """The silence between the last word on this site and the last word on any."""
    last_any = material.case.coverage.last
    days = [day for day, number in material.known_days if number]
    if last_any is None or not days:
        return None
    last_here = max(days)
    silent = (last_any - last_here).days
    if silent < _QUIET_DAYS:
        return None
    return f"Nothing after {day_words(last_here)}: silent for {silent} days."
