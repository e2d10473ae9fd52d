"""A case written in one of the formats, whole or not at all."""

from __future__ import annotations

import difflib
import importlib
from dataclasses import dataclass
from pathlib import Path

from casemate.errors import BadInput
from casemate.keep.custody import NAME as CUSTODY
from casemate.keep.evidence import FOLDER as EVIDENCE
from casemate.keep.judgements import NAME as JUDGEMENTS
from casemate.keep.reader import NAME as DATABASE
from casemate.keep.reader import CaseReader
from casemate.nouns import Failure
from casemate.tell.export.formats import FORMATS, Format
from casemate.tell.export.selection import About, Selection

_OF_THE_CASE = ("case.toml", "state.jsonl", DATABASE, JUDGEMENTS, CUSTODY)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. rejected: statements left out because a person rejected them.

    failures: items that the format cannot hold, each with its reason.
    """

    out: Path
    format: Format
    about: About
    rejected: int
    failures: tuple[Failure, ...]


def export_case(case: CaseReader, name: str, out: Path) -> Exported:
    """Writes the case to `out` in the format `name`.

    Raises BadInput for an unknown format or a path that belongs to the case, MissingExtra where
    the format's packages are not installed, and CannotWrite; nothing half-written is left.
    """
    format = find_format(name)
    _refuse_the_case_itself(case.folder, out)
    selection = Selection(case)
    failures = getattr(importlib.import_module(format.module), format.writer)(selection, out)
    return Exported(out, format, selection.about, selection.rejected, failures)


def find_format(name: str) -> Format:
    """The format of that name; raises BadInput with the nearest one."""
    found = FORMATS.get(name.lower().lstrip("."))
    if found is not None:
        return found
    near = difflib.get_close_matches(name.lower(), FORMATS, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}? " if near else ""
    raise BadInput(f'there is no format "{name}": {hint}casemate exports {", ".join(FORMATS)}')


def _refuse_the_case_itself(case: Path, out: Path) -> None:
    folder, wanted = case.resolve(), out.resolve()
    if (
        wanted == folder
        or wanted.is_relative_to(folder / EVIDENCE)
        or wanted in {folder / name for name in _OF_THE_CASE}
    ):
        raise BadInput(f"{out} belongs to the case itself: name a path that does not")
