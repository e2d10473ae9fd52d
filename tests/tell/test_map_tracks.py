"""If these fail, the map draws ways that nothing was received of, or a page grows without end."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tell.little_case import SITE

from casemate.nouns import Observation, ThinTrack, TrackCitation, TrackPoint, When, Where
from casemate.tell.map_svg import site_map
from casemate.tell.map_tracks import MOST_POINTS, MOST_TRACKS, draw_tracks, not_drawn, subjects_of
from casemate.tell.material import CaseFacts, Coverage, Material
from casemate.tell.site_page import build_site_page

BEGIN = datetime(2024, 12, 8, tzinfo=UTC)
FILE = "f" * 64


def track(
    entity: str = "SHIP-1",
    steps: int = 10,
    silent: int | None = None,
    simulated: bool = False,
    start: tuple[float, float] = (35.4, 34.7),
    step: tuple[float, float] = (0.04, 0.02),
) -> ThinTrack:
    points = tuple(
        TrackPoint(
            start[0] + step[0] * n,
            start[1] + step[1] * n,
            BEGIN + timedelta(hours=n),
            n + 1,
            0,
            n == silent,
        )
        for n in range(steps)
    )
    return ThinTrack(
        entity, 0, points, (FILE,), ((1, steps),), steps, known=BEGIN, simulated=simulated
    )


def seen(entity: str, number: int = 0) -> Observation:
    when = When.day(date(2024, 12, 8 + number))
    return Observation(
        id=f"o-{entity}-{number}",
        kind="visit",
        site="quay",
        text=f"{entity} was received inside Grey Quay",
        valid=when,
        known=when,
        citations=(TrackCitation(entity, FILE, (1, 9), when),),
        method="track 1",
        origin_key="tracking-data:x",
        subject=entity,
    )


def page(tracks: list[ThinTrack], observations: list[Observation]) -> str:
    facts = CaseFacts("A case", False, "0.1.0", Coverage(), (SITE,))
    material = Material(facts, SITE, observations=tuple(observations), tracks=tuple(tracks))
    return build_site_page(material, {}, "claims/quay.html", {})


def test_a_line_leads_to_its_rows_and_the_rows_to_its_events() -> None:
    html = page([track(simulated=True)], [seen("SHIP-1"), seen("SHIP-1", 1)])
    (line,) = re.findall(r'<a class="way.*?</a>', html)
    assert 'href="#way-1"' in line
    assert "SHIP-1 (simulated), 8 Dec 2024 00:00 to 8 Dec 2024 09:00 UTC, rows 1 to 10" in line
    assert "sha256 ffffffffffff" in line
    (entry,) = re.findall(r'<li id="way-1".*?</li>', html)
    assert "simulated</span>" in entry
    assert '<a href="#s-o-SHIP-1-1">2 events here</a>' in entry
    assert 'id="s-o-SHIP-1-1"' in html
    assert FILE in html
    assert "All tracks on this map are simulated." in html


def test_every_drawn_track_leads_to_an_event_however_old() -> None:
    """Otherwise the rows behind an old visit are named and cannot be reached."""
    newer = [seen("SHIP-2", n % 20) for n in range(90)]
    newer = [replace(o, id=f"{o.id}-{n}") for n, o in enumerate(newer)]
    old = replace(seen("SHIP-1"), valid=When.day(date(2020, 1, 1)))
    html = page([track("SHIP-2"), track("SHIP-1")], [*newer, old])
    assert '<a href="#s-o-SHIP-1-0">1 event here</a>' in html
    assert 'id="s-o-SHIP-1-0"' in html


def test_a_silence_is_dashed_and_nothing_else() -> None:
    drawn = site_map(SITE, (SITE,), (), (track(),))
    assert drawn is not None
    assert 'class="silent"' not in drawn.svg
    broken = site_map(SITE, (SITE,), (), (track(silent=5),))
    assert broken is not None
    assert broken.svg.count('class="silent"') == 1


def test_hostile_names_stay_text() -> None:
    html = page([track('<script>"x"</script>')], [])
    assert "<script>&" not in html
    assert '<script>"x"' not in html


def test_what_is_not_drawn_is_counted() -> None:
    """A page of a busy port stays light, and says what it leaves out."""
    names = [f"SHIP-{n:03d}" for n in range(MOST_TRACKS + 7)]
    observations = [seen(name) for name in names]
    tracks = [track(name, steps=300, step=(0.002, 0.0009)) for name in names]
    found = site_map(SITE, (SITE,), observations, tracks)
    assert found is not None
    assert len(found.tracks) == MOST_TRACKS
    assert sum(one.points for one in found.tracks) <= MOST_POINTS
    assert "7 more entities" in not_drawn(observations, found.tracks)
    assert "Not drawn: the tracks of 7 more entities." in page(tracks, observations)
    assert not_drawn(observations[:3], found.tracks) == ""


def test_those_seen_most_often_come_first() -> None:
    given = [seen("b"), seen("a"), seen("c", 1), seen("b", 1)]
    assert subjects_of(given) == ("b", "c", "a")


def test_a_track_elsewhere_is_not_drawn_and_one_over_the_date_line_is_not_drawn_across() -> None:
    away = site_map(SITE, (SITE,), (), (track(start=(-40.0, 10.0)),))
    assert away is not None
    assert away.tracks == ()
    centre = Where(179.9, 10.0, 500)
    found = draw_tracks(
        (track(start=(179.7, 9.9), steps=4), track(start=(-179.98, 9.9), steps=4)),
        (),
        centre,
        lambda lon, lat: ((lon - 179.5) * 500, (11 - lat) * 200),
        (640.0, 400.0),
    )
    assert len(found) == 2
    assert all(0 <= x <= 640 for one in found for run in one.runs for x, _, _ in run)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.booleans()),
            min_size=1,
            max_size=30,
        ),
        max_size=4,
    )
)
def test_whatever_was_reported_the_map_can_be_drawn(
    ways: list[list[tuple[float, float, bool]]],
) -> None:
    tracks = [
        ThinTrack(
            f"e{n}",
            0,
            tuple(TrackPoint(x, y, BEGIN, i + 1, 0, quiet) for i, (x, y, quiet) in enumerate(way)),
            (FILE,),
            ((1, len(way)),),
            len(way),
        )
        for n, way in enumerate(ways)
    ]
    found = site_map(SITE, (SITE,), (), tracks)
    assert found is not None
    assert "nan" not in found.svg
    assert "inf" not in found.svg
    for one in found.tracks:
        assert f"{one.label}, 8 Dec 2024" in found.svg
