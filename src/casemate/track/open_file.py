"""Opening a file of positions: what it is, its hash, its reader."""

from __future__ import annotations

import gzip
import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from casemate.errors import BadInput
from casemate.nouns import Failure
from casemate.track.clean import Counts
from casemate.track.gpx import read_gpx
from casemate.track.json_files import read_json, read_json_lines
from casemate.track.nmea import looks_like_nmea, read_nmea
from casemate.track.options import TrackOptions
from casemate.track.positions import Names, Positions
from casemate.track.tables import read_csv, read_parquet

_HEAD_BYTES = 65_536
_COPY_BYTES = 1 << 20
_GZIP, _ZIP, _PARQUET = b"\x1f\x8b", b"PK\x03\x04", b"PAR1"


def positions_of(
    path: Path,
    options: TrackOptions,
    names: Names,
    counts: Counts,
    failures: list[Failure],
) -> Iterator[Positions]:
    """Positions of one file, plain or packed (gzip under any name, a zip of one file).

    The format is told from the content. Rows are cited by the SHA-256 of the file as it lies
    there. Raises BadInput when nothing can be read; a packed file that breaks off is read as far
    as it goes, and a Failure says so.
    """
    if not path.is_file():
        raise BadInput(f"there is no file {path}")
    file = len(names.files)
    names.files.append("")
    names.paths.append(str(path))
    with ThreadPoolExecutor(1) as pool, tempfile.TemporaryDirectory(prefix="casemate-") as scratch:
        digest: Future[str] = pool.submit(_sha256, path)
        plain = path
        try:
            plain = _unpacked(path, Path(scratch), failures)
            yield from _read(plain, path, file, options, names, counts)
        except BadInput as fault:
            raise BadInput(str(fault).replace(str(plain), str(path))) from fault
        finally:
            names.files[file] = digest.result()


def _read(
    plain: Path, path: Path, file: int, options: TrackOptions, names: Names, counts: Counts
) -> Iterator[Positions]:
    with plain.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    before = counts.read
    found = 0
    if not start:
        raise BadInput(f"{path} is empty; nothing was read from it")
    if head.startswith(_PARQUET):
        batches = read_parquet(plain, file, options, names, counts)
    elif start.startswith((b"{", b"[")):
        batches = _json(plain, start, path, file, options, names, counts)
    elif start.startswith(b"<"):
        if b"<gpx" not in head:
            raise BadInput(f"{path} is XML but not GPX")
        batches = read_gpx(plain, file, options, names, counts)
    elif looks_like_nmea(head):
        batches = _nmea(plain, file, options, names, counts)
    elif b"\0" in head:
        raise BadInput(f"{path} is binary and no format known here; see docs/track.md")
    else:
        batches = read_csv(plain, file, options, names, counts)
    for batch in batches:
        found += len(batch)
        yield batch
    if not found:
        reasons = ", ".join(f"{n} {why}" for why, n in counts.left_out.items() if n)
        left = counts.read - before
        raise BadInput(
            f"{path} gives no dated position"
            + (f": {left} records left out ({reasons})" if left else ": it has no rows")
            + (
                "; its sentences carry no time: record them with tag blocks or trailing timestamps"
                if looks_like_nmea(head)
                else ""
            )
        )


def _json(
    plain: Path,
    start: bytes,
    path: Path,
    file: int,
    options: TrackOptions,
    names: Names,
    counts: Counts,
) -> Iterator[Positions]:
    lines_begin_objects = [line[:1] == b"{" for line in start.splitlines()[:2]]
    if lines_begin_objects == [True, True]:
        with plain.open("rb") as lines:
            yield from read_json_lines(lines, path, file, options, names, counts)
        return
    yield from read_json(plain.read_bytes(), path, file, options, names, counts)


def _nmea(
    plain: Path, file: int, options: TrackOptions, names: Names, counts: Counts
) -> Iterator[Positions]:
    with plain.open("rb") as lines:
        yield from read_nmea(lines, file, options, names, counts)


def _unpacked(path: Path, scratch: Path, failures: list[Failure]) -> Path:
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic.startswith(_GZIP):
        return _gunzipped(path, scratch, failures)
    if magic == _ZIP:
        return _unzipped(path, scratch)
    return path


def _gunzipped(path: Path, scratch: Path, failures: list[Failure]) -> Path:
    plain = scratch / path.stem
    written = 0
    with plain.open("wb") as out, gzip.open(path) as stream:
        try:
            while piece := stream.read(_COPY_BYTES):
                out.write(piece)
                written += len(piece)
        except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
            # read1 gives what had been unpacked before the damage.
            if not written and not (written := _rescued(path, out)):
                raise BadInput(f"{path} is a damaged gzip ({fault}); nothing was read") from fault
            failures.append(
                Failure(
                    "track",
                    str(path),
                    f"the gzip breaks off ({fault}); read as far as it goes, {written} bytes; "
                    "fetch it again",
                )
            )
    return plain


def _rescued(path: Path, out: object) -> int:
    """Writes what can be unpacked of a damaged gzip; returns how many bytes."""
    engine = zlib.decompressobj(wbits=31)
    written = 0
    with path.open("rb") as stream:
        while piece := stream.read(_COPY_BYTES):
            try:
                plain = engine.decompress(piece)
            except zlib.error:
                break
            written += out.write(plain)  # type: ignore[attr-defined]
    return written


def _unzipped(path: Path, scratch: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if len(members) != 1:
                raise BadInput(
                    f"{path} holds {len(members)} files; unpack it and give them one by one, "
                    "so that every row can be cited"
                )
            plain = scratch / "member"
            with archive.open(members[0]) as stream, plain.open("wb") as out:
                while piece := stream.read(_COPY_BYTES):
                    out.write(piece)
            return plain
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise BadInput(f"{path} is a damaged or locked zip ({fault})") from fault


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
