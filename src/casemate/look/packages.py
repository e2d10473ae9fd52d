"""The packages of the extra [look], asked for by name before any picture is opened."""

from __future__ import annotations

import importlib.util

from casemate.errors import MissingExtra

NEEDED = ("rasterio", "scipy", "skimage", "PIL")


def require_packages(command: str = "look") -> None:
    """Raises MissingExtra, which names what to install, when one of them is not there."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise MissingExtra(command, "look")
