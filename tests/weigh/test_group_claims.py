"""Which statements become one claim, and which never do."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weigh.case import Case

from casemate.nouns import Act, Stance
from casemate.weigh import weigh
from casemate.weigh.linkage import linked_sets


def test_the_same_words_at_the_same_time_are_one_claim_told_in_their_own_words() -> None:
    """A claim would be printed in words that nobody said."""
    case = Case()
    said = "three frigates have left the northern quay"
    case.report("Paper A", "2024-12-10", ("Anna Holm", said))
    case.report("Paper B", "2024-12-10", ("Igor Danilov", said))
    claim = case.only_claim()
    assert claim.text == said
    assert claim.id == claim.statements[0]
    assert len(claim.statements) == 2


def test_unlike_statements_stay_apart() -> None:
    """Everything said of a place would be one claim."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("Anna Holm", "three frigates have left the quay"))
    case.report("Paper B", "2024-12-10", ("Igor Danilov", "bread is dearer in the market"))
    assert len(case.weigh().claims) == 2


def test_another_day_is_another_claim() -> None:
    """A harbour empty in May would vouch for one empty in December."""
    case = Case()
    case.report("Paper A", "2024-05-10", ("Anna Holm", "the northern quay is empty"))
    case.report("Paper B", "2024-12-10", ("Igor Danilov", "the northern quay is empty"))
    claims = case.weigh().claims
    assert len(claims) == 2
    assert not any(claim.contradicts for claim in claims)


def test_a_plan_is_no_report() -> None:
    """An intention to leave would be evidence of having left."""
    import dataclasses

    case = Case()
    said = "the frigates leave the northern quay"
    case.report("Paper A", "2024-12-10", ("Anna Holm", said))
    case.report("Paper B", "2024-12-10", ("Igor Danilov", said))
    reading = case.readings[1]
    plan = dataclasses.replace(reading.statements[0], act=Act.INTENDS)
    case.readings[1] = dataclasses.replace(reading, statements=(plan,))
    assert len(case.weigh().claims) == 2


def test_the_order_given_makes_no_difference() -> None:
    """The same case would tell another story after a rebuild."""
    case = Case()
    words = ["quay", "frigate", "pilot", "crane", "convoy"]
    rng = random.Random(3)
    for n in range(12):
        said = f"the {rng.choice(words)} and the {rng.choice(words)} left on the tide"
        case.report(
            f"Paper {n % 4}", "2024-12-10", (rng.choice(["Anna Holm", "MarineTraffic"]), said)
        )
    first = weigh(case.documents, case.readings)
    second = weigh(case.documents[::-1], case.readings[::-1])
    assert {c.statements for c in first.claims} == {c.statements for c in second.claims}
    assert {c.id: c.independent_origins for c in first.claims} == {
        c.id: c.independent_origins for c in second.claims
    }


def test_nothing_to_weigh_is_weighed() -> None:
    """An empty case would fail to build."""
    weighing = weigh((), ())
    assert (weighing.claims, weighing.copies, weighing.links) == ((), (), ())


def test_one_document_of_very_many_statements_ends() -> None:
    """A transcript of a thousand sentences would hang the build."""
    case = Case()
    case.report(
        "Paper A",
        "2024-12-10",
        *(
            ("Anna Holm", f"ship number {n} passed the northern light at {n} knots")
            for n in range(600)
        ),
    )
    claims = case.weigh().claims
    assert sum(len(c.statements) for c in claims) == 600


def test_left_and_stayed_contradict_and_a_denial_does_not_count() -> None:
    """A dispute would be shown as agreement."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("Anna Holm", "the frigates have left the naval base"))
    case.report(
        "Paper B", "2024-12-10", ("Igor Danilov", "the frigates have not left the naval base")
    )
    claims = case.weigh().claims
    assert len(claims) == 2
    assert claims[0].contradicts == (claims[1].id,)
    assert claims[1].contradicts == (claims[0].id,)
    assert Stance.DENIES not in {s.stance for r in case.readings for s in r.statements}


@given(
    st.integers(2, 9).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.floats(-8, 8), min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2),
            st.randoms(use_true_random=False),
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_linkage_does_not_depend_on_the_order_of_the_pairs(given_case) -> None:  # type: ignore[no-untyped-def]
    """Two builds of one case would group it in two ways."""
    size, odds, rng = given_case
    pairs = [(i, j) for i in range(size) for j in range(i)]
    rows = list(zip(pairs, odds, strict=True))
    shuffled = rows[:]
    rng.shuffle(shuffled)
    results = []
    for order in (rows, shuffled):
        a = np.array([p[0] for p, _ in order], np.int64)
        b = np.array([p[1] for p, _ in order], np.int64)
        results.append(linked_sets(size, a, b, np.array([o for _, o in order]), 0.0))
    assert results[0] == results[1]
    assert sorted(m for group in results[0] for m in group) == list(range(size))
