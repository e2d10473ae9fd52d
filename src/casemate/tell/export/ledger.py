"""A case as a text to read: sites, their claims, and who said each in which words, with the proof.

What `md` and `docx` write. Only words of the sources and the house's own phrases stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casemate.nouns import Site
from casemate.tell.export.selection import (
    SIMULATED,
    Selection,
    ShownClaim,
    ShownObservation,
    ShownStatement,
)
from casemate.tell.export.tables import citation_words, spans_words
from casemate.tell.material import Count, Quoted
from casemate.tell.quoting import quote_observation
from casemate.tell.rendering import coordinates, in_quotes
from casemate.tell.wording import day_words, held_words, origins_words, plural, short_day

_NOT_REVIEWED = "machine, not reviewed"


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of evidence. words: as the source has them. by: who, where, when.

    marks: what must not be missed, the state of its review included. proof: where it can be
    checked; url: of the page, where it has one.
    """

    words: str
    by: str
    marks: tuple[str, ...]
    proof: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim: its words, what is known of its origins, who is against it, and its evidence."""

    id: str
    words: str
    facts: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A site with its claims, streamed; site None: claims that name none of the case's sites."""

    title: str
    place: str | None
    entries: Iterator[Entry]


def preface(selection: Selection) -> list[str]:
    """What a reader must know first."""
    about, counts = selection.about, selection.case.counts()
    said = [
        f"{plural(counts.documents, 'document')}, {counts.not_read} not read; "
        f"{plural(counts.statements, 'statement')}; {plural(counts.observations, 'observation')}.",
        "Working material: what no person reviewed is marked so. Origins are separate as far as "
        "the evidence shows.",
    ]
    if about.as_of is not None:
        # The counts are of the whole case, later documents included.
        said[0] = f"As it was known on {day_words(about.as_of)}."
    if selection.rejected:
        said.append(f"Rejected by a person and left out: {selection.rejected}.")
    return [*([about.notice] if about.notice else []), *said]


def sections(selection: Selection) -> Iterator[Section]:
    """The case's sites in their order, then what names none of them."""
    sites = selection.about.sites
    for site in sites:
        entries = (_entry(claim) for claim in selection.claims(site.id))
        yield Section(site.name, _place(site), entries)
    known = {site.id for site in sites}
    rest = (_entry(c) for c in selection.claims() if c.claim.site not in known)
    yield Section("Claims that name no site of the case", None, rest)


def _place(site: Site) -> str:
    where = f", {coordinates(site.where)}" if site.where else ""
    return f"{site.kind}{where}"


def _entry(shown: ShownClaim) -> Entry:
    claim = shown.claim
    count = Count(None, claim.independent_origins, claim.independent_origins_at_most, 0)
    facts = [origins_words(count), claim.why]
    if held := held_words(claim.valid):
        facts.insert(0, f"held {held}")
    if claim.contradicts:
        facts.append(f"against it: {', '.join(claim.contradicts)}")
    if claim.denied_by:
        facts.append(f"denied by: {', '.join(claim.denied_by)}")
    facts.append(_NOT_REVIEWED if shown.reviewed == 0 else shown.status)
    if shown.simulated:
        facts.append(SIMULATED if shown.simulated == "all" else f"In part {SIMULATED}")
    lines = (*map(_said, shown.statements), *map(_seen, shown.observations))
    return Entry(claim.id, claim.text, tuple(facts), lines)


def _said(shown: ShownStatement) -> Line:
    quoted, header = shown.quoted, shown.header
    marks = _marks(quoted, shown.reviewed_by, shown.simulated)
    if shown.corrected:
        marks = (*marks, "corrected")
    day = day_words(header.known) + (" (captured)" if header.known_by_capture else "")
    spans = spans_words(shown.statement.content)
    return Line(
        words=in_quotes(quoted.words) if quoted.verbatim else quoted.words,
        by=f"{' → '.join(step.name for step in quoted.chain)}, {short_day(header.known)}",
        marks=marks,
        proof=f"{header.outlet}, “{header.title}”, {day}. Characters {spans} of the text read by "
        f"{header.extractor} (sha256 {header.text_sha256}) from the archived copy "
        f"{header.capture or 'that is not kept'}. Statement {shown.statement.id}.",
        url=header.url,
    )


def _seen(shown: ShownObservation) -> Line:
    seen = shown.observation
    quoted = quote_observation(seen)
    proof = "; ".join(map(citation_words, seen.citations))
    return Line(
        words=seen.text,
        by=f"{quoted.who}, {short_day(seen.known.first_day)}",
        marks=_marks(quoted, shown.reviewed_by, seen.simulated),
        proof=f"{seen.method}: {proof}. Observation {seen.id}.",
        url=None,
    )


def _marks(quoted: Quoted, reviewed_by: str | None, simulated: bool) -> tuple[str, ...]:
    review = f"reviewed by {reviewed_by}" if reviewed_by else _NOT_REVIEWED
    told = [words for _, words in quoted.tags if words != "simulated"]
    if quoted.denies:
        told.append("denies this")
    return ((SIMULATED,) if simulated else ()) + (*told, review)
