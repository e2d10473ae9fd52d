"""What a name may mean, most likely first: the one way in for a person who asks."""

from __future__ import annotations

from casemate.locate.gazetteer import MAIN, Gazetteer, gazetteer
from casemate.locate.names import exact_key
from casemate.locate.place import Place
from casemate.locate.sites import find_site, find_site_nearly
from casemate.nouns import Site


def look_up(name: str, places: Gazetteer | None = None) -> tuple[Place, ...]:
    """Places of a name: by its exact key, as one of our sites, then across transliterations."""
    places = places or gazetteer()
    found = _own_names_first(places, name)
    site = find_site(name)
    if site is None and not found:
        found = places.look_up(name)
        site = None if found else find_site_nearly(name)
    if site is not None and (row := site_row(places, site)) is not None:
        here = places.place(row)
        if here not in found:
            # A town and the base named after it: the town has the plain name, the base its id.
            return (*found, here) if found else (here,)
    return found


def _own_names_first(places: Gazetteer, name: str) -> tuple[Place, ...]:
    postings = places.postings(exact_key(name))
    ordered = [p for p in postings if p & MAIN] + [p for p in postings if not p & MAIN]
    return tuple(places.place(posting >> 1) for posting in ordered)


def site_row(places: Gazetteer, site: Site) -> int | None:
    """The gazetteer's row of one of our sites; None when the gazetteer was built without it."""
    for posting in places.postings(exact_key(site.name)):
        place = places.place(posting >> 1)
        where = site.where
        if where and abs(place.lon_deg - where.lon_deg) + abs(place.lat_deg - where.lat_deg) < 1e-3:
            return posting >> 1
    return None
