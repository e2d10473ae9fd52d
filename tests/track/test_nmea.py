"""Radio text: a position decoded wrongly is a ship that was never there."""

from __future__ import annotations

from pyais import encode_dict

from casemate.track.clean import Counts
from casemate.track.nmea import looks_like_nmea, read_nmea
from casemate.track.options import TrackOptions
from casemate.track.positions import Names, Positions, joined

T = 1_709_294_400


def sentence(kind: int, **fields: object) -> list[bytes]:
    given = {"type": kind, "mmsi": 219000001, **fields}
    return [s.encode() for s in encode_dict(given, talker_id="AI")]


def read(lines: list[bytes], zone: str | None = None) -> tuple[Positions, Names, Counts]:
    names, counts = Names(files=["x"]), Counts()
    found = joined(read_nmea(lines, 0, TrackOptions(zone=zone), names, counts))
    return found, names, counts


def tagged(line: bytes, at: int = T) -> bytes:
    return b"\\s:st,c:%d*5A\\%b\r\n" % (at, line)


def test_positions_of_every_type() -> None:
    lines = []
    for kind in (1, 2, 3, 18, 19):
        (line, *_) = sentence(kind, lat=-55.25, lon=-12.5, speed=10.3)[-1:]
        whole = sentence(kind, lat=-55.25, lon=-12.5, speed=10.3)
        lines += [tagged(part) for part in whole] if len(whole) > 1 else [tagged(line)]
    found, names, counts = read(lines)
    assert len(found) == 5
    assert set(found.lat_deg.round(4)) == {-55.25}
    assert set(found.lon_deg.round(4)) == {-12.5}
    assert set(found.speed_kn.round(1).tolist()) == {found.speed_kn.round(1).item(0)}
    assert found.speed_kn.item(0) == 10.300000190734863
    assert set(found.time_s) == {T}
    assert names.entities == ["219000001"]
    assert not any(counts.left_out.values())


def test_long_range_and_rescue_aircraft() -> None:
    lines = [
        tagged(sentence(27, lat=55.25, lon=-12.5, speed=12)[0]),
        tagged(sentence(9, lat=55.25, lon=-12.5, speed=150, alt=300)[0]),
    ]
    found, _, _ = read(lines)
    assert found.lat_deg.round(2).tolist() == [55.25, 55.25]
    assert found.speed_kn.tolist() == [12, 150]
    assert found.alt_m.item(1) == 300


def test_times_before_and_behind_the_sentence() -> None:
    (line,) = sentence(1, lat=55.25, lon=12.5)
    lines = [
        line + b",1709294400",
        line + b" 2024-03-01T12:00:00Z",
        b"2024-03-01 12:00:00 UTC " + line,
        line + b" 2024-03-01 12:00:00",
        line,
    ]
    found, _, counts = read(lines)
    assert found.time_s.tolist() == [T, T, T]
    assert counts.left_out["no time"] == 2
    assert len(read(lines, zone="UTC")[0]) == 4


def test_names_come_from_fragments_put_together() -> None:
    parts = sentence(5, shipname="LITTLE TUG", callsign="X")
    assert len(parts) == 2
    (position,) = sentence(1, lat=55.25, lon=12.5)
    _, names, counts = read([tagged(parts[0]), tagged(position), tagged(parts[1])])
    assert names.called == {"219000001": "LITTLE TUG"}
    assert not any(counts.left_out.values())


def test_broken_text_is_left_out_and_counted() -> None:
    (line,) = sentence(1, lat=55.25, lon=12.5)
    lines = [
        b"hello",
        b"\xff\xfe\xfd",
        tagged(line[:-1] + b"0") if not line.endswith(b"0") else tagged(line[:-1] + b"1"),
        tagged(line[:20]),
        tagged(sentence(5, shipname="A")[0]),
        tagged(b"!AIVDM,1,1,,A,1\x01\x02\x03,0*00"),
        b"",
        tagged(line),
    ]
    found, _, counts = read(lines)
    assert len(found) == 1
    assert counts.left_out["not a sentence"] == 2
    assert counts.left_out["broken sentence"] == 3
    assert counts.left_out["message never whole"] == 1
    assert found.row.item(0) == 8


def test_not_available_stays_not_available() -> None:
    found, _, _ = read([tagged(sentence(1, lat=91, lon=181, speed=102.3)[0])])
    assert found.lat_deg.item(0) == 91
    assert found.speed_kn.item(0) != found.speed_kn.item(0)


def test_it_knows_its_own() -> None:
    assert looks_like_nmea(b"\\c:1*00\\!BSVDM,1,1,,A,x,0*00")
    assert not looks_like_nmea(b"mmsi,time\n1,!hello")
