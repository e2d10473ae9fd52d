"""Passes behind an address. Were it wrong, a search could read the network of who searches."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.look.test_cli_look import run
from tests.look.test_observe import PORT, at

from casemate.errors import BadInput
from casemate.fetch.door import DoorOptions
from casemate.look import ranged_file
from casemate.look.catalog import Item, Wanted, items_in
from casemate.look.observe import LookOptions, observe
from casemate.look.remote import PRESETS, Api, Remote, api_named, looking_remotely
from casemate.look.simulate import SimulatedPass, write_simulated_catalog, zones_as_geojson
from casemate.nouns import Failure, Observation

HERE = DoorOptions(allowed=(ip_network("127.0.0.0/8"),), pause_s=0.0)


class _Server(SimpleHTTPRequestHandler):
    """A STAC API over a simulated catalog, one item a page, and its files in pieces."""

    folder: Path
    asked: list[str]
    ranges = True

    def do_GET(self) -> None:
        self.asked.append(self.path)
        parts = urlsplit(self.path)
        here = f"http://127.0.0.1:{self.server.server_address[1]}"
        if parts.path == "/search":
            query = parse_qs(parts.query)
            names = sorted(self.folder.glob("simulated-*.json"))
            page = int(query.get("page", ["0"])[0])
            item = json.loads(names[page].read_text())
            for asset in item["assets"].values():
                asset["href"] = f"{here}/{asset['href'].removeprefix('./')}"
            following = f"{here}/search?{parts.query.split('&page')[0]}&page={page + 1}"
            links = [{"rel": "next", "href": following}] if page + 1 < len(names) else []
            return self._send(200, json.dumps({"features": [item], "links": links}).encode())
        if parts.path.startswith("/token/"):
            return self._send(200, b'{"token": "sig=abc"}')
        path = self.folder / parts.path.lstrip("/")
        if not path.is_file():
            return self._send(404, b"")
        data = path.read_bytes()
        asked = re.match(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if asked is None or not self.ranges:
            return self._send(200, data)
        first, last = int(asked[1]), min(int(asked[2]), len(data) - 1)
        said = f"bytes {first}-{last}/{len(data)}"
        return self._send(206, data[first : last + 1], said)

    def _send(self, status: int, data: bytes, piece: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if piece is not None:
            self.send_header("Content-Range", piece)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, type[_Server]]]:
    """An API on this machine with two passes, between which a quay emptied."""
    passes = (
        SimulatedPass(at(3), (("north-quay", 1), ("middle-quay", 1))),
        SimulatedPass(at(10), (("middle-quay", 1),)),
    )
    folder = write_simulated_catalog(tmp_path / "api", PORT, passes).parent
    handler = type("Handler", (_Server,), {"folder": folder, "asked": []})
    running = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}", handler
    running.shutdown()
    running.server_close()
    thread.join()


def looked(remote: Remote, api: Api) -> list[Observation | Failure]:
    """What is observed of the port."""
    options = LookOptions(opener=remote.opener(api))
    return list(observe(PORT, remote.items(api, Wanted(bounds=(35, 34, 36, 35))), options))


def test_an_api_is_searched_and_its_windows_read(
    server: tuple[str, type[_Server]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same observations as from the files themselves."""
    address, handler = server
    monkeypatch.setattr(ranged_file, "PIECE_BYTES", 16 << 10)
    with looking_remotely(HERE) as remote:
        found = looked(remote, Api(address, "simulated"))
    local = list(observe(PORT, items_in(handler.folder / "catalog.json", Wanted()), LookOptions()))
    said = [one.text for one in found if isinstance(one, Observation)]
    assert said == [one.text for one in local if isinstance(one, Observation)]
    assert any("empty on 10 December 2024" in text for text in said)
    first = next(path for path in handler.asked if path.startswith("/search"))
    query = parse_qs(urlsplit(first).query)
    assert query["collections"] == ["simulated"]
    assert query["bbox"] == ["35,34,36,35"]


def test_a_server_without_pieces_is_a_failure_of_its_passes(
    server: tuple[str, type[_Server]],
) -> None:
    """A whole band of Sentinel-2 is not fetched for a quay."""
    address, handler = server
    handler.ranges = False
    with looking_remotely(HERE) as remote:
        found = looked(remote, Api(address, "simulated"))
    assert len(found) == 2
    assert all(isinstance(one, Failure) and "piece" in one.reason for one in found)


def test_a_file_that_is_not_there_and_one_too_large_are_failures(
    server: tuple[str, type[_Server]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One lost asset does not stop a year."""
    address, handler = server
    next(iter(sorted(handler.folder.glob("*-data.tif")))).unlink()
    with looking_remotely(HERE) as remote:
        found = looked(remote, Api(address, "simulated"))
        assert any(isinstance(one, Failure) and "404" in one.reason for one in found)
        monkeypatch.setattr(ranged_file, "PIECE_BYTES", 8 << 10)
        monkeypatch.setattr(ranged_file, "MOST_BYTES", 16 << 10)
        found = looked(remote, Api(address, "simulated"))
    assert found and all(isinstance(one, Failure) for one in found)


def test_this_machine_is_not_reached_unless_allowed(server: tuple[str, type[_Server]]) -> None:
    """A catalog may name any address in it; ours are none of its business."""
    address, handler = server
    with looking_remotely() as remote:
        (refused,) = looked(remote, Api(address, "simulated"))
        assert isinstance(refused, Failure)
        assert "this machine itself" in refused.reason
        with pytest.raises(BadInput, match="this machine itself"):
            remote.opener(Api(address, "c"))(f"{address}/x.tif")
        with pytest.raises(BadInput, match="over HTTP"):
            remote.opener(Api(address, "c"))("s3://bucket/x.tif")
    assert handler.asked == []


def test_a_reading_token_is_asked_for_once_and_shown_to_its_hosts_alone(
    server: tuple[str, type[_Server]],
) -> None:
    """It is not for other servers to see."""
    address, handler = server
    name = next(iter(handler.folder.glob("*-data.tif"))).name
    for hosts, shown in ((".0.0.1", True), (".example", False)):
        handler.asked.clear()
        api = Api(address, "c", f"{address}/token/{{collection}}", hosts)
        with looking_remotely(HERE) as remote:
            for _ in range(2):
                with remote.opener(api)(f"{address}/{name}") as stream:
                    assert stream.read(4) == b"II*\0"
        assert handler.asked.count("/token/c") == shown
        assert any("sig=abc" in path for path in handler.asked) is shown


def test_presets_paths_and_addresses_are_told_apart() -> None:
    """`--catalog earth-search --collection landsat-c2-l2`."""
    assert api_named("catalog.json", None) is None
    named = api_named("planetary-computer", "sentinel-1-rtc")
    assert named is not None and named.collection == "sentinel-1-rtc" and named.token
    assert api_named("earth-search", None) == PRESETS["earth-search"]
    with pytest.raises(BadInput, match="--collection"):
        api_named("https://stac.example/v1", None)


def test_the_command_asks_the_api(
    server: tuple[str, type[_Server]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """By its address; with the guard as it stands, this machine is refused with a sentence."""
    address, _ = server
    (tmp_path / "zones.geojson").write_text(json.dumps(zones_as_geojson(PORT.zones)))
    site = tmp_path / "case.toml"
    site.write_text('[[site]]\nid = "port"\nname = "Port"\nkind = "port"\narea = "zones.geojson"\n')
    words = [str(site), "--catalog", address, "--collection", "simulated"]
    assert run(monkeypatch, *words) == 2
    assert "this machine itself" in capsys.readouterr().err
    monkeypatch.setattr("casemate.cli.look.looking_remotely", lambda: looking_remotely(HERE))
    assert run(monkeypatch, *words) == 0
    rows = json.loads(capsys.readouterr().out)["observations"]
    assert {row["zone"]: row["kind"] for row in rows}["north-quay"] == "empty"


def test_items_of_an_api_carry_what_an_observation_needs(
    server: tuple[str, type[_Server]],
) -> None:
    """Time, place and proof."""
    with looking_remotely(HERE) as remote:
        found = list(remote.items(Api(server[0], "simulated"), Wanted(first_day=at(5).date())))
    (only,) = found
    assert isinstance(only, Item)
    assert only.when == at(10) and only.simulated and len(only.sha256) == 64
