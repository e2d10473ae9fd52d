"""What other rooms take from this one: observations, routes, thin tracks and doubts."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from tests.track.world import FIELD, PORT, call, north, row

from casemate.errors import BadInput
from casemate.nouns import TrackCitation
from casemate.track.clean import Counts, in_order
from casemate.track.detect import detect
from casemate.track.doubts import implausible_company
from casemate.track.event import Event, event_as_json
from casemate.track.fences import fences_from_geojson
from casemate.track.follow import Report, follow
from casemate.track.observe import observe
from casemate.track.options import TrackOptions
from casemate.track.positions import Names, Positions
from casemate.track.route_plot import route_plot
from casemate.track.routes import hubs_of, routes_as_csv, routes_as_geojson, routes_of, write_routes
from casemate.track.rules import Rules
from casemate.track.separate import separate
from casemate.track.thin import thin_as_feature, thinned
from casemate.track.tracks import tracks_of

Events = Callable[..., list[Event]]
KNOWN = datetime(2024, 4, 1, tzinfo=UTC)


def test_an_observation_cites_file_and_rows(events: Events) -> None:
    found = events(call())
    seen = list(observe(found, KNOWN))
    assert [o.kind for o in seen] == [e.kind for e in found]
    (visit,) = [o for o in seen if o.kind == "visit"]
    (citation,) = visit.citations
    assert isinstance(citation, TrackCitation)
    assert citation.capture == found[0].rows[0].file
    assert citation.rows == (12, 50)
    assert citation.window == visit.valid
    assert visit.site == "port"
    assert visit.confidence is None, "no probability is invented"
    assert visit.caveat is not None
    assert "entry and exit received" in visit.caveat
    assert visit.known.begin == KNOWN
    assert visit.where is not None
    assert visit.where.lat_deg == pytest.approx(PORT[0], abs=0.05)


def test_observations_are_the_same_every_time_and_differ_from_each_other(events: Events) -> None:
    found = events(call() + call("202"))
    first, again = list(observe(found, KNOWN)), list(observe(found, KNOWN))
    assert first == again
    assert len({o.id for o in first}) == len(first)


def test_one_feed_is_one_origin(events: Events, table: Callable[..., Path]) -> None:
    files = [table(call("1"), "a.csv"), table(call("2"), "b.csv")]
    found = events(files)
    assert len({o.origin_key for o in observe(found, KNOWN)}) == 2
    assert len({o.origin_key for o in observe(found, KNOWN, feed="one feed")}) == 1


def test_an_open_visit_has_no_end_and_a_gap_is_not_observable(events: Events) -> None:
    lines = call(stay_h=8)
    seen = list(observe(events(lines[:16] + lines[50:56]), KNOWN))
    (visit,) = [o for o in seen if o.kind == "visit"]
    assert visit.valid.end is None
    (gap,) = [o for o in seen if o.kind == "gap"]
    assert gap.not_observable is not None
    assert "not received" in gap.not_observable


def test_what_happened_at_no_site_is_no_observation_of_one(events: Events) -> None:
    found = events([row("1", h, north(PORT, 40 + h), 5) for h in (0, 1, 16, 17)])
    assert [e.kind for e in found] == ["gap"]
    assert not list(observe(found, KNOWN))


@pytest.fixture
def shuttle(events: Events) -> list[Event]:
    lines = []
    for trip in range(3):
        lines += call("=1+2", begin=trip * 60, site=PORT)
        lines += call("=1+2", begin=trip * 60 + 30, site=FIELD)
    return events(lines)


def test_routes_say_who_went_where_and_how_often(shuttle: list[Event]) -> None:
    there, back = routes_of(shuttle)
    assert (there.origin, there.aim, there.count) == ("port", "field", 3)
    assert (back.origin, back.aim, back.count) == ("field", "port", 2)
    assert there.by == (("=1+2", 3),)
    assert there.months == (("2024-03", 3),)
    hubs = {h.site: h for h in hubs_of((there, back))}
    (chain,) = hubs["field"].chains
    assert (chain.origin, chain.aim, chain.entity, chain.count) == ("port", "port", "=1+2", 2)
    assert (hubs["field"].arriving, hubs["field"].leaving) == (3, 2)


def test_an_identity_that_is_a_formula_is_neutralised_in_tables(shuttle: list[Event]) -> None:
    cells = list(csv.reader(io.StringIO(routes_as_csv(routes_of(shuttle)))))
    assert cells[1][2] == "'=1+2"
    assert event_as_json(shuttle[0])["entity"] == "=1+2"


def test_routes_are_drawn(shuttle: list[Event], sites: Path, tmp_path: Path) -> None:
    routes, fences = routes_of(shuttle), fences_from_geojson(sites, Rules())
    layer = json.loads(routes_as_geojson(routes, fences))
    assert layer["features"][0]["properties"]["voyages"] == 3
    assert layer["features"][0]["geometry"]["coordinates"][0] == [PORT[1], PORT[0]]
    drawing = ET.fromstring(route_plot(routes))
    assert len(drawing.findall("{http://www.w3.org/2000/svg}circle")) == 2
    assert "No voyage" in route_plot(())
    for ending in ("csv", "geojson", "svg"):
        write_routes(routes, fences, tmp_path / f"r.{ending}")
        assert (tmp_path / f"r.{ending}").stat().st_size > 100
    with pytest.raises(BadInput, match=r"\.csv"):
        write_routes(routes, fences, tmp_path / "r.doc")


def columns(lat: list[float], lon: list[float], entity: int = 0, start: int = 0) -> Positions:
    n = len(lat)
    return Positions(
        np.full(n, entity, np.int32),
        1.7e9 + 600.0 * (start + np.arange(n)),
        np.array(lat),
        np.array(lon),
        np.full(n, 5, np.float32),
        np.full(n, np.nan, np.float32),
        np.full(n, -1, np.int8),
        np.arange(1, n + 1, dtype=np.uint32),
        np.zeros(n, np.uint32),
    )


def test_a_thin_track_keeps_its_shape_and_its_rows() -> None:
    lat = [30 + 0.01 * n for n in range(50)] + [30.5] * 50
    lon = [179.94] * 50 + [(359.95 + 0.01 * n) % 360 - 180 for n in range(50)]
    given = in_order(columns(lat, lon), Counts())
    found = separate(given, np.zeros(1, bool), Rules(), Counts())
    names = Names(entities=["x"], files=["f" * 64])
    (thin,) = thinned(tracks_of(found), names, tolerance_km=1)
    assert thin.of == 100
    assert 3 <= len(thin.points) <= 6
    assert thin.points[0].row == 1
    assert thin.points[-1].row == 100
    assert not any(p.silent for p in thin.points)
    feature = thin_as_feature(thin)
    assert feature["properties"]["rows"][-1] == 100
    drawn = [lon for lon, _ in feature["geometry"]["coordinates"]]
    assert len(drawn) == len(thin.points)
    assert drawn[-1] == pytest.approx(180.44), "no line runs around the world"


def test_a_silence_is_kept_between_its_two_ends() -> None:
    """Without this a straight line hides that nothing was received on the way."""
    given = columns([30 + 0.01 * n for n in range(20)], [33.0] * 20)
    given.time_s[8:] += 9 * 3600
    found = separate(in_order(given, Counts()), np.zeros(1, bool), Rules(), Counts())
    names = Names(entities=["x"], files=["f" * 64], called={"x": "ANNA"})
    (thin,) = thinned(tracks_of(found), names)
    assert [(p.row, p.silent) for p in thin.points] == [
        (1, False),
        (8, False),
        (9, True),
        (20, False),
    ]
    assert thin.rows == ((1, 20),)
    assert thin.name == "ANNA"
    (short,) = thinned(tracks_of(found), names, most=2)
    assert [(p.row, p.silent) for p in short.points] == [(1, False), (20, True)]
    assert not list(thinned(tracks_of(found), names, only=("y",)))


def test_only_entities_seen_at_a_site_are_thinned_for_drawing(
    table: Callable[..., Path], sites: Path
) -> None:
    """Without this a case would keep the way of every ship of an ocean."""
    passing = [row("far", h, north(PORT, 400 + h), 10) for h in range(8)]
    path, fences = table(call() + passing), fences_from_geojson(sites, Rules())
    report = Report()
    list(follow([path], fences, TrackOptions(thin_points=50), report))
    (thin,) = report.thin
    assert thin.entity != "far"
    assert thin.captures == tuple(report.names.files)
    assert 2 <= len(thin.points) <= 50
    plain = Report()
    list(follow([path], fences, TrackOptions(), plain))
    assert plain.thin == []


def test_a_shape_repeated_to_the_metre_is_doubted(sites: Path) -> None:
    random = np.random.default_rng(3)
    steps = np.cumsum(random.uniform(-4e-3, 4e-3, (2, 30)), axis=1)
    lat, lon = PORT[0] + steps[0] * 0.3, PORT[1] + steps[1] * 0.3
    first = columns(lat.tolist(), lon.tolist(), 0)
    copied = columns(lat.tolist(), (lon + 1e-3).tolist(), 1, start=500)
    honest = columns((lat + random.normal(0, 1e-4, 30)).tolist(), lon.tolist(), 2, start=900)
    together = Positions(
        *(
            np.concatenate([getattr(p, name) for p in (first, copied, honest)])
            for name in Positions.__slots__
        )
    )
    names = Names(entities=["a", "b", "c"], files=["f"])
    names.code_of("a")
    found = detect(
        together, fences_from_geojson(sites, Rules()), TrackOptions(), names, Counts()
    ).events
    doubted = {e.entity for e in found if e.caveat and "repeats a shape" in e.caveat}
    assert doubted == {"a", "b"}


def test_three_that_jump_to_one_place_are_implausible_company(events: Events) -> None:
    lines = []
    for entity, lat in (("1", 40.0), ("2", 43.0), ("3", 37.0), ("4", 50.0)):
        for s in range(30):
            place = (lat + s * 0.001, 5.0)
            if 10 <= s < 14:
                place = (25.25, 55.36 + s * 1e-4) if entity != "4" else (10.0, 10.0)
            lines.append(row(entity, s / 6, place, 1))
    found = events(lines)
    assert [e.kind for e in found] == ["jump"] * 4
    crowd = {e.entity for e in found if e.caveat and "interference" in (e.caveat.split(";")[-1])}
    assert crowd == {"1", "2", "3"}
    assert not implausible_company(found[:2])
