"""A weighing as the JSON of `casemate weigh`."""

from __future__ import annotations

from typing import Any

from casemate.nouns import Claim, Copy, Link, Origin, Weighing


def weighing_as_json(weighing: Weighing) -> dict[str, Any]:
    """The contract's object: copies, claims, origins and links."""
    return {
        "copies": [copy_as_json(copy) for copy in weighing.copies],
        "claims": [claim_as_json(claim) for claim in weighing.claims],
        "origins": [origin_as_json(origin) for origin in weighing.origins],
        "links": [link_as_json(link) for link in weighing.links],
    }


def copy_as_json(copy: Copy) -> dict[str, Any]:
    """A copy with its aligned passages as pairs of spans and what its direction rests on."""
    return {
        "document": copy.document,
        "of": copy.of,
        "relation": copy.relation.value,
        "overlap": copy.overlap,
        "passages": [[list(there), list(here)] for there, here in copy.passages],
        "why": copy.why,
    }


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """A claim with its counts and their reason."""
    return {
        "id": claim.id,
        "text": claim.text,
        "site": claim.site,
        "valid_time": None if claim.valid is None else str(claim.valid),
        "statements": list(claim.statements),
        "origins": list(claim.origins),
        "independent_origins": claim.independent_origins,
        "independent_origins_at_most": claim.independent_origins_at_most,
        "independent_parties": claim.independent_parties,
        "contradicts": list(claim.contradicts),
        "denied_by": list(claim.denied_by),
        "supersedes": list(claim.supersedes),
        "tension": list(claim.tension),
        "differs_only_in_time": list(claim.differs_only_in_time),
        "credibility": claim.credibility,
        "credibility_why": claim.credibility_why,
        "redirects": list(claim.redirects),
        "why": claim.why,
    }


def origin_as_json(origin: Origin) -> dict[str, Any]:
    """An origin with the evidence that starts there."""
    return {
        "id": origin.id,
        "name": origin.name,
        "kind": origin.kind.value,
        "party": origin.party,
        "first_document": origin.first_document,
        "statements": list(origin.statements),
    }


def link_as_json(link: Link) -> dict[str, Any]:
    """A link from a document to a document or an origin, with its evidence."""
    return {
        "from": link.source,
        "to": link.target,
        "relation": link.relation.value,
        "probability": link.probability,
        "evidence": None if link.evidence is None else list(link.evidence),
        "why": link.why,
    }
