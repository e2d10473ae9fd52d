"""Written under another name and renamed when whole: a reader sees the old file or the new one."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from casemate.errors import BadInput, CannotWrite

# The same case gives the same archive, byte for byte: no clock goes into it.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
# Packed already; a player of web archives also needs to jump about in its records.
_PACKED = (".gz", ".jpeg", ".jpg", ".parquet", ".png", ".webp")
# Opens one member of a folder or an archive for writing bytes.
Opener = Callable[[str], AbstractContextManager[IO[bytes]]]


@contextmanager
def put_file(out: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `out` when the block ends without an error.

    Raises BadInput where `out` is a folder, CannotWrite where the disk refuses; `out` is then as
    it was.
    """
    if out.is_dir():
        raise BadInput(f"{out} is a folder: name a file in it")
    unfinished: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(
            prefix=f".{out.name}.", suffix=".unfinished", dir=out.parent
        )
        unfinished = Path(name)
        with os.fdopen(number, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        # Only its owner may read what mkstemp makes.
        unfinished.chmod(0o644)
        unfinished.replace(out)
    except OSError as fault:
        raise CannotWrite(
            f"{out} could not be written ({fault.strerror}): free some space, give write "
            "permission or name another path; nothing half-written is left"
        ) from fault
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)


@contextmanager
def put_text(out: Path) -> Iterator[io.TextIOWrapper]:
    """The same for UTF-8 text with `\\n` line ends; what UTF-8 cannot hold becomes "?"."""
    with put_file(out) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n")
        yield text
        text.flush()
        text.detach()


@contextmanager
def put_archive(out: Path) -> Iterator[Opener]:
    """A zip archive whose members are opened one after another."""
    with put_file(out) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        yield lambda name: archive.open(member(name), "w", force_zip64=True)


def member(name: str) -> zipfile.ZipInfo:
    """An archive's entry without a clock time, compressed unless it is packed already."""
    info = zipfile.ZipInfo(name, _ZIP_DAY)
    packed = name.lower().endswith(_PACKED)
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


@contextmanager
def put_folder(out: Path) -> Iterator[Opener]:
    """A folder that is there, with all its files, when the block ends without an error.

    `out` ending in .zip becomes an archive of the files. Raises BadInput where the folder is there
    already: what else lies in it is not ours to replace.
    """
    if out.suffix.lower() == ".zip":
        with put_archive(out) as opener:
            yield opener
        return
    if out.exists():
        raise BadInput(f"{out} is there already: name a new folder, or a file that ends in .zip")
    unfinished: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        folder = unfinished
        yield lambda name: (folder / name).open("w+b")
        unfinished.chmod(0o755)
        unfinished.rename(out)
    except OSError as fault:
        raise CannotWrite(
            f"{out} could not be written ({fault.strerror}): free some space, give write "
            "permission or name another path; nothing half-written is left"
        ) from fault
    finally:
        if unfinished is not None:
            shutil.rmtree(unfinished, ignore_errors=True)


def put_array(stream: IO[str], head: str, items: Iterator[str], tail: str = "]}\n") -> None:
    """A JSON object that ends in an array, written item by item: `head` opens both."""
    stream.write(head)
    between = "\n"
    for item in items:
        stream.write(between + item)
        between = ",\n"
    stream.write("\n" + tail)
