"""The flow of a case, from sources to dossier. Read this first.

    1. read case.toml
    2. wait for whoever else is building
    3. collect: copy what is new into evidence/, and record its custody
    4. look and follow: satellite passes and positions become observations at the sites
    5. read: every document that is new, or that new readers would read otherwise
    6. weigh: what people judged is applied, then copies, claims, origins and states are found,
       over all that was known by the date asked for
    7. tell: the dossier

Steps 4 to 6 are one transaction: whoever reads the case meanwhile sees it as it was before, and
then as it is after. Killed at any point, the next run completes the case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casemate import __version__
from casemate.keep.calculations import read_calculations
from casemate.keep.codec import list_to_text
from casemate.keep.evidence import Locker
from casemate.keep.judgements import read_judgements
from casemate.keep.lock import builder_lock
from casemate.keep.reader import CaseCounts, CaseReader
from casemate.keep.writer import CaseWriter
from casemate.nouns import Document, Failure, Observation, Reading, State
from casemate.read.reader import ReadOptions
from casemate.tell import write_dossier
from casemate.weigh import WEIGHER, weigh
from casemate.weigh.hear import hear
from casemate.weigh.questions import questions_asked, rules_for
from casemate.weigh.site_state import asked_each_day
from casemate.workbench.apply_judgements import apply_judgements
from casemate.workbench.case import Case
from casemate.workbench.case_file import read_case
from casemate.workbench.door_of import door_of
from casemate.workbench.observe_new import observe_new
from casemate.workbench.progress import Progress
from casemate.workbench.read_new import ReadNew, read_new
from casemate.workbench.take_in import TakenIn, take_in

DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """as_of: weigh and tell only what was known by the end of this day. tier: of the reader.

    offline: nothing is fetched; sources on the network give what the case holds of them.
    """

    as_of: date | None = None
    tier: str = "accurate"
    offline: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. nothing_new: it found the case complete and left it alone."""

    case: Case
    nothing_new: bool
    new_captures: int
    read: int
    counts: CaseCounts
    failures: tuple[Failure, ...]
    dossier: Path


def build(folder: Path, options: BuildOptions, progress: Progress) -> Built:
    """Builds the case in `folder` and returns what was done; see the module's steps.

    Raises BadCaseFile, CannotWrite, NewerSchema, Tampered, Uncited.
    """
    case = read_case(folder)
    with builder_lock(folder, progress.say):
        with door_of(case, options.offline) as door:
            taken = take_in(folder, case.sources, case.by, progress, door)
        writer = CaseWriter(folder)
        try:
            with writer.stage():
                chain = observe_new(writer, case, taken.chain, progress)
                read = _read(writer, case, replace(taken, chain=chain), options, progress)
                state = _state_of(writer, case, options)
                nothing_new = writer.rows.meta("state") == state and (folder / DOSSIER).is_dir()
                if not nothing_new:
                    _weigh(writer, case, options, progress)
                    writer.set_meta("state", state)
                    writer.set_meta("told", "")
            told = writer.rows.meta("told") == state
            if not told:
                _tell(folder, progress)
                with writer.stage():
                    writer.set_meta("told", state)
        finally:
            writer.close()
        with CaseReader(folder) as reader:
            counts, failures = reader.counts(), tuple(reader.failures())
    return Built(
        case=case,
        nothing_new=nothing_new and told,
        new_captures=taken.new,
        read=read.read,
        counts=counts,
        failures=failures,
        dossier=folder / DOSSIER / "index.html",
    )


def _read(
    writer: CaseWriter, case: Case, taken: TakenIn, options: BuildOptions, progress: Progress
) -> ReadNew:
    read_options = ReadOptions(tier=options.tier, sites=case.sites)
    gone = taken.chain.removed
    captures = [line.as_capture() for line in taken.chain.lines if line.sha256 not in gone]
    writer.put_captures(captures, first=1)
    read = read_new(writer, Locker(case.folder), taken.chain, taken.hints, read_options, progress)
    writer.put_failures("collect", taken.failures)
    writer.put_failures("read", read.failures)
    return read


def _weigh(writer: CaseWriter, case: Case, options: BuildOptions, progress: Progress) -> None:
    progress.say("weighing")
    documents: list[Document] = []
    readings: list[Reading] = []
    for document, reading in writer.rows.readings():
        if _known_by(document, options.as_of):
            documents.append(document)
            readings.append(reading)
    judgements = read_judgements(case.folder)
    judged = apply_judgements(documents, readings, judgements)
    observations = tuple(o for o in writer.rows.observations() if _seen_by(o, options.as_of))
    weighing = weigh(documents, judged.readings, case.sites, observations)
    writer.put_weighing(weighing)
    questions = questions_asked(case.sites, case.questions)
    writer.put_said(hear(weighing.claims, documents, judged.readings, questions))
    grades = (j for j in judgements if j.action == "grade")
    writer.put_reviews(judged.reviewed, judged.changed, grades)
    writer.put_failures("judge", judged.lost)
    for key, value in _facts(case, options).items():
        writer.set_meta(key, value)


def _tell(folder: Path, progress: Progress) -> None:
    progress.say("writing the dossier")
    with CaseReader(folder) as reader:
        write_dossier(reader, folder / DOSSIER, states=_states(reader))


def _states(reader: CaseReader) -> Iterator[State]:
    """How every site stood on every question, on each day on which that may have changed."""
    for question in reader.questions():
        rules = rules_for(question)
        for site in question.sites:
            heard = reader.said(site, question.id)
            if rules is not None and heard:
                yield from asked_each_day(rules, site, heard, until=max(s.known for s in heard))


def _known_by(document: Document, as_of: date | None) -> bool:
    if as_of is None or document.known is None or document.known.first_day is None:
        return as_of is None
    return document.known.first_day <= as_of


def _seen_by(observation: Observation, as_of: date | None) -> bool:
    day = observation.valid.first_day
    return as_of is None or (day is not None and day <= as_of)


def _facts(case: Case, options: BuildOptions) -> dict[str, str]:
    return {
        "name": case.name,
        "example": "yes" if case.example else "",
        "casemate": __version__,
        "as_of": "" if options.as_of is None else options.as_of.isoformat(),
        "sites": list_to_text(case.sites),
        "questions": list_to_text(questions_asked(case.sites, case.questions)),
    }


def _state_of(writer: CaseWriter, case: Case, options: BuildOptions) -> str:
    """A hash of all that weighing and telling depend on: the same state need not be told twice."""
    hasher = hashlib.sha256()
    hasher.update(WEIGHER.encode())
    for id, fingerprint in sorted(writer.fingerprints().items()):
        hasher.update(f"{id} {fingerprint}\n".encode())
    for key, value in _facts(case, options).items():
        hasher.update(f"{key} {value}\n".encode())
    hasher.update((writer.rows.meta("observed") or "").encode())
    for failure in writer.rows.failures():
        if failure.stage != "judge":
            hasher.update(f"{failure}\n".encode())
    for calculation in read_calculations(case.folder):
        hasher.update(f"{calculation}\n".encode())
    for judgement in read_judgements(case.folder):
        hasher.update(f"{judgement.id}\n".encode())
    return hasher.hexdigest()
