"""Which network addresses may be reached: those of the open internet, unless a case says more.

A page, a feed or a redirect may name an address inside the network of whoever collects; following
it would hand that network's contents to the case, or act inside it (server-side request forgery,
OWASP 2021 A10). Names are resolved here, all their addresses are judged, and the connection is made
to one that was judged, so that a name that resolves otherwise a moment later gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from casemate.errors import RefusedAddress

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
EVERYWHERE: tuple[Network, ...] = (ip_network("0.0.0.0/0"), ip_network("::/0"))
# Cloud machines find their secrets there, though the addresses look public.
_METADATA = (
    ip_network("168.63.129.16/32"),
    ip_network("192.0.0.0/24"),
    ip_network("fd00:ec2::/32"),
)
# IPv4 inside IPv6: translated (RFC 6052, RFC 8215), compatible (RFC 4291, 2.5.5.1).
_WRAPPED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("::/96"))


def resolve(host: str, port: int, allowed: Iterable[Network] = ()) -> list[str]:
    """The addresses of a host, judged; raises RefusedAddress when one of them may not be reached.

    allowed: networks that may be reached although they are not of the open internet.
    Raises OSError when the name does not resolve.
    """
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    allowed = tuple(allowed)
    for text in found:
        reason = refusal(ip_address(text.partition("%")[0]), allowed)
        if reason:
            raise RefusedAddress(
                f"{host} is {text}, {reason}: not fetched; if the case is meant to read it, write "
                "allow_private_addresses = true  in case.toml"
            )
    return found


def refusal(address: Address, allowed: Iterable[Network] = ()) -> str | None:
    """Why an address may not be reached; None when it may."""
    allowed = tuple(allowed)
    for inner in (address, *_inside(address)):
        if any(inner in network for network in allowed if network.version == inner.version):
            continue
        if any(inner in network for network in _METADATA if network.version == inner.version):
            return "where a cloud machine keeps its secrets"
        if inner.is_loopback:
            return "this machine itself"
        if inner.is_link_local:
            return "an address of the local link"
        if inner.is_multicast or inner.is_unspecified or (inner.is_reserved and inner.version == 4):
            return "no address of one machine"
        if not inner.is_global and not _wraps(inner):
            return "an address of a private network"
    return None


def _inside(address: Address) -> Iterator[IPv4Address]:
    """IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, IPv4Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if _wraps(address):
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def _wraps(address: Address) -> bool:
    """Whether an address is but an envelope, to be judged by what is in it."""
    if isinstance(address, IPv4Address):
        return False
    return address.ipv4_mapped is not None or any(address in network for network in _WRAPPED)
