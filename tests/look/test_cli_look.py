"""`casemate look` as the contract has it. Were it wrong, every script that calls it would break."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from tests.look.scenery import ground, with_block, with_noise, write_tiff
from tests.look.test_observe import PORT, at

from casemate.cli.main import main
from casemate.look.simulate import SimulatedPass, write_simulated_catalog, zones_as_geojson


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit code of the command line."""
    monkeypatch.setattr("sys.argv", ["casemate", "look", *words])
    try:
        main()
    except SystemExit as leave:
        return int(leave.code or 0)
    return 0


@pytest.fixture
def pair(tmp_path: Path) -> list[str]:
    """An apron with and without one object."""
    pictures = (with_block(ground(), 70, 80, 10), ground())
    return [
        str(write_tiff(tmp_path / f"{n}.tif", with_noise(p, seed=n).clip(1, 254).astype("uint8")))
        for n, p in enumerate(pictures)
    ]


def test_change_writes_the_folder(
    pair: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """mask.tif, shift.json, removed.geojson, inserted.geojson."""
    out = tmp_path / "out"
    assert run(monkeypatch, "change", *pair, "--out", str(out)) == 0
    with rasterio.open(out / "mask.tif") as mask:
        assert mask.crs.to_string() == "EPSG:32636"
        assert set(np.unique(mask.read(1))) == {0, 1}
    shift = json.loads((out / "shift.json").read_text())
    assert abs(shift["dx"]) < 0.2 and abs(shift["dy"]) < 0.2
    (gone,) = json.loads((out / "removed.geojson").read_text())["features"]
    assert np.hypot(gone["properties"]["px"][0] - 70, gone["properties"]["px"][1] - 80) < 3
    assert json.loads((out / "inserted.geojson").read_text())["features"] == []


def test_change_writes_the_mask_alone(
    pair: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--out M.tif`."""
    assert run(monkeypatch, "change", *pair, "--out", str(tmp_path / "m.tif")) == 0
    with rasterio.open(tmp_path / "m.tif") as mask:
        assert mask.read(1)[80, 70] == 1


def test_detect_prints_geojson(
    pair: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """px, score and length_m in the properties."""
    assert run(monkeypatch, "detect", pair[0], "--kind", "aircraft") == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows["type"] == "FeatureCollection"
    found = [feature["properties"] for feature in rows["features"]]
    near = [one for one in found if np.hypot(one["px"][0] - 70, one["px"][1] - 80) < 5]
    assert near and {"px", "score", "length_m", "length_error_m"} <= set(near[0])


def test_a_site_file_needs_no_sub_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`look SITE.toml --catalog …`, with a SITE.toml that has its [[site]] alone."""
    passes = (SimulatedPass(at(3), (("north-quay", 1),)), SimulatedPass(at(10), ()))
    catalog = write_simulated_catalog(tmp_path / "c", PORT, passes)
    (tmp_path / "zones.geojson").write_text(json.dumps(zones_as_geojson(PORT.zones)))
    site_file = tmp_path / "SITE.toml"
    site_file.write_text('[[site]]\nid = "port"\nname = "Port"\nkind = "port"\n'
                         'area = "zones.geojson"\n')  # fmt: skip
    words = [str(site_file), "--catalog", str(catalog), "--out", str(tmp_path / "pictures")]
    assert run(monkeypatch, *words, "--dates", "2024-12-01/2024-12-31") == 0
    rows = json.loads(capsys.readouterr().out)["observations"]
    kinds = {row["zone"]: row["kind"] for row in rows}
    assert kinds["north-quay"] == "empty"
    empty = next(row for row in rows if row["kind"] == "empty")
    assert empty["objects"]["type"] == "FeatureCollection"
    assert {f["properties"]["fate"] for f in empty["objects"]["features"]} == {"removed"}
    assert all(Path(name).is_file() for row in rows for name in row["pictures"])
    assert run(monkeypatch, *words, "--dates", "2023-01-01/2023-12-31") == 2
    assert run(monkeypatch, *words, "--dates", "soon") == 2
    assert "no pass fits" in capsys.readouterr().err


def test_wrong_input_leaves_with_two_and_a_sentence(
    pair: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """No traceback for a person."""
    assert run(monkeypatch, "detect", pair[0], "--kind", "tank") == 2
    assert run(monkeypatch, "detect", str(tmp_path / "none.tif"), "--kind", "ship") == 2
    assert run(monkeypatch, "change", *pair, "--out", "m.tif", "--sensor", "lidar") == 2
    assert run(monkeypatch, "detect", pair[0], "--kind", "aircraft", "--gsd", "10") == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    for word in ("ship", "cannot open", "lidar", "not observable"):
        assert word in said
