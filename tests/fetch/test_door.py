"""If these fail, a server can hang, flood or mislead a collection, or is asked impolitely."""

from __future__ import annotations

import hashlib
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path

import pytest
from tests.fetch.conftest import PAGE, serve

from casemate.errors import RefusedAddress
from casemate.fetch.door import Door, DoorOptions, NotFetched, Validators

LOOPBACK = (ip_network("127.0.0.1/32"),)
QUICK = DoorOptions(
    max_bytes=1 << 20, connect_s=2, read_s=1, whole_s=2, pause_s=0, allowed=LOOPBACK
)


@pytest.fixture
def door() -> Iterator[Door]:
    opened = Door(QUICK)
    yield opened
    opened.close()


def at(server: ThreadingHTTPServer, way: str) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/{way}"


def test_a_page_comes_with_all_that_custody_keeps(door: Door, server: ThreadingHTTPServer) -> None:
    answer = door.fetch(at(server, "moved"))
    assert answer is not None
    assert answer.body == PAGE
    kept = answer.record()
    assert (kept["status"], kept["final"]) == (200, at(server, "page"))
    assert kept["redirects"] == [at(server, "moved")]
    names = [name.lower() for name, _ in kept["headers"]]
    assert "etag" in names
    assert "set-cookie" not in names
    assert kept["robots"] == "allowed"
    assert answer.at.tzinfo is not None
    agents = {headers["User-Agent"] for _, headers in server.asked}  # type: ignore[attr-defined]
    assert all(agent.startswith("casemate/") for agent in agents)


@pytest.mark.parametrize("way", ["chunks", "packed", "not_packed"])
def test_what_is_chunked_packed_or_mislabelled_is_read(
    door: Door, server: ThreadingHTTPServer, way: str
) -> None:
    answer = door.fetch(at(server, way))
    assert answer is not None
    assert answer.body == PAGE


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("missing", "404"),
        ("error", "500"),
        ("busy", "come back after 3600"),
        ("loop", "redirected more than"),
        ("nowhere", "without a place"),
        ("cut", "broken off"),
        ("cut_chunk", "broken off"),
        ("reset", "no answer"),
        ("silent", "no answer"),
        ("drip", "not whole after"),
        ("drip_head", "not whole after"),
        ("garbage", "no answer"),
        ("long_head", "no answer"),
        ("said_long", "longer than"),
        ("endless", "longer than"),
        ("bomb", "longer than"),
        ("packed_wrong", "compression is broken"),
    ],
)
def test_a_server_that_misbehaves_is_a_reason_and_soon_over(
    door: Door, server: ThreadingHTTPServer, way: str, reason: str
) -> None:
    begin = time.monotonic()
    with pytest.raises(Exception, match=reason) as caught:
        door.fetch(at(server, way))
    assert type(caught.value).__name__ in ("NotFetched", "BadInput")
    assert time.monotonic() - begin < 6
    # The door still works afterwards.
    answer = door.fetch(at(server, "page"))
    assert answer is not None


@pytest.mark.parametrize("way", ["to_file", "to_metadata", "to_another"])
def test_a_redirect_is_judged_like_the_first_address(
    door: Door, server: ThreadingHTTPServer, way: str
) -> None:
    with pytest.raises(RefusedAddress):
        door.fetch(at(server, way))


def test_without_leave_this_machine_is_not_reached(server: ThreadingHTTPServer) -> None:
    door = Door(DoorOptions(pause_s=0))
    with pytest.raises(RefusedAddress, match="allow_private_addresses"):
        door.fetch(at(server, "page"))
    assert server.asked == []  # type: ignore[attr-defined]
    door.close()


def test_a_name_that_changes_its_address_gains_nothing(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = ["10.0.0.7", "127.0.0.1"]
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, port: int, *rest: object, **more: object) -> object:
        asked.append(host)
        if host == "harbourpost.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (turns.pop(), port))]
        return real(host, port, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    address = f"http://harbourpost.example:{server.server_address[1]}/page"
    for _ in range(2):
        door = Door(QUICK)
        if turns[-1] == "127.0.0.1":
            # Judged once and connected to what was judged: the name is not looked up again.
            assert door.fetch(address) is not None
            assert asked.count("harbourpost.example") == 1
        else:
            with pytest.raises(RefusedAddress, match=r"10\.0\.0\.7"):
                door.fetch(address)
        door.close()


@pytest.mark.parametrize(
    "address", ["ftp://a.example/", "file:///etc/hostname", "gopher://a", "nonsense", "http://"]
)
def test_only_the_web_is_fetched(door: Door, address: str) -> None:
    with pytest.raises((RefusedAddress, NotFetched)):
        door.fetch(address)


def test_what_is_still_the_same_is_not_sent_again(door: Door, server: ThreadingHTTPServer) -> None:
    first = door.fetch(at(server, "same"))
    assert first is not None
    assert door.fetch(at(server, "same"), Validators(etag=first.header("ETag"))) is None


def test_robots_bind_when_polling_and_are_noted_when_preserving(
    door: Door, server: ThreadingHTTPServer
) -> None:
    with pytest.raises(NotFetched, match=r"robots\.txt"):
        door.fetch(at(server, "secret"), polling=True)
    answer = door.fetch(at(server, "secret"))
    assert answer is not None
    assert answer.record()["robots"] == "disallowed"
    paths = [path for path, _ in server.asked]  # type: ignore[attr-defined]
    assert paths.count("/robots.txt") == 1


def test_one_host_is_asked_slowly(server: ThreadingHTTPServer) -> None:
    waits: list[float] = []
    door = Door(DoorOptions(pause_s=5, allowed=LOOPBACK), wait=waits.append)
    for _ in range(2):
        door.fetch(at(server, "page"))
    door.close()
    assert len(waits) == 2
    assert all(4 < wait <= 5 for wait in waits)


def test_the_servers_certificate_is_kept_and_checked(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("makes its certificate with openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    trusting = ssl.create_default_context(cafile=str(certificate))
    der = ssl.PEM_cert_to_DER_cert(certificate.read_text())
    serving = serve(context)
    server = next(serving)
    address = f"https://127.0.0.1:{server.server_address[1]}/page"
    door = Door(DoorOptions(pause_s=0, allowed=LOOPBACK, trusted=trusting))
    answer = door.fetch(address)
    assert answer is not None
    assert answer.tls == hashlib.sha256(der).hexdigest()
    door.close()
    door = Door(DoorOptions(pause_s=0, allowed=LOOPBACK))
    with pytest.raises(NotFetched, match="certificate"):
        door.fetch(address)
    door.close()
    next(serving, None)
