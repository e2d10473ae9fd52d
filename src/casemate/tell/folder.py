"""A dossier folder written beside the old one and put in its place whole.

Pages that did not change are hard-linked from the old folder, so that a rebuild of ten thousand
pages writes only what is new. Someone who reads meanwhile sees the old dossier or the new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from casemate.errors import CannotWrite

MANIFEST = ".pages.json"
_PREFIX = ".dossier-"


class DossierFolder:
    """A context manager: `page` writes; leaving without an error swaps the folder in.

    Raises CannotWrite when the disk refuses; the old dossier is then untouched.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.written = 0
        self._pages: dict[str, str] = {}
        self._old: dict[str, str] = {}
        self._made: set[Path] = set()

    def __enter__(self) -> Self:
        try:
            self.out.parent.mkdir(parents=True, exist_ok=True)
            self._recover()
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self.out.parent))
            self._folder.chmod(0o755)
        except OSError as fault:
            raise _refused(self.out, fault) from fault
        try:
            self._old = json.loads((self.out / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):
            self._old = {}
        return self

    def page(self, name: str, content: str | bytes) -> None:
        """Writes one file, or links it from the old dossier where it has not changed."""
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        digest = hashlib.sha256(data).hexdigest()
        self._pages[name] = digest
        target = self._folder / name
        try:
            if target.parent not in self._made:
                target.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(target.parent)
            if self._old.get(name) == digest and self._link(name, target, len(data)):
                return
            target.write_bytes(data)
        except OSError as fault:
            raise _refused(self.out, fault) from fault
        self.written += 1

    def old(self, name: str) -> str | None:
        """A file of the dossier that is being replaced; None where there is none."""
        try:
            return (self.out / name).read_text("utf-8")
        except (OSError, ValueError):
            return None

    @property
    def pages(self) -> int:
        """How many files the dossier has."""
        return len(self._pages)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            return
        try:
            manifest = json.dumps(self._pages, indent=0, sort_keys=True)
            (self._folder / MANIFEST).write_text(manifest, "utf-8")
            self._swap()
        except OSError as fault:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise _refused(self.out, fault) from fault

    def _link(self, name: str, target: Path, size: int) -> bool:
        """Links the old page; not when somebody changed its length, or links are not to be had."""
        old = self.out / name
        try:
            if old.stat().st_size != size:
                return False
            os.link(old, target)
        except OSError:
            return False
        return True

    def _swap(self) -> None:
        aside = self._aside()
        if self.out.exists():
            self.out.replace(aside)
        self._folder.replace(self.out)
        shutil.rmtree(aside, ignore_errors=True)

    def _recover(self) -> None:
        """What a killed run left: an old dossier set aside comes back, half-written ones go."""
        aside = self._aside()
        if aside.exists():
            if self.out.exists():
                shutil.rmtree(aside, ignore_errors=True)
            else:
                aside.replace(self.out)
        for left in self.out.parent.glob(f"{_PREFIX}*"):
            if left != aside:
                shutil.rmtree(left, ignore_errors=True)

    def _aside(self) -> Path:
        return self.out.parent / f"{_PREFIX}{self.out.name}-old"


def _refused(out: Path, fault: OSError) -> CannotWrite:
    return CannotWrite(
        f"{out} cannot be written ({fault.strerror}): free some space or give write permission, "
        "then build again; the dossier that was there is untouched"
    )
