"""The formats a case can be exported in: a row each, its module loaded only when asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """module: has the function `writer`, which takes a Selection and a path, and gives Failures.

    gives: what is written. lost: what the format cannot hold.
    """

    module: str
    gives: str
    lost: str
    writer: str = "write"


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
    "md": Format(
        f"{_HERE}.markdown_text",
        "one Markdown text: claims by site, each with its evidence and a footnote",
        f"texts of documents, documents without statements, pictures, links, {_NO_EVIDENCE}.",
    ),
    "annotation": Format(
        f"{_HERE}.annotation",
        "a page of W3C Web Annotations, one for each statement",
        f"claims, origins, links, observations, times and places, {_NO_EVIDENCE}; words in "
        "several pieces become several targets.",
    ),
    "prov": Format(
        f"{_HERE}.prov",
        "a W3C PROV graph in JSON-LD",
        "spans, times and places, what speaks against what, texts of documents, "
        f"{_NO_EVIDENCE}; that two documents name one speaker.",
    ),
    "wacz": Format(
        f"{_HERE}.wacz",
        "the evidence as a web archive: every copy, an index, the chain of custody",
        "all that was read or weighed: statements, claims, origins, judgements; copies longer than "
        "512 MB.",
    ),
    "bibtex": Format(
        f"{_HERE}.bibliography",
        "a BibTeX entry for each document",
        "all but the documents' references and how many of their statements were reviewed.",
        "write_bibtex",
    ),
    "csl": Format(
        f"{_HERE}.bibliography",
        "CSL-JSON, an item for each document",
        "all but the documents' references and how many of their statements were reviewed.",
        "write_csl",
    ),
    "kml": Format(
        f"{_HERE}.kml",
        "sites, zones and observations as placemarks, their uncertainty drawn as a circle",
        "what was said: statements, claims and origins; times finer than a day; an observation "
        "without coordinates has no geometry.",
    ),
    "xlsx": Format(
        f"{_HERE}.xlsx",
        "a workbook of six sheets: claims, statements, origins, links, documents, observations",
        f"texts of documents, zones, quantities, states of sites, {_NO_EVIDENCE}; a cell that a "
        "spreadsheet would run begins with an apostrophe, one of more than 32,767 characters is "
        "cut, characters that XML cannot hold are replaced.",
    ),
    "parquet": Format(
        f"{_HERE}.parquet",
        "a folder (or a .zip) of six tables with typed columns",
        f"texts of documents, zones, quantities, states of sites, {_NO_EVIDENCE}.",
    ),
    "docx": Format(
        f"{_HERE}.docx",
        "a Word document: claims by site, each with its evidence and footnotes",
        f"texts of documents, documents without statements, pictures, links, {_NO_EVIDENCE}; "
        "characters that XML cannot hold are replaced.",
    ),
    "html": Format(
        f"{_HERE}.dossier_zip",
        "a zip of the dossier as it was last built: unpack it and open index.html",
        f"what the dossier itself leaves out; {_NO_EVIDENCE}.",
    ),
    "stix": Format(
        f"{_HERE}.stix",
        "a STIX 2.1 bundle of reports, notes, opinions, locations and identities",
        "origins and links (their number stands with the claim), what speaks against what unless "
        "a speaker denies it, zones, when statements held, texts of documents, "
        f"{_NO_EVIDENCE}; that two documents name one speaker.",
    ),
    "ftm": Format(
        f"{_HERE}.ftm",
        "FollowTheMoney entities, one a line",
        "origins and links (their number stands with the claim), what speaks against what, zones, "
        "when statements and claims held, texts of documents, characters that XML cannot hold, "
        f"{_NO_EVIDENCE}; that two documents name one speaker.",
    ),
}
