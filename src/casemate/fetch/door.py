"""The one door to the network: guarded, in bounds, polite, and recorded."""

from __future__ import annotations

import hashlib
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from casemate import __version__
from casemate.errors import BadInput, RefusedAddress
from casemate.fetch.answer import Answer, Validators
from casemate.fetch.guard import Network
from casemate.fetch.http_body import TooLong, http_body
from casemate.fetch.transport import NETWORK_FAULTS, GuardedTransport

AGENT = f"casemate/{__version__}"
_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_BYTES = 512 << 10


class NotFetched(BadInput):
    """An address that gave nothing to capture; the message says why."""


@dataclass(frozen=True, slots=True)
class DoorOptions:
    """Bounds. pause_s: between two requests to one host. allowed: see `guard.resolve`."""

    max_bytes: int = 64 << 20
    max_redirects: int = 10
    connect_s: float = 10.0
    read_s: float = 20.0
    whole_s: float = 120.0
    pause_s: float = 1.0
    allowed: tuple[Network, ...] = ()
    trusted: ssl.SSLContext | None = None


@dataclass(slots=True)
class Door:
    """Fetches addresses one after the other. Close it when done."""

    options: DoorOptions = field(default_factory=DoorOptions)
    wait: Callable[[float], None] = time.sleep
    _client: httpx.Client = field(init=False)
    _last: dict[str, float] = field(init=False, default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        o = self.options
        self._client = httpx.Client(
            transport=GuardedTransport(
                o.allowed, o.trusted or ssl.create_default_context(), o.whole_s
            ),
            timeout=httpx.Timeout(o.read_s, connect=o.connect_s),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate, br"},
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Ends all connections."""
        self._client.close()

    def fetch(
        self, address: str, known: Validators | None = None, polling: bool = False
    ) -> Answer | None:
        """The answer to a GET; None when it is the one that is `known`.

        polling: robots.txt is honoured (RFC 9309); a single deliberate fetch only notes it.
        Raises NotFetched, RefusedAddress.
        """
        robots = "allowed" if self._allows(address) else "disallowed"
        if polling and robots == "disallowed":
            raise NotFetched("robots.txt there asks programs not to come back for this address")
        asked: list[str] = []
        target = urldefrag(address).url
        while True:
            with self._opened(target, known) as response:
                if response.status_code == 304 and known is not None:
                    return None
                if response.status_code in _REDIRECTS:
                    asked.append(target)
                    target = self._next(target, response, asked)
                    continue
                if response.status_code != 200:
                    raise NotFetched(_refused(response))
                body = self._body(response)
                return Answer(
                    address=address,
                    final=target,
                    status=response.status_code,
                    at=datetime.now(UTC).replace(microsecond=0),
                    headers=tuple(response.headers.multi_items()),
                    body=body,
                    tls=_certificate(response),
                    redirects=tuple(asked),
                    robots=robots,
                )

    def _opened(self, target: str, known: Validators | None) -> _Opened:
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RefusedAddress(f"{target[:200]}: only http and https are fetched")
        self._be_polite(parts.hostname)
        headers = {}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.modified:
            headers["If-Modified-Since"] = known.modified
        return _Opened(self._client, target, headers)

    def _next(self, target: str, response: httpx.Response, asked: list[str]) -> str:
        place = response.headers.get("location")
        if not place:
            raise NotFetched(f"status {response.status_code} without a place to go on to")
        if len(asked) > self.options.max_redirects:
            raise NotFetched(f"redirected more than {self.options.max_redirects} times")
        return str(urldefrag(urljoin(target, place)).url)

    def _body(self, response: httpx.Response) -> bytes:
        limit = self.options.max_bytes
        stated = response.headers.get("content-length", "")
        if stated.isdecimal() and int(stated) > limit:
            raise NotFetched(_too_long(limit))
        pieces = []
        size = 0
        try:
            for piece in response.iter_raw():
                size += len(piece)
                if size > limit:
                    raise NotFetched(_too_long(limit))
                pieces.append(piece)
        except NETWORK_FAULTS as fault:
            raise NotFetched(f"broken off after {size} bytes ({_said(fault)})") from fault
        try:
            return http_body(
                b"".join(pieces), response.headers.get("content-encoding", ""), "", limit
            )
        except TooLong as fault:
            raise NotFetched(_too_long(limit)) from fault

    def _be_polite(self, host: str) -> None:
        last = self._last.get(host)
        if last is not None and (left := last + self.options.pause_s - time.monotonic()) > 0:
            self.wait(left)
        self._last[host] = time.monotonic()

    def _allows(self, address: str) -> bool:
        """Whether robots.txt lets us in: no such file allows all, a failing server nothing."""
        parts = urlsplit(address)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            rules = RobotFileParser()
            try:
                with self._opened(f"{root}/robots.txt", None) as response:
                    if response.status_code == 200:
                        head = b""
                        for piece in response.iter_raw():
                            head += piece
                            if len(head) > _ROBOTS_BYTES:
                                break
                        coding = response.headers.get("content-encoding", "")
                        text = http_body(head, coding, "", _ROBOTS_BYTES * 4)
                        rules.parse(text.decode("utf-8", "replace").splitlines())
                    elif response.status_code >= 500:
                        rules.parse(["User-agent: *", "Disallow: /"])
                    else:
                        rules.parse([])
            except (NotFetched, TooLong, *NETWORK_FAULTS):
                rules.parse(["User-agent: *", "Disallow: /"])
            self._robots[root] = rules
        return self._robots[root].can_fetch(AGENT, address)


class _Opened:
    """One request on its way: a context that gives its response and closes it."""

    def __init__(self, client: httpx.Client, target: str, headers: dict[str, str]) -> None:
        self._client, self._target, self._headers = client, target, headers
        self._response: httpx.Response | None = None

    def __enter__(self) -> httpx.Response:
        try:
            request = self._client.build_request("GET", self._target, headers=self._headers)
            self._response = self._client.send(request, stream=True)
        except (httpx.InvalidURL, UnicodeError, ValueError) as fault:
            raise NotFetched(f"not an address that can be asked ({fault})") from fault
        except NETWORK_FAULTS as fault:
            raise NotFetched(f"no answer ({_said(fault)})") from fault
        return self._response

    def __exit__(self, *_: object) -> None:
        if self._response is not None:
            self._response.close()


def _said(fault: BaseException) -> str:
    return str(fault) or type(fault).__name__


def _refused(response: httpx.Response) -> str:
    later = response.headers.get("retry-after")
    wish = f"; it asks to come back after {later[:40]}" if later else ""
    return f"the server answered {response.status_code} {response.reason_phrase}{wish}"


def _too_long(limit: int) -> str:
    return (
        f"longer than {limit / 1e6:.0f} MB: save it with a program made for that and name the file"
    )


def _certificate(response: httpx.Response) -> str | None:
    stream = response.extensions.get("network_stream")
    tls = stream.get_extra_info("ssl_object") if stream is not None else None
    certificate = tls.getpeercert(True) if tls is not None else None
    return hashlib.sha256(certificate).hexdigest() if certificate else None
