"""What is asked of bases, ports and airfields, and which predicates speak for which answer.

A question of a case with one of these ids uses its rules; its values may be some of the ones here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casemate.nouns import Polarity, Question, Site

_YES, _NO = Polarity.AFFIRMED, Polarity.NEGATED


@dataclass(frozen=True, slots=True)
class QuestionRules:
    """How a question is answered from what was said.

    speaks: (predicate family, polarity) to the value it speaks for.
    silence_days: after so many days without a word the answer is unknown again; None where the
        matter stands until somebody ends it (a lease).
    """

    id: str
    asks: str
    values: tuple[str, ...]
    speaks: dict[tuple[str, Polarity], str]
    silence_days: int | None


RULES: dict[str, QuestionRules] = {
    rules.id: rules
    for rules in (
        QuestionRules(
            "presence",
            "Is the force that is followed at the site?",
            ("present", "reduced", "gone"),
            {
                ("stay", _YES): "present",
                ("deploy", _YES): "present",
                ("arrive", _YES): "present",
                ("return", _YES): "present",
                ("build", _YES): "present",
                ("leave", _NO): "present",
                ("withdraw", _NO): "present",
                ("evacuate", _NO): "present",
                ("withdraw", _YES): "reduced",
                ("reduce", _YES): "reduced",
                ("evacuate", _YES): "reduced",
                ("leave", _YES): "gone",
                ("stay", _NO): "gone",
            },
            30,
        ),
        QuestionRules(
            "direction",
            "Which way do people and equipment move?",
            ("arriving", "leaving", "steady"),
            {
                ("arrive", _YES): "arriving",
                ("return", _YES): "arriving",
                ("deploy", _YES): "arriving",
                ("supply", _YES): "arriving",
                ("increase", _YES): "arriving",
                ("withdraw", _YES): "leaving",
                ("leave", _YES): "leaving",
                ("evacuate", _YES): "leaving",
                ("load", _YES): "leaving",
                ("reduce", _YES): "leaving",
                ("stay", _YES): "steady",
                ("withdraw", _NO): "steady",
                ("leave", _NO): "steady",
                ("move", _NO): "steady",
            },
            7,
        ),
        QuestionRules(
            "control",
            "Does the force that is followed hold the site?",
            ("held", "lost"),
            {
                ("control", _YES): "held",
                ("help", _YES): "held",
                ("seize", _NO): "held",
                ("seize", _YES): "lost",
                ("collapse", _YES): "lost",
                ("control", _NO): "lost",
            },
            30,
        ),
        QuestionRules(
            "access",
            "Can the site be entered and left?",
            ("open", "closed"),
            {
                ("grant access", _YES): "open",
                ("deny access", _NO): "open",
                ("deny access", _YES): "closed",
                ("grant access", _NO): "closed",
            },
            14,
        ),
        QuestionRules(
            "lease",
            "Does an agreement on the site stand?",
            ("in force", "ended"),
            {
                ("lease", _YES): "in force",
                ("agree", _YES): "in force",
                ("end", _YES): "ended",
                ("lease", _NO): "ended",
                ("agree", _NO): "ended",
            },
            None,
        ),
    )
}
# Kinds of sites that are asked all of these where case.toml asks nothing.
ASKED_OF = ("port", "airfield", "base")


def rules_for(question: Question) -> QuestionRules | None:
    """The package's rules for a case's question, limited to its values; None where it has none."""
    rules = RULES.get(question.id)
    if rules is None or not question.values:
        return rules
    speaks = {key: value for key, value in rules.speaks.items() if value in question.values}
    return replace(rules, values=question.values, speaks=speaks)


def questions_asked(sites: Sequence[Site], questions: Sequence[Question]) -> tuple[Question, ...]:
    """The case's own questions, or where it asks none, the package's of its bases and ports."""
    if questions:
        return tuple(questions)
    asked = tuple(site.id for site in sites if site.kind in ASKED_OF)
    return tuple(Question(id, asked, rules.values) for id, rules in RULES.items()) if asked else ()


# What happens rather than lasts: "left between 8 and 10 December" is certain only from the 10th.
EVENTS = frozenset("leave arrive return seize agree end collapse".split())
