"""The state of a site on a question: what held on a day, as far as it was known on another.

The model, all of it:

1. Every statement that was known by the day asked, says or perceives something (plans, beliefs
   and possibilities do not count), and whose predicate speaks for a value, gives that value a
   stretch of days: the days it states; without a stated time, the day it was said.
2. A speaker vouches up to the end of what is stated, and for what is open up to the day of
   speaking. After that the value stands on by habit until the question's silence is reached, then:
   unknown.
3. A value that begins after another's vouched end takes its place. Both in force on one day, and
   neither begun after the other was vouched for: contested.
4. What happened some time between two days is certain from the second; between them the answer is
   unknown, "changed between …".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from casemate.nouns import Act, Polarity, Said, Stance, State, Statement, When
from casemate.weigh.questions import EVENTS, QuestionRules

UNKNOWN = "unknown"
CONTESTED = "contested"
_FOREVER = date.max
_ALWAYS = date.min
_DAY = timedelta(days=1)
_FLIPPED = {Polarity.AFFIRMED: Polarity.NEGATED, Polarity.NEGATED: Polarity.AFFIRMED}


def said_on(
    rules: QuestionRules, claim: str, statement: Statement, known: date | None
) -> Said | None:
    """What a statement says on a question; None when it says nothing, or only may be so."""
    if statement.predicate is None or statement.act not in (Act.SAYS, Act.PERCEIVES):
        return None
    if statement.stance is Stance.POSSIBLE or known is None:
        return None
    polarity = statement.polarity
    if statement.stance is Stance.DENIES:
        polarity = _FLIPPED[polarity]
    value = rules.speaks.get((statement.predicate, polarity))
    if value is None:
        return None
    return said(claim, value, statement.valid, known, statement.predicate in EVENTS)


def said(claim: str, value: str, valid: When | None, known: date, event: bool) -> Said | None:
    """A value's stretch of days from its valid time, or the day it was said where none is stated.

    None for what lies ahead of the day of speaking: that is an outlook, not a state.
    """
    if valid is None:
        return Said(claim, value, known, known, known)
    begin, end = valid.first_day or _ALWAYS, valid.last_day
    if begin > known:
        return None
    return Said(claim, value, begin, end, known, event and end is not None)


def state_on(
    rules: QuestionRules, site: str, heard: Iterable[Said], on: date, known: date
) -> State:
    """The answer for the day `on` from what was known by the end of the day `known`."""
    by_then = sorted(
        (s for s in heard if s.known <= known),
        key=lambda s: (s.begin, s.known, s.claim),
    )
    pending = [s for s in by_then if s.begin <= on < s.certain_from]
    in_force = [s for s in by_then if s.certain_from <= on <= _stands_until(s, rules)]
    standing = [s for s in in_force if not _replaced(s, in_force, on)]
    values = dict.fromkeys(s.value for s in standing)
    clashing = [p for p in pending if p.value not in values]
    if clashing:
        value, rule = UNKNOWN, _changed_between(clashing, values)
        standing = standing + clashing
    elif not standing:
        value, rule = UNKNOWN, _silence(by_then, on)
    elif len(values) > 1:
        value, rule = CONTESTED, "at the same time: " + " and ".join(values)
    else:
        value = next(iter(values))
        last = max(s.last_word for s in standing)
        since = min(s.certain_from for s in standing)
        rule = _standing_rule(value, since, last, on)
    return State(
        site=site,
        question=rules.id,
        value=value,
        valid=When.day(on),
        known=When.day(known),
        claims=tuple(dict.fromkeys(s.claim for s in standing)),
        rule=rule,
    )


def history(
    rules: QuestionRules, site: str, heard: Sequence[Said], known: date, until: date
) -> tuple[State, ...]:
    """The answers in order of time, each over the stretch of days for which it is the same."""
    days = {until}
    for s in heard:
        stands_until = _stands_until(s, rules)
        days.update((s.begin, s.certain_from))
        if stands_until < _FOREVER:
            days.add(stands_until + _DAY)
    ordered = sorted(d for d in days if _ALWAYS < d <= until)
    found: list[State] = []
    for at, day in enumerate(ordered):
        last = ordered[at + 1] - _DAY if at + 1 < len(ordered) else until
        state = state_on(rules, site, heard, day, known)
        same = found and (found[-1].value, found[-1].claims) == (state.value, state.claims)
        first = found.pop().valid.first_day if same else day
        found.append(replace(state, valid=When.days(first or day, last)))
    return tuple(found)


def asked_each_day(
    rules: QuestionRules, site: str, heard: Sequence[Said], until: date
) -> Iterator[State]:
    """The answer for every day on which it may have changed, each as known on that very day."""
    days = {s.known for s in heard}
    days |= {s.certain_from for s in heard if s.certain_from > s.known}
    for s in heard:
        stands_until = _stands_until(s, rules)
        if stands_until < _FOREVER:
            days.add(max(stands_until + _DAY, s.known))
    for day in sorted(day for day in days if day <= until):
        yield state_on(rules, site, heard, day, day)


def _stands_until(s: Said, rules: QuestionRules) -> date:
    """The last day on which a value stands, silence included."""
    if rules.silence_days is None:
        # What nobody has to repeat stands until its own end.
        return _FOREVER if s.event or s.end is None else s.end
    if s.last_word > _FOREVER - timedelta(days=rules.silence_days):
        return _FOREVER
    return s.last_word + timedelta(days=rules.silence_days)


def _replaced(s: Said, others: Iterable[Said], on: date) -> bool:
    """Whether another value began after the last day this one's source speaks of."""
    return any(o.value != s.value and s.vouched < o.certain_from <= on for o in others)


def _changed_between(pending: Sequence[Said], before: Iterable[str]) -> str:
    first = min(p.begin for p in pending)
    last = max(p.certain_from for p in pending)
    to = " or ".join(dict.fromkeys(p.value for p in pending))
    earlier = " or ".join(before)
    change = f"changed from {earlier} to {to}" if earlier else f"became {to}"
    return f"{change} between {first.isoformat()} and {last.isoformat()}"


def _silence(by_then: Sequence[Said], on: date) -> str:
    earlier = [s for s in by_then if s.certain_from <= on]
    if not earlier:
        return "nothing known about this day"
    last = max(min(s.last_word, on) for s in earlier)
    return f"last word on {last.isoformat()}, {(on - last).days} days before"


def _standing_rule(value: str, since: date, last: date, on: date) -> str:
    begun = "" if since == _ALWAYS else f" since {since.isoformat()}"
    if last >= on:
        return f"{value}{begun}, as stated"
    return f"{value}{begun}, last word on {last.isoformat()}"
