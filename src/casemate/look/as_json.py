"""Observations as the JSON of `casemate look SITE.toml`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from casemate.nouns import Observation, When


def observation_as_json(
    observation: Observation, objects: dict[str, Any] | None = None
) -> dict[str, Any]:
    """One observation; times as ISO intervals, citations and quantities as objects.

    objects: what it speaks of, as a GeoJSON FeatureCollection.
    """
    row = {key: _plain(value) for key, value in _fields(observation).items()}
    row["citations"] = [asdict(citation) for citation in observation.citations]
    row["quantities"] = [
        {"low": one.low, "high": one.high, "unit": one.unit} for one in observation.quantities
    ]
    if objects is not None:
        row["objects"] = objects
    return row


def _fields(observation: Observation) -> dict[str, Any]:
    left_out = ("citations", "quantities")
    names = [name for name in observation.__dataclass_fields__ if name not in left_out]
    return {name: getattr(observation, name) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    return value
