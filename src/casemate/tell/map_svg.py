"""A small map of where a site lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from casemate.nouns import Site


@dataclass(frozen=True, slots=True)
class SiteMap:
    """svg: the drawing. note: a line under it."""

    svg: Markup
    note: str


def site_map(site: Site, sites: Sequence[Site]) -> SiteMap | None:
    """The map of a site with its neighbours of the case; None where it has no place."""
    return None
