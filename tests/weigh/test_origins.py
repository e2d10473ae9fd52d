"""What counts as one origin and what as several: the promise that this program is built on."""

from __future__ import annotations

from tests.weigh.case import Case

from casemate.nouns import OriginKind, Stance

_GONE = "the warships have left the harbour of Port Larn"


def _count(case: Case) -> tuple[int, int, int]:
    claim = case.only_claim()
    return (
        claim.independent_origins,
        claim.independent_origins_at_most,
        claim.independent_parties,
    )


def test_one_agency_through_many_outlets_is_one() -> None:
    """Eleven reprints of one wire report would look like eleven reports."""
    case = Case()
    for n in range(5):
        case.report(f"Paper {n}", "2024-12-10", ("Two port officials", _GONE), via=("Wirex",))
    assert _count(case) == (1, 1, 1)
    assert case.only_claim().why.startswith("1 origin (")
    assert "repeated by 5 outlets" in case.only_claim().why


def test_the_same_officials_told_to_two_agencies_are_two() -> None:
    """Two newsrooms that each spoke to somebody would count as one."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("Two port officials", _GONE), via=("Wirex",))
    case.report(
        "Paper B", "2024-12-10", ("Two port officials", _GONE), via=("Newsy",), lead="Port news."
    )
    assert _count(case)[0] == 2


def test_a_named_speaker_is_one_however_many_carry_it() -> None:
    """A minister quoted by three papers would be three sources."""
    case = Case()
    for outlet in ("Paper A", "Paper B", "Paper C"):
        case.report(outlet, "2024-12-10", ("Anna Holm", _GONE))
    assert _count(case) == (1, 1, 1)


def test_a_ministry_and_its_minister_on_one_day_are_one() -> None:
    """A press office that repeats its chief would add an origin."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("Norway's defence minister, Anna Holm", _GONE))
    case.report("Paper B", "2024-12-10", ("The Norwegian defence ministry", _GONE))
    assert _count(case) == (1, 1, 1)


def test_one_frame_bought_by_two_outlets_is_one_and_two_firms_are_two() -> None:
    """One satellite picture in two papers would be two pictures."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("A Planet Labs picture", _GONE))
    case.report("Paper B", "2024-12-10", ("A Planet Labs frame", _GONE))
    assert _count(case) == (1, 1, 1)
    case.report("Paper C", "2024-12-10", ("An ICEYE radar image", _GONE))
    assert _count(case)[0] == 2


def test_one_signal_through_two_trackers_is_one() -> None:
    """MarineTraffic and VesselFinder print the same transponder."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("MarineTraffic", _GONE))
    case.report("Paper B", "2024-12-10", ("VesselFinder", _GONE))
    assert _count(case) == (1, 1, 1)
    (origin,) = case.weigh().origins
    assert origin.kind is OriginKind.TRACKING_DATA


def test_an_own_reporter_and_the_own_picture_desk_are_two_origins_of_one_party() -> None:
    """A newspaper that looked twice would be two bodies."""
    case = Case()
    case.report(
        "Paper A",
        "2024-12-10",
        ("Our correspondent", _GONE),
        ("A Sentinel-2 scene analysed by this newspaper", _GONE),
    )
    assert _count(case) == (2, 2, 1)


def test_two_witnesses_that_one_text_tells_apart_are_two() -> None:
    """A teacher and a watchman who saw the same would be one person."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("A retired teacher", _GONE), ("A watchman", _GONE))
    assert _count(case)[0] == 2


def test_words_without_a_source_add_nothing() -> None:
    """Repeating a report without naming it would corroborate it."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("Anna Holm", _GONE))
    case.report("Paper B", "2024-12-11", ("", _GONE))
    assert _count(case) == (1, 1, 1)


def test_unknown_lineage_alone_is_no_origin_and_one_at_most() -> None:
    """A rumour in two channels would be a finding."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("", _GONE))
    case.report("Paper B", "2024-12-11", ("", _GONE))
    assert _count(case) == (0, 1, 0)
    claim = case.only_claim()
    assert claim.credibility == 6


def test_a_cited_outlet_leads_to_its_own_earlier_report() -> None:
    """Quoting a colleague's paper would count as a second origin."""
    case = Case()
    case.report("Levant Post", "2024-12-10", ("Anna Holm", _GONE))
    case.report("Paper B", "2024-12-11", ("the Levant Post", _GONE))
    assert _count(case) == (1, 1, 1)


def test_a_denial_is_no_origin_of_what_it_denies() -> None:
    """The accused would corroborate the accusation."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("Anna Holm", _GONE))
    case.report("Paper B", "2024-12-10", ("Igor Danilov", _GONE), stance=Stance.DENIES)
    claims = [c for c in case.weigh().claims if c.independent_origins]
    assert [c.independent_origins for c in claims] == [1]
    assert sum(len(c.denied_by) for c in case.weigh().claims) == 1


def test_two_documents_that_cite_each_other_end() -> None:
    """A circle of citations would never end, or count itself."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("Paper B", _GONE))
    case.report("Paper B", "2024-12-10", ("Paper A", _GONE))
    origins, at_most, _ = _count(case)
    assert origins <= at_most <= 2


def test_every_link_names_its_evidence() -> None:
    """A count could not be checked."""
    case = Case()
    case.report("Paper A", "2024-12-10", ("Anna Holm", _GONE))
    case.report("Paper B", "2024-12-11", ("Paper A", _GONE))
    weighing = case.weigh()
    assert weighing.links
    texts = {d.id: d.text for d in case.documents}
    for link in weighing.links:
        assert link.why
        assert link.evidence is not None
        assert texts[link.source][slice(*link.evidence)]
