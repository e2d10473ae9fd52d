"""An edition: reviewed sentences alone, frozen with their proof, so that anyone can check them.

The folder holds `index.html` to read, `edition.json` for machines, the cited copies under
`evidence/`, the texts that the quotations point into under `texts/`, their custody lines, and
`SHA256SUMS`, which `sha256sum -c` understands. Nothing in it needs the case.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casemate import __version__
from casemate.errors import BadInput, CannotWrite
from casemate.keep.custody import NAME as CUSTODY
from casemate.keep.custody import read_chain
from casemate.keep.evidence import FOLDER, Locker
from casemate.keep.reader import CaseReader
from casemate.nouns import Claim, Document, Sentence, Statement, TextCitation
from casemate.tell.rendering import asset, render
from casemate.tell.wording import day_words

MANIFEST = "SHA256SUMS"
CONTENTS = "edition.json"
TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class EditionOptions:
    """by: who publishes. draft: take in what nobody reviewed too, marked so on every line.

    against: the folder of the last edition, for the log of corrections.
    """

    by: str
    draft: bool = False
    against: Path | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A reviewed statement as an edition shows it. reviewed_by is None in a draft only."""

    statement: str
    words: str
    speaker: str | None
    chain: tuple[str, ...]
    published: str
    outlet: str | None
    title: str | None
    reviewed_by: str | None
    citation: TextCitation


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim of an edition: words of one of its own statements, and all that were reviewed."""

    claim: str
    site: str | None
    valid: str | None
    words: str
    separate: int
    at_most: int
    why: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A difference to the last edition. kind: new, changed or withdrawn."""

    kind: str
    claim: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Edition:
    """What was frozen."""

    folder: Path
    entries: tuple[Entry, ...]
    corrections: tuple[Correction, ...]


def freeze_edition(case: CaseReader, out: Path, options: EditionOptions) -> Edition:
    """Writes an edition of the case into the new folder `out`, whole or not at all.

    Raises BadInput when `out` is there already or nothing was reviewed, CannotWrite, and Uncited
    for a sentence without a proof.
    """
    if out.exists():
        raise BadInput(f"{out} is there already: an edition is frozen; name a new folder")
    entries = tuple(_entries(case, options.draft))
    if not entries:
        raise BadInput(
            "nothing was reviewed yet: 'casemate judge CASE accept ID' accepts a statement, "
            "--draft takes in everything, marked as a draft"
        )
    corrections = tuple(_corrections(entries, options.against))
    unfinished = out.with_name(out.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir(parents=True)
        _write(case, unfinished, entries, corrections, options)
        unfinished.rename(out)
    except OSError as fault:
        raise CannotWrite(f"{out} could not be written: {fault.strerror}") from fault
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Edition(out, entries, corrections)


def _entries(case: CaseReader, draft: bool) -> Iterator[Entry]:
    reviews = case.reviews()
    for claim in case.claims():
        found = case.statements_by_id(claim.statements)
        statements = [found[id] for id in claim.statements if id in found]
        if not draft:
            statements = [s for s in statements if s.id in reviews]
        quotations = tuple(
            quotation
            for s in statements
            if (quotation := _quotation(case.document(s.document), s, reviews.get(s.id)))
        )
        if quotations:
            yield _entry(claim, quotations)


def _entry(claim: Claim, quotations: tuple[Quotation, ...]) -> Entry:
    own = next((q for q in quotations if q.words == claim.text), quotations[0])
    # Built as a sentence first: one without a citation cannot exist.
    sentence = Sentence(own.words, tuple(q.citation for q in quotations), claim.id, own.reviewed_by)
    return Entry(
        claim=claim.id,
        site=claim.site,
        valid=None if claim.valid is None else str(claim.valid),
        words=sentence.text,
        separate=claim.independent_origins,
        at_most=claim.independent_origins_at_most,
        why=claim.why,
        quotations=quotations,
    )


def _quotation(
    document: Document | None, statement: Statement, reviewed_by: str | None
) -> Quotation | None:
    if document is None:
        return None
    known = document.known
    return Quotation(
        statement=statement.id,
        words=statement.text,
        speaker=statement.source_name,
        chain=tuple(reversed(statement.via)),
        published=day_words(None if known is None else known.first_day),
        outlet=document.outlet,
        title=document.title,
        reviewed_by=reviewed_by,
        citation=TextCitation(
            document=document.id,
            capture=document.capture,
            text_sha256=document.text_sha256,
            extractor=document.extractor,
            spans=statement.content,
            quote=statement.text,
        ),
    )


def _write(
    case: CaseReader,
    folder: Path,
    entries: tuple[Entry, ...],
    corrections: tuple[Correction, ...],
    options: EditionOptions,
) -> None:
    at = datetime.now(UTC).replace(microsecond=0)
    contents: dict[str, Any] = {
        "edition": 1,
        "case": case.meta("name"),
        "example": bool(case.meta("example")),
        "at": at.isoformat(),
        "by": options.by,
        "draft": options.draft,
        "casemate": __version__,
        "entries": [asdict(entry) for entry in entries],
        "corrections": [asdict(correction) for correction in corrections],
    }
    _put(folder / CONTENTS, json.dumps(contents, ensure_ascii=False, indent=1).encode())
    page = render("edition.html.j2", edition=contents, style=asset("dossier.css").decode(),
                  on=day_words(at.date()))  # fmt: skip
    _put(folder / "index.html", page.encode())
    _proof(case, folder, entries)
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    _put(folder / MANIFEST, "".join(sums).encode())


def _proof(case: CaseReader, folder: Path, entries: Iterable[Entry]) -> None:
    """The cited copies, the texts read from them, and their lines of the custody chain."""
    cited = {q.citation.document for e in entries for q in e.quotations}
    captures = {q.citation.capture for e in entries for q in e.quotations if q.citation.capture}
    locker = Locker(case.folder)
    for id in sorted(cited):
        document = case.document(id)
        if document is not None:
            text = document.text.encode("utf-8", "surrogatepass")
            _put(folder / TEXTS / f"{document.text_sha256}.txt", text)
    for sha256 in sorted(captures):
        with locker.open(sha256) as stream:
            _put(folder / FOLDER / sha256, stream.read())
    chain = read_chain(case.folder / FOLDER / CUSTODY)
    lines = [line.as_text() + "\n" for line in chain.lines if line.sha256 in captures]
    _put(folder / CUSTODY, "".join(lines).encode())


def _corrections(entries: tuple[Entry, ...], against: Path | None) -> Iterator[Correction]:
    if against is None:
        return
    try:
        before = json.loads((against / CONTENTS).read_text(encoding="utf-8"))["entries"]
        words = {entry["claim"]: str(entry["words"]) for entry in before}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise BadInput(f"{against} is no edition: {fault}") from fault
    now = {entry.claim: entry.words for entry in entries}
    for claim, after in now.items():
        if claim not in words:
            yield Correction("new", claim, None, after)
        elif words[claim] != after:
            yield Correction("changed", claim, words[claim], after)
    for claim, earlier in words.items():
        if claim not in now:
            yield Correction("withdrawn", claim, earlier, None)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
