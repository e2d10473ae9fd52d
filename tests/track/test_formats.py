"""One format misread and a whole archive of positions is lost, or lands in the wrong sea."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from casemate.errors import BadInput
from casemate.nouns import Failure
from casemate.track.clean import Counts
from casemate.track.open_file import positions_of
from casemate.track.options import TrackOptions, column_map
from casemate.track.positions import Names, Positions, joined

Read = Callable[..., tuple[Positions, Names, Counts]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def run(content: bytes | str | Path, **options: object) -> tuple[Positions, Names, Counts]:
        path = tmp_path / "given"
        if isinstance(content, Path):
            path = content
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        names, counts, failures = Names(), Counts(), list[Failure]()
        chosen = TrackOptions(**options)  # type: ignore[arg-type]
        found = joined(positions_of(path, chosen, names, counts, failures))
        assert not failures
        return found, names, counts

    return run


def first(found: Positions) -> tuple[float, float, float]:
    return found.time_s.item(0), found.lat_deg.item(0), found.lon_deg.item(0)


T = 1_709_294_400.0  # 2024-03-01T12:00:00Z


def test_marinecadastre(read: Read) -> None:
    found, names, _ = read(
        "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName\n"
        "367000001,2024-03-01T12:00:00,29.1,-90.2,10.5,1,511,LITTLE TUG\n"
    )
    assert first(found) == (T, 29.1, -90.2)
    assert found.speed_kn.item(0) == 10.5
    assert names.entities == ["367000001"]
    assert names.called == {"367000001": "LITTLE TUG"}


def test_danish_maritime_authority_without_its_base_stations(read: Read) -> None:
    found, _, counts = read(
        "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,SOG\n"
        "01/03/2024 12:00:00,Class A,219000001,55.1,12.2,0.1\n"
        "01/03/2024 12:00:00,Base Station,2190000,55.1,12.2,0.0\n"
    )
    assert first(found) == (T, 55.1, 12.2)
    assert len(found) == 1
    assert counts.left_out["neither ship nor aircraft"] == 1


def test_opensky_tables_are_metres_and_metres_a_second(read: Read) -> None:
    found, _, _ = read(
        "time,icao24,lat,lon,velocity,heading,onground,baroaltitude,lastposupdate\n"
        "1709294410,abc123,50.0,8.5,100,90,False,1000,1709294400\n"
    )
    assert first(found) == (T, 50.0, 8.5)
    assert found.speed_kn.item(0) == pytest.approx(194.4, abs=0.1)
    assert found.alt_m.item(0) == 1000
    assert found.ground.item(0) == 0


def test_opensky_states(read: Read) -> None:
    state = ["abc123", "X", "Y", T, T, 8.5, 50.0, 300.0, True, 5.0, 90, 0, None, None, None, 0, 0]
    found, _, counts = read(
        json.dumps({"time": T, "states": [state, [*state[:5], None, None, *state[7:]]]})
    )
    assert first(found) == (T, 50.0, 8.5)
    assert found.ground.item(0) == 1
    assert counts.left_out["position not available"] == 1


def test_a_readsb_trace_packed_under_any_name(read: Read) -> None:
    trace = {
        "icao": "abc123",
        "timestamp": T,
        "trace": [[0, 50.0, 8.5, "ground", 0.0], [5.5, 50.1, 8.5, 1000, 120.5], ["x"]],
    }
    found, _, counts = read(gzip.compress(json.dumps(trace).encode()))
    assert found.time_s.tolist() == [T, T + 5.5]
    assert found.ground.tolist() == [1, 0]
    assert found.alt_m.item(1) == pytest.approx(304.8)
    assert counts.left_out["point cannot be read"] == 1


def test_json_lines_and_a_broken_one(read: Read) -> None:
    line = {"ssvid": 338, "lat": -14.3, "lon": -170.6, "timestamp": "2024-03-01 12:00:00.000000"}
    found, names, counts = read(json.dumps(line) + "\n{broken\n" + json.dumps(line) + "\n")
    assert first(found) == (T, -14.3, -170.6)
    assert found.row.tolist() == [1, 3]
    assert names.entities == ["338"]
    assert counts.left_out["not a JSON object"] == 1


def test_geojson_points_and_lines(read: Read) -> None:
    points = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"mmsi": 1, "time": "2024-03-01T12:00:00Z"},
                "geometry": {"type": "Point", "coordinates": [8.5, 50.0]},
            },
            {
                "type": "Feature",
                "properties": {"name": "b", "coordTimes": ["2024-03-01T12:00:00Z", None]},
                "geometry": {"type": "LineString", "coordinates": [[8, 50], [9, 51]]},
            },
        ],
    }
    found, names, counts = read(json.dumps(points))
    assert names.entities == ["1", "b"]
    assert found.row.tolist() == [1, 2]
    assert counts.left_out["no time, or none with a zone"] == 1


def test_gpx(read: Read) -> None:
    found, names, _ = read(
        '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Yawl</name>'
        '<trkseg><trkpt lat="50" lon="8.5"><ele>9000</ele><time>2024-03-01T12:00:00Z</time></trkpt>'
        "</trkseg></trk></gpx>"
    )
    assert first(found) == (T, 50.0, 8.5)
    assert names.entities == ["Yawl"]


def test_gpx_does_not_read_other_files(read: Read, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET")
    _, names, _ = read(
        f'<!DOCTYPE gpx [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
        "<gpx><trk><name>a&x;</name>"
        '<trkseg><trkpt lat="50" lon="8"><time>2024-03-01T12:00:00Z</time></trkpt></trkseg>'
        "</trk></gpx>"
    )
    assert "SECRET" not in names.entities[0]


def test_parquet_with_and_without_a_zone(read: Read, tmp_path: Path) -> None:
    frame = pl.DataFrame({"mmsi": [1], "lat": [50.0], "lon": [8.5], "t": ["2024-03-01T14:00"]})
    naive = frame.with_columns(pl.col("t").str.to_datetime("%Y-%m-%dT%H:%M"))
    aware = naive.with_columns(pl.col("t").dt.replace_time_zone("Africa/Cairo"))
    path = tmp_path / "p.parquet"
    aware.write_parquet(path)
    found, _, _ = read(path)
    assert first(found) == (T, 50.0, 8.5)
    naive.write_parquet(path)
    with pytest.raises(BadInput, match="--zone"):
        read(path)


def test_semicolons_and_decimal_commas(read: Read) -> None:
    found, _, _ = read("mmsi;zeit;lat;lon\n1;2024-03-01T12:00:00Z;50,25;8,5\n",
                       columns=column_map("time=zeit"))  # fmt: skip
    assert first(found) == (T, 50.25, 8.5)


def test_a_column_map_names_what_is_missing(read: Read) -> None:
    table = "ID,when,y,x\n1,2024-03-01T12:00:00Z,50,8\n"
    found, _, _ = read(table, columns=column_map("entity=ID,time=when"))
    assert first(found) == (T, 50.0, 8.0)
    with pytest.raises(BadInput, match="no column 'vessel'"):
        read(table, columns=column_map("entity=vessel,time=when"))
    with pytest.raises(BadInput, match="--columns"):
        column_map("boat=ID")


def test_a_zip_of_one_file_is_read_and_of_two_refused(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "mmsi,time,lat,lon\n1,2024-03-01T12:00:00Z,50,8\n")
    assert len(read(path)[0]) == 1
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("b.csv", "x")
    with pytest.raises(BadInput, match="2 files"):
        read(path)


def test_bytes_that_are_no_text_do_not_stop_a_table(read: Read) -> None:
    rows = b"mmsi,time,lat,lon\n\xff\xfe,2024-03-01T12:00:00Z,50,8\n1,2024-03-01T12:00:00Z,50,8,9\n"
    found, _, _ = read(rows)
    assert len(found) == 2
