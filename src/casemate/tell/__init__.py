"""Claims to dossier, editions, key points, timeline and exports."""

from pathlib import Path

from casemate.keep.reader import CaseReader


def write_dossier(case: CaseReader, out: Path) -> None:
    out.mkdir(exist_ok=True)
