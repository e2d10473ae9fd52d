"""KML 2.2 (OGC, 2008): sites, zones and observations, their uncertainty drawn as a circle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from casemate.locate.geodesy import destination
from casemate.nouns import Failure, When, Where
from casemate.tell.export.neutral import as_xml
from casemate.tell.export.places import Place, places
from casemate.tell.export.put_whole import put_text
from casemate.tell.export.selection import Selection
from casemate.tell.export.tables import Cell

_CORNERS = 48
_STYLES = """<Style id="area"><LineStyle><color>ff3c3cc8</color><width>1.5</width></LineStyle>
<PolyStyle><color>333c3cc8</color></PolyStyle></Style>
"""


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One Document; what KML has no element for stands in ExtendedData under its own name."""
    about = selection.about
    with put_text(out) as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        stream.write('<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n')
        stream.write(f"<name>{_text(about.name)}</name>\n")
        if about.notice:
            stream.write(f"<description>{_text(about.notice)}</description>\n")
        stream.write(_STYLES)
        for place in places(selection):
            stream.writelines(line + "\n" for line in _placemark(place))
        stream.write("</Document>\n</kml>\n")
    return ()


def _placemark(place: Place) -> Iterator[str]:
    yield "<Placemark>"
    yield f"<name>{_text(place.name)}</name>"
    if place.valid is not None:
        yield from _span(place.valid)
    if place.where is not None or place.rings:
        yield "<styleUrl>#area</styleUrl>"
    yield "<ExtendedData>"
    shown: dict[str, Cell] = {"id": place.id, "what": place.what, **place.properties}
    if place.where is not None:
        shown["radius_m"] = place.where.radius_m
    for name, value in shown.items():
        if value is not None:
            words = ("true" if value else "false") if isinstance(value, bool) else str(value)
            yield f"<Data name={quoteattr(name)}><value>{_text(words)}</value></Data>"
    yield "</ExtendedData>"
    yield from _geometry(place)
    yield "</Placemark>"


def _span(valid: When) -> Iterator[str]:
    if valid.is_open and valid.begin is None and valid.end is None:
        return
    yield "<TimeSpan>"
    if valid.first_day:
        yield f"<begin>{valid.first_day.isoformat()}</begin>"
    if valid.last_day:
        yield f"<end>{valid.last_day.isoformat()}</end>"
    yield "</TimeSpan>"


def _geometry(place: Place) -> Iterator[str]:
    if place.rings:
        outer, *holes = place.rings
        inner = "".join(f"<innerBoundaryIs>{_ring(hole)}</innerBoundaryIs>" for hole in holes)
        yield f"<Polygon><outerBoundaryIs>{_ring(outer)}</outerBoundaryIs>{inner}</Polygon>"
    elif place.where is not None:
        where = place.where
        yield "<MultiGeometry>"
        yield f"<Point><coordinates>{where.lon_deg},{where.lat_deg}</coordinates></Point>"
        if where.radius_m > 0:
            yield f"<Polygon><outerBoundaryIs>{_ring(_circle(where))}</outerBoundaryIs></Polygon>"
        yield "</MultiGeometry>"


def _circle(where: Where) -> tuple[tuple[float, float], ...]:
    """Counter-clockwise, closed."""
    corners = [
        destination(where.lon_deg, where.lat_deg, -360 * n / _CORNERS, where.radius_m)
        for n in range(_CORNERS)
    ]
    return (*corners, corners[0])


def _ring(ring: tuple[tuple[float, float], ...]) -> str:
    corners = " ".join(f"{lon:.7f},{lat:.7f}" for lon, lat in ring)
    return f"<LinearRing><coordinates>{corners}</coordinates></LinearRing>"


def _text(text: str) -> str:
    return escape(as_xml(text))
