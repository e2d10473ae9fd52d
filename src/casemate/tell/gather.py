"""Fills the materials of the pages from a case, streamed: documents and claims are never all held.

What is held is of the size of a line a document (its header), the origins, and the strongest
claims of one site at a time.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casemate.keep.calculations import read_calculations
from casemate.keep.reader import CaseReader
from casemate.nouns import (
    Calculation,
    Claim,
    Copy,
    Document,
    Evidence,
    Observation,
    Origin,
    PassageKind,
    Relation,
    Site,
    State,
    ThinTrack,
)
from casemate.tell.choosing import Chooser, Chosen
from casemate.tell.map_tracks import MOST_TRACKS, subjects_of
from casemate.tell.material import (
    CaseFacts,
    Context,
    Coverage,
    Custody,
    Header,
    Material,
    Pair,
    Quoted,
    Told,
)
from casemate.tell.options import DossierOptions
from casemate.tell.pairing import pair_up
from casemate.tell.quoting import context_of, is_quoted
from casemate.tell.telling import tell_claim
from casemate.tell.wording import RELATIONS

_BATCH = 400
_OUTLETS_NAMED = 40
_UNTITLED = "Without a title"
_LONGEST_TITLE = 100
_NO_OUTLET = "an outlet that is not named"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What holds for the whole case: facts, and by id document headers, origins, observations.

    later: headers of documents that became known after the day asked for; nothing of them is
    shown, but counts as of that day need to know that they are later. reviews: statement to who
    accepted it. calculations: by the quoted words that they stand beside.
    """

    facts: CaseFacts
    headers: dict[str, Header]
    origins: dict[str, Origin]
    observations: dict[str, Observation]
    later: dict[str, Header]
    reviews: dict[str, str]
    calculations: dict[str, tuple[Calculation, ...]]


def gather_case(case: CaseReader, options: DossierOptions) -> Gathered:
    """Headers of all documents known by `options.as_of`, and what was collected."""
    read = {id: (lang, not_read) for id, lang, not_read in case.languages()}
    copy_of, repeats = _copies(case)
    headers: dict[str, Header] = {}
    later: dict[str, Header] = {}
    outlets: dict[str, str] = {}
    extractors: Counter[str] = Counter()
    for document in case.documents():
        lang, not_read = read.get(document.id, (document.lang, None))
        header = header_of(document, lang, not_read)
        if options.as_of and (header.known or date.max) > options.as_of:
            later[header.id] = header
            continue
        headers[header.id] = header
        outlets[header.id] = header.outlet
        extractors[header.extractor] += 1
    for id, header in headers.items():
        original = copy_of.get(id)
        by_relation = repeats.get(id, {})
        if original or by_relation:
            headers[id] = replace(
                header,
                **_repetition(original, outlets),
                repeats=tuple(
                    (words, tuple(sorted(outlets[d] for d in documents if d in outlets)))
                    for words, documents in sorted(by_relation.items())
                    if any(d in outlets for d in documents)
                ),
            )
    observations = {
        o.id: o
        for o in case.observations()
        if not (options.as_of and o.known.first_day and o.known.first_day > options.as_of)
    }
    counts = case.counts()
    dated = sorted(h.known for h in headers.values() if h.known and not h.known_by_capture)
    coverage = Coverage(
        captures=counts.captures,
        documents=len(headers),
        statements=counts.statements,
        observations=len(observations),
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        not_read=_most_common(Counter(h.not_read for h in headers.values() if h.not_read)),
        outlets=_most_common(Counter(outlets.values())),
        extractors=_most_common(extractors),
        undated=sum(h.known is None or h.known_by_capture for h in headers.values()),
    )
    facts = CaseFacts(
        name=case.meta("name") or case.folder.resolve().name,
        example=(case.meta("example") or "").lower() in ("true", "1", "yes"),
        version=case.meta("casemate") or case.meta("version") or "",
        coverage=coverage,
        sites=case.sites(),
        failures=tuple(case.failures()),
        as_of=options.as_of,
    )
    origins = {origin.id: origin for origin in case.origins()}
    calculations: dict[str, tuple[Calculation, ...]] = {}
    for calculation in read_calculations(case.folder):
        earlier = calculations.get(calculation.quote, ())
        calculations[calculation.quote] = (*earlier, calculation)
    return Gathered(facts, headers, origins, observations, later, case.reviews(), calculations)


def choose_for_sites(case: CaseReader, gathered: Gathered) -> dict[str, Chooser]:
    """One pass over all claims: each goes to its site, or to those that its report is about."""
    coverage = gathered.facts.coverage
    choosers = {s.id: Chooser(coverage.first, coverage.last) for s in gathered.facts.sites}
    about: dict[str, list[str]] = defaultdict(list)
    for document, site in case.documents_about():
        if site in choosers:
            about[document].append(site)
    for told in told_claims(case, gathered, case.claims()):
        if told.claim.site in choosers:
            choosers[told.claim.site].add(told)
        elif told.claim.site is None:
            for site in about.get(told.shown.document or "", ()):
                choosers[site].add_by_context(told)
    return choosers


def gather_site(
    case: CaseReader,
    gathered: Gathered,
    site: Site,
    chooser: Chooser,
    states: Sequence[State] = (),
) -> tuple[Material, Chosen]:
    """The material of a site's page, and its strongest claims for the page of claims.

    states: the site's own, of every day on which they may be asked for.
    """
    chosen = chooser.chosen()
    pairs = pair_up(chosen.disputed, lambda ids: _by_ids(case, gathered, ids))
    observations = tuple(o for o in gathered.observations.values() if o.site == site.id)
    spoken = [t.shown for t in chosen.key_points] + [s for p in pairs for s in (p.one, p.other)]
    contexts, quoted = _contexts(case, spoken)
    material = Material(
        case=gathered.facts,
        site=site,
        key_points=tuple(_with_quotes(t, quoted) for t in chosen.key_points),
        timeline=chosen.timeline,
        pairs=tuple(
            replace(p, one=_quote(p.one, quoted), other=_quote(p.other, quoted)) for p in pairs
        ),
        observations=observations,
        tracks=_tracks(case, observations, gathered.facts.as_of),
        questions=tuple(q.id for q in case.questions() if site.id in q.sites or not q.sites),
        contexts=contexts,
        custody=_custody(case, gathered, spoken),
        documents=len(chooser.documents),
        claims=chooser.claims,
        claims_by_context=chooser.by_context,
        statements=chooser.statements,
        disputed=chooser.in_dispute,
        untraced=chooser.untraced,
        known_days=tuple(sorted(chooser.known_days.items())),
        claim_days=tuple(sorted(chooser.claim_days.items())),
        against=_against(pairs),
        states=tuple(states),
        hrefs=_hrefs(chosen, states),
        speakers=chooser.most_heard(),
        origin_kinds=tuple(Counter(chooser.origins.values()).most_common()),
    )
    return material, chosen


def _tracks(
    case: CaseReader, observations: Sequence[Observation], as_of: date | None
) -> tuple[ThinTrack, ...]:
    """Tracks to draw; twice what a map takes, for some may not come into its window."""
    found: list[ThinTrack] = []
    for entity in subjects_of(observations)[: 2 * MOST_TRACKS]:
        found += (
            track
            for track in case.tracks(entity)
            if not (as_of and track.known and track.known.date() > as_of)
        )
    return tuple(found)


def told_claims(case: CaseReader, gathered: Gathered, claims: Iterator[Claim]) -> Iterator[Told]:
    """Each claim with its evidence resolved, in batches; those known later than asked left out."""
    as_of = gathered.facts.as_of
    observations = {o.id: o for o in case.observations()} if as_of else gathered.observations
    headers = {**gathered.headers, **gathered.later}
    while batch := list(itertools.islice(claims, _BATCH)):
        found: dict[str, Evidence] = {}
        found.update(case.statements_by_id([id for c in batch for id in c.statements]))
        parents = {
            s.parent
            for s in found.values()
            if not isinstance(s, Observation) and s.parent and s.parent not in found
        }
        found.update(case.statements_by_id(sorted(parents)))
        found.update(observations)
        for claim in batch:
            told = tell_claim(claim, found, headers, gathered.origins, as_of, gathered.reviews)
            if told is None:
                continue
            words = {e.text for id in claim.statements if (e := found.get(id)) is not None}
            beside = tuple(c for w in sorted(words) for c in gathered.calculations.get(w, ()))
            yield replace(told, calculations=beside) if beside else told


def header_of(document: Document, lang: str | None, not_read: str | None) -> Header:
    """A document's line in lists and citations."""
    known = document.known
    return Header(
        id=document.id,
        title=document.title or _first_line(document.text),
        outlet=document.outlet or _NO_OUTLET,
        byline=document.byline,
        lang=lang or document.lang,
        url=document.url,
        known=None if known is None else known.first_day,
        known_by_capture=document.published is None,
        capture=document.capture,
        record=document.record,
        text_sha256=document.text_sha256,
        extractor=document.extractor,
        not_read=not_read,
        captions=tuple(p.span for p in document.passages if p.kind is PassageKind.CAPTION),
    )


def _first_line(text: str) -> str:
    """What stands in for a title: the document's own first line, where it is short enough."""
    line = text.lstrip().split("\n", 1)[0].strip()
    return line if 0 < len(line) <= _LONGEST_TITLE else _UNTITLED


def custody_of(case: CaseReader, sha256: str) -> Custody | None:
    """The first act of capturing that gave these bytes."""
    captures = case.captures_of(sha256)
    if not captures:
        return None
    first = captures[0]
    return Custody(
        sha256=sha256,
        address=first.address,
        how=first.how,
        captured=first.captured_at.strftime("%Y-%m-%d %H:%M UTC"),
        size_bytes=first.size_bytes,
        media_type=first.media_type,
    )


def _repetition(original: Copy | None, outlets: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a header that say whose words the document repeats."""
    if original is None or original.of not in outlets:
        return {}
    return {
        "copy_of": (original.of, RELATIONS[original.relation]),
        "repeated_from": outlets[original.of],
        "repeated": tuple(span for span, _ in original.passages),
    }


def _copies(
    case: CaseReader,
) -> tuple[dict[str, Copy], dict[str, dict[str, list[str]]]]:
    copy_of: dict[str, Copy] = {}
    repeats: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for copy in case.copies():
        words = RELATIONS[copy.relation]
        # An update says new things too: it is shown as a repeat, but not as one that adds nothing.
        if copy.relation is not Relation.UPDATE:
            copy_of.setdefault(copy.document, copy)
        repeats[copy.of][words].append(copy.document)
    return copy_of, repeats


def _by_ids(case: CaseReader, gathered: Gathered, ids: list[str]) -> dict[str, Told]:
    """Claims by id, told; also the claims that statements belong to, under the statement's id."""
    found: dict[str, Told] = {}
    for id in ids:
        claim = case.claim(id)
        if claim is None:
            continue
        told = next(told_claims(case, gathered, iter((claim,))), None)
        if told is not None:
            found[id] = told
    return found


def _contexts(case: CaseReader, spoken: list[Quoted]) -> tuple[dict[str, Context], dict[str, bool]]:
    contexts: dict[str, Context] = {}
    quoted: dict[str, bool] = {}
    for said in spoken:
        if said.document is None or said.id in contexts:
            continue
        document, statement = case.document(said.document), case.statement(said.id)
        if document is None or statement is None:
            continue
        contexts[said.id] = context_of(statement, document.text)
        quoted[said.id] = is_quoted(document.text, statement)
    return contexts, quoted


def _custody(case: CaseReader, gathered: Gathered, spoken: list[Quoted]) -> dict[str, Custody]:
    found: dict[str, Custody] = {}
    for said in spoken:
        header = gathered.headers.get(said.document or "")
        if header is None or header.capture is None or header.id in found:
            continue
        custody = custody_of(case, header.capture)
        if custody is not None:
            found[header.id] = custody
    return found


def _hrefs(chosen: Chosen, states: Sequence[State]) -> dict[str, str]:
    """Where the words are that states rest on, as far as their claims are listed."""
    wanted = {id for state in states for id in state.claims}
    return {t.claim.id: t.shown.href for t in chosen.listed if t.claim.id in wanted}


def _against(pairs: tuple[Pair, ...]) -> dict[str, date]:
    """When both sides of a disagreement were first known, by the statements on either side."""
    found: dict[str, date] = {}
    for pair in pairs:
        days = [side.known for side in (pair.one, pair.other)]
        known = max(day or date.max for day in days)
        for side in (pair.one, pair.other):
            found[side.id] = min(known, found.get(side.id, date.max))
    return found


def _with_quotes(told: Told, quoted: dict[str, bool]) -> Told:
    return replace(told, shown=_quote(told.shown, quoted))


def _quote(said: Quoted, quoted: dict[str, bool]) -> Quoted:
    return replace(said, verbatim=quoted.get(said.id, said.verbatim))


def _most_common(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(ranked[:_OUTLETS_NAMED])
