"""A new case: a commented case.toml and the folders."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from casemate.errors import BadInput, CannotWrite
from casemate.workbench.case import FILE_NAME


def new_case(folder: Path) -> Path:
    """Makes the case and returns its case.toml; never touches one that is there.

    Raises BadInput when there is a case already, CannotWrite when the folder cannot be made.
    """
    path = folder / FILE_NAME
    if path.exists():
        raise BadInput(f"{folder} is a case already: edit {path}")
    template = files("casemate.workbench").joinpath("new_case.toml").read_text(encoding="utf-8")
    name = folder.resolve().name.replace('"', "'") or "A case"
    try:
        (folder / "evidence").mkdir(parents=True, exist_ok=True)
        (folder / "saved").mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(template.replace("{{name}}", name.replace("\\", "\\\\")))
    except OSError as fault:
        raise CannotWrite(f"{folder} cannot be made: {fault.strerror}") from fault
    return path
