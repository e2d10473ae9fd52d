"""What of a case is exported, and what is said with every piece: reviewed, made up, as of when.

Everything is streamed in the case's own order. What is held is a line for each document, the
reviews, and the ids of made-up evidence.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casemate.keep.reader import CaseReader
from casemate.nouns import Capture, Claim, Document, Observation, Site, Statement
from casemate.tell.gather import header_of
from casemate.tell.material import Header, Quoted
from casemate.tell.quoting import quote_statement

EXAMPLE = "Written for the example: not reporting. The outlets do not exist."
SIMULATED = "SIMULATED: made up for show, not evidence"
MACHINE = "machine-found"
REVIEWED = "reviewed"
_BATCH = 400


@dataclass(frozen=True, slots=True)
class About:
    """What holds for all that is exported. as_of: nothing known later is in it; None: all."""

    name: str
    example: bool
    version: str
    as_of: date | None
    sites: tuple[Site, ...]

    @property
    def notice(self) -> str | None:
        """What everything made from an example case says."""
        return EXAMPLE if self.example else None


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document; lang and not_read as they were found. simulated: its source is made up."""

    document: Document
    header: Header
    simulated: bool


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement as people corrected it.

    claim: the id of its claim, where it is told document by document. reviewed_by: who accepted
    it; None: machine-found. corrected: a person put something in it right.
    """

    statement: Statement
    header: Header
    claim: str | None
    reviewed_by: str | None
    simulated: bool
    corrected: bool = False

    @property
    def status(self) -> str:
        """`reviewed` or `machine-found`."""
        return MACHINE if self.reviewed_by is None else REVIEWED

    @property
    def quoted(self) -> Quoted:
        """Its words, speaker and chain as every page of a dossier puts them."""
        return quote_statement(self.statement, self.header, None, self.reviewed_by)


@dataclass(frozen=True, slots=True)
class ShownObservation:
    """An observation. reviewed_by: who accepted it; None: machine-found."""

    observation: Observation
    reviewed_by: str | None

    @property
    def status(self) -> str:
        """`reviewed` or `machine-found`."""
        return MACHINE if self.reviewed_by is None else REVIEWED


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with the evidence that is exported. simulated: "all" of it, "part" of it, or ""."""

    claim: Claim
    statements: tuple[ShownStatement, ...]
    observations: tuple[ShownObservation, ...]
    simulated: str

    @property
    def reviewed(self) -> int:
        """How many pieces of its evidence a person accepted."""
        by = [s.reviewed_by for s in self.statements] + [o.reviewed_by for o in self.observations]
        return sum(name is not None for name in by)

    @property
    def status(self) -> str:
        """`reviewed` when all of its evidence is, `part reviewed`, or `machine-found`."""
        total = len(self.statements) + len(self.observations)
        if self.reviewed == 0:
            return MACHINE
        return REVIEWED if self.reviewed == total else "part reviewed"


@dataclass(slots=True)
class Selection:
    """A case as it is exported: what people rejected, and what was known later, left out."""

    case: CaseReader
    about: About = field(init=False)
    _reviews: dict[str, str] = field(init=False)
    _judged: dict[str, str] = field(init=False)
    _made_up: frozenset[str] = field(init=False)
    _headers: dict[str, Header] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        case = self.case
        as_of = case.meta("as_of")
        self.about = About(
            name=case.meta("name") or case.folder.resolve().name,
            example=(case.meta("example") or "").lower() in ("true", "1", "yes"),
            version=case.meta("casemate") or "",
            as_of=date.fromisoformat(as_of) if as_of else None,
            sites=case.sites(),
        )
        self._reviews = case.reviews()
        self._judged = case.judged()
        self._made_up = frozenset(c.sha256 for c in case.captures() if c.hints.simulated)

    @property
    def rejected(self) -> int:
        """How many statements are left out because a person rejected them."""
        return sum(what == "rejected" for what in self._judged.values())

    def captures(self) -> Iterator[Capture]:
        """Every act of capturing; with a day asked for, those that gave a document known by then
        or an observation."""
        if self.about.as_of is None:
            yield from self.case.captures()
            return
        known = {d.capture for d in self.case.document_headers() if self._in_time(_day(d))}
        for shown in self.observations():
            known.update(c.capture for c in shown.observation.citations)
        yield from (c for c in self.case.captures() if c.sha256 in known)

    def documents(self) -> Iterator[ShownDocument]:
        """Every document with its text, in the order of capture."""
        read = {id: (lang, not_read) for id, lang, not_read in self.case.languages()}
        for document in self.case.documents():
            header = header_of(document, *read[document.id])
            if self._in_time(header.known):
                yield ShownDocument(document, header, document.capture in self._made_up)

    def statements(self) -> Iterator[ShownStatement]:
        """Every statement, in reading order."""
        for shown in self.documents():
            yield from self.statements_of(shown)

    def statements_of(self, shown: ShownDocument) -> Iterator[ShownStatement]:
        """The statements of one document, in reading order."""
        id = shown.document.id
        marks = self.case.claim_marks(id)
        for statement in self.case.statements(id):
            mark = marks.get(statement.id)
            yield self._shown(statement, shown.header, None if mark is None else mark.claim)

    def observations(self) -> Iterator[ShownObservation]:
        """Every observation, by id."""
        for observation in self.case.observations():
            if self._in_time(observation.known.first_day):
                yield ShownObservation(observation, self._reviews.get(observation.id))

    def claims(self, site: str | None = None) -> Iterator[ShownClaim]:
        """Claims about a site, or all, with their evidence, earliest statement first."""
        seen = {o.observation.id: o for o in self.observations()}
        claims = self.case.claims(site)
        while batch := list(itertools.islice(claims, _BATCH)):
            found = self.case.statements_by_id([id for c in batch for id in c.statements])
            for claim in batch:
                statements = tuple(self._found(claim.statements, found))
                observations = tuple(seen[id] for id in claim.statements if id in seen)
                if statements or observations:
                    simulated = _simulated(statements, observations)
                    yield ShownClaim(claim, statements, observations, simulated)

    def shown(self, ids: Sequence[str]) -> tuple[ShownStatement, ...]:
        """Those of `ids` that are statements and exported, in the order given."""
        return tuple(self._found(ids, self.case.statements_by_id(ids)))

    def _found(
        self, ids: Iterable[str], found: Mapping[str, Statement]
    ) -> Iterator[ShownStatement]:
        if self._headers is None:
            self._headers = {s.header.id: s.header for s in self.documents()}
        for id in ids:
            statement = found.get(id)
            header = None if statement is None else self._headers.get(statement.document)
            if statement is not None and header is not None:
                yield self._shown(statement, header, None)

    def _shown(self, statement: Statement, header: Header, claim: str | None) -> ShownStatement:
        return ShownStatement(
            statement=statement,
            header=header,
            claim=claim,
            reviewed_by=self._reviews.get(statement.id),
            simulated=header.capture in self._made_up,
            corrected=statement.id in self._judged,
        )

    def _in_time(self, known: date | None) -> bool:
        """Whether it was known by the day that the case was built for."""
        as_of = self.about.as_of
        return as_of is None or (known is not None and known <= as_of)


def _day(document: Document) -> date | None:
    return None if document.known is None else document.known.first_day


def _simulated(
    statements: tuple[ShownStatement, ...], observations: tuple[ShownObservation, ...]
) -> str:
    marks = [s.simulated for s in statements] + [o.observation.simulated for o in observations]
    return "all" if all(marks) else "part" if any(marks) else ""
