"""Evidence laid together: copies, claims, origins and links, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from casemate.nouns import Document, Observation, Reading, Site, Weighing
from casemate.weigh.against import find_against
from casemate.weigh.count import count_claims
from casemate.weigh.find_copies import find_copies
from casemate.weigh.group_claims import group_claims
from casemate.weigh.links import find_links
from casemate.weigh.origins import find_origins
from casemate.weigh.parties import find_parties, speaker_keys
from casemate.weigh.piece import pieces_of
from casemate.weigh.sources import describe_sources


def weigh(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    sites: Sequence[Site] = (),
    observations: Sequence[Observation] = (),
) -> Weighing:
    """What the evidence comes to when laid together; the same for any order it is given in.

    readings: one for each document, from `read`; documents without one still count as copies.
    sites: those of the case; they name what evidence is about. Raises nothing on empty input.
    """
    copies = find_copies(documents)
    pieces = pieces_of(documents, readings, observations, sites)
    sources = describe_sources(pieces, documents)
    behind = find_parties(pieces, sources, documents)
    grouping = group_claims(pieces, documents, copies, speaker_keys(sources, behind))
    groups = grouping.groups
    roots = find_origins(pieces, sources, behind, documents, copies, groups)
    links = find_links(pieces, sources, documents, copies, groups, roots)
    against = find_against(pieces, documents, grouping, links)
    claims = count_claims(pieces, groups, roots, against)
    return Weighing(copies, claims, roots.origins, links)
