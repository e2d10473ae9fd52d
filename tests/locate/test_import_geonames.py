"""Whoever has GeoNames' whole dump must get all of it, and a word about a file that is not it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from casemate.errors import BadInput
from casemate.locate.gazetteer import Gazetteer
from casemate.locate.import_geonames import import_geonames
from casemate.locate.look_up import look_up


def line(number: int, name: str, lat: float, lon: float, feature: str, **more: str) -> str:
    kind, code = feature.split(".")
    cells = [
        str(number), name, name, more.get("names", ""), str(lat), str(lon), kind, code,
        more.get("country", "SY"), "", more.get("region", "14"), more.get("county", ""), "", "",
        more.get("population", "0"), "", "0", "Asia/Damascus", "2024-01-01",
    ]  # fmt: skip
    return "\t".join(cells) + "\n"


DUMP = (
    line(163843, "Syria", 35, 38, "A.PCLI", region="00", population="17000000")
    + line(163342, "Tartus", 34.95, 36.1, "A.ADM1")
    + line(163345, "Tartus", 34.89, 35.88, "P.PPLA", names="Tartous,طرطوس", population="89457")
    + line(1, "Wadi Rawiyah", 34.9, 36.0, "H.STM")
    + line(2, "Some Rail", 34.9, 36.0, "R.RR")
    + line(3, "Date Line Town", -16.8, 180.0, "P.PPL", country="FJ", region="03")
)


def test_a_dump_becomes_a_gazetteer(tmp_path: Path) -> None:
    dump = tmp_path / "allCountries.txt"
    dump.write_text(DUMP, encoding="utf-8")
    other = tmp_path / "alternateNamesV2.txt"
    other.write_text(
        "1\t163345\tru\tТартус\t1\t\t\t\t\t\n2\t163345\tlink\thttps://example.org/Tartus\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    out = tmp_path / "mine.bin"
    assert import_geonames(dump, other, out) > 5
    places = Gazetteer(out)
    found = look_up("Тартус", places)
    assert [(p.geonameid, p.kind) for p in found] == [(163345, "city")]
    assert places.within(found[0].row) == ("Tartus", "Syria")
    assert look_up("Wadi Rawiyah", places)[0].kind == "river"
    assert look_up("Some Rail", places) == ()
    assert look_up("Date Line Town", places)[0].lon_deg == 180
    assert look_up("Hmeimim", places)[0].name == "Khmeimim Air Base"


def test_the_dump_may_stay_zipped(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("SY.txt", DUMP)
    import_geonames(tmp_path / "SY.zip", None, tmp_path / "mine.bin")
    assert look_up("طرطوس", Gazetteer(tmp_path / "mine.bin"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no place"),
        ("a,b,c\n", "columns instead of 19"),
        (line(1, "A", 135.0, 35.0, "P.PPL"), "swapped"),
        (line(1, "A", 35.0, 35.0, "P.PPL").replace("35.0", "east"), "line 1"),
    ],
)
def test_what_is_no_dump_is_told_so(tmp_path: Path, text: str, said: str) -> None:
    dump = tmp_path / "allCountries.txt"
    dump.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        import_geonames(dump, None, tmp_path / "mine.bin")


def test_files_that_cannot_be_read_are_told_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot read"):
        import_geonames(tmp_path / "none.txt", None, tmp_path / "mine.bin")
    (tmp_path / "broken.zip").write_bytes(b"no zip")
    with pytest.raises(BadInput, match="cannot read"):
        import_geonames(tmp_path / "broken.zip", None, tmp_path / "mine.bin")
    dump = tmp_path / "allCountries.txt"
    dump.write_text(DUMP, encoding="utf-8")
    (tmp_path / "alternates.txt").write_text("not it\n", encoding="utf-8")
    with pytest.raises(BadInput, match="alternateNamesV2"):
        import_geonames(dump, tmp_path / "alternates.txt", tmp_path / "mine.bin")
