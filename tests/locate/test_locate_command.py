"""`casemate locate` is how a person checks what the program believes of a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from casemate.cli.main import command_line
from casemate.errors import BadInput
from casemate.locate.gazetteer import Gazetteer

from .small_gazetteer import small_gazetteer


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return small_gazetteer(tmp_path_factory.mktemp("gazetteer"))


def run(places: Gazetteer, *words: str) -> tuple[int, str, str]:
    where = ["--gazetteer", str(places.file.path)]
    result = CliRunner().invoke(command_line("locate"), ["locate", *words, *where])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_json_has_everything_a_machine_needs(places: Gazetteer) -> None:
    code, out, _ = run(places, "Hmeymim", "Paris", "--json", "--limit", "2")
    assert code == 0
    base, paris = [json.loads(line) for line in out.splitlines()]
    assert base["name"] == "Hmeymim"
    assert base["places"][0]["code"] == "OSLK"
    assert base["places"][0]["lat"] == pytest.approx(35.4, abs=0.1)
    assert [p["country"] for p in paris["places"]] == ["FR", "US"]
    assert paris["places"][1]["within"] == ["Lamar County", "Texas", "United States"]


def test_a_table_for_a_person(places: Gazetteer) -> None:
    code, out, _ = run(places, "طرطوس")
    assert code == 0
    assert "163345" in out


def test_unknown_names_are_named_and_told_by_the_exit_status(places: Gazetteer) -> None:
    code, _, err = run(places, "Paris", "Qwxzjkvbnland")
    assert (code, "Qwxzjkvbnland" in err) == (3, True)
    code, out, err = run(places, "x" * 1_000, "--json")
    assert code == 2
    assert json.loads(out)["places"] == []
    assert len(err) < 200


def test_the_check_and_what_it_finds(places: Gazetteer, tmp_path: Path) -> None:
    code, _, err = run(places, "--check")
    assert (code, "undamaged" in err) == (0, True)
    raw = bytearray(places.file.path.read_bytes())
    raw[-50] ^= 1
    (tmp_path / "bad.bin").write_bytes(raw)
    with pytest.raises(BadInput, match="checksum"):
        run(Gazetteer(tmp_path / "bad.bin"), "--check")


def test_nothing_to_do_is_said_with_an_example(places: Gazetteer) -> None:
    with pytest.raises(BadInput, match="give a name"):
        run(places)


def test_an_import_needs_a_file_to_write(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        command_line("locate"), ["locate", "--import", str(tmp_path / "allCountries.txt")]
    )
    assert isinstance(result.exception, BadInput)
    assert "--gazetteer" in str(result.exception)
