"""What a person asks to be collected, as case.toml or the command line says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from casemate.fetch.answer import Validators
from casemate.nouns import SourceHints

# How a file of ship or aircraft positions comes in: it is followed, not read.
POSITIONS_FILE = "positions"
# Where a case names a catalog of satellite passes: its windows are looked at, not its files read.
SCENES = "stac"
# How a window of a scene, or the item that describes it, comes in.
WINDOW = "scene window"
# A file that belongs to a saved page or an export beside it: kept with it, not read.
PART = "part of a saved page or export"


@dataclass(frozen=True, slots=True)
class Source:
    """A path or pattern, relative to `base`; hints are used where the material is silent.

    place: the key of case.toml it stood under ("path", "feed", "page", ...).
    """

    pattern: str
    base: Path
    hints: SourceHints = field(default_factory=SourceHints)
    place: str = "path"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to capture. address: how the case will name where it came from."""

    path: Path
    address: str
    hints: SourceHints
    how: str = "file"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer from the network to capture. validators: what to ask with the next time."""

    address: str
    content: bytes
    media_type: str
    at: datetime
    http: dict[str, Any]
    hints: SourceHints
    validators: Validators
    how: str = "fetched"


@dataclass(frozen=True, slots=True)
class Held:
    """An address that the case holds already; its hints are those that case.toml has today."""

    address: str
    hints: SourceHints
