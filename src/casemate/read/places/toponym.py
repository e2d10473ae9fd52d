"""A toponym in a text before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.nouns import Site, Span


@dataclass(slots=True)
class Toponym:
    """span: where it stands. name: its words. key: what the gazetteer is asked.

    kind: "" for a plain name, else "demonym", "street" or another kind its own words tell.
    rows: places it may be, most important first. main: for each, whether the name is its own.
    within: rows of the areas that the text itself puts it in ("X, Y"); () when it says nothing.
    site: the case's site that it names, which settles what it means.
    """

    span: Span
    name: str
    key: str
    kind: str = ""
    rows: tuple[int, ...] = ()
    main: tuple[int, ...] = ()
    within: tuple[int, ...] = ()
    site: Site | None = None
