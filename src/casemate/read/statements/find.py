"""Who says what, through whom: from the roles the network found to statements.

1. roles of the outermost statements (encoder, decoder, linker), what is none left out;
2. roles of statements inside their contents, by the same reader;
3. in reading order: who the source is, through whom it came, how it is said, what it says;
4. the document's own plain assertions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casemate.nouns import (
    Document,
    Mention,
    MentionKind,
    PlaceMention,
    SourceKind,
    Span,
    Spans,
    Statement,
    StatementKind,
    TimeMention,
    hull,
    inside,
    statement_id,
    words_of,
)
from casemate.read.statements.act import manner_of
from casemate.read.statements.bare import bare_contents
from casemate.read.statements.chain import carried_by, cited, outlet_told, outlet_words, spoke_to
from casemate.read.statements.encoder import encode
from casemate.read.statements.nested import nested_roles
from casemate.read.statements.predicate import predicate_of
from casemate.read.statements.quantities import quantities_in
from casemate.read.statements.resolve import Speaker, Speakers
from casemate.read.statements.roles import Roles, roles_in
from casemate.read.statements.traps import is_no_statement
from casemate.read.times import valid_time
from casemate.words.fold import fold, plain_marks
from casemate.words.sentences import sentences

_ARTICLE = re.compile(r"^(?:the|this|our)\s+", re.I)
_TOLD_WHOM = re.compile(r"(.*\b(?:told|tells|telling|tell))\s+\S.*", re.S | re.I)
_NEAR = 800
_CITES = re.compile(r"(?:citing|quoting|quoted|cited|referring to)\Z", re.I)
_NO_OUTLETS = (MentionKind.PERSON, MentionKind.PLACE)


@dataclass
class _Page:
    document: Document
    plain: str
    mentions: Sequence[Mention]
    times: tuple[TimeMention, ...]
    places: Sequence[PlaceMention]
    sentences: list[Span]
    begins: list[int]
    speakers: Speakers
    sites: list[Mention]

    def sentence_at(self, at: int) -> Span:
        """The sentence that a character stands in."""
        if not self.sentences:
            return (0, len(self.plain))
        begin, end = self.sentences[max(0, bisect_right(self.begins, at) - 1)]
        # A text without sentence ends is one long sentence: only what is near counts.
        return max(begin, at - _NEAR), min(end, at + _NEAR)


def find_in(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    tier: str,
) -> tuple[Statement, ...]:
    """Statements of a document in reading order, nested ones after the one they stand in."""
    text = document.text
    sentence_spans = sentences(text)
    plain = plain_marks(text)
    page = _Page(
        document, plain, mentions, tuple(times), places, sentence_spans,
        [s[0] for s in sentence_spans], Speakers(plain, mentions),
        [m for m in mentions if m.entity],
    )  # fmt: skip
    outer = [
        tidied
        for roles in roles_in(encode(text, tier))
        if (tidied := _tidied(plain, roles)) is not None
    ]
    contents = [(k, span) for k, roles in enumerate(outer) for span in roles.content]
    inner: dict[int, list[Roles]] = {}
    for index, roles in nested_roles(
        text, [span for _, span in contents], lambda t: roles_in(encode(t, tier))
    ):
        of, span = contents[index]
        tidied = _tidied(plain, roles)
        if tidied is not None and not _is_whole(tidied, span):
            inner.setdefault(of, []).append(tidied)
    found: list[Statement] = []
    said_by: list[tuple[int, Speaker]] = []
    for k, roles in enumerate(outer):
        statement, speaker = _statement(page, roles, None, ())
        if speaker is not None:
            said_by.append((len(found), speaker))
        found.append(statement)
        passed_on = (*statement.via, *([] if speaker is None else [speaker.name]))
        for below in inner.get(k, []):
            nested, _ = _statement(page, below, statement.id, passed_on)
            if nested.id != statement.id:
                found.append(nested)
        if speaker is not None:
            page.speakers.remember(speaker, "")
    for at, through in _through_whom(page, found, said_by):
        found[at] = replace(found[at], via=through)
    found = [s for s in found if not _only_cites(page, s, found)]
    taken = sorted(
        hull([*s.source, *s.cue, *s.content]) for s in found if s.source or s.cue or s.content
    )
    for content in bare_contents(plain, sentence_spans, taken, times, mentions):
        found.append(_bare(page, content))
    return tuple(_in_reading_order(found))


def _tidied(plain: str, roles: Roles) -> Roles | None:
    """Roles with a recipient cut off the cue; None when nothing is said at all."""
    cue = hull(roles.cue)
    if told := _TOLD_WHOM.match(plain, *cue):
        cue = (cue[0], told.end(1))
    if not roles.content or is_no_statement(plain, cue, words_of(plain, roles.content, " ")):
        return None
    return Roles(roles.source, (cue,), roles.content)


def _through_whom(
    page: _Page, found: list[Statement], said_by: list[tuple[int, Speaker]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Outlets of statements whose own words name none.

    A speaker who told an outlet one thing told it the others too; and where all that unnamed
    people say came through one outlet, so did the rest of what they say.
    """
    outlets = {found[at].via for at, _ in said_by if found[at].via}
    first = min((at for at, _ in said_by if found[at].via), default=0)
    only = next(iter(outlets)) if len(outlets) == 1 else ()
    for at, speaker in said_by:
        if found[at].via:
            continue
        via = _without_publisher(page, speaker.via)
        if not via and at > first and len(only) == 1 and _is_unnamed(speaker):
            via = only
        if via and found[at].source_name not in via:
            yield at, via


def _is_unnamed(speaker: Speaker) -> bool:
    """Whether it is people without a name: "officials", "a senior investigator"."""
    if speaker.kind is SourceKind.ANONYMOUS:
        return True
    return (
        not speaker.person
        and speaker.kind in (SourceKind.UNKNOWN, SourceKind.EXPERT)
        and speaker.name[:1].islower()
    )


def _only_cites(page: _Page, s: Statement, found: list[Statement]) -> bool:
    """Whether "A, quoting B" was read a second time as something that A said of B."""
    if s.source_kind is not SourceKind.MEDIA or not _CITES.match(words_of(page.plain, s.cue)):
        return False
    return any(
        other.id != s.id and other.source and any(inside(hull(other.source), c) for c in s.content)
        for other in found
    )


def _is_whole(roles: Roles, content: Span) -> bool:
    return not roles.source and hull(roles.content) == content


def _statement(
    page: _Page, roles: Roles, parent: str | None, passed_on: tuple[str, ...]
) -> tuple[Statement, Speaker | None]:
    source = roles.source
    via: tuple[str, ...] = ()
    speaker: Speaker | None = None
    cue = hull(roles.cue)
    sentence = page.sentence_at(cue[0])
    content_words = words_of(page.plain, roles.content)
    if source:
        source, speaker, via = _who(page, roles, sentence)
    name = None if speaker is None else speaker.name
    kind = SourceKind.UNKNOWN if speaker is None else speaker.kind
    manner = manner_of(
        words_of(page.plain, roles.cue, " "),
        content_words,
        words_of(page.plain, source, " "),
        not source,
    )
    return _made(
        page, Roles(source, roles.cue, roles.content),
        kind=StatementKind.EXPLICIT if source else StatementKind.PASSIVE,
        source_name=name, source_kind=kind, via=_without_publisher(page, (*passed_on, *via)),
        act=manner.act, stance=manner.stance, likelihood=manner.likelihood, parent=parent,
    ), speaker  # fmt: skip


def _who(page: _Page, roles: Roles, sentence: Span) -> tuple[Spans, Speaker, tuple[str, ...]]:
    """Source span, speaker, and through whom, nearest the reader first."""
    speakers = page.speakers
    cue = hull(roles.cue)
    source = roles.source
    speaker = speakers.resolve(hull(source))
    via: tuple[str, ...] = ()
    last = min(max(sentence[1], hull(roles.content)[1]), cue[1] + _NEAR)
    first = max(min(sentence[0], source[0][0]), cue[0] - _NEAR)
    if speaker.kind is SourceKind.MEDIA:
        who = cited(page.plain, first, last)
        if who is not None and not inside(who, hull(source)) and not _in_any(who, roles.content):
            outlet = speaker
            speaker = speakers.resolve(who)
            source = (who,)
            via = (outlet.name, *outlet.via)
            if speaker.kind is SourceKind.MEDIA and (further := spoke_to(page.plain, who[1], last)):
                via = (*via, *_outlet_names(page, who))
                speaker = speakers.resolve(further)
                source = (further,)
    told = outlet_told(page.plain, cue, (first, last))
    # "investigators who spoke to the Journal": an outlet inside the source, but not the source.
    inner = told is not None and _in_any(told, source) and told[0] <= source[0][0] + 3
    if told is not None and not via and not inner:
        via = _outlet_names(page, told)
    carried = carried_by(page.plain, hull(roles.content), last)
    of_pictures = speaker.kind in (SourceKind.IMAGERY, SourceKind.DOCUMENT)
    if (
        carried is not None
        and (of_pictures or not _in_any(carried, source))
        and not _in_any(carried, roles.content)
    ):
        via = (
            *(n for n in _outlet_names(page, carried) if n not in via and n != speaker.name),
            *via,
        )
    if via:
        speaker.via = via
    return source, speaker, via


def _in_any(span: Span, spans: Spans) -> bool:
    return any(inside(span, other) for other in spans)


def _outlet_names(page: _Page, span: Span) -> tuple[str, ...]:
    """The outlet's name; nothing where the words are a place, a person or cannot be resolved."""
    called = span
    span = outlet_words(page.plain, span)
    for mention in page.mentions:
        if not mention.span[0] <= span[0] < mention.span[1]:
            continue
        if mention.span[1] >= span[1] and mention.kind is MentionKind.NORP:
            return ()
        if called == span and mention.kind in _NO_OUTLETS:
            return ()
    before = list(page.speakers.met)
    speaker = page.speakers.resolve(span)
    page.speakers.met = [speaker, *before] if speaker not in before else before
    name = _ARTICLE.sub("", speaker.name)
    if not any(c.isupper() or c.isdigit() for c in name):
        return ()
    if speaker.kind in (SourceKind.IMAGERY, SourceKind.DOCUMENT):
        return ()
    if speaker.kind is SourceKind.UNKNOWN:
        speaker.kind = SourceKind.MEDIA
    return (name,)


def _without_publisher(page: _Page, via: tuple[str, ...]) -> tuple[str, ...]:
    outlet = fold(page.document.outlet or "")
    return tuple(dict.fromkeys(v for v in via if not (outlet and fold(v) in outlet)))


def _bare(page: _Page, content: Spans) -> Statement:
    return _made(page, Roles((), (), content), kind=StatementKind.BARE)


def _made(page: _Page, roles: Roles, **known: Any) -> Statement:
    text = page.document.text
    whole = hull(roles.content)
    words = words_of(text, roles.content)
    family, polarity = predicate_of(words_of(page.plain, roles.content, " "))
    valid, basis = valid_time(page.document, roles.content, page.times)
    places = dict.fromkeys(p.site or p.name for p in page.places if inside(p.span, whole))
    places.update(dict.fromkeys(m.entity or m.name for m in page.sites if inside(m.span, whole)))
    return Statement(
        id=statement_id(page.document.id, roles.source, roles.cue, roles.content),
        document=page.document.id,
        content=roles.content,
        text=words,
        source=roles.source,
        cue=roles.cue,
        valid=valid,
        valid_basis=basis,
        places=tuple(places),
        predicate=family,
        polarity=polarity,
        quantities=tuple(q for a, b in roles.content for q in quantities_in(page.plain, a, b)),
        **known,
    )


def _in_reading_order(found: list[Statement]) -> list[Statement]:
    def place(s: Statement) -> int:
        return hull([*s.source, *s.cue, *s.content])[0]

    below: dict[str, list[Statement]] = {}
    for s in found:
        if s.parent is not None:
            below.setdefault(s.parent, []).append(s)
    ordered = []
    seen = set()
    for s in sorted((s for s in found if s.parent is None), key=place):
        for each in (s, *sorted(below.get(s.id, []), key=place)):
            if each.id not in seen:
                seen.add(each.id)
                ordered.append(each)
    return ordered
