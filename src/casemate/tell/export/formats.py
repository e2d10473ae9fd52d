"""The formats a case can be exported in: a row each, its module loaded only when asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """module: has `write(selection, out)`. gives: what is written. lost: what it cannot hold."""

    module: str
    gives: str
    lost: str


_HERE = "casemate.tell.export"
_NO_EVIDENCE = "the archived copies (their hashes are kept)"
FORMATS = {
    "jsonl": Format(
        f"{_HERE}.json_lines",
        "one JSON object a line: everything that the case knows",
        f"{_NO_EVIDENCE}.",
    ),
    "csv": Format(
        f"{_HERE}.csv_tables",
        "a folder (or a .zip) of six tables: claims, statements, origins, links, documents, "
        "observations",
        f"texts of documents, zones, quantities, states of sites, {_NO_EVIDENCE}; a cell that a "
        "spreadsheet would run begins with an apostrophe.",
    ),
    "geojson": Format(
        f"{_HERE}.geo_json",
        "sites, zones and observations as features; radius_m is the uncertainty",
        "what was said: statements, claims and origins; an observation without coordinates has no "
        "geometry.",
    ),
}
