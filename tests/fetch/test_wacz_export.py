"""If these fail, evidence cannot be handed on: other programs do not find the copies in it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.fetch.conftest import PAGE

from casemate.collect.media_type import WACZ, media_type_of
from casemate.collect.record import Record
from casemate.collect.records import records
from casemate.keep.reader import CaseReader
from casemate.nouns import Capture, Failure
from casemate.tell.export import export_case
from casemate.workbench.build import BuildOptions, build
from casemate.workbench.progress import Progress

NOTE = "Four frigates lay off Tartus, a pilot said."


@pytest.fixture
def archive(
    tmp_path: Path, server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> tuple[bytes, str]:
    monkeypatch.setattr("casemate.fetch.door.Door._be_polite", lambda *_: None)
    address = f"http://127.0.0.1:{server.server_address[1]}/packed"
    case = tmp_path / "case"
    case.mkdir()
    (case / "a note, مرفأ.txt").write_text(NOTE)
    (case / "case.toml").write_text(
        'schema = 1\nname = "Quays"\nallow_private_addresses = true\n'
        f'[[source]]\npage = "{address}"\n[[source]]\npath = "*.txt"\n',
        encoding="utf-8",
    )
    build(case, BuildOptions(tier="fast"), Progress())
    out = tmp_path / "evidence.wacz"
    with CaseReader(case) as reader:
        assert export_case(reader, "wacz", out).failures == ()
    return out.read_bytes(), address


def test_our_own_collecting_reads_it_back(archive: tuple[bytes, str]) -> None:
    content, address = archive
    assert media_type_of(io.BytesIO(content), "x") == WACZ
    late = datetime(2999, 1, 1, tzinfo=UTC)
    capture = Capture(hashlib.sha256(content).hexdigest(), len(content), WACZ, "x.wacz", late)
    items = list(records(capture, io.BytesIO(content)))
    assert [i for i in items if isinstance(i, Failure)] == []
    (page,) = (i for i in items if isinstance(i, Record))
    assert (page.capture.address, page.content) == (address, PAGE)


def test_another_library_finds_every_copy_by_its_hash(archive: tuple[bytes, str]) -> None:
    iterator = pytest.importorskip("warcio.archiveiterator")
    content, address = archive
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        warc = packed.read("archive/evidence.warc.gz")
        lines = packed.read("custody.jsonl").decode().splitlines()
    bodies = {}
    for record in iterator.ArchiveIterator(io.BytesIO(warc)):
        if record.rec_type != "warcinfo":
            uri = record.rec_headers.get_header("WARC-Target-URI")
            bodies[uri] = record.content_stream().read()
    assert bodies[address] == PAGE
    assert NOTE.encode() in bodies.values()
    recorded = {json.loads(line)["sha256"] for line in lines}
    assert {hashlib.sha256(body).hexdigest() for body in bodies.values()} == recorded


def test_the_index_points_at_the_records(archive: tuple[bytes, str]) -> None:
    iterator = pytest.importorskip("warcio.archiveiterator")
    content, _ = archive
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        warc = packed.read("archive/evidence.warc.gz")
        rows = [
            json.loads(line.split(" ", 2)[2])
            for line in packed.read("indexes/index.cdx").decode().splitlines()
        ]
    assert len(rows) == 2
    for row in rows:
        begin, length = int(row["offset"]), int(row["length"])
        (record,) = iterator.ArchiveIterator(io.BytesIO(warc[begin : begin + length]))
        assert record.rec_headers.get_header("WARC-Target-URI") == row["url"]


def test_its_manifest_holds(archive: tuple[bytes, str]) -> None:
    content, _ = archive
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        package = packed.read("datapackage.json")
        for resource in json.loads(package)["resources"]:
            body = packed.read(resource["path"])
            assert resource["bytes"] == len(body)
            assert resource["hash"] == "sha256:" + hashlib.sha256(body).hexdigest()
        digest = json.loads(packed.read("datapackage-digest.json"))
    assert digest["hash"] == "sha256:" + hashlib.sha256(package).hexdigest()
