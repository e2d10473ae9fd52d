"""The first reader of statements: quotations, reporting verbs, "according to", "reportedly".

It reads sentence by sentence and is plain on purpose: what it cannot see for sure it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from casemate.nouns import (
    Act,
    Document,
    Mention,
    PlaceMention,
    SourceKind,
    Span,
    Spans,
    Stance,
    Statement,
    StatementKind,
    TimeMention,
    hull,
    inside,
    statement_id,
    words_of,
)
from casemate.read.statements.cues import CUES, NOUN_CUES, PLAIN_CUES
from casemate.read.statements.source_kind import source_kind
from casemate.read.statements.speakers import Speakers
from casemate.read.times import valid_time
from casemate.words.fold import plain_marks
from casemate.words.sentences import sentences, trim

_VERBS = "|".join(sorted(CUES, key=lambda w: (-len(w), w)))
_CUE = re.compile(
    r"(?<![\w-])(?:(?:has|have|had|will|would|could|may|might|also|later|earlier|previously|"
    r"repeatedly|firmly|flatly|again)\s+){0,3}"
    rf"(?P<verb>{_VERBS})(?!\w)(?!\s+(?:by|to\s+be)\b)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\baccording to\s+", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:(?:is|are|was|were|has been|have been)\s+(?:reported|said|believed|thought|alleged|"
    r"understood|rumou?red|expected)(?=\s+to\b)|reportedly|allegedly|"
    r"(?:as\s+)?previously reported|it (?:is|was) reported that)",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(
    r"\s+(?:[A-Z]{2,}(?:/[A-Z]{2,})*(?=\s+(?!News|TV|Turk)[A-Za-z\"])"
    r"|(?:reporters|journalists|lawmakers|parliament|state media|the (?:news )?agency"
    r"|him|her|them|us|me)\b"
    r"|(?:[A-Z][\w/.&'-]*|(?:the|a|an)\s+[\w-]+|Russian|Syrian|Turkish|state)"
    r"(?:\s+(?:[A-Z][\w/.&'-]*|media|newspaper|agency|television|news))*)"
)
_WHEN_SAID = re.compile(
    r"\s+(?:(?:on|in|late|early|earlier|last|this)\s+)+[\w ,]{2,30}?(?=\s+that\b|:|,|\s+[A-Z\"'])"
    r"|\s+(?:yesterday|today|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in a (?:news conference|"
    r"statement|post|interview|briefing|report))(?:\s+(?:morning|afternoon|evening|night))?",
)
_IMAGERY = re.compile(r"\b(?:imagery|images|pictures|photographs|photos|footage)\b", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:the|a|an|some|several|two|three|four|five|six)\b", re.IGNORECASE)
_QUOTE = re.compile(r'"[^"\n]{3,}"')
_INTRO = re.compile(
    r"(?:(?:On|In|At|After|Before|Since|Last|Earlier|Meanwhile|However|But|And|Still|Yet|Also)\b"
    r"[^,]{0,50},\s+)+|(?:But|And|Meanwhile|However|Still|Yet)\s+"
)
_NO_SPEECH = re.compile(
    r"\b(?:declined|refused|did not|didn't|do not|does not|could not|couldn't|not immediately|"
    r"never|without|asked|if|whether|to)\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
# "are reported", "was even declared", "as previously reported": nobody in the sentence says it.
_PARTICIPLE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|as|can|to)\s+(?:\w+ly\s+|even\s+|not\s+|also\s+){0,2})\Z",
    re.IGNORECASE,
)
# "Russian media", "parliament": told to many or to no outlet.
_NOT_AN_OUTLET = re.compile(r"\b(?:media|parliament|congress|senate|council)\b", re.IGNORECASE)
_INVERTED = frozenset("said says added reported wrote".split())
_THAT = re.compile(r"\s+that\b\s*|\s*[:,]\s*|\s+")
_QUOTATION_MAX = 2_000
_TAIL = ".,;:!? \n\t"
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|appears? to|seems? to|likely)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Found:
    """Roles of one statement in a sentence, before names are resolved."""

    source: Spans
    cue: Spans
    content: Spans
    act: Act = Act.SAYS
    stance: Stance = Stance.ASSERTS
    kind: StatementKind = StatementKind.EXPLICIT
    told: Span | None = None


@dataclass
class Page:
    """One document while it is read: text with plain marks (same length) and its speakers."""

    document: Document
    text: str
    times: Sequence[TimeMention]
    mentions: Sequence[Mention]
    places: Sequence[PlaceMention]
    speakers: Speakers = field(default_factory=Speakers)


def read_by_rules(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
) -> tuple[Statement, ...]:
    """Statements of a document in reading order, nested ones after the one they stand in."""
    page = Page(document, plain_marks(document.text), times, mentions, places)
    found: list[Statement] = []
    last_speaker: Statement | None = None
    for sentence in sentences(document.text):
        roles = list(_attributions(page.text, sentence))
        if not roles and last_speaker is not None and _is_quote_only(page.text, sentence):
            goes_on = Found((), (), (sentence,), kind=StatementKind.IMPLICIT)
            found.append(_statement(page, goes_on, None, said_by=last_speaker))
            continue
        for role in roles:
            role = _whole_quotation(document.text, role)
            found = [f for f in found if not _covered(f, role)]
            statement = _statement(page, role, None)
            found.append(statement)
            found.extend(_nested(page, statement))
            if statement.source_name and statement.act is Act.SAYS:
                last_speaker = statement
        if not roles:
            last_speaker = None
            found.extend(_bare(page, sentence))
    return tuple(found)


def _attributions(text: str, sentence: Span) -> Iterator[Found]:
    """The outermost attributions of one sentence: one, as a rule."""
    begin, end = sentence
    quotes = [m.span() for m in _QUOTE.finditer(text, begin, end)]
    if (match := _ACCORDING.search(text, begin, end)) and not _within(match.start(), quotes):
        found = _according(text, sentence, match)
        if found is not None:
            yield found
            return
    for match in _CUE.finditer(text, begin, end):
        if _within(match.start(), quotes) or _PARTICIPLE.search(text[begin : match.start()]):
            continue
        if _NO_SPEECH.search(text[max(begin, match.start() - 30) : match.start()]):
            continue
        found = _by_verb(text, sentence, match, quotes)
        if found is not None:
            yield found
            return
    for match in _PASSIVE.finditer(text, begin, end):
        if not _within(match.start(), quotes):
            yield _passive(text, sentence, match)
            return


def _according(text: str, sentence: Span, match: re.Match[str]) -> Found | None:
    begin, end = sentence
    comma = text.find(",", match.end(), end)
    if match.start() <= begin + 2:
        if comma < 0:
            return None
        source, content = (match.end(), comma), (comma + 1, end)
    else:
        source = (match.end(), comma if comma > 0 else end)
        content = (begin, match.start())
    spans = _cleaned(text, [content])
    named = _trimmed(text, source)
    if not spans or named is None:
        return None
    cue = (match.start(), match.start() + len("according to"))
    return Found((named,), (cue,), spans)


def _by_verb(
    text: str, sentence: Span, match: re.Match[str], quotes: Sequence[Span]
) -> Found | None:
    begin, end = sentence
    verb = match["verb"].lower()
    act, stance = CUES[verb]
    cue = match.span()
    before = text[begin : cue[0]]
    after = text[cue[1] : end]
    # "…," X said  /  "…," said X: what is said stands first.
    head = _content_first(text, sentence, cue, quotes)
    if head is not None:
        source, content = head
        to = _RECIPIENT.match(text, cue[1], end) if verb == "told" else None
        return Found((source,), (cue,), content, act, stance, told=to and _trimmed(text, to.span()))
    opens = re.match(r"\s*(?:that\b|:|,?\s*\")", after) or _IMAGERY.search(before)
    has_quote = any(q[0] >= cue[1] for q in quotes)
    if not before.strip() or (verb not in PLAIN_CUES and not opens and verb not in NOUN_CUES
                              and not has_quote and " that " not in after[:80]):  # fmt: skip
        return None
    source_begin = begin
    if intro := _INTRO.match(text, begin, cue[0]):
        source_begin = intro.end()
    cut = max(text.rfind(mark, source_begin, cue[0]) for mark in (" - ", "; "))
    if cut > 0 and cue[0] - cut > 3:
        source_begin = cut + 2
    if " and " in text[source_begin : cue[0]] and "," in text[source_begin : cue[0]]:
        # "…, and X said": the last clause has the speaker.
        last = text.rfind(", and ", source_begin, cue[0])
        if last > 0:
            source_begin = last + 6
    named = _trimmed(text, (source_begin, cue[0]))
    if named is None or not _can_speak(text[named[0] : named[1]]):
        return None
    at = cue[1]
    to = _RECIPIENT.match(text, at, end) if verb in ("told", "tells", "tell") else None
    if to is not None:
        at = to.end()
    while said := _WHEN_SAID.match(text, at, end):
        at = said.end()
    if that := _THAT.match(text, at, end):
        at = that.end()
    content = _cleaned(text, [(at, end)])
    if not content or hull(content)[1] - hull(content)[0] < 8:
        return None
    return Found((named,), (cue,), content, act, stance, told=to and _trimmed(text, to.span()))


def _content_first(
    text: str, sentence: Span, cue: Span, quotes: Sequence[Span]
) -> tuple[Span, Spans] | None:
    """Source and content of "…," X said and "…," said X; None when the speaker stands first."""
    begin, end = sentence
    before = text[begin : cue[0]]
    quoted = [q for q in quotes if q[1] <= cue[0]]
    verb = text[cue[0] : cue[1]].lower().split()[-1]
    closes = before.rstrip().endswith((',"', '"'))
    comma = closes or (before.rstrip().endswith(",") and verb in _INVERTED)
    rest = [q for q in quotes if q[0] >= cue[1]]
    if comma:
        stop = re.search(r"[,.]|\s+\"|\s+(?:in|on|during|after|as|while)\s", text[cue[1] : end])
        source = _trimmed(text, (cue[1], cue[1] + stop.start() if stop else end))
        if source is None or not text[source[0] : source[1]][:1].strip():
            return None
        content = _cleaned(text, [(begin, cue[0]), *rest])
        return (source, content) if content and _can_speak(text[slice(*source)]) else None
    # The last comma or quotation mark before the cue parts content from speaker.
    # A quotation that began sentences ago has only its closing mark here.
    limit = max(
        quoted[-1][1] if quoted else -1, text.rfind(',"', begin, cue[0]) + 2 if not quoted else 0
    )
    limit = limit if limit > begin + 1 else 0
    after_quote = limit > 0 and len(text[limit : cue[0]].strip(_TAIL)) < 160
    if after_quote:
        source = _trimmed(text, (limit, cue[0]))
        content = _cleaned(text, [(begin, limit), *rest])
    else:
        at = text.rfind(", ", begin, cue[0])
        tail = text[cue[1] : end].strip(_TAIL + '"')
        named_last = tail == "" or re.match(r"(?:on|in|late|early)\s+[\w ]{3,30}$", tail)
        if at < 0 or not named_last:
            return None
        source = _trimmed(text, (at + 1, cue[0]))
        content = _cleaned(text, [(begin, at)])
    if source is None or not content or not _can_speak(text[slice(*source)]):
        return None
    return source, content


def _passive(text: str, sentence: Span, match: re.Match[str]) -> Found:
    begin, end = sentence
    if match.start() <= begin + 3 or "previously" in match.group().lower():
        content = _cleaned(text, [(match.end(), end)])
    else:
        content = _cleaned(text, [(begin, end)])
    believes = re.search(r"believed|thought|expected", match.group(), re.IGNORECASE)
    return Found(
        (), (match.span(),), content or (sentence,),
        Act.BELIEVES if believes else Act.SAYS, Stance.ASSERTS, StatementKind.PASSIVE,
    )  # fmt: skip


def _nested(page: Page, outer: Statement) -> Iterator[Statement]:
    """A statement inside another's content: "ISW reported that imagery showed …"."""
    if outer.act is not Act.SAYS or outer.kind is StatementKind.PASSIVE:
        return
    for span in outer.content:
        for match in _CUE.finditer(page.text, span[0], span[1]):
            verb = match["verb"].lower()
            before = _trimmed(page.text, (span[0], match.start()))
            if before is None or CUES[verb][0] not in (Act.SAYS, Act.PERCEIVES):
                continue
            relative = re.search(
                r"\bthat\s+((?:the\s+)?[\w-]+\s+(?:imagery|images|pictures|photographs))\Z",
                page.text[before[0] : before[1]],
            )
            if relative:
                source = (before[0] + relative.start(1), before[1])
                content = _cleaned(
                    page.text, [_last_noun_phrase(page.text, span[0], before[0] + relative.start())]
                )
                rest = _cleaned(page.text, [(match.end(), span[1])])
                found = Found((source,), (match.span(),), (*content, *rest), Act.PERCEIVES)
                yield _statement(page, found, outer.id)
                return
            if re.match(r"\s+that\b", page.text[match.end() : span[1]]):
                content = _cleaned(page.text, [(match.end() + 5, span[1])])
                if content:
                    act, stance = CUES[verb]
                    yield _statement(
                        page, Found((before,), (match.span(),), content, act, stance), outer.id
                    )
                return


def _last_noun_phrase(text: str, begin: int, end: int) -> Span:
    """From the last determiner on: what "that satellite imagery showed" hangs on."""
    starts = [m.start() for m in _DETERMINER.finditer(text, begin, end)]
    return (starts[-1] if starts else begin, end)


def _whole_quotation(text: str, found: Found) -> Found:
    """The content with the sentences of its quotation that stand before or after this one."""
    first, last = found.content[0], found.content[-1]
    words = text[first[0] : first[1]]
    begin = first[0]
    if words.rstrip(".,")[-1:] in ("\u201d", '"') and not words.startswith(("\u201c", '"')):
        closing = max(words.count("\u201d"), words.count('"') % 2)
        if closing > words.count("\u201c"):
            begin = _opening(text, first[0])
    end = last[1]
    words = text[last[0] : last[1]]
    if (words.count("\u201c") > words.count("\u201d") and '"' not in words) or (
        words.count('"') % 2 == 1 and begin == first[0] and "\u201c" not in words
    ):
        end = _closing(text, last[1])
    if (begin, end) == (first[0], last[1]):
        return found
    content = list(found.content)
    content[0] = (begin, content[0][1])
    content[-1] = (content[-1][0], end)
    return replace(found, content=tuple(content))


def _opening(text: str, at: int) -> int:
    """Where the quotation that ends after `at` began; `at` where that cannot be told."""
    back = max(0, at - _QUOTATION_MAX)
    curly = text.rfind("\u201c", back, at)
    if curly >= 0 and "\u201d" not in text[curly:at]:
        return curly
    paragraph = max(text.rfind("\n\n", back, at), back)
    straight = text.rfind('"', paragraph, at)
    return straight if straight >= 0 and text[paragraph:at].count('"') % 2 == 1 else at


def _closing(text: str, at: int) -> int:
    """Where the quotation that is open at `at` ends, in this paragraph; `at` if it does not."""
    stop = text.find("\n", at)
    limit = min(len(text) if stop < 0 else stop, at + _QUOTATION_MAX)
    ends = [i for i in (text.find("\u201d", at, limit), text.find('"', at, limit)) if i >= 0]
    return min(ends) + 1 if ends else at


def _covered(earlier: Statement, found: Found) -> bool:
    """Whether an earlier unattributed statement turned out to lie inside this quotation."""
    unattributed = earlier.kind in (StatementKind.BARE, StatementKind.IMPLICIT)
    return unattributed and any(inside(hull(earlier.content), span) for span in found.content)


def _bare(page: Page, sentence: Span) -> Iterator[Statement]:
    """The document's own plain assertion of a fact with a date or a place."""
    dated = any(inside(t.span, sentence) for t in page.times)
    placed = any(inside(m.span, sentence) and m.entity for m in page.mentions)
    content = _cleaned(page.text, [sentence])
    is_question = page.text[sentence[0] : sentence[1]].rstrip('" ').endswith("?")
    if (dated or placed) and content and not is_question and sentence[1] - sentence[0] > 30:
        yield _statement(page, Found((), (), content, kind=StatementKind.BARE), None)


def _statement(
    page: Page, found: Found, parent: str | None, said_by: Statement | None = None
) -> Statement:
    text = page.document.text
    words = words_of(text, found.source)
    if said_by is not None:
        name, kind, via = said_by.source_name, said_by.source_kind, said_by.via
    elif found.source:
        name, via = page.speakers.named(words)
        via = via or _outlet_told(text, found.told)
        kind = source_kind(words)
        if kind is SourceKind.UNKNOWN and name:
            kind = page.speakers.kind_of(name) or source_kind(name)
        page.speakers.remember(name, kind)
    else:
        name, kind, via = None, SourceKind.UNKNOWN, ()
    whole = hull(found.content)
    content_words = words_of(text, found.content)
    valid, basis = valid_time(page.document, found.content, tuple(page.times))
    places = dict.fromkeys(
        m.entity or m.name for m in page.mentions if inside(m.span, whole) and m.entity
    )
    stance = found.stance
    if stance is Stance.ASSERTS and _POSSIBLE.search(content_words):
        stance = Stance.POSSIBLE
    return Statement(
        id=statement_id(page.document.id, found.source, found.cue, found.content),
        document=page.document.id,
        kind=found.kind,
        content=found.content,
        text=content_words,
        source=found.source,
        cue=found.cue,
        source_name=name,
        source_kind=kind,
        via=via,
        act=found.act,
        stance=stance,
        valid=valid,
        valid_basis=basis,
        places=tuple(places),
        parent=parent,
    )


def _outlet_told(text: str, told: Span | None) -> tuple[str, ...]:
    """The outlet a speaker told it to, where one is named ("told RFE/RL"; not "told reporters")."""
    words = "" if told is None else text[told[0] : told[1]].removeprefix("the ").strip()
    if not words[:1].isupper() or _NOT_AN_OUTLET.search(words):
        return ()
    return (words,)


def _within(at: int, spans: Sequence[Span]) -> bool:
    return any(begin <= at < end for begin, end in spans)


def _is_quote_only(text: str, sentence: Span) -> bool:
    words = text[sentence[0] : sentence[1]].strip()
    return len(words) > 2 and words[0] == '"' and words.rstrip(_TAIL)[-1] == '"'


_SPEAKER = re.compile(
    r"^(?:[A-Z]|the |a |an |he\b|she\b|they\b|it\b|his |her |their |one |two |three |four |"
    r"several |some |many |satellite|officials|residents|sources|witnesses|analysts|experts|images|imagery|"
    r"local|another|which\b|who\b)"
)


# A finite verb in what should be a name: the clause was cut in the wrong place.
_CLAUSE = re.compile(r"\b(?:was|were|had|has|have|is|are|will|may|could|can|would|might)\b")


def _can_speak(words: str) -> bool:
    return (
        bool(_SPEAKER.match(words))
        and len(words) <= 220
        and (not _CLAUSE.search(words) or bool(re.search(r"\b(?:who|which|whose)\b", words)))
    )


def _trimmed(text: str, span: Span) -> Span | None:
    trimmed = trim(text, span)
    if trimmed is None:
        return None
    begin, end = trimmed
    while end > begin and text[end - 1] in _TAIL + "-":
        end -= 1
    while begin < end and text[begin] in _TAIL + "-":
        begin += 1
    return (begin, end) if end > begin else None


def _cleaned(text: str, spans: Sequence[Span]) -> Spans:
    """Spans without white space, final marks and a dangling "that"."""
    kept = []
    for span in spans:
        cleaned = _trimmed(text, span)
        if cleaned is not None and any(c.isalnum() for c in text[cleaned[0] : cleaned[1]]):
            kept.append(cleaned)
    return tuple(kept)
