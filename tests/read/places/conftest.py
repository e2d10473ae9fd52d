"""Reading places on a small gazetteer, so that no test needs the built one."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casemate.locate.gazetteer import Gazetteer

_BUILDER = Path(__file__).parents[2] / "locate" / "small_gazetteer.py"


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """A few places, and all of our own sites, seas and straits."""
    spec = importlib.util.spec_from_file_location("small_gazetteer_for_reading", _BUILDER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    found: Gazetteer = module.small_gazetteer(tmp_path_factory.mktemp("gazetteer"))
    return found


@pytest.fixture(autouse=True)
def _small(places: Gazetteer) -> Iterator[None]:
    package = sys.modules["casemate.read.places"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "gazetteer", lambda: places)
        yield
