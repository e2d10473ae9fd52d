"""What a server answered, and what it gave to ask with the next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

# What a login left behind is nobody's evidence.
_NOT_KEPT = frozenset(("set-cookie", "set-cookie2", "authorization"))


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask with whether its answer is still the same (RFC 9110, 8.8)."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. body: unpacked. tls: SHA-256 of the server's certificate (DER).

    redirects: every address that was asked, in order, without the last, which is `final`.
    """

    address: str
    final: str
    status: int
    at: datetime
    headers: tuple[tuple[str, str], ...]
    body: bytes
    tls: str | None = None
    redirects: tuple[str, ...] = ()
    robots: str = "not asked"

    def header(self, name: str) -> str | None:
        """The first value of a header."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def record(self) -> dict[str, Any]:
        """What the custody line keeps of it."""
        kept: dict[str, Any] = {
            "status": self.status,
            "final": self.final,
            "headers": [list(pair) for pair in self.headers if pair[0].lower() not in _NOT_KEPT],
            "robots": self.robots,
        }
        if self.redirects:
            kept["redirects"] = list(self.redirects)
        if self.tls:
            kept["tls_sha256"] = self.tls
        return kept
