"""Writes a case's dossier: read this file to see what a dossier consists of."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from casemate.keep.reader import CaseReader
from casemate.nouns import Failure, State
from casemate.tell.choosing import Chooser, Chosen
from casemate.tell.document_page import DocumentMaterial, build_document_page, frame
from casemate.tell.folder import DossierFolder
from casemate.tell.gather import (
    Gathered,
    choose_for_sites,
    custody_of,
    gather_case,
    gather_site,
)
from casemate.tell.list_pages import (
    build_claims_index,
    build_claims_pages,
    build_documents_pages,
    build_index,
    claims_address,
    places_of_claims,
    search_rows,
)
from casemate.tell.markdown import build_markdown
from casemate.tell.material import Material, Since
from casemate.tell.options import DossierOptions, DossierReport
from casemate.tell.quoting import document_page, site_page
from casemate.tell.rendering import ASSETS, asset, claim_anchor
from casemate.tell.since import NAME as TOLD
from casemate.tell.since import Standing, compare, read_told
from casemate.tell.since import as_text as told_as_text
from casemate.tell.site_page import build_site_page

_SEARCH_ROWS = 4_000
_PICTURES = {".png", ".jpg", ".jpeg", ".webp"}


def write_dossier(
    case: CaseReader,
    out: Path,
    options: DossierOptions | None = None,
    states: Iterable[State] = (),
) -> DossierReport:
    """Writes the dossier of a built case into the folder `out`, whole or not at all.

    states: how sites stand on the case's questions, one for each day on which that may have
    changed (`known` is that day). Pages that have not changed are kept. Raises Uncited for a
    sentence without a proof and CannotWrite when the disk refuses; the dossier that was there
    then stays as it is.
    """
    gathered = gather_case(case, options or _as_built(case))
    failures: list[Failure] = []
    by_site: dict[str, list[State]] = defaultdict(list)
    for state in states:
        by_site[state.site].append(state)
    with DossierFolder(out) as folder:
        materials: list[Material] = []
        before = read_told(folder.old(TOLD))
        told: dict[str, tuple[Standing, str, Since | None]] = {}
        places: dict[str, str] = {}
        found: list[tuple[str, str, str, str, str]] = []
        choosers = choose_for_sites(case, gathered)
        for site in gathered.facts.sites:
            material, chosen = gather_site(
                case, gathered, site, choosers[site.id], by_site[site.id]
            )
            material = _with_news(material, chosen, choosers[site.id], before.get(site.id))
            told[site.id] = (choosers[site.id].standing, _last(material), material.since)
            materials.append(material)
            pictures = _put_pictures(case, folder, material, failures)
            _write_site(folder, gathered, material, chosen, pictures)
            for claim, number in places_of_claims(chosen):
                places.setdefault(claim, claims_address(site.id, number))
            found.extend(search_rows(chosen.listed))
        _write_documents(case, folder, gathered, places)
        _write_lists(folder, gathered, materials, found)
        folder.page(TOLD, told_as_text(told))
        for name in ASSETS:
            folder.page(f"assets/{name}", asset(name))
    return DossierReport(out, folder.pages, folder.written, tuple(failures))


def _as_built(case: CaseReader) -> DossierOptions:
    """The options that the case was built with: the same day, where one was asked for."""
    as_of = case.meta("as_of")
    return DossierOptions(as_of=date.fromisoformat(as_of) if as_of else None)


def _with_news(
    material: Material, chosen: Chosen, chooser: Chooser, before: dict[str, Any] | None
) -> Material:
    """The material with what changed since the dossier that is being replaced."""
    best = [told.claim.id for told in chosen.listed]
    since = compare(before, chooser.standing, chooser.absorbed, best)
    shown = () if since is None else since.shown
    new = tuple(told for told in chosen.listed if told.claim.id in shown)
    return replace(material, since=since, new=new)


def _last(material: Material) -> str:
    return material.known_days[-1][0].isoformat() if material.known_days else ""


def _write_site(
    folder: DossierFolder,
    gathered: Gathered,
    material: Material,
    chosen: Chosen,
    pictures: dict[str, str],
) -> None:
    site = material.site.id
    page = build_site_page(material, gathered.headers, claims_address(site), pictures)
    folder.page(site_page(site), page)
    for address, claims in build_claims_pages(material, chosen):
        folder.page(address, claims)


def _write_documents(
    case: CaseReader, folder: DossierFolder, gathered: Gathered, places: dict[str, str]
) -> None:
    around = frame(gathered.facts)
    # Counts beside the words are those of the weighing: not told of another day.
    as_weighed = _as_built(case).as_of == gathered.facts.as_of

    def claim_page(claim: str) -> str | None:
        address = places.get(claim)
        return None if address is None else f"../{address}#{claim_anchor(claim)}"

    for document in case.documents():
        header = gathered.headers.get(document.id)
        if header is None:
            continue
        material = DocumentMaterial(
            document=document,
            header=header,
            statements=tuple(case.statements(document.id)),
            marks=case.claim_marks(document.id) if as_weighed else {},
            custody=custody_of(case, document.capture) if document.capture else None,
            headers=gathered.headers,
            claim_page=claim_page,
            reviews=gathered.reviews,
        )
        folder.page(document_page(document.id), build_document_page(material, around))


def _write_lists(
    folder: DossierFolder,
    gathered: Gathered,
    materials: list[Material],
    found: list[tuple[str, str, str, str, str]],
) -> None:
    facts = gathered.facts
    folder.page("index.html", build_index(facts, materials))
    folder.page("claims.html", build_claims_index(facts, materials))
    for address, page in build_documents_pages(facts, gathered.headers):
        folder.page(address, page)
    folder.page("dossier.md", build_markdown(facts, materials, gathered.headers))
    rows = json.dumps(list(dict.fromkeys(found))[:_SEARCH_ROWS], ensure_ascii=False)
    # U+2028 and U+2029 end a line in older scripts; in a string they must be escaped.
    rows = rows.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    folder.page("assets/search.js", f"window.CASEMATE_INDEX={rows};\n")


def _put_pictures(
    case: CaseReader, folder: DossierFolder, material: Material, failures: list[Failure]
) -> dict[str, str]:
    """Copies the pictures of observations in; a drawing that can hold scripts is left out."""
    put: dict[str, str] = {}
    for path in dict.fromkeys(p for o in material.observations for p in o.pictures):
        try:
            put[path] = _put_picture(case.folder, path, folder)
        except (OSError, ValueError) as fault:
            failures.append(Failure("tell", path, f"the picture is not shown: {fault}"))
    return put


def _put_picture(case: Path, path: str, folder: DossierFolder) -> str:
    source = (case / path).resolve()
    if not source.is_relative_to(case.resolve()):
        raise ValueError("it lies outside the case")
    if source.suffix.lower() not in _PICTURES:
        raise ValueError(f"{source.suffix or 'a file without ending'} is no kind it can show")
    data = source.read_bytes()
    name = f"pictures/{hashlib.sha256(data).hexdigest()[:20]}{source.suffix.lower()}"
    folder.page(name, data)
    return name
