"""What a piece of evidence says its source is: its kind, its name, the body behind it."""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from casemate.nouns import Document, SourceKind, StatementKind
from casemate.weigh import source_words as words
from casemate.weigh.piece import Piece
from casemate.weigh.stems import stem
from casemate.words.fold import fold
from casemate.words.sentences import sentences


class Sort(enum.StrEnum):
    """What kind of act brought something to light, finer than the kinds that are shown."""

    OWN = "own"
    OWN_IMAGERY = "own imagery"
    IMAGERY = "imagery"
    TRACKING = "tracking"
    PERSON = "person"
    BODY = "body"
    ANONYMOUS = "anonymous"
    MEDIA = "media"
    DOCUMENT = "document"
    TALK = "talk"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Source:
    """A source as found in one document.

    name: key to compare by, folded: a person's name, a body's words, a firm, an outlet.
    words: stems of the describing words. head: stem of the noun it turns on.
    told: key of the outlet it spoke to, or that published it.
    new_speaker: its mention brings somebody new into the text. told_us: the text says that it spoke
    to this outlet. fresh: True said on a stated day, False said earlier, None not told.
    sentence: the sentence it stands in.
    """

    sort: Sort
    name: str
    words: frozenset[str]
    head: str
    told: str
    new_speaker: bool
    told_us: bool
    fresh: bool | None
    sentence: str


_PERSON = re.compile(
    r"[^\W\d_a-z][\w.'’-]+(?:\s+(?:al-|von|van|de|bin|der)?\s*[^\W\d_a-z][\w.'’-]*)+"
)
_DROP = frozenset(
    """the a an of in at on to for and with who which that its his her their our from by as some
    one two three four five six several many other another senior former then new""".split()
)
_NAME_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def describe_sources(pieces: Sequence[Piece], documents: Sequence[Document]) -> tuple[Source, ...]:
    """A Source for each piece, in order."""
    cut: dict[int, list[tuple[int, int]]] = {}
    outlets = frozenset(key for d in documents if (key := outlet_key(d.outlet)))
    passed_on = frozenset(outlet_key(v) for p in pieces for v in p.via) | outlets
    known = Known(passed_on, _bodies(pieces, documents))
    return _fresh_in_document(pieces, [_describe(piece, documents, cut, known) for piece in pieces])


@dataclass(frozen=True, slots=True)
class Known:
    """What the documents together tell of names. passed_on: keys of outlets that are published
    here or passed something on. bodies: folded names that people are said to belong to."""

    passed_on: frozenset[str]
    bodies: frozenset[str]


_BELONGS = re.compile(
    r"[^\W\d_a-z][\w'’-]+,?\s+(?:of|at|from)\s+(?:the\s+)?((?:[^\W\d_a-z][\w'’-]*\s?){1,4})"
)
_THING_WORDS = re.compile(r"^(?:it|its|the (?:company|firm|operator|agency|group|ministry))$", re.I)


def _bodies(pieces: Sequence[Piece], documents: Sequence[Document]) -> frozenset[str]:
    """Names that stand as "X of NAME", or that a text calls "it" or "the company"."""
    found = {fold(match[1]) for d in documents for match in _BELONGS.finditer(d.text)}
    for piece in pieces:
        if piece.source_name and _THING_WORDS.match(piece.source_text.strip()):
            found.add(fold(piece.source_name))
    return frozenset(found)


def _fresh_in_document(pieces: Sequence[Piece], sources: Sequence[Source]) -> tuple[Source, ...]:
    """A speaker whose first words in a document are dated is fresh in all of it."""
    fresh = {
        (piece.document, source.sort, source.name)
        for piece, source in zip(pieces, sources, strict=True)
        if source.fresh
    }
    return tuple(
        dataclasses.replace(source, fresh=True)
        if source.fresh is None and (piece.document, source.sort, source.name) in fresh
        else source
        for piece, source in zip(pieces, sources, strict=True)
    )


def outlet_key(name: str | None) -> str:
    """An outlet's name to compare by: folded, without its article."""
    key = fold(name or "")
    return key[4:] if key.startswith("the ") else key


def same_outlet(a: str, b: str) -> bool:
    """Whether two outlet keys name one outlet: equal, or one is the other's initials."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    parts = long.split()
    return len(short) > 1 and len(parts) > 1 and short == "".join(part[0] for part in parts)


def _describe(
    piece: Piece,
    documents: Sequence[Document],
    cut: dict[int, list[tuple[int, int]]],
    known: Known,
) -> Source:
    if piece.document < 0:
        key = piece.origin_key or piece.id
        sort = Sort.TRACKING if key.startswith("tracking-data:") else Sort.IMAGERY
        return Source(sort, key, frozenset(), "", "", False, False, True, "")
    document = documents[piece.document]
    sentence = _sentence(piece, document, cut)
    outlet = outlet_key(document.outlet) or fold(document.id)
    text, name = fold(piece.source_text), fold(piece.source_name or "")
    both = f"{text} | {name}"
    told = outlet_key(piece.via[-1]) if piece.via else outlet
    sort = _sort(piece, both, outlet, known)
    around = _outside(sentence, piece.text)
    fresh = True if words.FRESH.search(around) else None
    if words.STALE.search(around):
        fresh = False
    return Source(
        sort=sort,
        name=_key(sort, piece, both, outlet),
        words=describing_words(f"{text} {name}"),
        head=stem(head_of(name)),
        told=told,
        new_speaker=bool(words.NEW_SPEAKER.match(text)),
        told_us=bool(words.TOLD_US.search(fold(sentence))),
        fresh=fresh,
        sentence=sentence,
    )


def _sort(piece: Piece, both: str, outlet: str, known: Known) -> Sort:
    name = fold(piece.source_name or "")
    text = fold(piece.source_text)
    if piece.kind is StatementKind.BARE or not name:
        return Sort.NONE
    if words.TALK.search(both):
        return Sort.TALK
    own = bool(words.OWN.search(text)) or (
        bool(outlet) and name.startswith(outlet) and bool(words.OWN_ROLE.search(name))
    )
    imagery = bool(words.IMAGERY.search(both))
    firm = firm_of(both)
    person = _is_person(piece, known)
    if own and (imagery or (firm in words.FREE_DATA)):
        return Sort.OWN_IMAGERY
    if own:
        return Sort.OWN
    if words.TRACKING.search(both) and not person:
        return Sort.TRACKING
    if (firm or imagery) and not person and not words.PEOPLE.search(text):
        if firm in words.FREE_DATA:
            return Sort.OWN_IMAGERY
        return Sort.IMAGERY
    if person:
        return Sort.PERSON
    head = head_of(name)
    guard = re.search(r"\b(?:coast ?|border )guard\b", name)
    if words.PEOPLE.fullmatch(head) and not guard and not _capital_body(piece.source_name or ""):
        return Sort.ANONYMOUS
    if words.DOCUMENT.search(both):
        return Sort.DOCUMENT
    key = outlet_key(name)
    if words.MEDIA.fullmatch(key):
        return Sort.MEDIA
    if words.BODY.search(name):
        return Sort.BODY
    if any(same_outlet(key, other) for other in known.passed_on):
        return Sort.MEDIA
    if words.MEDIA.search(key):
        return Sort.MEDIA
    if piece.source_kind is SourceKind.ANONYMOUS or words.NEW_SPEAKER.match(name):
        return Sort.ANONYMOUS
    return Sort.BODY


_HEAD_END = re.compile(
    r"\s+(?:of|in|at|from|for|to|on|with|who|near|aboard|outside|inside|close|told|monitoring|"
    r"speaking|that|which|by|and)\b|[,(]"
)


def head_of(folded: str) -> str:
    """The noun a description turns on: the last word before "of", "in", "who" or a comma."""
    words_of_head = _HEAD_END.split(folded.strip(), maxsplit=1)[0].split()
    return words_of_head[-1] if words_of_head else ""


def _capital_body(name: str) -> bool:
    """A name whose last word before "of" is a proper one: "Swedish Prosecution Authority"."""
    head = re.split(r"\s+(?:of|in|at|from|for|to|on|with|who)\s+|,", name.strip())[0].split()
    return bool(head) and head[-1][:1].isupper() and not words.PEOPLE.fullmatch(fold(head[-1]))


def _is_person(piece: Piece, known: Known) -> bool:
    name = (piece.source_name or "").strip()
    if not _PERSON.fullmatch(name):
        return False
    folded = fold(name)
    if folded in known.bodies or outlet_key(folded) in known.passed_on:
        return False
    if words.BODY.search(folded) or words.MEDIA.search(folded) or firm_of(folded):
        return False
    return not (words.TRACKING.search(folded) or folded.split()[0] in words.NATIONS.values())


def firm_of(folded: str) -> str | None:
    """The picture firm named in a folded text, the longest name first listed."""
    for firm in words.FIRMS:
        if re.search(rf"\b{re.escape(firm)}\b", folded):
            return "planet labs" if firm in ("planet", "planetscope") else firm
    return None


def _key(sort: Sort, piece: Piece, both: str, outlet: str) -> str:
    name = fold(piece.source_name or "")
    if sort in (Sort.OWN, Sort.OWN_IMAGERY):
        return outlet
    if sort is Sort.IMAGERY:
        return firm_of(both) or ""
    if sort is Sort.TRACKING:
        return "tracking"
    if sort is Sort.PERSON:
        return person_key(name)
    if sort is Sort.MEDIA:
        return outlet_key(name)
    if sort is Sort.BODY:
        return body_key(name)
    return " ".join(sorted(describing_words(name)))


def person_key(name: str) -> str:
    """A person to compare by: the last name; fuller names are told apart by `same_person`."""
    parts = [p for p in name.replace(".", " ").split() if p]
    return parts[-1] if parts else name


def body_key(name: str) -> str:
    """A body's words in a fixed order, countries as their adjectives: "sweden's police"."""
    return " ".join(sorted(describing_words(name)))


def describing_words(folded: str) -> frozenset[str]:
    """The words that describe a source, stems, countries as adjectives, small words left out."""
    found = set()
    for word in _NAME_WORD.findall(folded):
        word = word.removesuffix("'s").removesuffix("’s")
        word = words.NATIONS.get(word, word)
        if word not in _DROP and len(word) > 1:
            found.add(word if word in words.NATIONS.values() else stem(word))
    return frozenset(found)


def _outside(sentence: str, content: str) -> str:
    """A sentence without the words it reports."""
    for part in content.split(" … "):
        sentence = sentence.replace(part, " ")
    return sentence


def _sentence(piece: Piece, document: Document, cut: dict[int, list[tuple[int, int]]]) -> str:
    if piece.span is None:
        return ""
    spans = cut.get(piece.document)
    if spans is None:
        spans = cut[piece.document] = sentences(document.text)
    begin, end = piece.span
    return " ".join(document.text[a:b] for a, b in spans if a < end and b > begin)
