"""Repeats of documents: found, told by kind, and turned the right way round."""

from __future__ import annotations

import random

import pytest
from tests.weigh.texts import outlet_document, story

from casemate.nouns import Document, Relation
from casemate.weigh import find_copies


def test_a_reprint_with_the_outlets_own_matter_is_found_and_points_back() -> None:
    """A reprint in a page full of other text would count as another report."""
    original = story(1)
    first = outlet_document("a", "Wire", original, "2024-12-10T08:00:00+00:00")
    page = "\n\n".join([story(2, 60), original, story(3, 60)])
    second = outlet_document("b", "Harbour Post", page, "2024-12-10T12:00:00+00:00")
    (copy,) = find_copies([second, first])
    assert (copy.document, copy.of) == ("b", "a")
    assert "published" in copy.why
    ((there, here),) = copy.passages
    assert page[slice(*there)].split()[:5] == original.split()[:5]
    assert original[slice(*here)].split()[-5:] == original.split()[-5:]


def test_a_credit_outweighs_the_dates() -> None:
    """A wire story captured later than its reprint would be called the reprint."""
    text = story(1)
    wire = outlet_document("w", "Meridian Wire", text, "2024-12-10T12:00:00+00:00")
    post = outlet_document(
        "p", "Harbour Post", text + "\n\nSource: Meridian Wire", "2024-12-10T08:00:00+00:00"
    )
    (copy,) = find_copies([wire, post])
    assert (copy.document, copy.of) == ("p", "w")
    assert copy.why.startswith("it credits Meridian Wire")


def test_abridged_edited_and_verbatim_are_told_apart() -> None:
    """A reader would take a third of a report for the whole."""
    text = story(1, 240)
    words = text.split()
    rng = random.Random(5)
    edited = " ".join("altered" if rng.random() < 0.05 else w for w in words)
    documents = [
        outlet_document("a", "Wire", text, "2024-12-10T08:00:00+00:00"),
        outlet_document("b", "One", text.upper(), "2024-12-10T09:00:00+00:00"),
        outlet_document("c", "Two", " ".join(words[:90]), "2024-12-10T10:00:00+00:00"),
        outlet_document("d", "Three", edited, "2024-12-10T11:00:00+00:00"),
    ]
    found = {c.document: (c.of, c.relation) for c in find_copies(documents)}
    assert found["b"] == ("a", Relation.VERBATIM)
    assert found["c"] == ("a", Relation.ABRIDGED)
    assert found["d"] == ("a", Relation.UPDATE)


def test_an_outlets_template_and_a_shared_quotation_are_no_repeats() -> None:
    """Two different reports of one outlet would be merged for their footer."""
    footer = story(50, 120)
    same = [
        outlet_document(f"t{n}", "Gazette", f"{story(n, 150)}\n\n{footer}", f"2024-12-1{n}")
        for n in range(5)
    ]
    quotation = story(60, 45)
    quoting = [
        outlet_document(f"q{n}", f"Paper {n}", f"{story(70 + n, 200)} {quotation}", "2024-12-12")
        for n in range(2)
    ]
    assert find_copies([*same, *quoting]) == ()


@pytest.mark.parametrize("missing", ["published", "outlet"])
def test_missing_dates_and_outlets_are_said_and_not_guessed(missing: str) -> None:
    """An invented direction would be printed as a fact."""
    text = story(1)
    fields = {"published": "2024-12-10T08:00:00+00:00", "outlet": "Wire"}
    fields.pop(missing)
    documents = [
        outlet_document(name, fields.get("outlet"), text, fields.get("published"))
        for name in ("a", "b")
    ]
    (copy,) = find_copies(documents)
    if missing == "published":
        assert "not known" in copy.why
    else:
        assert copy.of == "a"


def test_everything_identical_does_not_blow_up() -> None:
    """A folder with one file saved 3,000 times would never finish."""
    text = story(1)
    documents = [outlet_document(f"d{n:04}", "Wire", text, "2024-12-10") for n in range(3000)]
    copies = find_copies(documents)
    assert len(copies) == 2999
    assert {c.of for c in copies} == {"d0000"}


def test_nothing_short_or_empty_is_anybodys() -> None:
    """Two empty pages would be a reprint of each other."""
    texts = ["", "No comment.", "", "No comment."]
    assert find_copies([Document(id=str(n), text=t) for n, t in enumerate(texts)]) == ()


def test_the_order_of_the_documents_does_not_matter() -> None:
    """The same case would tell another story after a rebuild."""
    documents = [
        outlet_document(f"d{n}", f"Outlet {n}", story(n % 4, 150), f"2024-12-{10 + n}")
        for n in range(12)
    ]
    forwards = {(c.document, c.of, c.relation) for c in find_copies(documents)}
    backwards = {(c.document, c.of, c.relation) for c in find_copies(documents[::-1])}
    assert forwards == backwards
    assert len(forwards) == 8
