"""The dossier of the last build as one archive, to hand on; it opens offline, unpacked."""

from __future__ import annotations

import shutil
from pathlib import Path

from casemate.errors import BadInput
from casemate.nouns import Failure
from casemate.tell.export.put_whole import put_archive
from casemate.tell.export.selection import Selection

_DOSSIER = "dossier"
_START = "index.html"


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """A zip with the folder `dossier`: unpack it and open index.html.

    Raises BadInput where the case has no dossier.
    """
    folder = selection.case.folder / _DOSSIER
    if not (folder / _START).is_file():
        case = selection.case.folder
        raise BadInput(f"{case} has no dossier: run  casemate build {case}")
    with put_archive(out) as opener:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            # Names that begin with a dot are the builder's own notes.
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                with path.open("rb") as page, opener(f"{_DOSSIER}/{inside.as_posix()}") as copy:
                    shutil.copyfileobj(page, copy)
    return ()
