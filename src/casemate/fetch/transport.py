"""HTTP over connections that are only made to addresses the guard has judged."""

from __future__ import annotations

import math
import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from casemate.fetch.guard import Network, resolve

# All that a network can do to us; what we refuse ourselves is not among it.
NETWORK_FAULTS = (
    httpx.HTTPError,
    httpx.StreamError,
    httpcore.ConnectionNotAvailable,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    OSError,
)


class GuardedTransport(httpx.BaseTransport):
    """httpx's transport over a pool that resolves and judges names itself.

    whole_s: what one answer may take in all, however slowly its server drips.
    """

    def __init__(self, allowed: Iterable[Network], trusted: ssl.SSLContext, whole_s: float) -> None:
        self._clock = _Clock(whole_s)
        self._pool = httpcore.ConnectionPool(
            ssl_context=trusted,
            max_connections=8,
            max_keepalive_connections=4,
            keepalive_expiry=5.0,
            network_backend=_JudgedBackend(tuple(allowed), self._clock),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request; raises RefusedAddress or one of NETWORK_FAULTS."""
        self._clock.start()
        url = request.url
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Ends all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _Clock:
    """When the answer that is on its way must be whole."""

    def __init__(self, whole_s: float) -> None:
        self._whole_s = whole_s
        self._until = math.inf

    def start(self) -> None:
        self._until = time.monotonic() + self._whole_s

    def left(self, timeout: float | None) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(f"not whole after {self._whole_s:g} seconds")
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no answer takes longer than its clock allows."""

    def __init__(self, stream: httpcore.NetworkStream, clock: _Clock) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._stream.read(max_bytes, self._clock.left(timeout))
        except httpcore.ReadTimeout:
            self._clock.left(timeout)  # Says so where it was the clock that ran out.
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return _TimedStream(stream, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _JudgedBackend(httpcore.NetworkBackend):
    """Connects to an address that was judged, whatever the name resolves to afterwards."""

    def __init__(self, allowed: tuple[Network, ...], clock: _Clock) -> None:
        self._allowed, self._clock = allowed, clock
        self._real = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        fault: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in resolve(host, port, self._allowed):
            try:
                stream = self._real.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
                return _TimedStream(stream, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as refused:
                fault = refused
        raise fault or httpcore.ConnectError(f"{host} has no address")
