"""STAC items: which passes there are over a site, from a local catalog or an API."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

from casemate.look.sensor import Instrument, instrument_named
from casemate.nouns import Failure

# A catalog deeper or longer than this is a loop or a mistake.
MAX_FILES = 20_000
MAX_PAGES = 200
PAGE_ITEMS = 100

Opener = Callable[[str, bytes | None], bytes]


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of an item. address: a local path or a URL. bands: as the item names them."""

    key: str
    address: str
    bands: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One pass as the catalog describes it.

    when: aware UTC. orbit: relative orbit with its direction, passes of one geometry share it.
    bbox: degrees (west, south, east, north), west > east across the antimeridian. cloud_percent:
    of the whole scene. sha256: of the item's JSON as it was read, in `raw`.
    """

    id: str
    address: str
    when: datetime
    platform: str
    instrument: Instrument | None
    gsd_m: float | None
    assets: tuple[Asset, ...]
    bbox: tuple[float, float, float, float] | None
    cloud_percent: float | None
    orbit: str | None
    baseline: str | None
    offset_removed: bool | None
    attribution: str | None
    simulated: bool
    raw: bytes

    @property
    def sha256(self) -> str:
        """Hash of the item's JSON."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which passes: those that touch `bounds`, between two days (inclusive), not too cloudy.

    instruments: printed names ("Sentinel-2"); None for all. orbit: as Item.orbit.
    """

    bounds: tuple[float, float, float, float] | None = None
    first_day: date | None = None
    last_day: date | None = None
    max_cloud_percent: float = 100.0
    instruments: tuple[str, ...] | None = None
    orbit: str | None = None


def items_in(catalog: Path, wanted: Wanted) -> Iterator[Item | Failure]:
    """The wanted passes of a local STAC catalog, collection, item collection or item, unsorted.

    One broken item is a Failure; the others go on.
    """
    waiting, seen = [catalog.resolve()], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if len(seen) > MAX_FILES:
            yield Failure("look", str(catalog), f"more than {MAX_FILES} files; the rest is left")
            return
        try:
            raw = path.read_bytes()
            given = json.loads(raw)
        except OSError as fault:
            yield Failure("look", str(path), f"cannot be read ({fault.strerror})")
            continue
        except ValueError:
            yield Failure("look", str(path), "is not JSON; give a STAC catalog or item")
            continue
        found, further = _walk(given, path, raw)
        waiting.extend(reversed(further))
        yield from _wanted(found, wanted)


def items_from_api(
    address: str, collection: str, wanted: Wanted, opener: Opener, *, by_get: bool = False
) -> Iterator[Item | Failure]:
    """The wanted passes of a STAC API (`POST /search`, or GET where asked), page by page.

    opener: (address, body or None) -> bytes; the one door to the network, which raises what it
    refuses; by_get: it is never given a body. A page seen twice, or an answer that is not JSON,
    ends the search with a Failure.
    """
    from casemate.errors import CasemateError

    asked: dict[str, Any] = {"collections": [collection], "limit": PAGE_ITEMS}
    if wanted.bounds is not None:
        asked["bbox"] = list(wanted.bounds)
    if wanted.first_day or wanted.last_day:
        first = f"{wanted.first_day}T00:00:00Z" if wanted.first_day else ".."
        last = f"{wanted.last_day}T23:59:59Z" if wanted.last_day else ".."
        asked["datetime"] = f"{first}/{last}"
    page, seen = address.rstrip("/") + "/search", set()
    body: dict[str, Any] | None = asked
    if by_get:
        page, body = f"{page}?{_query(asked)}", None
    for _ in range(MAX_PAGES):
        sent = None if body is None else json.dumps(body, sort_keys=True).encode()
        key = (page, sent)
        if key in seen:
            yield Failure("look", page, "the server sends the same page again; search ended")
            return
        seen.add(key)
        try:
            answer = json.loads(opener(page, sent))
            features, links = answer["features"], answer.get("links", [])
        except (ValueError, KeyError, TypeError, AttributeError):
            yield Failure(
                "look", page, "the server did not answer with STAC items (is it a web page?)"
            )
            return
        except (CasemateError, OSError) as fault:
            yield Failure("look", page, f"the server cannot be asked ({fault})")
            return
        for feature in features:
            raw = json.dumps(feature, sort_keys=True, ensure_ascii=False).encode()
            yield from _wanted([_item(feature, page, None, raw)], wanted)
        following = next((link for link in links if link.get("rel") == "next"), None)
        if following is None:
            return
        page = urljoin(page, str(following.get("href", "")))
        if by_get:
            if str(following.get("method", "GET")).upper() != "GET":
                yield Failure("look", page, "the server's next page cannot be asked for by GET")
                return
            continue
        given = following.get("body")
        body = {**(body or {}), **given} if following.get("merge") and given else given
    yield Failure("look", address, f"more than {MAX_PAGES} pages; narrow the dates")


def _query(body: dict[str, Any]) -> str:
    """The same search as the part of an address after the question mark."""
    return urlencode(
        {
            key: ",".join(str(one) for one in value) if isinstance(value, list) else value
            for key, value in body.items()
        }
    )


def _walk(given: Any, path: Path, raw: bytes) -> tuple[list[Item | Failure], list[Path]]:
    """The items a file holds, and the files it links to."""
    kind = given.get("type") if isinstance(given, dict) else None
    if kind == "Feature":
        return [_item(given, str(path), path.parent, raw)], []
    if kind == "FeatureCollection":
        rows = given.get("features") or []
        encoded = [json.dumps(row, sort_keys=True, ensure_ascii=False).encode() for row in rows]
        return [
            _item(row, str(path), path.parent, code)
            for row, code in zip(rows, encoded, strict=True)
        ], []
    if kind not in ("Catalog", "Collection"):
        return [Failure("look", str(path), "is no STAC catalog, collection or item")], []
    further, found = [], []
    for link in given.get("links", []):
        if link.get("rel") not in ("child", "item"):
            continue
        href = str(link.get("href", ""))
        if "://" in href:
            found.append(Failure("look", href, "a link out of a local catalog is not followed"))
        else:
            further.append((path.parent / href).resolve())
    return list(found), further


def _item(given: Any, address: str, folder: Path | None, raw: bytes) -> Item | Failure:
    """One item; a Failure that says what is missing in it."""
    name = str(given.get("id", "?")) if isinstance(given, dict) else "?"
    where = f"{address} ({name})"
    try:
        properties = given["properties"]
        moment = properties.get("datetime") or properties["start_datetime"]
        when = datetime.fromisoformat(moment)
        if when.tzinfo is None:
            return Failure("look", where, "its time has no zone; write it with Z")
        given_assets = given.get("assets") or {}
        assets = tuple(_asset(key, value, folder) for key, value in given_assets.items())
        bbox = given.get("bbox")
        box = None if not bbox else tuple(bbox) if len(bbox) == 4 else (*bbox[:2], *bbox[3:5])
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        return Failure("look", where, f"is not a whole STAC item ({fault!r})")
    if not assets:
        return Failure("look", where, "lists no assets, so there is nothing to see")
    platform = str(properties.get("platform") or properties.get("constellation") or "unknown")
    instrument = instrument_named(
        properties.get("platform"), properties.get("constellation"), given.get("collection")
    )
    orbit = properties.get("sat:relative_orbit")
    state = properties.get("sat:orbit_state")
    return Item(
        id=name,
        address=address,
        when=when.astimezone(UTC),
        platform=platform,
        instrument=instrument,
        gsd_m=_number(properties.get("gsd")),
        assets=assets,
        bbox=None if box is None else (float(box[0]), float(box[1]), float(box[2]), float(box[3])),
        cloud_percent=_number(properties.get("eo:cloud_cover")),
        orbit=None if orbit is None and state is None else f"{orbit or '?'} {state or ''}".strip(),
        baseline=properties.get("s2:processing_baseline") or properties.get("processing:baseline"),
        offset_removed=properties.get("earthsearch:boa_offset_applied"),
        attribution=properties.get("attribution")
        or (instrument.attribution if instrument else None),
        simulated=bool(properties.get("casemate:simulated")) or platform == "simulated",
        raw=raw,
    )


def _asset(key: str, value: Any, folder: Path | None) -> Asset:
    href = str(value["href"])
    if folder is not None and "://" not in href:
        href = str((folder / href).resolve())
    described = value.get("bands") or value.get("eo:bands") or []
    bands = tuple(
        str(band.get("eo:common_name") or band.get("common_name") or band.get("name") or "")
        for band in described
    )
    return Asset(key, href, bands, tuple(value.get("roles") or ()))


def _wanted(found: Iterable[Item | Failure], wanted: Wanted) -> Iterator[Item | Failure]:
    for item in found:
        if isinstance(item, Failure) or _fits(item, wanted):
            yield item


def _fits(item: Item, wanted: Wanted) -> bool:
    day = item.when.date()
    if wanted.first_day and day < wanted.first_day:
        return False
    if wanted.last_day and day > wanted.last_day:
        return False
    if item.cloud_percent is not None and item.cloud_percent > wanted.max_cloud_percent:
        return False
    if wanted.instruments is not None and (
        item.instrument is None or item.instrument.name not in wanted.instruments
    ):
        return False
    if wanted.orbit is not None and item.orbit != wanted.orbit:
        return False
    return item.bbox is None or wanted.bounds is None or _touch(item.bbox, wanted.bounds)


def _touch(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    if one[1] > two[3] or two[1] > one[3]:
        return False
    return any(a[0] <= b[1] and b[0] <= a[1] for a in _spans(one) for b in _spans(two))


def _spans(box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """West to east, cut in two at the antimeridian."""
    return [(box[0], box[2])] if box[0] <= box[2] else [(box[0], 180.0), (-180.0, box[2])]


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
