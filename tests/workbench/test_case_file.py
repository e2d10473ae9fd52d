"""If these fail, a slip in case.toml costs an evening instead of a look at the line it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from casemate.errors import BadCaseFile, NewerSchema
from casemate.workbench.case_file import read_case
from casemate.workbench.new import new_case

GOOD = """schema = 1
name = "Tartus"

[[site]]
id = "tartus"
name = "Tartus naval facility"
kind = "port"
names = ["Tartous", "طرطوس"]
lon = 35.877
lat = 34.905
radius_m = 600

[[question]]
id = "direction"
sites = ["tartus"]
values = ["arriving", "leaving"]

[[source]]
path = "saved/*.html"
published = 2024-12-10
outlet = "Harbour Post"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    case = read_case(write(tmp_path, GOOD))
    (site,) = case.sites
    assert site.names[:3] == ("Tartus naval facility", "Tartous", "طرطوس")
    assert site.where is not None
    assert (site.where.lon_deg, site.where.radius_m) == (35.877, 600)
    assert case.questions[0].values == ("arriving", "leaving")
    hints = case.sources[0].hints
    assert hints.published is not None
    assert hints.published.date().isoformat() == "2024-12-10"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('kind = "port"', 'kidn = "port"', 7, 'did you mean "kind"'),
        ('kind = "port"', 'kind = "harbour"', 7, "port, airfield"),
        ("lon = 35.877", 'lon = "35.877"', 9, "a number without quotes"),
        ("lat = 34.905", "lat = 134.905", 9, "swapped"),
        ("lat = 34.905\n", "", 4, "missing beside"),
        ('id = "tartus"', 'id = "Tartus Base"', 5, "small letters"),
        ('sites = ["tartus"]', 'sites = ["tartous"]', 15, 'did you mean "tartus"'),
        ('path = "saved/*.html"', 'paths = "saved/*.html"', 19, 'did you mean "path"'),
        ("published = 2024-12-10", 'published = "10 Dec"', 20, "without quotes"),
        ("published = 2024-12-10", "published = 2024-12-10T10:00:00", 20, "zone"),
        ('name = "Tartus"\n', "", 1, "is missing"),
        ("schema = 1", 'schema = "1"', 1, "schema = 1"),
        ("[[site]]", "[site]", 4, "two brackets"),
        ('path = "saved/*.html"', 'path = "a"\nfeed = "b"', 20, "one of path"),
    ],
)
def test_a_fault_names_file_line_key_and_remedy(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in GOOD
    with pytest.raises(BadCaseFile) as raised:
        read_case(write(tmp_path, GOOD.replace(old, new, 1)))
    message = str(raised.value)
    assert f"case.toml line {line}:" in message, message
    assert says in message, message


def test_two_sites_of_one_id_are_refused_at_the_second(tmp_path: Path) -> None:
    text = GOOD + '\n[[site]]\nid = "tartus"\nname = "Another"\n'
    with pytest.raises(BadCaseFile, match="line 24.*second time"):
        read_case(write(tmp_path, text))


def test_a_newer_schema_is_refused_with_the_command_that_helps(tmp_path: Path) -> None:
    with pytest.raises(NewerSchema, match="pip install --upgrade"):
        read_case(write(tmp_path, GOOD.replace("schema = 1", "schema = 7")))


def test_broken_toml_says_where(tmp_path: Path) -> None:
    with pytest.raises(BadCaseFile, match="not TOML.*line 2"):
        read_case(write(tmp_path, "schema = 1\nname = no quotes\n"))


def test_a_folder_without_a_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BadCaseFile, match="casemate new"):
        read_case(tmp_path)


def test_a_known_id_needs_no_more_than_itself(tmp_path: Path) -> None:
    text = 'schema = 1\nname = "K"\n[[site]]\nid = "khmeimim"\n'
    (site,) = read_case(write(tmp_path, text)).sites
    assert site.kind == "airfield"
    assert {"Hmeimim", "حميميم"} <= set(site.names)
    assert site.where is not None
    assert abs(site.where.lat_deg - 35.4) < 0.1


def test_an_unknown_id_needs_a_name(tmp_path: Path) -> None:
    text = 'schema = 1\nname = "K"\n[[site]]\nid = "atlantis"\n'
    with pytest.raises(BadCaseFile, match="line 3.*none of the sites that come"):
        read_case(write(tmp_path, text))


def test_zones_come_from_geojson(tmp_path: Path) -> None:
    (tmp_path / "quays.geojson").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"north",'
        '"name":"North quay","kind":"berth"},"geometry":{"type":"Polygon","coordinates":'
        "[[[35.8,34.9],[35.9,34.9],[35.9,35.0],[35.8,34.9]]]}}]}"
    )
    text = GOOD.replace("radius_m = 600", 'area = "quays.geojson"')
    (zone,) = read_case(write(tmp_path, text)).sites[0].zones
    assert (zone.id, zone.kind, len(zone.polygon[0])) == ("north", "berth", 4)
    (tmp_path / "quays.geojson").write_text("{}")
    with pytest.raises(BadCaseFile, match="no GeoJSON"):
        read_case(tmp_path)


def test_what_new_writes_can_be_built_on(tmp_path: Path) -> None:
    new_case(tmp_path / 'a "case" of mine')
    case = read_case(tmp_path / 'a "case" of mine')
    assert case.sources[0].pattern == "saved/*"
    commented = (case.folder / "case.toml").read_text()
    lines = [
        line[2:].split("  #")[0]
        if line.startswith("# ") and ("=" in line or "[[" in line)
        else line
        for line in commented.splitlines()
        if not line.startswith("# What") and not line.startswith("# Where")
    ]
    text = "\n".join(line for line in lines if not line.startswith(("A Casemate", "#")))
    full = read_case(write(tmp_path, text))
    assert [s.id for s in full.sites] == ["tartus"]
    assert full.questions[0].id == "direction"
