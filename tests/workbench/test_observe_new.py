"""If these fail, positions in a case no longer become evidence beside the reporting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from casemate.keep.reader import CaseReader
from casemate.keep.verify import verify_case
from casemate.nouns import TrackCitation
from casemate.workbench.build import BuildOptions, build
from casemate.workbench.progress import Progress

pytest.importorskip("polars", reason="the extra [track] is not installed")

CASE = """schema = 1
name = "Positions"
[[site]]
id = "tartus"
[[source]]
tracks = "positions.csv"
outlet = "A receiver"
"""


def rows() -> str:
    """A ship that comes in from the west, lies five hours at the quay, and leaves."""
    begin = datetime(2024, 12, 8, tzinfo=UTC)
    lines = ["entity,time,lat,lon,speed"]
    for step in range(180):
        away = max(0.0, 0.25 - step * 0.005) if step < 110 else (step - 110) * 0.005
        moment = (begin + timedelta(minutes=5 * step)).isoformat()
        lines.append(f"273000001,{moment},34.905,{35.877 - away:.4f},{0.1 if away == 0 else 9}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case.toml").write_text(CASE)
    (tmp_path / "positions.csv").write_text(rows())
    build(tmp_path, BuildOptions(), Progress())
    return tmp_path


def test_positions_become_observations_that_cite_their_rows(case: Path) -> None:
    with CaseReader(case) as reader:
        observations = list(reader.observations("tartus"))
        (capture,) = reader.captures()
    kinds = {o.kind for o in observations}
    assert {"arrival", "departure", "visit"} <= kinds
    for observation in observations:
        assert "Tartus naval facility" in observation.text
        (citation,) = observation.citations
        assert isinstance(citation, TrackCitation)
        assert citation.capture == capture.sha256
        assert 1 <= citation.rows[0] <= citation.rows[1] <= 180


def test_a_position_file_is_evidence_and_no_document(case: Path) -> None:
    with CaseReader(case) as reader:
        assert reader.counts().documents == 0
    assert verify_case(case).faults == ()


def test_with_nothing_new_nothing_is_followed_again(case: Path) -> None:
    assert build(case, BuildOptions(), Progress()).nothing_new


def test_all_observations_of_one_feed_have_one_origin_key(case: Path) -> None:
    with CaseReader(case) as reader:
        assert len({o.origin_key for o in reader.observations()}) == 1


def test_simulated_positions_say_so_in_every_sentence(case: Path) -> None:
    text = (case / "case.toml").read_text() + "simulated = true\n"
    (case / "case.toml").write_text(text)
    (case / "positions.csv").write_text(rows().replace("273000001", "273000002"))
    (case / "case.db").unlink()
    for copy in (case / "evidence").iterdir():
        copy.unlink()
    build(case, BuildOptions(), Progress())
    with CaseReader(case) as reader:
        observations = list(reader.observations())
    assert observations
    assert all(o.simulated and o.text.startswith("SIMULATED") for o in observations)


def test_a_file_without_the_needed_columns_is_a_failure_with_its_reason(case: Path) -> None:
    (case / "positions.csv").write_text("a,b\n1,2\n")
    built = build(case, BuildOptions(), Progress())
    assert any(f.stage == "track" for f in built.failures)
    assert built.counts.observations >= 3


def test_the_way_of_a_ship_is_kept_with_its_rows_and_drawn(case: Path) -> None:
    """Without this the reader is told of a visit and cannot see where the ship came from."""
    with CaseReader(case) as reader:
        (track,) = reader.tracks("273000001")
        (capture,) = reader.captures()
        assert reader.tracks("273000002") == ()
    assert track.captures == (capture.sha256,)
    assert track.rows == ((1, 180),)
    assert track.of == 180
    assert not track.simulated
    page = (case / "dossier" / "tartus.html").read_text()
    assert 'href="#way-1"' in page
    assert "180 positions, rows 1 to 180" in page


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case whose position file, on another disk, is too large to be copied."""
    monkeypatch.setattr("casemate.workbench.take_in.COPIED_AT_MOST", 1000)
    folder, disk = tmp_path / "case", tmp_path / "disk"
    folder.mkdir()
    disk.mkdir()
    (disk / "positions.csv").write_text(rows())
    text = CASE.replace('"positions.csv"', f'"{(disk / "positions.csv").as_posix()}"')
    (folder / "case.toml").write_text(text)
    build(folder, BuildOptions(), Progress())
    return folder


def test_a_large_file_is_referenced_by_its_hash_and_followed_where_it_lies(large: Path) -> None:
    """Without this a year of positions fills the disk a second time."""
    with CaseReader(large) as reader:
        (capture,) = reader.captures()
        assert capture.how == "referenced"
        assert capture.sha256 == sha256(rows().encode()).hexdigest()
        assert reader.counts().observations >= 3
        assert reader.tracks("273000001")
    assert not (large / "evidence" / capture.sha256).exists()
    verified = verify_case(large)
    assert (verified.copies, verified.faults, verified.notes) == (1, (), ())
    assert build(large, BuildOptions(), Progress()).nothing_new


def test_a_large_file_that_is_away_is_no_fault_and_comes_back(large: Path) -> None:
    """A disk that is not plugged in must not make a case look forged."""
    disk = large.parent / "disk"
    disk.rename(large.parent / "drawer")
    verified = verify_case(large)
    assert verified.faults == ()
    assert verified.copies == 0
    assert "not here, referenced by hash" in verified.notes[0]
    built = build(large, BuildOptions(), Progress())
    assert any("not here, referenced by hash" in f.reason for f in built.failures)
    (large.parent / "drawer").rename(disk)
    assert build(large, BuildOptions(), Progress()).counts.observations >= 3
    assert verify_case(large).notes == ()


def test_a_large_file_that_was_changed_is_a_fault_until_it_is_recorded_anew(large: Path) -> None:
    """Otherwise what is told could rest on rows that nobody can find any more."""
    path = large.parent / "disk" / "positions.csv"
    path.write_text(rows().replace("273000001", "273000002"))
    (fault,) = verify_case(large).faults
    assert fault.kind == "changed"
    build(large, BuildOptions(), Progress())
    verified = verify_case(large)
    assert verified.faults == ()
    assert len(verified.notes) == 1
    with CaseReader(large) as reader:
        assert {o.subject for o in reader.observations()} == {"273000002"}


def test_a_large_file_of_another_kind_is_still_copied(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casemate.workbench.take_in.COPIED_AT_MOST", 10)
    (case / "report.txt").write_text("The quay was empty on Tuesday. " * 9)
    (case / "case.toml").write_text(CASE + '[[source]]\npath = "report.txt"\n')
    build(case, BuildOptions(), Progress())
    with CaseReader(case) as reader:
        (capture,) = (c for c in reader.captures() if c.address == "report.txt")
    assert capture.how == "file"
    assert (case / "evidence" / capture.sha256).is_file()
