"""If these fail, arrivals and departures at a site would be wrong, lost or invented."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.track.world import FIELD, PORT, START, call, north, row

from casemate.nouns import Failure
from casemate.track.event import Event, iso
from casemate.track.fences import fences_from_geojson
from casemate.track.follow import Report, follow
from casemate.track.options import TrackOptions
from casemate.track.rules import Rules

Events = Callable[..., list[Event]]


def kinds(found: list[Event]) -> Counter[str]:
    return Counter(e.kind for e in found)


def only(found: list[Event], kind: str) -> Event:
    (one,) = [e for e in found if e.kind == kind]
    return one


def test_a_call_is_arrival_stop_visit_departure(events: Events) -> None:
    found = events(call())
    assert kinds(found) == {"arrival": 1, "stop": 1, "visit": 1, "departure": 1}
    arrival, visit = only(found, "arrival"), only(found, "visit")
    # An arrival is an interval: last seen outside, first seen inside.
    assert arrival.begin < arrival.begin_at_most == arrival.end == visit.begin
    assert visit.confidence == 4
    assert not visit.open
    assert visit.rows[0].first == arrival.rows[0].last == 12
    assert len(visit.rows[0].file) == 64


def test_a_stay_over_midnight_is_one_visit(events: Events) -> None:
    found = events(call(stay_h=20))
    visit = only(found, "visit")
    assert visit.end is not None
    assert visit.begin.date() < visit.end.date()


def test_a_visit_split_over_two_files_is_one_visit(
    events: Events, table: Callable[..., Path]
) -> None:
    lines = call()
    first, second = table(lines[:25], "a.csv"), table(lines[25:], "b.csv")
    visit = only(events([first, second]), "visit")
    assert visit.confidence == 4
    assert len({r.file for r in visit.rows}) == 2
    assert [r.first for r in visit.rows] == [12, 1]


def test_an_open_visit_stays_open(events: Events) -> None:
    found = events(call()[:30])
    visit = only(found, "visit")
    assert visit.open
    assert visit.end is None
    assert visit.confidence == 3
    assert "departure" not in kinds(found)
    assert visit.caveat is not None
    assert "still inside" in visit.caveat


def test_inside_from_the_first_position_is_no_arrival(events: Events) -> None:
    found = events(call()[20:])
    assert "arrival" not in kinds(found)
    assert only(found, "visit").confidence == 3


def test_passing_through_is_a_transit_and_passing_by_is_nothing(events: Events) -> None:
    through = [row("1", s / 6, (PORT[0] - 0.2 + s * 0.02, PORT[1]), 12) for s in range(21)]
    beside = [row("2", s / 6, (PORT[0] - 0.2 + s * 0.02, PORT[1] + 0.0384), 12) for s in range(21)]
    found = events(through + beside)
    assert kinds(found) == {"arrival": 1, "transit": 1, "departure": 1}
    assert {e.entity for e in found} == {"1"}


def test_swinging_between_entry_and_exit_is_one_stay(events: Events) -> None:
    lines = [row("1", 0, north(PORT, 10), 8), row("1", 0.5, north(PORT, 2.8), 3)]
    lines += [row("1", 1 + s / 6, north(PORT, 3.5 if s % 2 else 2.8), 0.1) for s in range(40)]
    lines += [row("1", 8, north(PORT, 10), 8)]
    assert kinds(events(lines)) == {"arrival": 1, "stop": 1, "visit": 1, "departure": 1}


def test_a_silence_inside_is_a_gap_with_the_site_and_one_visit(events: Events) -> None:
    lines = call(stay_h=8)
    found = events(lines[:16] + lines[50:])
    gap = only(found, "gap")
    assert gap.site == "port"
    assert kinds(found)["visit"] == 1
    assert kinds(found)["departure"] == 1


def test_a_gap_says_not_received_and_never_switched_off(events: Events) -> None:
    lines = [row("1", h, north(PORT, 20 + h), 0.9) for h in (0, 1, 15, 16)]
    gap = only(events(lines), "gap")
    assert gap.site is None
    assert gap.caveat is not None
    assert "not received for 14.0 h" in gap.caveat
    assert "km from port" in gap.caveat
    assert "switched" not in gap.caveat


def test_a_displaced_run_is_a_jump_and_no_visit_anywhere(events: Events) -> None:
    lines = [row("1", s / 6, (40 + s * 0.01, 5.0), 6) for s in range(40)]
    lines[15:20] = [row("1", s / 6, (PORT[0] + s * 1e-4, PORT[1]), 6) for s in range(15, 20)]
    found = events(lines)
    assert kinds(found) == {"jump": 1}
    jump = only(found, "jump")
    assert iso(jump.begin) == "2024-03-01T14:30:00Z"
    assert iso(jump.end) == "2024-03-01T15:20:00Z"
    assert jump.steps == 2


def test_one_identity_used_by_two_ships_is_two_tracks(events: Events) -> None:
    away = (51.95, 4.05)
    other = [row("201", 0.05 + s / 6, (away[0] + s * 0.002, away[1]), 1.5) for s in range(60)]
    found = events(sorted(call() + other, key=lambda line: line.split(",")[1]))
    assert kinds(found)["visit"] == 1
    assert kinds(found)["shared_identity"] == 1
    visit = only(found, "visit")
    assert visit.confidence == 4
    assert visit.caveat is not None
    assert "more than one transmitter" in visit.caveat


def test_every_fast_step_is_counted_once(events: Events) -> None:
    lines = []
    for s in range(30):
        place = (51.95, 4.05) if s % 3 == 2 else north(PORT, 40 + s * 0.01)
        lines.append(row("201", s / 6, place, 1))
    fast = sum(e.steps or 0 for e in events(lines) if e.kind == "jump")
    assert fast == 19  # into and out of ten far positions, the last of which ends the file


def test_swapped_sentinel_repeated_and_late_rows_change_nothing(events: Events) -> None:
    lines = call()
    clean = [(e.kind, e.begin, e.end) for e in events(lines)]
    spoilt = list(lines)
    entity, when, lat, lon, *rest = lines[20].split(",")
    spoilt[20] = ",".join([entity, when, lon, lat, *rest])
    spoilt.insert(22, "201,2024-03-01T14:15:00Z,91,181,102.3,,")
    spoilt.append(spoilt[3])
    spoilt.append(spoilt.pop(5))
    spoilt.append("201,1970-01-01T00:00:09Z,10,10,5,,")
    spoilt.append("201,2024-03-01T15:00:01Z,0,0,5,,")
    assert [(e.kind, e.begin, e.end) for e in events(spoilt)] == clean


def test_nothing_is_left_out_without_being_counted(table: Callable[..., Path], sites: Path) -> None:
    lines = [
        *call(),
        "201,2024-03-01T14:15:00Z,91,181,102.3,,",
        "201,1970-01-01T00:00:09Z,10,10,5,,",
        "201,yesterday,10,10,5,,",
        "201,2024-03-01T15:00:01Z,0,0,5,,",
        ",2024-03-01T15:00:01Z,1,1,5,,",
        call()[0],
    ]
    report = Report()
    list(follow([table(lines)], fences_from_geojson(sites, Rules()), TrackOptions(), report))
    left_out = {k: v for k, v in report.counts.left_out.items() if v}
    assert left_out == {
        "position not available": 1,
        "clock wrong": 1,
        "no time": 1,
        "position 0, 0": 1,
        "no identity": 1,
        "repeated": 1,
    }
    assert report.counts.read == len(lines)
    assert report.counts.kept == len(call())


def flight(hours: list[tuple[float, float, float, int]]) -> list[str]:
    """Rows of an aircraft: hour, kilometres north of the field, feet, on the ground."""
    return [row("a1", h, north(FIELD, km), 120, feet, ground) for h, km, feet, ground in hours]


def test_landing_and_takeoff_come_from_the_ground_flag(events: Events) -> None:
    found = events(
        flight(
            [(0, 50, 9000, 0), (0.1, 20, 5000, 0), (0.2, 2, 500, 0), (0.21, 0.5, 0, 1)]
            + [(2 + s / 10, 0.2, 0, 1) for s in range(5)]
            + [(3, 0.5, 100, 0), (3.1, 20, 6000, 0)]
        )
    )
    assert kinds(found) == {
        "arrival": 1, "landing": 1, "visit": 1, "takeoff": 1, "departure": 1
    }  # fmt: skip


def test_flying_over_high_is_nothing(events: Events) -> None:
    assert not events(flight([(s / 60, 60 - 4 * s, 33000, 0) for s in range(30)]))


def test_lost_low_and_back_low_is_an_inferred_visit_that_says_so(events: Events) -> None:
    found = events(
        flight(
            [(s / 60, 90 - 6 * s, 20000 - 1300 * s, 0) for s in range(10)]
            + [(8 + s / 60, 20 + 6 * s, 9000 + 1300 * s, 0) for s in range(10)]
        )
    )
    visit = only(found, "visit")
    assert visit.site == "field"
    assert visit.confidence == 1
    assert visit.begin < visit.begin_at_most
    assert visit.caveat is not None
    assert visit.caveat.startswith("inferred")
    assert "not received for 471 min" in visit.caveat


def test_lost_high_is_no_visit(events: Events) -> None:
    found = events(
        flight(
            [(s / 60, 90 - 6 * s, 30000, 0) for s in range(10)]
            + [(8 + s / 60, 20 + 6 * s, 30000, 0) for s in range(10)]
        )
    )
    assert "visit" not in kinds(found)


def test_a_voyage_links_two_sites(events: Events) -> None:
    found = events(call(site=PORT) + call(begin=40, site=FIELD))
    voyage = only(found, "voyage")
    assert (voyage.from_site, voyage.site) == ("port", "field")
    assert voyage.begin < voyage.begin_at_most or voyage.begin == voyage.begin_at_most
    ship = [e for e in found if e.kind == "visit" and e.site == "field"]
    assert ship[0].caveat is not None
    assert "implausible" in ship[0].caveat


def test_two_ships_side_by_side_at_sea_meet(events: Events) -> None:
    at = (33.0, 33.0)
    lines = [row("1", s / 6, (at[0] + s * 1e-4, at[1]), 0.8) for s in range(30)]
    lines += [row("2", s / 6 + 0.02, (at[0] + s * 1e-4 + 0.001, at[1]), 0.8) for s in range(30)]
    lines += [row("3", s / 6, (at[0] + 0.1, at[1]), 0.8) for s in range(30)]
    found = [e for e in events(lines) if e.kind == "encounter"]
    assert sorted((e.entity, e.other) for e in found) == [("1", "2"), ("2", "1")]


def test_ships_beside_each_other_in_port_do_not_meet(events: Events) -> None:
    lines = [row(e, s / 6, north(PORT, 0.5), 0.1) for s in range(30) for e in ("1", "2")]
    assert "encounter" not in kinds(events(lines))


def test_spilling_to_disk_changes_nothing(events: Events) -> None:
    lines = [line for e in range(40) for line in call(str(e), begin=e / 10)]
    in_memory = sorted(events(lines))
    assert sorted(events(lines, rows_in_memory=500)) == in_memory


def test_one_ship_with_very_many_rows(events: Events) -> None:
    lines = [row("1", s / 3600, north(PORT, 1.0), 0.1) for s in range(60_000)]
    assert kinds(events(lines)) == {"visit": 1, "stop": 1}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"entity,time,lat,lon\n", "no rows"),
        (b"ship,when,north,east\n1,2024-03-01T00:00:00Z,1,1\n", "--columns entity="),
        (b"entity,time,lat,lon\n1,2024-03-01 00:00:00,1,1\n", "--zone"),
        (b"entity,time,lat,lon\n1,03/04/2024 10:00,1,1\n", "--zone"),
        (b"entity,time,lat,lon\n1,noon,1,1\n", "--time-format"),
        (b"\0\1\2\3" * 50, "binary"),
        (b"<kml></kml>", "not GPX"),
        (b'{"trace": [[1,2', "not whole JSON"),
        (gzip.compress(b"entity,time")[:9], "gzip"),
    ],
)
def test_what_cannot_be_read_is_a_failure_that_names_the_remedy(
    tmp_path: Path, sites: Path, table: Callable[..., Path], content: bytes, said: str
) -> None:
    bad = tmp_path / "bad.dat"
    bad.write_bytes(content)
    fences = fences_from_geojson(sites, Rules())
    found = list(follow([bad, table(call())], fences))
    (failure,) = [f for f in found if isinstance(f, Failure)]
    assert said in failure.reason
    assert any(isinstance(e, Event) and e.kind == "visit" for e in found), "the rest goes on"


def test_half_a_gzip_is_read_as_far_as_it_goes(tmp_path: Path, sites: Path) -> None:
    text = "entity,time,lat,lon,speed,altitude,on_ground\n" + "\n".join(
        line for e in range(400) for line in call(f"{e * 7919 % 1000}", begin=e * 0.37)
    )
    whole = gzip.compress(text.encode())
    path = tmp_path / "half.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    found = list(follow([path], fences_from_geojson(sites, Rules())))
    assert any(isinstance(e, Event) for e in found)
    (failure,) = [f for f in found if isinstance(f, Failure)]
    assert "breaks off" in failure.reason


def test_start_is_what_the_builder_says() -> None:
    assert call()[0].split(",")[1] == iso(START)
