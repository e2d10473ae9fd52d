"""The evidence as WACZ 1.1.1 (Webrecorder): copies as WARC records, an index, pages, hashes.

What was fetched becomes an answer with its headers; a file becomes a resource under a name of its
own (urn:casemate:…). The chain of custody lies in it as it stands, so that every copy can be
checked with a SHA-256 program and the chain with Casemate; of a day asked for, only its lines.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from casemate import __version__
from casemate.keep.custody import NAME as CUSTODY
from casemate.keep.custody import CustodyLine, read_chain
from casemate.keep.evidence import FOLDER, Locker
from casemate.keep.referenced import REFERENCED
from casemate.nouns import Failure
from casemate.tell.export.put_whole import Opener, put_archive
from casemate.tell.export.selection import Selection

_WARC = "archive/evidence.warc.gz"
_PAGES = "pages/pages.jsonl"
_INDEX = "indexes/index.cdx"
# The copy is the body without them; a player that undid them again would find garbage.
_UNDONE = frozenset(("content-encoding", "transfer-encoding", "content-length"))
MAX_BYTES = 512 << 20


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """The case's evidence as one WACZ file; a copy that is missing or too long is a Failure."""
    folder = selection.case.folder
    chain = read_chain(folder / FOLDER / CUSTODY)
    wanted = {capture.sha256 for capture in selection.captures()}
    gone = chain.removed
    lines = [x for x in chain.lines if x.sha256 in wanted and x.sha256 not in gone]
    failures: list[Failure] = []
    with put_archive(out) as opener:
        resources: list[dict[str, Any]] = []
        index: list[str] = []
        pages = [{"format": "json-pages-1.0", "id": "pages", "title": selection.about.name}]
        hasher, size = hashlib.sha256(), 0
        with opener(_WARC) as warc:
            for record, entry in _records(lines, Locker(folder), failures):
                packed = gzip.compress(record, 6, mtime=0)
                if entry is not None:
                    key, stamp, fields = entry
                    place = {"offset": str(size), "length": str(len(packed))}
                    row = {**fields, **place, "filename": Path(_WARC).name}
                    index.append(f"{key} {stamp} {json.dumps(row, ensure_ascii=False)}\n")
                    if fields["mime"] == "text/html":
                        pages.append({"id": fields["digest"], "url": fields["url"],
                                      "ts": _iso(stamp)})  # fmt: skip
                hasher.update(packed)
                size += len(packed)
                warc.write(packed)
        resources.append(_resource(_WARC, "sha256:" + hasher.hexdigest(), size))
        resources.append(_put(opener, _INDEX, "".join(sorted(index))))
        listed = "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in pages)
        resources.append(_put(opener, _PAGES, listed))
        told = chain.lines if selection.about.as_of is None else lines
        custody = "".join(line.as_text() + "\n" for line in told)
        resources.append(_put(opener, CUSTODY, custody))
        package = json.dumps(
            {
                "profile": "data-package",
                "wacz_version": "1.1.1",
                "title": selection.about.name,
                "description": selection.about.notice or "",
                "software": f"casemate {__version__}",
                "created": max((x.at for x in lines), default=None),
                "resources": resources,
            },
            ensure_ascii=False,
            default=lambda moment: moment.isoformat(),
        )
        whole = _put(opener, "datapackage.json", package)
        digest = {"path": "datapackage.json", "hash": whole["hash"]}
        _put(opener, "datapackage-digest.json", json.dumps(digest))
    return tuple(failures)


_Entry = tuple[str, str, dict[str, Any]]


def _records(
    lines: list[CustodyLine], locker: Locker, failures: list[Failure]
) -> Iterator[tuple[bytes, _Entry | None]]:
    """Every WARC record, unpacked, with what the index says of it."""
    info = f"software: casemate {__version__}\r\nformat: WARC File Format 1.1\r\n".encode()
    first = lines[0].at.strftime("%Y-%m-%dT%H:%M:%SZ") if lines else "1980-01-01T00:00:00Z"
    yield _record("warcinfo", None, first, "application/warc-fields", info, "info"), None
    for line in lines:
        path = locker.path(line.sha256)
        if line.how == REFERENCED and not path.is_file():
            reason = "too large to be copied into the case: not in the archive"
            failures.append(Failure("export", line.address, reason))
            continue
        if not path.is_file():
            failures.append(Failure("export", line.address, "its copy is missing"))
            continue
        if line.size_bytes > MAX_BYTES:
            reason = f"longer than {MAX_BYTES / 1e6:.0f} MB: not in the archive"
            failures.append(Failure("export", line.address, reason))
            continue
        body = path.read_bytes()
        bare = line.media_type.partition(";")[0]
        day = line.at.strftime("%Y-%m-%dT%H:%M:%SZ")
        fetched = line.http is not None and "://" in line.address
        address = line.address if fetched else f"urn:casemate:{quote(line.address)}"
        kind = "response" if fetched else "resource"
        content = _head(line, len(body)) + body if fetched else body
        stated = "application/http; msgtype=response" if fetched else bare
        fields = {"url": address, "mime": bare, "status": "200", "digest": f"sha256:{line.sha256}"}
        entry = (_surt(address), line.at.strftime("%Y%m%d%H%M%S"), fields)
        name = f"{line.number} {line.sha256}"
        yield _record(kind, address, day, stated, content, name, line.sha256), entry


def _record(
    kind: str,
    address: str | None,
    day: str,
    stated: str,
    content: bytes,
    name: str,
    sha256: str = "",
) -> bytes:
    head = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'casemate {name}')}>",
        f"WARC-Date: {day}",
        f"Content-Type: {stated}",
        f"Content-Length: {len(content)}",
    ]
    if address is not None:
        head.append(f"WARC-Target-URI: {address}")
    if sha256:
        head.append(f"WARC-Payload-Digest: sha256:{sha256}")
    return "\r\n".join((*head, "", "")).encode() + content + b"\r\n\r\n"


def _head(line: CustodyLine, size: int) -> bytes:
    http = line.http or {}
    head = [f"HTTP/1.1 {http.get('status', 200)} OK"]
    for name, value in http.get("headers", []):
        kept = f"X-Archive-Orig-{name}" if name.lower() in _UNDONE else name
        head.append(f"{kept}: {_one_line(value)}")
    head.append(f"Content-Length: {size}")
    return "\r\n".join((*head, "", "")).encode("latin-1", "replace")


def _one_line(value: str) -> str:
    return re.sub(r"[\r\n]+", " ", value)


def _surt(address: str) -> str:
    """The key an index is sorted by: the host's parts from the last to the first, then the path."""
    parts = urlsplit(address)
    if not parts.hostname:
        return address
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}){parts.path or '/'}{query}".lower().replace(" ", "%20")


def _iso(stamp: str) -> str:
    date = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
    return f"{date}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:]}Z"


def _put(opener: Opener, name: str, text: str) -> dict[str, Any]:
    content = text.encode("utf-8", "surrogatepass")
    with opener(name) as stream:
        stream.write(content)
    return _resource(name, "sha256:" + hashlib.sha256(content).hexdigest(), len(content))


def _resource(path: str, digest: str, size: int) -> dict[str, Any]:
    return {"name": Path(path).name, "path": path, "hash": digest, "bytes": size}
