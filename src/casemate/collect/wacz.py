"""WACZ (Webrecorder, 1.1.1): WARCs in a zip with a list of the pages that were meant."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urldefrag, urljoin

from casemate.collect.record import MAX_BYTES, UNZIP_FAULTS, Record, failed
from casemate.collect.warc import warc_records
from casemate.nouns import Capture, Failure

_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_MANIFEST = "datapackage.json"
_CHUNK = 1 << 20


def wacz_records(capture: Capture, stream: BinaryIO) -> Iterator[Record | Failure]:
    """The pages that a WACZ lists (all, where it lists none), each of them a child capture.

    Files that do not match the hashes in the WACZ's own manifest are named as failures, and read.
    """
    try:
        with zipfile.ZipFile(stream) as packed:
            yield from _hashes(capture, packed)
            pages = _listed(packed)
            names = [n for n in packed.namelist() if n.startswith("archive/") and ".warc" in n]
            if not names:
                yield Failure("read", capture.address, "a WACZ without archive/*.warc.gz")
            for name in sorted(names):
                yield from _warc(capture, packed, name, pages)
    except UNZIP_FAULTS as fault:
        yield Failure("read", capture.address, f"a zip that cannot be read: {fault!r}")


def _warc(
    capture: Capture, packed: zipfile.ZipFile, name: str, pages: set[str]
) -> Iterator[Record | Failure]:
    def wanted(address: str, moved_to: str | None) -> bool:
        bare = urldefrag(address).url
        if not pages:
            return True
        if bare in pages and moved_to:
            pages.add(urldefrag(urljoin(address, moved_to)).url)
        return bare in pages

    with packed.open(name) as inner:
        # A member is no file: the archive reader needs one it can go back in.
        yield from warc_records(capture, inner, f"{name} ", wanted)  # type: ignore[arg-type]


def _listed(packed: zipfile.ZipFile) -> set[str]:
    """Addresses of the pages listed, without fragments."""
    listed = set()
    for name in _PAGES:
        for line in _member(packed, name).split(b"\n"):
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and isinstance(row.get("url"), str):
                listed.add(urldefrag(row["url"]).url)
    return listed


def _hashes(capture: Capture, packed: zipfile.ZipFile) -> Iterator[Failure]:
    try:
        manifest = json.loads(_member(packed, _MANIFEST) or b"{}")
        resources: list[Any] = manifest.get("resources") or []
    except (ValueError, AttributeError):
        yield failed(capture, _MANIFEST, "its own manifest is not JSON")
        return
    present = set(packed.namelist())
    for resource in resources:
        if not isinstance(resource, dict):
            continue
        path, stated = str(resource.get("path")), str(resource.get("hash", ""))
        if path not in present:
            yield failed(capture, path, "is in the archive's own manifest but not in it")
        elif stated.startswith("sha256:"):
            hasher = hashlib.sha256()
            with packed.open(path) as inner:
                while chunk := inner.read(_CHUNK):
                    hasher.update(chunk)
            if hasher.hexdigest() != stated.removeprefix("sha256:"):
                yield failed(capture, path, "does not match the hash in the archive's manifest")


def _member(packed: zipfile.ZipFile, name: str) -> bytes:
    try:
        with packed.open(name) as inner:
            return inner.read(MAX_BYTES)
    except KeyError:
        return b""
