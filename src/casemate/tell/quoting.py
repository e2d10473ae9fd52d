"""From a statement or an observation to what is shown of it: words, speaker, chain, tags."""

from __future__ import annotations

import re

from casemate.nouns import (
    Act,
    Observation,
    Sentence,
    Span,
    Stance,
    Statement,
    StatementKind,
    TextCitation,
    TrackCitation,
    ValidBasis,
)
from casemate.tell.material import Context, Header, Quoted, Step
from casemate.tell.wording import UNNAMED, held_words
from casemate.words.sentences import paragraphs, sentences

_OPENING = "\"'“„«‘"
_CLOSING = "\"'”“»’"
# Pages that the dossier has anyway; a site that is called so gets another address.
_RESERVED = re.compile(r"(?i)(index|claims|documents(-\d+)?|site-.*|\..*)\Z")
_ANCHOR = re.compile(r"[^A-Za-z0-9_.:-]")
# What a reader must not take for a plain assertion of fact.
_ACTS = {
    Act.BELIEVES: "a belief",
    Act.INTENDS: "an intention",
    Act.DECIDES: "a decision",
    Act.FEELS: "a feeling",
}
_CONTEXT_CHARS = 700


def anchor(evidence: str) -> str:
    """The id of the element that holds a statement, the same in every rebuild."""
    return "s-" + _ANCHOR.sub("-", evidence)


def document_page(document: str) -> str:
    """The address of a document's page, from the dossier's own folder."""
    return f"docs/{_ANCHOR.sub('-', document)}.html"


def site_page(site: str) -> str:
    """Address of a site's page, from the dossier's folder."""
    name = _ANCHOR.sub("-", site)
    return f"site-{name}.html" if _RESERVED.match(name) else f"{name}.html"


def quote_statement(
    statement: Statement,
    header: Header,
    parent: Statement | None = None,
    reviewed_by: str | None = None,
) -> Quoted:
    """A statement as it is shown. parent: the statement that it stands in, where there is one."""
    who = speaker(statement, header)
    return Quoted(
        id=statement.id,
        document=statement.document,
        words=statement.text,
        who=who,
        chain=_chain(statement, header, parent, who),
        href=f"{document_page(statement.document)}#{anchor(statement.id)}",
        outlet=header.outlet,
        known=header.known,
        held=held_words(statement.valid),
        valid=statement.valid,
        verbatim=statement.text[:1] in _OPENING,
        kind="caption" if _in_caption(statement, header) else "words",
        tags=_tags(statement),
        lang=header.lang if header.lang not in (None, "en") else None,
        denies=statement.stance is Stance.DENIES,
        stated=statement.valid_basis is ValidBasis.STATED,
        named=statement.source_name is not None,
        sentence=Sentence(statement.text, (citation(statement, header),), reviewed_by=reviewed_by),
        reviewed_by=reviewed_by,
    )


def quote_observation(observation: Observation) -> Quoted:
    """An observation as it is shown. Raises Uncited when it has no citation."""
    tags = [("warn", "simulated")] if observation.simulated else []
    if observation.not_observable:
        tags.append(("warn", "not observable"))
    return Quoted(
        id=observation.id,
        document=None,
        words=observation.text,
        who=_sensor(observation),
        chain=(Step(observation.method, origin=True),),
        href=f"{site_page(observation.site)}#{anchor(observation.id)}",
        outlet=None,
        known=observation.known.first_day,
        held=held_words(observation.valid),
        valid=observation.valid,
        verbatim=False,
        kind="picture" if observation.pictures else "measured",
        tags=tuple(tags),
        sentence=Sentence(observation.text, observation.citations),
        pictures=observation.pictures,
        stated=True,
        simulated=observation.simulated,
    )


def _sensor(observation: Observation) -> str:
    """What stands for a speaker where a sensor saw it."""
    if any(isinstance(c, TrackCitation) for c in observation.citations):
        return "tracks"
    return "imagery"


def speaker(statement: Statement, header: Header) -> str:
    """Who says it; for the document's own assertions the outlet."""
    if statement.source_name:
        return statement.source_name
    if statement.kind is StatementKind.BARE:
        return _repeated_from(statement, header) or header.outlet
    return UNNAMED[statement.source_kind]


def citation(statement: Statement, header: Header) -> TextCitation:
    """The proof of a statement: capture, text, extractor and spans."""
    return TextCitation(
        document=statement.document,
        capture=header.capture,
        text_sha256=header.text_sha256,
        extractor=header.extractor,
        spans=statement.content,
        quote=statement.text,
    )


def context_of(statement: Statement, text: str) -> Context:
    """The sentences that a statement's words and source touch, at most some 700 characters."""
    content = statement.content
    begin, end = content[0][0], content[-1][1]
    for span in (*statement.source, *statement.cue):
        if begin - 300 < span[0] and span[1] < end + 300:
            begin, end = min(begin, span[0]), max(end, span[1])
    around = _paragraph_at(text, begin, end)
    touched = [s for s in sentences(text, around) if s[0] < end and begin < s[1]]
    left = min([begin, *(s[0] for s in touched)])
    right = max([end, *(s[1] for s in touched)])
    if right - left > _CONTEXT_CHARS:
        left = max(left, begin - 100)
        right = min(right, max(end + 100, left + _CONTEXT_CHARS))
    return Context(
        text=text[left:right],
        content=_moved(content, left, right),
        source=_moved(statement.source, left, right),
        cut_before=bool(text[max(0, left - 1) : left].strip()),
        cut_after=bool(text[right : right + 1].strip()),
    )


def is_quoted(text: str, statement: Statement) -> bool:
    """Whether the document puts the statement's words in quotation marks."""
    begin, end = statement.content[0][0], statement.content[-1][1]
    opened = text[max(0, begin - 1) : begin + 1]
    closed = text[max(0, end - 1) : end + 2]
    return any(c in _OPENING for c in opened) and any(c in _CLOSING for c in closed)


def _in_caption(statement: Statement, header: Header) -> bool:
    begin, end = statement.content[0][0], statement.content[-1][1]
    return any(a <= begin and end <= b for a, b in header.captions)


def _paragraph_at(text: str, begin: int, end: int) -> Span:
    """The paragraphs around [begin, end), found without walking a long text from its start."""
    left = text.rfind("\n\n", 0, begin)
    right = text.find("\n\n", end)
    left = 0 if left < 0 else left + 2
    right = len(text) if right < 0 else right
    found = [(left + a, left + b) for a, b in paragraphs(text[left:right])]
    return (found[0][0], found[-1][1]) if found else (begin, end)


def _moved(spans: tuple[Span, ...], left: int, right: int) -> tuple[Span, ...]:
    return tuple(
        (max(a, left) - left, min(b, right) - left) for a, b in spans if a < right and b > left
    )


def _chain(
    statement: Statement, header: Header, parent: Statement | None, who: str
) -> tuple[Step, ...]:
    """Speaker first, the publishing outlet last; `via` is stored nearest the reader first."""
    names = [who]
    if parent is not None:
        names.append(speaker(parent, header))
    names.extend(reversed(statement.via))
    if original := _repeated_from(statement, header):
        names.append(original)
    names.append(header.outlet)
    steps: list[Step] = []
    for name in names:
        if not steps or steps[-1].name.casefold() != name.casefold():
            steps.append(Step(name, origin=not steps))
    return tuple(steps)


def _repeated_from(statement: Statement, header: Header) -> str | None:
    """Whose words they are, when the document repeats another's here."""
    if header.repeated_from is None or not statement.content:
        return None
    begin, end = statement.content[0][0], statement.content[-1][1]
    within = not header.repeated or any(a <= begin and end <= b for a, b in header.repeated)
    return header.repeated_from if within else None


def _tags(statement: Statement) -> tuple[tuple[str, str], ...]:
    tags: list[tuple[str, str]] = []
    if statement.stance is Stance.POSSIBLE:
        tags.append(("warn", "as a possibility"))
    if statement.likelihood:
        tags.append(("warn", f"the source says: {statement.likelihood}"))
    if statement.act in _ACTS:
        tags.append(("", _ACTS[statement.act]))
    if statement.kind is StatementKind.PASSIVE:
        tags.append(("warn", "no source named"))
    if statement.kind is StatementKind.IMPLICIT:
        tags.append(("", "speaker goes on"))
    return tuple(tags)
