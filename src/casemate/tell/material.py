"""What a page is built from: everything resolved, nothing left to look up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from casemate.nouns import (
    Calculation,
    Claim,
    Failure,
    Observation,
    Origin,
    OriginKind,
    Sentence,
    Site,
    Spans,
    State,
    ThinTrack,
    When,
)


@dataclass(frozen=True, slots=True)
class Header:
    """A document without its text.

    known: the day on which its words were known; None when neither published nor captured
        with a date. copy_of: (document id, relation in words), when it repeats another.
    repeats: relation in words to the outlets that repeat this document. captions: their spans.
    repeated_from, repeated: whose words the spans in `repeated` are, when it repeats another.
    """

    id: str
    title: str
    outlet: str
    byline: str | None
    lang: str | None
    url: str | None
    known: date | None
    known_by_capture: bool
    capture: str | None
    record: str | None
    text_sha256: str
    extractor: str
    not_read: str | None = None
    copy_of: tuple[str, str] | None = None
    repeats: tuple[tuple[str, tuple[str, ...]], ...] = ()
    captions: Spans = ()
    repeated_from: str | None = None
    repeated: Spans = ()


@dataclass(frozen=True, slots=True)
class Custody:
    """One act of capturing, as shown beside the words it proves."""

    sha256: str
    address: str
    how: str
    captured: str
    size_bytes: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences around a statement: text, and where its words and its source stand in it."""

    text: str
    content: Spans
    source: Spans
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A station on the way from the speaker to the reader. origin: the words start here."""

    name: str
    origin: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """One piece of evidence as it is shown: words, or what a picture or track shows.

    words: exact characters of the source. who: the speaker, or what stands for one.
    verbatim: the source itself puts the words in quotation marks.
    held: when it held, in words; None where the source does not say. valid: the same, exact.
    known: the day it was known. href: the page and anchor with the words highlighted.
    kind: words, caption, picture or measured. denies: the speaker says that it is not so.
    stated: its words say when it held; otherwise that is taken from their tense, or not known.
    named: the speaker has a name in the text. reviewed_by: who accepted it; None: machine-found.
    tags: (css class, words) for what a reader must not miss.
    """

    id: str
    document: str | None
    words: str
    who: str
    chain: tuple[Step, ...]
    href: str
    outlet: str | None
    known: date | None
    held: str | None
    valid: When | None
    verbatim: bool
    kind: str
    tags: tuple[tuple[str, str], ...] = ()
    lang: str | None = None
    sentence: Sentence | None = None
    pictures: tuple[str, ...] = ()
    denies: bool = False
    stated: bool = False
    named: bool = False
    reviewed_by: str | None = None
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """Origins of a claim as they were known at the end of a day.

    separate: origins whose separateness the evidence supports. at_most: with those of unknown
    lineage. repeated: documents that carry the claim and start no origin of it.
    lower_bound: later origins may be the ones that were counted, so `separate` is the least.
    """

    day: date | None
    separate: int
    at_most: int
    repeated: int
    lower_bound: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with all it takes to tell it. shown: the evidence whose words stand for it.

    counts: one for each day on which its count changed, earliest first; the last is today's.
    calculations: sums an analyst set beside it; neither evidence nor an origin.
    by_context: its words name no site; it is told of the site that its report is about.
    """

    claim: Claim
    shown: Quoted
    evidence: tuple[Quoted, ...]
    origins: tuple[Origin, ...]
    counts: tuple[Count, ...]
    strength: float
    more_evidence: int = 0
    by_context: bool = False
    calculations: tuple[Calculation, ...] = ()

    @property
    def count(self) -> Count:
        """The count with all that is known."""
        return self.counts[-1]

    @property
    def known(self) -> date | None:
        """When it was first known."""
        return self.shown.known


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of a disagreement. relation: what kind, in words."""

    one: Quoted
    other: Quoted
    relation: str
    one_counts: tuple[Count, ...] = ()
    other_counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """What is new. until: the last day known to the dossier before, ISO; "" where it had none.

    new, disputed, stronger, gone: numbers of claims. shown: ids of the strongest new ones.
    """

    until: str
    new: int
    disputed: int
    stronger: int
    gone: int
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who is quoted on a site. claims: how many. last, href: the latest word of theirs."""

    name: str
    claims: int
    last: date | None
    href: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was collected and what was not read.

    not_read: reason to number of documents. outlets: outlet to number of documents.
    """

    captures: int = 0
    documents: int = 0
    statements: int = 0
    observations: int = 0
    first: date | None = None
    last: date | None = None
    not_read: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    extractors: tuple[tuple[str, int], ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What holds for every page. example: written for the example, not reporting."""

    name: str
    example: bool
    version: str
    coverage: Coverage
    sites: tuple[Site, ...]
    failures: tuple[Failure, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the page of one site is built from.

    contexts: by statement. custody: by document. known_days: pieces of evidence that became known
    on a day; claim_days: claims that did. against: by statement, when what speaks against it was
    known, as far as it is shown. hrefs: where the words are that states rest on, by claim.
    tracks: of what positions show at the site, the most often seen first.
    since: what changed; new: the strongest of the new claims.
    """

    case: CaseFacts
    site: Site
    key_points: tuple[Told, ...] = ()
    timeline: tuple[Told, ...] = ()
    pairs: tuple[Pair, ...] = ()
    observations: tuple[Observation, ...] = ()
    tracks: tuple[ThinTrack, ...] = ()
    states: tuple[State, ...] = ()
    questions: tuple[str, ...] = ()
    contexts: dict[str, Context] = field(default_factory=dict)
    custody: dict[str, Custody] = field(default_factory=dict)
    documents: int = 0
    claims: int = 0
    claims_by_context: int = 0
    statements: int = 0
    disputed: int = 0
    untraced: int = 0
    not_read: tuple[tuple[str, int], ...] = ()
    known_days: tuple[tuple[date, int], ...] = ()
    claim_days: tuple[tuple[date, int], ...] = ()
    against: dict[str, date] = field(default_factory=dict)
    speakers: tuple[Speaker, ...] = ()
    origin_kinds: tuple[tuple[OriginKind, int], ...] = ()
    hrefs: dict[str, str] = field(default_factory=dict)
    since: Since | None = None
    new: tuple[Told, ...] = ()
