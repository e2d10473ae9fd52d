"""The places a case follows and what it asks of them."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.nouns.where import Where


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a site: a quay, an apron. polygon: rings of (lon, lat) in degrees."""

    id: str
    name: str
    kind: str
    polygon: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A followed place. kind: port, airfield, base, border, depot or other.

    names: every spelling the readers should know, `name` included.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    where: Where | None = None
    zones: tuple[Zone, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the case asks of its sites; values are the possible answers."""

    id: str
    sites: tuple[str, ...]
    values: tuple[str, ...]
