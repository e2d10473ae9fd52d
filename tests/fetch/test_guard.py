"""If these fail, a page or a redirect can reach into the network of whoever collects."""

from __future__ import annotations

import socket
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import RefusedAddress
from casemate.fetch.guard import EVERYWHERE, refusal, resolve

CLOSED = """
127.0.0.1 127.8.9.1 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
100.64.0.1 100.100.100.200 192.0.0.192 168.63.129.16 224.0.0.1 255.255.255.255 240.0.0.1
192.0.2.1 198.18.0.1 203.0.113.9
::1 :: fe80::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:7f00:1:: 2002:a00:1::
2001:0:7f00:1::
""".split()
OPEN = "8.8.8.8 1.1.1.1 93.184.216.34 2606:4700:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808".split()


@pytest.mark.parametrize("address", CLOSED)
def test_what_is_not_the_open_internet_is_refused(address: str) -> None:
    assert refusal(ip_address(address)) is not None


@pytest.mark.parametrize("address", OPEN)
def test_the_open_internet_may_be_reached(address: str) -> None:
    assert refusal(ip_address(address)) is None


@pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3", "fd00::1", "127.0.0.1", "::1"])
def test_a_case_may_allow_them(address: str) -> None:
    assert refusal(ip_address(address), EVERYWHERE) is None


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "64:ff9b::{}", "::{}"]))
def test_an_envelope_is_judged_by_what_is_in_it(inner: object, envelope: str) -> None:
    bare = refusal(ip_address(str(inner)))
    wrapped = refusal(ip_address(envelope.format(inner)))
    assert bare is None or wrapped is not None


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "localhost", "::1"],
)
def test_every_way_to_write_this_machine_is_refused(host: str) -> None:
    with pytest.raises(RefusedAddress, match="allow_private_addresses"):
        resolve(host, 80)


def test_one_bad_address_among_good_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def answers(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, 1, 6, "", (a, 80)) for a in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(RefusedAddress):
        resolve("harbourpost.example", 80)
    assert resolve("harbourpost.example", 80, [ip_network("10.0.0.0/8")]) == [
        "8.8.8.8",
        "10.0.0.1",
    ]
