"""Without these the parts of a site page would mislead: the scale, the map, what is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tell.little_case import SITE

from casemate.nouns import Observation, Site, State, When, Where
from casemate.tell.basemap.pmtiles import Tiles, tile_id
from casemate.tell.basemap.vector_tile import layers
from casemate.tell.date_scale import date_scale
from casemate.tell.map_svg import _ARCHIVE, site_map
from casemate.tell.material import CaseFacts, Coverage, Material
from casemate.tell.not_known import not_known
from casemate.tell.site_page import build_site_page
from casemate.tell.strip import strip_of

DAYS = ((date(2024, 12, 7), 1), (date(2024, 12, 16), 9))
FACTS = CaseFacts(
    "A case",
    False,
    "0.1.0",
    Coverage(
        captures=2,
        documents=2,
        first=DAYS[0][0],
        last=date(2024, 12, 20),
        not_read=(("Russian is not read", 2),),
    ),
    (SITE,),
)


def test_the_scale_folds_earlier_years_and_gives_each_day_of_reporting_its_place() -> None:
    scale = date_scale([When.parse("1971"), When.day(date(2024, 12, 9))], DAYS)
    assert scale is not None
    assert len(scale.stops) == 11
    places = [place for _, place, _ in scale.stops]
    assert places == sorted(places)
    history, lately = scale.held
    assert history.at < places[0] < lately.at
    assert scale.years == (("1971", 10.0),)
    assert date_scale([], []) is None


def test_silence_unread_languages_and_the_unseen_are_said() -> None:
    lines = [gap.text for gap in not_known(Material(FACTS, SITE, known_days=DAYS, untraced=2))]
    assert "Nothing after 16 December 2024: silent for 4 days." in lines
    assert "2 documents kept but not read: Russian is not read." in lines
    assert any("said, not seen" in line for line in lines)
    assert any("2 claims started could not be traced" in line for line in lines)


def test_a_state_shows_with_its_rule_and_an_unknown_one_as_not_known() -> None:
    states = tuple(
        State("quay", "control", value, When.day(day), When.day(day), ("c",), "last word holds")
        for value, day in (("contested", date(2024, 12, 8)), ("unknown", date(2024, 12, 9)))
    )
    (cell,) = strip_of(Material(FACTS, SITE, states=states))
    assert [a.value for a in cell.answers] == ["contested", "not known"]
    assert cell.answers[0].detail == "last word holds"


def test_a_state_is_shown_again_only_when_it_or_its_rule_changes_and_leads_to_its_words() -> None:
    states = tuple(
        State("quay", "control", "held", When.day(day), When.day(day), ("c",), "since 8 December")
        for day in (date(2024, 12, 8), date(2024, 12, 9))
    )
    (cell,) = strip_of(Material(FACTS, SITE, states=states, hrefs={"c": "docs/d.html#s-c"}))
    assert [(a.known, a.cites) for a in cell.answers] == [("2024-12-08", ("docs/d.html#s-c",))]


def test_years_of_daily_rules_do_not_fill_the_page_and_today_is_told_exactly() -> None:
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(1_000)]
    states = tuple(
        State(
            "quay", "control", "held" if n < 500 else "lost", When.day(d), When.day(d), (), f"{n}"
        )
        for n, d in enumerate(days)
    )
    (cell,) = strip_of(Material(FACTS, SITE, states=states))
    assert [(a.value, a.detail) for a in cell.answers] == [
        ("held", "0"),
        ("lost", "500"),
        ("lost", "999"),
    ]


def test_a_question_without_an_answer_is_among_the_gaps_with_its_reason() -> None:
    day = When.day(date(2024, 12, 9))
    state = State("quay", "control", "unknown", day, day, (), "no word since 1 December")
    material = Material(FACTS, SITE, states=(state,), questions=("control", "access"))
    lines = [gap.text for gap in not_known(material)]
    assert "Control: no word since 1 December." in lines
    assert "Access: nothing collected answers it." in lines


def test_a_site_of_which_nothing_is_known_still_has_a_page() -> None:
    page = build_site_page(Material(FACTS, SITE), {}, "claims/quay.html", {})
    assert "Nothing collected says anything about Grey Quay" in page


def test_tiles_are_found_by_their_place_on_the_curve() -> None:
    """Against the specification's own example: zoom 1 runs (0,0), (0,1), (1,1), (1,0)."""
    assert [tile_id(1, *at) for at in ((0, 0), (0, 1), (1, 1), (1, 0))] == [1, 2, 3, 4]
    assert sorted(tile_id(3, x, y) for x in range(8) for y in range(8)) == list(range(21, 85))
    world = Tiles(_ARCHIVE).tile(0, 0, 0)
    assert world is not None
    assert {"land", "borders"} <= layers(world).keys()


def test_another_file_is_refused_as_a_tile_archive(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x" * 200)
    with pytest.raises(ValueError, match="not a PMTiles"):
        Tiles(tmp_path / "x")


def test_the_map_of_a_port_has_land_and_coast_and_sea() -> None:
    drawn = site_map(SITE, (SITE,))
    assert drawn is not None
    assert 'class="land"' in drawn.svg
    assert 'class="coast"' in drawn.svg
    assert "20 km" in drawn.svg
    assert "within 600 m" in drawn.note
    assert len(drawn.svg) < 60_000


def test_a_neighbour_is_in_the_window() -> None:
    near = Site("air", "Air base", "airfield", ("Air base",), Where(35.949, 35.401, 2500))
    drawn = site_map(SITE, (SITE, near))
    assert drawn is not None
    assert 'href="air.html"' in drawn.svg
    (x, y), *_ = [
        (float(a), float(b))
        for a, b in re.findall(r'cx="([-\d.]+)" cy="([-\d.]+)"\s+r="6"', drawn.svg)
    ]
    assert 0 < x < 640
    assert 0 < y < 400


def test_what_was_seen_is_on_the_map_with_its_uncertainty_and_its_day() -> None:
    day = When.day(date(2024, 12, 10))
    seen = Observation(
        "o", "gap", "quay", "no signal <here>", day, day, (), "track 1", "k",
        where=Where(35.6, 34.9, 12_000),
    )  # fmt: skip
    drawn = site_map(SITE, (SITE,), (seen, replace(seen, id="far", where=Where(0, 0, 1))))
    assert drawn is not None
    assert drawn.svg.count('class="seen"') == 1
    assert 'data-known="2024-12-10"' in drawn.svg
    assert "no signal &lt;here&gt;" in drawn.svg


@settings(max_examples=25, deadline=None)
@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 500_000))
def test_any_place_on_the_globe_has_a_map_or_none(lon: float, lat: float, radius: float) -> None:
    drawn = site_map(Site("x", "<X>", "other", ("X",), Where(lon, lat, radius)), ())
    assert drawn is None or ("&lt;X&gt;" in drawn.svg and "<X>" not in drawn.svg)
