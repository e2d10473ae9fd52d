"""Finding passes. Were it wrong, days would be missing from a timeline without a word."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from casemate.look.catalog import Item, Wanted, items_from_api, items_in
from casemate.nouns import Failure


def item(name: str = "one", **more: Any) -> dict[str, Any]:
    """A whole Sentinel-2 item."""
    properties = {
        "datetime": "2024-12-05T08:30:00Z", "platform": "sentinel-2b", "gsd": 10,
        "eo:cloud_cover": 12.0, "s2:processing_baseline": "05.11",
    }  # fmt: skip
    properties |= more.pop("properties", {})
    assets = {"red": {"href": "./red.tif"}, "nir": {"href": "./nir.tif"}}
    given = {"type": "Feature", "id": name, "bbox": [35.8, 34.8, 36.0, 35.0],
             "properties": properties, "assets": assets, "links": []}  # fmt: skip
    return {**given, **more}


def local(folder: Path, *items: Any) -> Path:
    """A catalog with these items."""
    links = [{"rel": "item", "href": f"./{n}.json"} for n in range(len(items))]
    for number, one in enumerate(items):
        text = one if isinstance(one, str) else json.dumps(one)
        (folder / f"{number}.json").write_text(text)
    path = folder / "catalog.json"
    path.write_text(json.dumps({"type": "Catalog", "id": "c", "links": links}))
    return path


def test_items_come_with_sensor_time_and_assets(tmp_path: Path) -> None:
    """What an observation later says of its frame is read here."""
    (found,) = items_in(local(tmp_path, item()), Wanted())
    assert isinstance(found, Item)
    assert found.instrument is not None
    assert (found.instrument.name, found.gsd_m, found.baseline) == ("Sentinel-2", 10.0, "05.11")
    assert found.when == datetime(2024, 12, 5, 8, 30, tzinfo=UTC)
    assert {asset.key: asset.address for asset in found.assets}["red"] == str(tmp_path / "red.tif")
    assert "Copernicus" in (found.attribution or "")


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (Wanted(first_day=date(2024, 12, 5), last_day=date(2024, 12, 5)), True),
        (Wanted(first_day=date(2024, 12, 6)), False),
        (Wanted(last_day=date(2024, 12, 4)), False),
        (Wanted(max_cloud_percent=10), False),
        (Wanted(instruments=("Sentinel-1",)), False),
        (Wanted(bounds=(35.9, 34.9, 35.95, 34.95)), True),
        (Wanted(bounds=(10, 34.9, 11, 34.95)), False),
        (Wanted(orbit="87 ascending"), False),
    ],
)
def test_filters(tmp_path: Path, wanted: Wanted, kept: bool) -> None:
    """A filter that drops too much hides days; one that drops too little mixes sensors."""
    assert bool(list(items_in(local(tmp_path, item()), wanted))) is kept


def test_the_antimeridian_is_crossed(tmp_path: Path) -> None:
    """A Fijian harbour lies on both sides of the map."""
    path = local(tmp_path, item(bbox=[179.5, -17, -179.5, -16]))
    assert list(items_in(path, Wanted(bounds=(179.9, -16.6, -179.9, -16.4))))
    assert list(items_in(path, Wanted(bounds=(-179.8, -16.6, -179.7, -16.4))))
    assert not list(items_in(path, Wanted(bounds=(170.0, -16.6, 171.0, -16.4))))


def test_one_broken_item_does_not_stop_the_rest(tmp_path: Path) -> None:
    """A catalog of a year has a few."""
    naive = item("naive", properties={"datetime": "2024-12-05T08:30:00"})
    path = local(tmp_path, "{not json", item("empty", assets={}), naive, {"type": "x"}, item())
    found = list(items_in(path, Wanted()))
    reasons = " / ".join(one.reason for one in found if isinstance(one, Failure))
    assert [one.id for one in found if isinstance(one, Item)] == ["one"]
    for word in ("not JSON", "no assets", "no zone", "no STAC"):
        assert word in reasons


def test_a_catalog_that_links_to_itself_ends(tmp_path: Path) -> None:
    """A loop of links must not hang a build."""
    path = tmp_path / "catalog.json"
    links = [{"rel": "child", "href": "./catalog.json"}]
    path.write_text(json.dumps({"type": "Catalog", "id": "c", "links": links}))
    assert list(items_in(path, Wanted())) == []


class _Server(BaseHTTPRequestHandler):
    """Answers by path: pages, a loop, a web page, or nothing for a long time."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        here = f"http://127.0.0.1:{self.server.server_address[1]}{self.path}"
        following = [{"rel": "next", "href": here, "body": {"token": "2"}, "merge": True}]
        if self.path.startswith("/html"):
            answer = b"<html>sign in</html>"
        elif self.path.startswith("/loop"):
            rows = [{"rel": "next", "href": here, "body": body}]
            answer = json.dumps({"features": [item()], "links": rows}).encode()
        else:
            last = body.get("token") == "2"
            rows = {"features": [item("b" if last else "a")], "links": [] if last else following}
            answer = json.dumps(rows).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    """A STAC API on this machine."""
    running = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


def opened(address: str, body: bytes | None) -> bytes:
    """A plain opener, in place of the guarded one of `fetch`."""
    with urlopen(Request(address, data=body), timeout=5) as answer:
        data: bytes = answer.read()
        return data


def test_pages_of_an_api_are_followed(server: str) -> None:
    """The second page is where the older passes are."""
    found = list(items_from_api(server, "sentinel-2-l2a", Wanted(), opened))
    assert [one.id for one in found if isinstance(one, Item)] == ["a", "b"]


@pytest.mark.parametrize(("path", "word"), [("loop", "same page"), ("html", "web page")])
def test_a_server_that_loops_or_answers_html_is_a_failure(
    server: str, path: str, word: str
) -> None:
    """A hung or wrong server is said, and other sources go on."""
    found = list(items_from_api(f"{server}/{path}", "c", Wanted(), opened))
    assert isinstance(found[-1], Failure)
    assert word in found[-1].reason


def test_a_server_that_times_out_is_a_failure() -> None:
    """So is one that does not answer."""

    def slow(address: str, body: bytes | None) -> bytes:
        raise URLError(TimeoutError("timed out"))

    (found,) = items_from_api("http://127.0.0.1:9", "c", Wanted(), slow)
    assert isinstance(found, Failure)
    assert "timed out" in found.reason
