"""Check every site against the package row it names: `python -m casemate.locate.check_sites [CSV]`.

A site farther than 25 km from its row, or tied to a row that does not exist, is an error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from casemate.errors import CasemateError
from casemate.locate.from_packages import airfield_points
from casemate.locate.gazetteer import gazetteer
from casemate.locate.geodesy import distance_m
from casemate.locate.sites import SITES_PATH, KnownSite, known_sites
from casemate.nouns import Failure

FARTHEST_M = 25_000


def check_sites(path: Path = SITES_PATH) -> Iterator[Failure]:
    """One Failure for each site that does not stand where its source says."""
    sites = known_sites(path)
    airfields = airfield_points()
    towns = {p.geonameid: (p.lon_deg, p.lat_deg) for p in gazetteer() if p.geonameid}
    for known in sites:
        kind, _, row = known.source.partition(":")
        point = {
            "ourairports": airfields.get(row),
            "geonames": towns.get(int(row)) if row.isdigit() else None,
        }.get(kind)
        if reason := _fault(known, point):
            yield Failure("locate", known.site.id, reason)


def _fault(known: KnownSite, point: tuple[float, float] | None) -> str:
    if point is None:
        return f'its source "{known.source}" is no row of OurAirports or GeoNames'
    where = known.site.where
    if where is None:
        return "it has no coordinates"
    far = distance_m(where.lon_deg, where.lat_deg, *point)
    if far > FARTHEST_M:
        return (
            f"it lies {far / 1000:.0f} km from {known.source}; are longitude and latitude swapped?"
        )
    return ""


def main() -> None:
    """Print each fault; exit 1 when there is one, 2 when nothing could be checked."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SITES_PATH
    try:
        faults = list(check_sites(path))
    except CasemateError as error:
        print(f"check_sites: {error}", file=sys.stderr)
        sys.exit(2)
    for fault in faults:
        print(f"{path}: {fault.what}: {fault.reason}", file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
