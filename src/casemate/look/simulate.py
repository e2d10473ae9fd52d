"""A small SIMULATED catalog of passes, for the example case and for trying things out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from casemate.errors import BadInput, CannotWrite
from casemate.look.raster import Floats
from casemate.look.site_grid import SiteGrid, pixel_ring, site_grid, zone_mask
from casemate.nouns import Site, Where, Zone

GSD_M = 10.0
BANDS = ("blue", "green", "red", "nir")
SEA, LAND = (700.0, 600.0, 400.0, 250.0), (1500.0, 1800.0, 2200.0, 2900.0)
QUAY, SHIP, CLOUD = 2300.0, 5200.0, 8200.0
NOISE = 45.0
SHIP_LENGTH_M, SHIP_WIDTH_M = (110.0, 170.0), 30.0
SCL_CLEAR, SCL_CLOUD = 4, 9
NOTICE = "SIMULATED: made by a computer for an example; it shows no real place, ship or event"


@dataclass(frozen=True, slots=True)
class SimulatedPass:
    """when: aware. ships: how many lie in which zone, by zone id. cloud: share under cloud."""

    when: datetime
    ships: tuple[tuple[str, int], ...]
    cloud: float = 0.0


def write_simulated_catalog(
    folder: Path, site: Site, passes: tuple[SimulatedPass, ...], seed: int = 1
) -> Path:
    """Writes pictures, items and catalog.json into `folder`, and returns the catalog's path.

    Four bands and a cloud mask a pass, 10 m, in the layout of Sentinel-2 items; platform
    "simulated", and NOTICE in the catalog, in every item and in every file. The same seed gives
    the same pixels. Raises BadInput for a site without zones, CannotWrite.
    """
    if not site.zones:
        raise BadInput(f"site {site.id} has no zones to put ships in; see simulated_zones")
    frame = site_grid(site, GSD_M)
    rng = np.random.default_rng(seed)
    ground = _ground(frame, site, rng)
    names = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, one in enumerate(passes, 1):
            name = f"simulated-{one.when:%Y%m%dT%H%M%S}-{number}"
            bands = _with_ships(ground, frame, site, one, np.random.default_rng(seed))
            cloud = _cloud(frame.shape, one.cloud, rng)
            share = cloud[None].astype(np.float32)
            bands = bands * (1 - share) + CLOUD * share
            bands = np.asarray(bands + rng.normal(0, NOISE, bands.shape), np.float32)
            scl = np.where(cloud > 0.15, SCL_CLOUD, SCL_CLEAR).astype(np.uint8)
            _write_tiff(folder / f"{name}-data.tif", _numbers(bands), frame, BANDS)
            _write_tiff(folder / f"{name}-scl.tif", scl[None], frame, ("scl",))
            item = _item(name, site, one, frame, float((cloud > 0.15).mean()))
            (folder / f"{name}.json").write_text(json.dumps(item, indent=1), encoding="utf-8")
            names.append(name)
        catalog = folder / "catalog.json"
        catalog.write_text(json.dumps(_catalog(site, names), indent=1), encoding="utf-8")
    except OSError as fault:
        raise CannotWrite(f"cannot write into {folder} ({fault.strerror})") from fault
    return catalog


def simulated_zones(site: Site) -> tuple[Zone, ...]:
    """Three invented quays around the site's point, for a site that has no zones of its own."""
    if site.where is None:
        raise BadInput(f"site {site.id} has no place: give it lon and lat")
    return tuple(
        _rectangle(site.where, f"{word}-quay", f"{word} quay (SIMULATED)", 0.0, north, 220, 60)
        for word, north in (("north", 260.0), ("middle", 0.0), ("south", -260.0))
    )


def zones_as_geojson(zones: tuple[Zone, ...]) -> dict[str, Any]:
    """The zones as the FeatureCollection that a site's `area` names."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": zone.id, "name": zone.name, "kind": zone.kind},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[list(point) for point in ring] for ring in zone.polygon],
            },
        }
        for zone in zones
    ]
    return {"type": "FeatureCollection", "features": features}


def _rectangle(
    where: Where, id: str, name: str, east_m: float, north_m: float, wide_m: float, tall_m: float
) -> Zone:
    across = 111_320 * np.cos(np.radians(where.lat_deg))
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    ring = tuple(
        (
            round(float(where.lon_deg + (east_m + sx * wide_m / 2) / across), 7),
            round(float(where.lat_deg + (north_m + sy * tall_m / 2) / 111_320), 7),
        )
        for sx, sy in corners
    )
    return Zone(id, name, "quay", (ring,))


def _ground(frame: SiteGrid, site: Site, rng: np.random.Generator) -> Floats:
    """Sea in the west, land in the east, fields on it, and a mole beside each zone."""
    from scipy import ndimage

    rows, columns = frame.shape
    coast = columns * 0.62 + ndimage.gaussian_filter(rng.normal(0, 60, rows), 12)
    land = np.arange(columns)[None, :] > coast[:, None]
    fields = ndimage.zoom(rng.normal(0, 1, (rows // 8 + 2, columns // 8 + 2)), 8, order=0)
    fields = fields[:rows, :columns] * 260
    swell = ndimage.gaussian_filter(rng.normal(0, 1, frame.shape), 1.2) * 40
    tone = np.where(land, fields, swell)
    base = np.where(land, np.array(LAND)[:, None, None], np.array(SEA)[:, None, None])
    bands = base + tone * np.array([0.7, 0.8, 1.0, 1.2])[:, None, None]
    quays = np.zeros(frame.shape, bool)
    for zone in site.zones:
        ring = pixel_ring(zone.polygon[0], frame.grid)
        left, bottom = ring[:, 0].min(), ring[:, 1].max()
        top = round(bottom) + 1
        quays[top : top + 2, round(left) - 1 :] |= ~land[top : top + 2, round(left) - 1 :]
    bands[:, quays] = QUAY
    return np.asarray(bands, np.float32)


def _with_ships(
    ground: Floats, frame: SiteGrid, site: Site, one: SimulatedPass, rng: np.random.Generator
) -> Floats:
    """Hulls along the middle of their zones, always drawn in the same order and places."""
    bands = ground.copy()
    wanted = dict(one.ships)
    rows, columns = np.indices(frame.shape)
    for zone in site.zones:
        ring = pixel_ring(zone.polygon[0], frame.grid)
        inside = zone_mask(zone, frame.grid, frame.shape)
        left, right = ring[:, 0].min(), ring[:, 0].max()
        middle = float(ring[:, 1].mean()) - 0.5
        slots = max(1, int((right - left) * GSD_M / (SHIP_LENGTH_M[1] + 30)))
        for slot in range(slots):
            length = rng.uniform(*SHIP_LENGTH_M) / GSD_M
            centre = left + (slot + 0.5) * (right - left) / slots - 0.5
            if slot >= wanted.get(zone.id, 0):
                continue
            near_end = np.clip(length / 2 + 0.5 - np.abs(columns - centre), 0, 1)
            near_side = np.clip(SHIP_WIDTH_M / GSD_M / 2 + 0.5 - np.abs(rows - middle), 0, 1)
            cover = (near_end * near_side * inside)[None]
            bands = bands * (1 - cover) + SHIP * cover
    return bands.astype(np.float32)


def _cloud(shape: tuple[int, int], share: float, rng: np.random.Generator) -> Floats:
    """Opacity of cloud, 0 to 1, over about this share of the window."""
    from scipy import ndimage

    field = ndimage.gaussian_filter(rng.normal(0, 1, shape), min(shape) / 12)
    if share <= 0:
        return np.zeros(shape, np.float32)
    limit = float(np.quantile(field, 1 - share))
    spread = float(field.std()) + 1e-9
    opacity: Floats = np.clip((field - limit) / (0.3 * spread) + 0.5, 0, 1).astype(np.float32)
    return opacity


def _numbers(bands: Floats) -> np.ndarray[Any, np.dtype[np.uint16]]:
    return np.clip(np.round(bands), 1, 65535).astype(np.uint16)


def _write_tiff(path: Path, pixels: Any, frame: SiteGrid, bands: tuple[str, ...]) -> None:
    import rasterio

    with rasterio.open(
        path, "w", driver="GTiff", height=pixels.shape[1], width=pixels.shape[2],
        count=len(pixels), dtype=pixels.dtype, crs=frame.grid.crs, compress="deflate",
        transform=rasterio.Affine(*frame.grid.transform), tiled=True, blockxsize=256,
        blockysize=256,
    ) as out:  # fmt: skip
        out.write(pixels)
        out.descriptions = bands
        out.update_tags(CASEMATE_SIMULATED="yes", NOTICE=NOTICE)


def _item(
    name: str, site: Site, one: SimulatedPass, frame: SiteGrid, cloud: float
) -> dict[str, Any]:
    west, south, east, north = frame.bounds
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": name,
        "properties": {
            "datetime": one.when.isoformat(),
            "platform": "simulated",
            "gsd": GSD_M,
            "eo:cloud_cover": round(100 * cloud, 1),
            "casemate:simulated": True,
            "attribution": NOTICE,
            "title": f"{NOTICE} ({site.name})",
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "bbox": [west, south, east, north],
        "links": [{"rel": "root", "href": "./catalog.json"}],
        "assets": {
            "data": {"href": f"./{name}-data.tif", "roles": ["data"], "title": NOTICE},
            "scl": {"href": f"./{name}-scl.tif", "roles": ["mask"], "title": NOTICE},
        },
    }


def _catalog(site: Site, names: list[str]) -> dict[str, Any]:
    links = [{"rel": "item", "href": f"./{name}.json"} for name in names]
    return {
        "type": "Catalog",
        "stac_version": "1.0.0",
        "id": f"simulated-{site.id}",
        "description": NOTICE,
        "links": [{"rel": "root", "href": "./catalog.json"}, *links],
    }
