"""The example case that comes with the package, copied to where it can be built."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from casemate.errors import BadInput, CannotWrite
from casemate.workbench.case import FILE_NAME
from casemate.workbench.case_file import read_case


def copy_example(folder: Path) -> None:
    """Copies the example case to `folder`, or leaves the copy that is there.

    Raises BadInput when another case lies there, CannotWrite.
    """
    if (folder / FILE_NAME).exists():
        if not read_case(folder).example:
            raise BadInput(f"{folder} holds a case of yours: name another folder with --dir")
        return
    try:
        with as_file(files("casemate.workbench").joinpath("example")) as example:
            shutil.copytree(example, folder, dirs_exist_ok=True)
    except OSError as fault:
        raise CannotWrite(f"{folder} cannot be made: {fault.strerror}") from fault
