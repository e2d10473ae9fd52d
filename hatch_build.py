"""Builds the gazetteer into the wheel (hatchling's custom hook).

A wheel gets a gazetteer built from the packages of `[build-system].requires`; an editable install
builds one only where there is none, or an outdated one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

GAZETTEER = "src/casemate/locate/gazetteer.bin"


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Named in pyproject.toml under `[tool.hatch.build.targets.wheel.hooks.custom]`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before the wheel's files are collected, and add what git ignores."""
        path = Path(self.root) / GAZETTEER
        sys.path.insert(0, str(Path(self.root) / "src"))
        from casemate.locate.build_gazetteer import build, is_current

        if version != "editable" or not is_current(path):
            self.app.display_info(f"building the gazetteer, about a minute: {path}")
            build(path)
        build_data["artifacts"].append(GAZETTEER)
