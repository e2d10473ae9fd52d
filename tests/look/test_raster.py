"""Reading pictures. Were it wrong, one bad file would stop a year, or pass for a real one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from tests.look.scenery import ground, write_tiff

from casemate.errors import BadInput
from casemate.look.raster import read_raster


def test_a_geotiff_keeps_its_frame(tmp_path: Path) -> None:
    """Pixels without their grid cannot be cited."""
    raster = read_raster(write_tiff(tmp_path / "a.tif", ground().astype("uint8"), gsd_m=3.0))
    assert raster.gsd_m == pytest.approx(3.0)
    assert raster.grid is not None
    assert raster.grid.crs == "EPSG:32636"
    assert raster.ceiling == 255
    assert raster.valid.all()


def test_degrees_become_metres_at_the_picture_s_latitude(tmp_path: Path) -> None:
    """At 60 degrees north a degree of longitude is half as long."""
    step = 1 / 11_132
    path = tmp_path / "a.tif"
    with rasterio.open(
        path, "w", driver="GTiff", height=50, width=50, count=1, dtype="float32",
        crs="EPSG:4326", transform=rasterio.Affine(step, 0, 10, 0, -step, 60),
    ) as out:  # fmt: skip
        out.write(np.ones((1, 50, 50), np.float32))
    assert read_raster(path).gsd_m == pytest.approx(10 * np.sqrt(0.5), rel=0.01)


def test_png_states_no_ground_sample_distance_unless_told(tmp_path: Path) -> None:
    """A guess would turn every length into fiction."""
    path = tmp_path / "a.png"
    Image.fromarray(np.moveaxis(ground(), 0, 2).astype("uint8")).save(path)
    assert read_raster(path).gsd_m is None
    assert read_raster(path, gsd_m=3.0).gsd_m == 3.0
    assert read_raster(path).bands == ("red", "green", "blue")


def test_nan_nodata_and_collars_are_not_ground(tmp_path: Path) -> None:
    """A swath's black edge is no coverage, not a black sea."""
    pixels = ground((100, 100))
    pixels[:, 10, 10] = np.nan
    pixels[:, :, 80:] = -9999
    raster = read_raster(write_tiff(tmp_path / "a.tif", pixels, nodata=-9999))
    assert not raster.valid[10, 10]
    assert not raster.valid[:, 80:].any()
    assert raster.valid[:, :80].sum() == 8000 - 1
    assert np.isfinite(raster.pixels).all()
    collar = ground((100, 100)).astype("uint8")
    collar[:, :15] = 0
    raster = read_raster(write_tiff(tmp_path / "b.tif", collar))
    assert not raster.valid[:14].any()
    assert raster.valid[16:].all()


def test_a_wrong_nodata_that_eats_everything_is_said(tmp_path: Path) -> None:
    """A silent empty picture would be 'no change'."""
    path = write_tiff(tmp_path / "a.tif", np.full((1, 50, 50), 7, np.uint8), nodata=7)
    with pytest.raises(BadInput, match="nodata"):
        read_raster(path)


def test_what_is_no_picture_is_refused_with_its_first_bytes(tmp_path: Path) -> None:
    """A login page saved as .tif is the commonest broken download; a VRT could name any file."""
    page = tmp_path / "a.tif"
    page.write_text("<!DOCTYPE html><html>")
    vrt = tmp_path / "b.tif"
    vrt.write_text("<VRTDataset rasterXSize='1' rasterYSize='1'/>")
    for path in (page, vrt):
        with pytest.raises(BadInput, match="begins with"):
            read_raster(path)
    with pytest.raises(BadInput, match="cannot open"):
        read_raster(tmp_path / "none.tif")


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    """Half a download must not look like half a harbour gone."""
    path = write_tiff(tmp_path / "a.tif", ground((400, 400)))
    path.write_bytes(path.read_bytes()[:60_000])
    with pytest.raises(BadInput, match="fetch the file again"):
        read_raster(path)


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_pixel_bomb_is_refused_before_decoding(tmp_path: Path) -> None:
    """A few kilobytes that unpack to gigabytes must not take the machine down."""
    path = tmp_path / "bomb.tif"
    with rasterio.open(
        path, "w", driver="GTiff", height=60_000, width=60_000, count=1, dtype="uint8",
        compress="deflate", tiled=True, sparse_ok=True,
    ):  # fmt: skip
        pass
    assert path.stat().st_size < 2_000_000
    with pytest.raises(BadInput, match="samples"):
        read_raster(path)
