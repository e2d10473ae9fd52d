"""If these fail, positions in a case no longer become evidence beside the reporting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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
