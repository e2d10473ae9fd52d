"""The gazetteer is what every place stands on: a wrong row is an event on the wrong continent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import BadInput, CannotWrite
from casemate.locate.build_gazetteer import is_current
from casemate.locate.gazetteer import DEFAULT_PATH, MAIN, Gazetteer, gazetteer
from casemate.locate.lay_out import SourceRow, lay_out
from casemate.locate.look_up import look_up
from casemate.locate.names import exact_key, key_number, loose_key

from .small_gazetteer import rows, small_gazetteer


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return small_gazetteer(tmp_path_factory.mktemp("gazetteer"))


def test_namesakes_come_by_importance_with_what_they_lie_in(places: Gazetteer) -> None:
    found = look_up("Paris", places)
    assert [p.country for p in found] == ["FR", "US", "US"]
    assert [p.geonameid for p in found] == [2988507, 4717560, 4303602]
    assert places.within(found[1].row) == ("Lamar County", "Texas", "United States")
    assert found[0].lat_deg == pytest.approx(48.8534)
    assert found[0].where.radius_m > found[1].where.radius_m > 1_000


@pytest.mark.parametrize(
    "spelling", ["Tartus", "Ţarţūs", "TARTUS", "Tartous", "طرطوس", "tartus", " Tartus "]
)
def test_a_town_by_any_spelling_is_the_town_not_its_port(places: Gazetteer, spelling: str) -> None:
    found = look_up(spelling, places)
    assert (found[0].kind, found[0].geonameid) == ("city", 163345)


@pytest.mark.parametrize(
    "spelling",
    ["Khmeimim", "Hmeimim", "Hmeymim", "Humaymim", "حميميم", "Хмеймим", "OSLK", "Hmeimin",
     "Khmeimim airbase", "Hmaimim air base", "قاعدة حميميم الجوية", "Авиабаза Хмеймим"],
)  # fmt: skip
def test_the_base_is_found_however_it_is_spelled(places: Gazetteer, spelling: str) -> None:
    found = look_up(spelling, places)
    assert found[0].name == "Khmeimim Air Base"
    assert found[0].kind == "airfield"
    assert found[0].code == "OSLK"


def test_transliterations_share_a_loose_key_only() -> None:
    pairs = [
        ("Al-Hasakah", "Hasaka"), ("Khadim", "Hadim"), ("Qusayr", "Kusair"), ("Idlib", "Idleb"),
        ("Tartous", "Tartus"), ("Zawiyah", "Zawiya"), ("Latakia", "Lattakia"), ("Djerba", "Jerba"),
    ]  # fmt: skip
    same = [a for a, b in pairs if loose_key(a) == loose_key(b)]
    assert len(same) >= 7, same
    assert exact_key("Al-Hasakah") != exact_key("Hasaka")
    assert exact_key("Saint-Étienne") == exact_key("St. Etienne")


def test_areas_lie_in_the_middle_of_their_places(places: Gazetteer) -> None:
    syria = next(p for p in look_up("Syria", places) if p.kind == "country")
    assert 34 < syria.lat_deg < 36
    assert 35 < syria.lon_deg < 37
    # Fiji's towns stand on both sides of 180 degrees: their middle is there, not in Africa.
    fiji = look_up("Fiji", places)[0]
    assert abs(fiji.lon_deg) > 179


def test_a_place_on_the_pole_is_a_place(places: Gazetteer) -> None:
    found = look_up("Pole Station", places)[0]
    assert found.lat_deg == -90
    assert found.where.lat_deg == -90


@pytest.mark.parametrize(
    "name", ["", " ", "x" * 1_000, "…", "ا" * 1_000, "\ud800", "A\u202eB", "-"]
)
def test_names_that_are_none_find_nothing(places: Gazetteer, name: str) -> None:
    assert look_up(name, places) == ()


@given(st.text(max_size=200))
def test_keys_are_stable(name: str) -> None:
    key = exact_key(name)
    assert exact_key(key) == key
    assert key == " ".join(key.split())
    assert 0 <= key_number(key) < 2**64
    assert loose_key(name) == loose_key(name.upper()) or not name.isascii()


@given(st.text(min_size=1, max_size=40))
def test_looking_up_never_fails(name: str) -> None:
    places = gazetteer(_shared_small())
    for place in look_up(name, places):
        assert places.place(place.row) == place


def _shared_small() -> Path:
    path = Path(os.environ["PYTEST_SMALL_GAZETTEER"])
    assert path.exists()
    return path


@pytest.fixture(autouse=True, scope="module")
def _one_small_gazetteer(places: Gazetteer) -> None:
    os.environ["PYTEST_SMALL_GAZETTEER"] = str(places.file.path)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the hash seed: a wheel that cannot be built again cannot be trusted."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from small_gazetteer import small_gazetteer\n"
        "small_gazetteer(Path(sys.argv[2]))\n"
    )
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", script, str(Path(__file__).parent), str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        written.append((folder / "small.bin").read_bytes())
    assert written[0] == written[1]


def test_own_names_are_told_from_other_spellings(places: Gazetteer) -> None:
    own = {places.name(p >> 1): p & MAIN for p in places.postings(exact_key("Tartous"))}
    assert own["Ţarţūs"] == 0
    assert places.postings(exact_key("Latakia"))[0] & MAIN


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:10],
        lambda raw: b"not a gazetteer" * 1_000,
        lambda raw: raw[:-1],
        lambda raw: raw[:40] + b"\xff" + raw[41:],
        lambda raw: b"",
    ],
)
def test_a_damaged_file_is_said_with_the_remedy(
    places: Gazetteer, tmp_path: Path, damage: object
) -> None:
    path = tmp_path / "damaged.bin"
    path.write_bytes(damage(places.file.path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(BadInput, match="build it again"):
        Gazetteer(path)


def test_a_missing_file_is_said_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"build_gazetteer"):
        gazetteer(tmp_path / "none.bin")


def test_a_gazetteer_of_other_keys_is_refused_with_the_remedy(
    places: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its index would miss names, and nobody would see it."""
    monkeypatch.setattr(sys.modules["casemate.locate.gazetteer"], "KEYS", 0)
    with pytest.raises(BadInput, match="another version"):
        Gazetteer(places.file.path)
    assert not is_current(tmp_path / "none.bin")
    assert not is_current(places.file.path)


def test_a_flipped_bit_is_found_by_the_check(places: Gazetteer, tmp_path: Path) -> None:
    raw = bytearray(places.file.path.read_bytes())
    raw[-100] ^= 1
    path = tmp_path / "flipped.bin"
    path.write_bytes(raw)
    with pytest.raises(BadInput, match="checksum"):
        Gazetteer(path).file.check()
    places.file.check()


def test_a_row_outside_the_file_is_damage_not_a_crash(places: Gazetteer) -> None:
    with pytest.raises(BadInput, match="damaged"):
        places.place(len(places) + 5)


def test_writing_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot write the gazetteer"):
        lay_out([SourceRow("A", "city", 1, 1)], tmp_path / "no" / "such.bin", {})


def test_areas_without_a_place_are_left_out(tmp_path: Path) -> None:
    empty = SourceRow("Nowhere", "region", None, None, country="SY", code="SY.99", geonameid=9)
    count = lay_out([empty, *rows()], tmp_path / "g.bin", {})
    opened = Gazetteer(tmp_path / "g.bin")
    assert count == len(opened) == len(list(opened))
    assert opened.look_up("Nowhere", loosely=False) == ()


@pytest.mark.skipif(not DEFAULT_PATH.exists(), reason="the gazetteer is not built here")
def test_the_built_gazetteer_knows_the_world() -> None:
    """Built from other packages, a place might quietly go: these must not."""
    places = gazetteer()
    assert len(places) > 300_000
    assert "GeoNames" in places.about["attribution"]
    for name, kind, number in (
        ("Damascus", "city", 170654), ("Texas", "region", 4736286), ("Ukraine", "country", 690791),
        ("Harris County", "county", 4696376), ("Африка", "continent", 6255146),
        ("Kyiv", "city", 703448), ("كييف", "city", 703448),
    ):  # fmt: skip
        assert any((p.kind, p.geonameid) == (kind, number) for p in look_up(name)[:8]), name
