"""The pages that list: the case's first page, claims by site, and all documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from casemate.tell.choosing import Chosen
from casemate.tell.material import CaseFacts, Header, Material, Told
from casemate.tell.quoting import anchor
from casemate.tell.rendering import render
from casemate.tell.wording import plural

CLAIMS_ON_A_PAGE = 150
DOCUMENTS_ON_A_PAGE = 400
_Item = TypeVar("_Item")


def build_index(facts: CaseFacts, materials: Sequence[Material]) -> str:
    """The first page: sites, what was collected and what could not be read."""
    return render(
        "index.html.j2",
        root="",
        here="index",
        case=facts,
        coverage=facts.coverage,
        materials=materials,
    )


def claims_address(site: str, number: int = 0) -> str:
    """Address of a site's list of claims, from the dossier's folder."""
    return f"claims/{anchor(site)[2:]}{f'-{number + 1}' if number else ''}.html"


def build_claims_pages(material: Material, chosen: Chosen) -> Iterator[tuple[str, str]]:
    """(address, page) of a site's strongest claims, and where each claim stands."""
    site = material.site.id
    parts = list(_parts(chosen.listed, CLAIMS_ON_A_PAGE)) or [()]
    pages = [(claims_address(site, n), str(n + 1)) for n in range(len(parts))]
    number = material.claims + material.claims_by_context
    note = f"{plural(number, 'claim')}, those with most separate origins first."
    if number > len(chosen.listed):
        note = (
            f"The {len(chosen.listed):,} of {number:,} claims with most separate origins; "
            "every other one stands beside the documents that make it."
        )
    for at, claims in enumerate(parts):
        address = claims_address(site, at)
        yield (
            address,
            render(
                "claims.html.j2",
                root="../",
                here="claims",
                case=material.case,
                heading=f"Claims on {material.site.name}",
                note=note,
                claims=claims,
                pages=pages,
                page=address,
            ),
        )


def places_of_claims(chosen: Chosen) -> Iterator[tuple[str, int]]:
    """Claim id and the number of the page on which it is listed."""
    for at, told in enumerate(chosen.listed):
        yield told.claim.id, at // CLAIMS_ON_A_PAGE


def build_claims_index(facts: CaseFacts, materials: Sequence[Material]) -> str:
    """The page that leads to each site's claims."""
    return render(
        "claims_index.html.j2",
        root="",
        here="claims",
        case=facts,
        entries=[(m, claims_address(m.site.id)) for m in materials],
    )


def build_documents_pages(
    facts: CaseFacts, headers: Mapping[str, Header]
) -> Iterator[tuple[str, str]]:
    """(address, page) of all documents, newest first."""
    ordered = sorted(
        headers.values(),
        key=lambda h: (-(h.known.toordinal() if h.known else 0), h.outlet, h.title, h.id),
    )
    parts = list(_parts(ordered, DOCUMENTS_ON_A_PAGE)) or [()]
    pages = [(_documents_address(n), str(n + 1)) for n in range(len(parts))]
    for number, documents in enumerate(parts):
        address = _documents_address(number)
        yield (
            address,
            render(
                "documents.html.j2",
                root="",
                here="documents",
                case=facts,
                note=f"{plural(len(ordered), 'document')}, the newest first.",
                documents=documents,
                headers=headers,
                pages=pages,
                page=address,
            ),
        )


def _documents_address(number: int) -> str:
    return f"documents{f'-{number + 1}' if number else ''}.html"


def _parts(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    for begin in range(0, len(items), size):
        yield items[begin : begin + size]


def search_rows(told: Sequence[Told]) -> Iterator[tuple[str, str, str, str, str]]:
    """What the search finds: words, speaker, address, day known, outlet."""
    for one in told:
        for said in (one.shown, *one.evidence):
            known = said.known.isoformat() if said.known else "9999-12-31"
            yield said.words, said.who, said.href, known, said.outlet or ""
