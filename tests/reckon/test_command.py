"""`casemate lift` as people call it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from casemate.cli.main import main

_CASE = """schema = 1
name = "A test"
[[site]]
id = "here"
name = "Here"
kind = "airfield"
lon = 35.948
lat = 35.401
[[site]]
id = "there"
name = "There"
lon = 38.06
lat = 55.88
[[site]]
id = "nowhere"
name = "Nowhere"
"""


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["casemate", "lift", *arguments])
    try:
        main()
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.toml"
    path.write_text(_CASE, "utf-8")
    return str(path)


def test_a_claim_is_checked_end_to_end(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], case: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    """The command would not do its job."""
    picture = tmp_path / "lift.svg"
    code = _run(
        monkeypatch, "--tonnes", "800-1200@stated: ministry, 12 December", "--days", "7",
        "--fleet", "il-76=3-5@observed: picture of 13 December, 3 m,an-124=1-2",
        "--from", "here", "--to", "there", "--sites", case, "--draws", "100",
        "--claim", "would need more aircraft than the handful at the base",
        "--plot", str(picture), "--json",
    )  # fmt: skip
    assert code == 0
    note = json.loads(capsysbinary.readouterr().out)
    assert note["verdict"] == "undecidable"
    inputs = {line["name"]: line for line in note["inputs"]}
    assert inputs["number:il-76"]["basis"] == "observed"
    assert inputs["number:il-76"]["source"] == "picture of 13 December, 3 m"
    assert inputs["tonnes"]["source"] == "ministry, 12 December"
    assert inputs["distance"]["low"] == pytest.approx(2284, abs=15)
    assert picture.read_text("utf-8").startswith("<svg")


def test_the_seeds_question_with_nothing_but_the_fleet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The headline of the documentation would not come out; the missing plot would not be said."""
    code = _run(
        monkeypatch, "--fleet", "il-76=3-5,an-124=1-2", "--km", "2300", "--draws", "100",
        "--claim", "would need more aircraft than the handful at the base",
        "--plot", str(tmp_path / "none.svg"),
    )  # fmt: skip
    said = capsys.readouterr()
    assert code == 3
    assert "**Undecidable without a tonnage and a deadline: with 1,000 t in 7 days" in said.out
    assert "no plot without a tonnage, a deadline" in said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nothing to reckon"),
        (["--tonnes", "0", "--fleet", "il-76=1", "--km", "9"], "--tonnes is 0: it must be more"),
        (["--people=-5", "--fleet", "il-76=1", "--km", "9"], "--people is -5: it must be more"),
        (["--tonnes", "9-3", "--fleet", "il-76=1", "--km", "9"], "is upside down: write 3-9"),
        (["--tonnes", "9", "--fleet", "il-75=1", "--km", "9"], "did you mean il-76"),
        (["--tonnes", "9", "--fleet", "il-76", "--km", "9"], "write CLASS=NUMBER"),
        (["--tonnes", "9", "--fleet", "il-76=0", "--km", "9"], "must be more than zero"),
        (["--tonnes", "9", "--fleet", "il-76=1@seen: me", "--km", "9"], "write @observed, @stated"),
        (["--tonnes", "9", "--fleet", "il-76=1,ropucha=1", "--km", "9"], "reckon each by itself"),
        (["--tonnes", "9", "--fleet", "an-26=1", "--km", "3000"], "beyond the ferry range"),
        (["--tonnes", "9", "--fleet", "il-76=1", "--km", "0"], "must be more than zero"),
        (["--tonnes", "9", "--fleet", "il-76=1", "--from", "1,2"], "give --from and --to"),
        (["--tonnes", "9", "--fleet", "il-76=1", "--from", "x", "--to", "1,2"], "or --sites"),
        (["--tonnes", "9", "--fleet", "il-76=1", "--from", "1,99", "--to", "1,2"], "latitude 99"),
        (["--tonnes", "9", "--km", "9", "--from", "1,2", "--to", "2,2"], "not both"),
        (["--tonnes", "9", "--km", "9", "--closed", "suez"], "not --km"),
        (["--tonnes", "9", "--fleet", "il-76=1", "--from", "1,2", "--to", "2,2",
          "--closed", "suez"], "is for ships"),
        (["--tonnes", "9", "--fleet", "alligator=1", "--from", "35,34", "--to", "30,33",
          "--closed", "sues"], "unknown passage 'sues'"),
        (["--tonnes", "9", "--fleet", "alligator=1", "--from", "35,34", "--to", "30,33",
          "--via", "33,33"], "for aircraft"),
        (["--tonnes", "9", "--fleet", "il-76=1", "--km", "9", "--assume", "wind=3"],
         "unknown assumption 'wind'"),
        (["--tonnes", "9", "--fleet", "il-76=1", "--km", "9", "--assume", "ground"],
         "write NAME=RANGE"),
        (["--claim", "they left"], "says neither"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    """A slip would give an answer, or a traceback."""
    assert _run(monkeypatch, *arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("site", "message"),
    [
        ("nowhere", "site 'nowhere' in case.toml has no coordinates: add lon and lat"),
        ("elsewhere", "no site 'elsewhere' in case.toml, which has here, there, nowhere"),
    ],
)
def test_sites_without_coordinates_are_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: str,
    site: str, message: str,
) -> None:  # fmt: skip
    """The way would begin at 0,0 off Africa."""
    monkeypatch.chdir(Path(case).parent)
    code = _run(monkeypatch, "--tonnes", "9", "--fleet", "il-76=1", "--from", site,
                "--to", "there", "--sites", "case.toml")  # fmt: skip
    assert code == 2
    assert message in capsys.readouterr().err


def test_sites_and_airspace_from_geojson(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A case's GeoJSON could not be used; refused airspace would not count."""
    sites = tmp_path / "sites.geojson"
    points = {"a": [35.948, 35.401], "b": [38.06, 55.88]}
    sites.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"id": name},
         "geometry": {"type": "Point", "coordinates": point}} for name, point in points.items()
    ] + [{"type": "Feature", "properties": {"id": "c"}, "geometry": None}]}), "utf-8")  # fmt: skip
    shut = tmp_path / "shut.geojson"
    ring = [[26, 36.2], [44.8, 37], [44, 41.5], [27, 42], [26, 36.2]]
    shut.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}), "utf-8")
    feature = tmp_path / "feature.geojson"
    feature.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": {
        "type": "Polygon", "coordinates": [ring]}}), "utf-8")  # fmt: skip
    common = ["--tonnes", "90", "--fleet", "il-76=1", "--from", "a", "--to", "b",
              "--sites", str(sites), "--draws", "50"]  # fmt: skip
    assert _run(monkeypatch, *common, "--avoid", str(feature)) == 0
    assert "longer around closed airspace" in capsys.readouterr().out
    assert _run(monkeypatch, *common, "--via", "50,36") == 0
    assert "by way of 1 stated point" in capsys.readouterr().out
    assert _run(monkeypatch, *common[:-4], "--to", "c", "--sites", str(sites)) == 2
    assert "has no coordinates" in capsys.readouterr().err
    assert _run(monkeypatch, *common, "--avoid", str(sites)) == 2
    assert "has no polygon" in capsys.readouterr().err
    assert _run(monkeypatch, *common, "--avoid", str(tmp_path / "none")) == 2
    assert "cannot open" in capsys.readouterr().err


def test_a_way_by_sea_with_a_closed_strait(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A closed strait would not lengthen the voyage."""
    common = ["--vehicles", "60", "--fleet", "ropucha=3", "--from", "35.87,34.9",
              "--to", "19.88,54.65", "--draws", "50"]  # fmt: skip
    assert _run(monkeypatch, *common, "--closed", "gibraltar") == 2
    assert "beyond the ferry range of Ropucha class" in capsys.readouterr().err
    assert _run(monkeypatch, *common, "--closed", "gibraltar", "--stops", "2") == 0
    said = capsys.readouterr().out
    assert "longer with gibraltar closed" in said
    assert "- closed: gibraltar" in said
    assert "stops to refuel take no time here" in said


def test_the_tables_can_be_read(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The figures behind an answer would be hidden in the package."""
    assert _run(monkeypatch, "--classes") == 0
    said = capsysbinary.readouterr().out.decode()
    assert "ropucha: cargo 450 t [Wikipedia, Ropucha-class landing ship, 2022-03-08]" in said
    assert "ropucha: cargo 500 t [The Economist" in said
    assert _run(monkeypatch, "--classes", "--json") == 0
    rows = json.loads(capsysbinary.readouterr().out)
    assert all(row["source"] and row["date"] for row in rows)
    assert _run(monkeypatch, "--assumptions") == 0
    assert "availability (air): 0.6-0.9 share" in capsysbinary.readouterr().out.decode()
    assert _run(monkeypatch, "--assumptions", "--json") == 0
    assert len(json.loads(capsysbinary.readouterr().out)) > 10
