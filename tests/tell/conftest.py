"""A dossier of the little case, written once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tell.little_case import build_little_case

from casemate.keep.reader import CaseReader
from casemate.tell import write_dossier

# Tries to run in every way that text can: as an element, an attribute, a style, Markdown.
HOSTILE = (
    "</script></style></title><script>window.owned=1</script>"
    "<img src=x onerror=window.owned=1>\"' onfocus=window.owned=1 autofocus x=`"
    "[click](javascript:window.owned=1)<svg onload=window.owned=1>{{7*7}}\u2028"
)


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the little case, with its dossier."""
    folder = build_little_case(tmp_path_factory.mktemp("little") / "case")
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
    return folder


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The little case with hostile text wherever text can come in, and its dossier."""
    folder = build_little_case(tmp_path_factory.mktemp("hostile") / "case", hostile=HOSTILE)
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
    return folder
