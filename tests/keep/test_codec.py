"""If these fail, what is stored is not what was found."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from casemate.keep.codec import from_text, list_from_text, list_to_text, to_text
from casemate.nouns import (
    Act,
    Claim,
    Document,
    Observation,
    Passage,
    PassageKind,
    Polarity,
    Precision,
    Quantity,
    SceneCitation,
    Site,
    SourceKind,
    Stance,
    Statement,
    StatementKind,
    TextCitation,
    ThinTrack,
    TrackCitation,
    TrackPoint,
    ValidBasis,
    When,
    Where,
    Zone,
)

WORDS = st.text(max_size=12)
SPAN = st.tuples(st.integers(0, 99), st.integers(100, 999))
SPANS = st.lists(SPAN, max_size=3).map(tuple)
MOMENT = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
WHENS = st.builds(lambda a, b: When(min(a, b), max(a, b), Precision.HOUR), MOMENT, MOMENT)
STATEMENTS = st.builds(
    Statement,
    id=WORDS,
    document=WORDS,
    kind=st.sampled_from(StatementKind),
    content=SPANS,
    text=WORDS,
    source=SPANS,
    source_name=st.none() | WORDS,
    source_kind=st.sampled_from(SourceKind),
    via=st.lists(WORDS, max_size=2).map(tuple),
    act=st.sampled_from(Act),
    stance=st.sampled_from(Stance),
    valid=st.none() | WHENS,
    valid_basis=st.none() | st.sampled_from(ValidBasis),
    polarity=st.sampled_from(Polarity),
    quantities=st.lists(
        st.builds(Quantity, SPAN, st.floats(0, 9), st.floats(9, 99), st.none() | WORDS), max_size=2
    ).map(tuple),
)
CITATIONS = st.one_of(
    st.builds(TextCitation, WORDS, st.none() | WORDS, WORDS, WORDS, SPANS, WORDS),
    st.builds(SceneCitation, WORDS, WORDS, st.tuples(*[st.integers(0, 9)] * 4)),
    st.builds(TrackCitation, WORDS, WORDS, SPAN, WHENS),
)
OBSERVATIONS = st.builds(
    Observation,
    id=WORDS,
    kind=WORDS,
    site=WORDS,
    text=WORDS,
    valid=WHENS,
    known=WHENS,
    citations=st.lists(CITATIONS, max_size=2).map(tuple),
    method=WORDS,
    origin_key=WORDS,
    where=st.none() | st.builds(Where, st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 9)),
    simulated=st.booleans(),
)
DOCUMENTS = st.builds(
    Document,
    id=WORDS,
    text=WORDS,
    title=st.none() | WORDS,
    published=st.none() | MOMENT,
    published_precision=st.sampled_from(Precision),
    passages=st.lists(st.builds(Passage, SPAN, st.sampled_from(PassageKind)), max_size=2).map(
        tuple
    ),
    toponyms=st.none() | SPANS,
)
SITES = st.builds(
    Site,
    id=WORDS,
    name=WORDS,
    kind=WORDS,
    names=st.lists(WORDS, max_size=2).map(tuple),
    zones=st.lists(
        st.builds(Zone, WORDS, WORDS, WORDS, st.just((((1.0, 2.0), (3.0, 4.5)),))), max_size=2
    ).map(tuple),
)

POINTS = st.builds(
    TrackPoint,
    st.floats(-180, 180),
    st.floats(-90, 90),
    MOMENT,
    st.integers(1, 99),
    st.integers(0, 2),
    st.booleans(),
)
TRACKS = st.builds(
    ThinTrack,
    WORDS,
    st.integers(0, 3),
    st.lists(POINTS, max_size=3).map(tuple),
    st.lists(WORDS, max_size=2).map(tuple),
    st.lists(SPAN, max_size=2).map(tuple),
    st.integers(1, 99),
    st.none() | WORDS,
    st.none() | MOMENT,
    st.booleans(),
)


@given(STATEMENTS)
def test_a_statement_survives(statement: Statement) -> None:
    assert from_text(Statement, to_text(statement)) == statement


@given(OBSERVATIONS)
def test_an_observation_survives_with_its_kind_of_citation(observation: Observation) -> None:
    assert from_text(Observation, to_text(observation)) == observation


@given(DOCUMENTS)
def test_a_document_survives(document: Document) -> None:
    assert from_text(Document, to_text(document)) == document


@given(TRACKS)
def test_a_track_survives_with_the_row_of_each_point(track: ThinTrack) -> None:
    assert from_text(ThinTrack, to_text(track)) == track


@given(st.lists(SITES, max_size=3).map(tuple))
def test_lists_survive(sites: tuple[Site, ...]) -> None:
    assert list_from_text(Site, list_to_text(sites)) == sites


def test_a_claim_survives() -> None:
    claim = Claim("c", "text", None, None, ("s1",), ("o1",), 1, 2, 1, "why", redirects=("s2",))
    assert from_text(Claim, to_text(claim)) == claim
