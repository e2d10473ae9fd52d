"""More sources into a case, named on the command line rather than in case.toml."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casemate.collect.source import Source
from casemate.keep.lock import builder_lock
from casemate.nouns import SourceHints
from casemate.read.json_documents import read_published
from casemate.workbench.case_file import read_case
from casemate.workbench.door_of import door_of
from casemate.workbench.progress import Progress
from casemate.workbench.take_in import TakenIn, take_in


def add(
    folder: Path,
    paths: list[str],
    outlet: str | None,
    lang: str | None,
    published: str | None,
    progress: Progress,
) -> TakenIn:
    """Captures `paths` (relative to the working folder, or addresses) with what is said of them.

    Raises BadCaseFile, BadInput for a date that is none, CannotWrite.
    """
    case = read_case(folder)
    moment, _ = read_published(published)
    hints = SourceHints(outlet=outlet, lang=lang, published=moment)
    sources = tuple(
        Source(path, Path(), hints, "page" if path.startswith(("http://", "https://")) else "path")
        for path in paths
    )
    with (
        builder_lock(folder, progress.say),
        door_of(replace(case, sources=sources)) as door,
    ):
        return take_in(folder, sources, case.by, progress, door)
