"""Sources on the network to captures: pages, feeds, sitemaps and lists of addresses."""

from __future__ import annotations

import re
import zlib
from collections.abc import Container, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from casemate.collect.media_type import HTML, SNIFF_BYTES, TEXT, media_type
from casemate.collect.source import Fetched, Held, Source
from casemate.errors import BadInput, RefusedAddress
from casemate.fetch.answer import Answer, Validators
from casemate.nouns import Failure

if TYPE_CHECKING:
    from casemate.fetch.door import Door  # Brings the network's packages: only for who fetches.

# More addresses than this in one list are a crawl, which is a crawler's work.
MAX_ADDRESSES = 5_000
_MAX_SITEMAPS = 50
_MAX_LIST_BYTES = 64 << 20
_ADDRESS = re.compile(r"https?://[^\s\"'<>,;|]+")


def on_network(source: Source) -> bool:
    """Whether a source needs the network: a page or a list always, a feed by its address."""
    return source.place in ("page", "list") or (source.place == "feed" and "://" in source.pattern)


def fetch_source(
    source: Source, door: Door | None, held: Container[str], known: Mapping[str, Validators]
) -> Iterator[Fetched | Held | Failure]:
    """What a source gives now. held: addresses of pages that need no second fetch.

    A page is fetched once: a deliberate preservation. A feed or a sitemap is polled, with what is
    `known` of its last answer, and robots.txt is honoured. door: None, and nothing is fetched.
    """
    if source.place == "page":
        yield from _once(urldefrag(source.pattern).url, source, door, held, polling=False)
    elif source.place == "feed":
        yield from _poll(source, door, known)
    else:
        yield from _list(source, door, held)


def _once(
    address: str, source: Source, door: Door | None, held: Container[str], polling: bool
) -> Iterator[Fetched | Held | Failure]:
    if address in held:
        yield Held(address, source.hints)
    elif door is None:
        yield Failure("collect", address, "not fetched: the build was asked to stay offline")
    else:
        try:
            answer = door.fetch(address, polling=polling)
        except (BadInput, RefusedAddress) as fault:
            yield Failure("collect", address, str(fault))
            return
        if answer is not None:
            yield _fetched(answer, source)


def _poll(
    source: Source, door: Door | None, known: Mapping[str, Validators]
) -> Iterator[Fetched | Held | Failure]:
    address = urldefrag(source.pattern).url
    yield Held(address, source.hints)
    if door is None:
        return
    try:
        answer = door.fetch(address, known.get(address), polling=True)
    except (BadInput, RefusedAddress) as fault:
        yield Failure("collect", address, str(fault))
        return
    if answer is not None:
        yield _fetched(answer, source)


def _fetched(answer: Answer, source: Source) -> Fetched:
    kind = media_type(answer.body[:SNIFF_BYTES], urlsplit(answer.final).path)
    stated = answer.header("content-type") or ""
    charset = stated.lower().partition("charset=")[2].strip(" \"';")
    if charset and kind in (HTML, TEXT) and re.fullmatch(r"[a-z0-9_.:-]{1,40}", charset):
        kind = f"{kind}; charset={charset}"
    return Fetched(
        address=answer.address,
        content=answer.body,
        media_type=kind,
        at=answer.at,
        http=answer.record(),
        hints=source.hints,
        validators=Validators(answer.header("etag"), answer.header("last-modified")),
    )


def _list(
    source: Source, door: Door | None, held: Container[str]
) -> Iterator[Fetched | Held | Failure]:
    """The pages of a list: a file with an address in each line, or a sitemap on the network."""
    try:
        if "://" in source.pattern:
            if door is None:
                reason = "not read: the build was asked to stay offline"
                yield Failure("collect", source.pattern, reason)
                return
            addresses = _sitemap(source.pattern, door)
        else:
            addresses = _addresses((source.base / Path(source.pattern).expanduser()).read_bytes())
        listed = list(dict.fromkeys(islice(addresses, MAX_ADDRESSES + 1)))
    except (BadInput, RefusedAddress) as fault:
        yield Failure("collect", source.pattern, str(fault))
        return
    except OSError as fault:
        yield Failure("collect", source.pattern, f"cannot be read: {fault.strerror}")
        return
    if not listed:
        yield Failure("collect", source.pattern, "no address beginning with http stands in it")
    if len(listed) > MAX_ADDRESSES:
        reason = f"more than {MAX_ADDRESSES} addresses: the first {MAX_ADDRESSES} are fetched"
        yield Failure("collect", source.pattern, reason)
    for address in listed[:MAX_ADDRESSES]:
        yield from _once(urldefrag(address).url, source, door, held, polling=True)


def _addresses(content: bytes) -> Iterator[str]:
    """The first address of each line: notes, dates and further columns may stand beside it."""
    for line in content.decode("utf-8-sig", "replace").splitlines():
        if not line.lstrip().startswith("#") and (match := _ADDRESS.search(line)):
            yield match[0].rstrip(").")


def _sitemap(address: str, door: Door) -> Iterator[str]:
    """The pages of a sitemap (sitemaps.org 0.9), of the sitemaps it lists, or of a plain list."""
    waiting = [address]
    asked = 0
    while waiting and asked < _MAX_SITEMAPS:
        asked += 1
        answer = door.fetch(waiting.pop(0), polling=True)
        if answer is None:
            continue
        content = _unpacked(answer.body)
        if b"<urlset" not in content and b"<sitemapindex" not in content:
            yield from _addresses(content)
            continue
        places = _places(content)
        if b"<sitemapindex" in content:
            waiting += places
        else:
            yield from places


def _places(content: bytes) -> list[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    tree = etree.fromstring(content, parser)
    if tree is None:
        return []
    found = (str(node.text or "").strip() for node in tree.iter("{*}loc"))
    return [place for place in found if place.startswith(("http://", "https://"))]


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        unpacked = zlib.decompressobj(31).decompress(content, _MAX_LIST_BYTES + 1)
    except zlib.error as fault:
        raise BadInput(f"a packed sitemap that is broken ({fault})") from fault
    if len(unpacked) > _MAX_LIST_BYTES:
        raise BadInput("a packed sitemap longer than any that is meant to be read")
    return unpacked
