"""What the text itself writes around a name: "X, Y", "X County", the dateline, the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from casemate.locate.gazetteer import Gazetteer
from casemate.locate.kinds import KIND_NUMBER
from casemate.locate.names import exact_key
from casemate.nouns import Document
from casemate.read.places.candidates import candidates
from casemate.read.places.resolve import Hints
from casemate.read.places.toponym import Toponym

_AREA_KINDS = frozenset(KIND_NUMBER[k] for k in ("region", "county", "country", "area"))
# "Paris, Texas"; "Paris (Texas)"; "Hmeimim, in Latakia province"; "Oxford in Ohio".
_LINK = re.compile(r",?\s*\(\s*|,\s+(?:(?:in|near|of)\s+)?(?:the\s+)?|\s+in\s+(?:the\s+)?")
_AFTER = re.compile(
    r"(?:[A-Z]\.\s?[A-Z][a-z]?\.?(?:[A-Z]\.)?|[A-Z][\w'\u2019.-]*)(?:\s+[A-Z][\w'\u2019-]*){0,3}"
)
_LONGEST_LINK = 14


def note_containment(gazetteer: Gazetteer, text: str, toponyms: Sequence[Toponym]) -> None:
    """Set `within` of each toponym that the text itself puts into an area."""
    begins = {t.span[0]: t for t in toponyms}
    for t in toponyms:
        link = _LINK.match(text, t.span[1], t.span[1] + _LONGEST_LINK)
        if link is None:
            continue
        following = begins.get(link.end())
        if following is not None:
            rows: tuple[int, ...] = following.rows
        else:
            rows = _area_at(gazetteer, text, link.end())
        areas = tuple(sorted(r for r in rows if gazetteer.kind[r] in _AREA_KINDS))
        if not areas:
            continue
        if any(_contains(gazetteer, area, row) for area in areas for row in t.rows):
            t.within = areas


def _area_at(gazetteer: Gazetteer, text: str, at: int) -> tuple[int, ...]:
    """Areas named at this place of the text, longest name first."""
    found = _AFTER.match(text, at)
    if found is None:
        return ()
    words = found.group().split(" ")
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        rows, _, kind = candidates(gazetteer, name)
        if kind in ("", "county") and any(gazetteer.kind[r] in _AREA_KINDS for r in rows):
            return rows
    return ()


def _contains(gazetteer: Gazetteer, area: int, row: int) -> bool:
    return area != row and (
        gazetteer.region[row] == area
        or gazetteer.county[row] == area
        or gazetteer.country_rows.get(gazetteer.country[row], -1) == area
    )


def hints_of(gazetteer: Gazetteer, document: Document, toponyms: Sequence[Toponym]) -> Hints:
    """What the document's address and outlet tell of where it was published."""
    host = (urlsplit(document.url).hostname or "") if document.url else ""
    outlet = document.outlet or ""
    if not host and not outlet:
        return Hints()
    letters = re.sub(r"[^a-z]", "", (outlet + host).lower())
    top = (host or outlet).rsplit(".", 1)[-1].upper()
    top = {"UK": "GB"}.get(top, top)
    country = gazetteer.countries.index(top) if top in gazetteer.countries else -1
    home = {
        t.key
        for t in toponyms
        if len(t.key) >= 5 and t.key.isascii() and t.key.replace(" ", "") in letters
    }
    return Hints(country, frozenset(home))


def key_of(name: str) -> str:
    """The key under which mentions of one name are taken together."""
    return exact_key(name).removeprefix("the ")
