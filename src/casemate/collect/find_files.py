"""Sources to files: paths, folders and patterns, never out of the folder that was named."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from casemate.collect.source import PART, POSITIONS_FILE, SCENES, Found, Source
from casemate.nouns import Failure

# Keys of a source that name local files; the others need the network or a reader of their own.
LOCAL = ("path", "folder", "feed", "telegram", "archive", "tracks")
_HOW = {"tracks": POSITIONS_FILE}
_MAX_NAME = 4_096
# What browsers call the folder beside a saved page, in the languages they speak.
_PAGE_FOLDERS = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_ficheiros", "_файлы")

# What Telegram Desktop puts beside an export.
_EXPORT_FOLDERS = frozenset(
    "css files images js photos round_video_messages stickers video_files voice_messages".split()
)


def find_files(source: Source) -> Iterator[Found | Failure]:
    """The files a source names, sorted by name; what cannot be used is a Failure with its reason.

    A pattern takes in files of the folder it starts at, a folder all files below it. A link that
    leads out of that folder is refused: a saved page must not pull in the rest of the disk.
    """
    if source.place == SCENES:
        return
    if source.place not in LOCAL:
        yield Failure("collect", source.pattern, f"{source.place}: not collected in this version")
        return
    if "://" in source.pattern:
        reason = 'an address on the network: write  page = "…", or save the page and name the file'
        yield Failure("collect", source.pattern, reason)
        return
    if len(source.pattern) > _MAX_NAME or "\x00" in source.pattern:
        yield Failure("collect", source.pattern[:80] + "…", "the path is too long to be a file's")
        return
    asked = source.base / Path(source.pattern).expanduser()
    if glob.has_magic(source.pattern) and not asked.exists():
        folder = _fixed_part(asked)
        paths = sorted(folder.glob(asked.relative_to(folder).as_posix()))
    elif asked.is_dir():
        folder = asked
        paths = sorted(p for p in asked.rglob("*") if not _hidden(p, asked))
    else:
        folder = asked.parent
        paths = [asked] if asked.exists() or asked.is_symlink() else []
    files = [p for p in paths if not p.is_dir()]
    if not files:
        yield Failure("collect", source.pattern, f"no file is there (looked in {folder})")
    named_itself = files == [asked]
    for path in files:
        yield _check(path, folder, named_itself, source)


def _check(path: Path, folder: Path, named_itself: bool, source: Source) -> Found | Failure:
    address = _address(path, source.base)
    try:
        real = path.resolve(strict=True)
        if not named_itself and not real.is_relative_to(folder.resolve()):
            reason = (
                f"a link that leads out of {folder}, to {real}; name that file itself to collect it"
            )
            return Failure("collect", address, reason)
        if not real.is_file():
            return Failure("collect", address, "not a regular file (a device, pipe or socket)")
        if not os.access(real, os.R_OK):
            return Failure("collect", address, "no permission to read it")
    except (OSError, RuntimeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "a link that leads to itself"
        return Failure("collect", address, f"cannot be opened: {why}")
    how = _HOW.get(source.place, "file")
    if how == "file" and _belongs_to_another(path, folder):
        how = PART
    return Found(path, address, source.hints, how)


def _belongs_to_another(path: Path, folder: Path) -> bool:
    """Whether a file is a picture, style or script of the saved page or export it lies beside."""
    for parent in path.parents:
        if parent == folder or not parent.is_relative_to(folder):
            return False
        if parent.name in _EXPORT_FOLDERS and any(
            (parent.parent / name).is_file() for name in ("result.json", "messages.html")
        ):
            return True
        for ending in _PAGE_FOLDERS:
            stem = parent.name.removesuffix(ending)
            if stem != parent.name and any(
                parent.with_name(stem + kind).is_file() for kind in (".html", ".htm")
            ):
                return True
    return False


def _fixed_part(pattern: Path) -> Path:
    """The folder a pattern starts at: its parts before the first wildcard."""
    fixed = Path(pattern.anchor)
    for part in pattern.parts[1 if pattern.anchor else 0 : -1]:
        if glob.has_magic(part):
            break
        fixed /= part
    return fixed


def _address(path: Path, base: Path) -> str:
    """The path as the case names it: relative to the case where it lies inside, with slashes."""
    try:
        return path.relative_to(base).as_posix()
    except ValueError:
        return path.as_posix()


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
