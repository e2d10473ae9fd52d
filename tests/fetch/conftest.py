"""A web server on this machine that misbehaves in every way its paths name."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

PAGE = (
    b"<html><body><article><p>Ships left Tartus on Monday, a port worker told the Harbour Post. "
    b"The quay was empty on Tuesday, two residents said.</p></article></body></html>"
)

BOMB = gzip.compress(bytes(50 << 20), 1)


class Misbehaving(BaseHTTPRequestHandler):
    """GET /<way>: one method a way; what is asked is kept in `server.asked`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        name = self.path.partition("?")[0].strip("/").replace(".", "_").replace("/", "_")
        way: Callable[[], None] = getattr(self, f"way_{name}", self.way_missing)
        with suppress(OSError):
            way()

    def log_message(self, *_: Any) -> None:
        return

    def answer(self, body: bytes = PAGE, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        given = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        for key, value in {**given, **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, *pieces: bytes, pause_s: float = 0.0) -> None:
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(pause_s)
        self.close_connection = True

    def way_missing(self) -> None:
        self.answer(b"gone", 404)

    def way_robots_txt(self) -> None:
        self.answer(b"User-agent: *\nDisallow: /secret\n", Content_Type="text/plain")

    def way_page(self) -> None:
        self.answer(
            Set_Cookie="session=1", ETag='"a"', Last_Modified="Tue, 10 Dec 2024 08:00:00 GMT"
        )

    def way_secret(self) -> None:
        self.answer()

    def way_same(self) -> None:
        if self.headers.get("If-None-Match") == '"a"':
            self.send_response(304)
            self.end_headers()
        else:
            self.answer(ETag='"a"')

    def way_error(self) -> None:
        self.answer(b"no", 500)

    def way_busy(self) -> None:
        self.answer(b"no", 429, Retry_After="3600")

    def way_moved(self) -> None:
        self.answer(b"", 302, Location="/page#part")

    def way_loop(self) -> None:
        self.answer(b"", 302, Location="/loop")

    def way_nowhere(self) -> None:
        self.answer(b"", 302)

    def way_to_file(self) -> None:
        self.answer(b"", 302, Location="file:///etc/hostname")

    def way_to_metadata(self) -> None:
        self.answer(b"", 302, Location="http://169.254.169.254/latest/meta-data/")

    def way_to_another(self) -> None:
        port = self.server.server_address[1]
        self.answer(b"", 302, Location=f"http://127.0.0.2:{port}/page")

    def way_cut(self) -> None:
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + PAGE)

    def way_cut_chunk(self) -> None:
        self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc")

    def way_chunks(self) -> None:
        chunk = b"%x\r\n%s\r\n" % (len(PAGE), PAGE)
        self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk, b"0\r\n\r\n")

    def way_reset(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def way_silent(self) -> None:
        time.sleep(3)

    def way_drip(self) -> None:
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", *[b"x"] * 50, pause_s=0.1)

    def way_drip_head(self) -> None:
        self.raw(*[b"HTTP/1.1 200 OK\r\n"], *[b"X-A: b\r\n"] * 50, pause_s=0.1)

    def way_garbage(self) -> None:
        self.raw(b"\x00\x01\x02 this is no answer\r\n\r\n")

    def way_long_head(self) -> None:
        self.raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"b" * 500_000 + b"\r\n\r\n")

    def way_said_long(self) -> None:
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx")

    def way_endless(self) -> None:
        self.raw(b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 65_536] * 200)

    def way_packed(self) -> None:
        self.answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def way_bomb(self) -> None:
        self.answer(BOMB, Content_Encoding="gzip")

    def way_packed_wrong(self) -> None:
        self.answer(b"\x1f\x8b\x08" + b"\xff" * 60, Content_Encoding="gzip")

    def way_not_packed(self) -> None:
        self.answer(PAGE, Content_Encoding="gzip")

    def way_feed(self) -> None:
        entries = "".join(
            f"<item><title>Note {n}</title><description>Four frigates lay off Tartus on watch {n}, "
            "a pilot said.</description></item>"
            for n in range(self.server.entries)  # type: ignore[attr-defined]
        )
        tag = f'"{self.server.entries}"'  # type: ignore[attr-defined]
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return
        feed = f'<rss version="2.0"><channel><title>Mole</title>{entries}</channel></rss>'
        self.answer(feed.encode(), Content_Type="application/rss+xml", ETag=tag)

    def way_sitemap_xml(self) -> None:
        port = self.server.server_address[1]
        self.answer(
            b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>'
            b"http://127.0.0.1:%d/part.xml.gz</loc></sitemap></sitemapindex>" % port
        )

    def way_part_xml_gz(self) -> None:
        port = self.server.server_address[1]
        places = b"".join(
            b"<url><loc>http://127.0.0.1:%d/%s</loc></url>" % (port, way)
            for way in (b"page", b"secret", b"missing", b"koi8")
        )
        self.answer(gzip.compress(b"<urlset>" + places + b"</urlset>"))

    def way_koi8(self) -> None:
        words = "<p>Корабли ушли из Тартуса, сообщили жители.</p>".encode("koi8-r")
        self.answer(words, Content_Type="text/html; charset=KOI8-R")

    def way_empty(self) -> None:
        self.answer(b"")


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    """The server, listening; `server.asked` are the paths and headers of its requests."""
    yield from serve(None)


def serve(tls: ssl.SSLContext | None) -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    made.daemon_threads = True
    made.block_on_close = False
    made.asked = []  # type: ignore[attr-defined]
    made.entries = 2  # type: ignore[attr-defined]
    made.handle_error = lambda *_: None  # type: ignore[method-assign]
    if tls is not None:
        made.socket = tls.wrap_socket(made.socket, server_side=True)
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()
