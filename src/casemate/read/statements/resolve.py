"""Who a source is: pronouns, last names and "the spokesman" to the full name in the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from casemate.nouns import Mention, MentionKind, SourceKind, Span
from casemate.read.statements.source_kind import source_kind

_SINGULAR = frozenset("he she him her his hers himself herself".split())
_PLURAL = frozenset("they them their theirs both all those these we us our".split())
_THING = frozenset("it its".split())
_RELATIVE = frozenset("who which that whom whose".split())
_FIRST = frozenset("i we me my our us".split())
_OF = re.compile(r"(?:\b(?:of|for|to|with|from|by|at|in|on|near|under|against|about|aboard)\s+(?:the\s+)?)\Z", re.I)
_POSSESSIVE = re.compile(r"['’]s?\s+[a-z]")
_CAPITALS = re.compile(r"(?:[A-Z][\w.'’-]*|[A-Z]{2,})(?:\s+(?:(?:al|bin|von|van|de|der|del|da|la|le|ibn|el)[ -])?[A-Z][\w.'’-]*)*")
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z]{1,7})\)")
_LEADING = re.compile(r"^(?:(?:but|and|while|as|yet|so|also|meanwhile|even|only|that|then)\s+)+", re.I)
_TAIL = re.compile(
    r"(?:,|;|\s[-–—]\s|\(|\s(?:who|which|that|whom|whose|familiar|close to|speaking|citing|quoted|cited|told|"
    r"said|seen|taken|published|released|obtained|reviewed|posted)\b).*\Z",
    re.I | re.S,
)
_HEAD_CUT = re.compile(
    r"\s(?:of|for|from|to|with|in|at|on|who|which|that|aboard|near|close|by|inside|outside|behind|"
    r"familiar|posted|stationed|taken)\s|,|\(",
    re.I,
)
_DETERMINED = re.compile(r"^(?:the|this|that|these|those|its|their|his|her|both|all|one of|same|said)\b", re.I)
_NUMBERED = re.compile(r"^(?:(?:all|the|those|these|both)\s+)?(?:both|two|three|four|five|six|seven|eight|nine|ten)\b(?:\s+of\s+them)?", re.I)
_ARTICLE = re.compile(r"^(?:the|The)\s+(?=[A-Z])")
_WOMAN = re.compile(r"\b(?:Ms|Mrs|Miss|spokeswoman|chairwoman|congresswoman|businesswoman|actress|queen|woman|she|her|lady|mother|wife|sister|daughter)\b", re.I)
_MAN = re.compile(r"\b(?:Mr|spokesman|chairman|congressman|businessman|king|prince|man|he|his|sir|father|husband|brother|son|fisherman)\b", re.I)
# Words by which an earlier source is taken up again.
_SAME = {
    "agency": "media", "newspaper": "media", "paper": "media", "outlet": "media",
    "broadcaster": "media", "channel": "media", "network": "media", "station": "media",
    "magazine": "media", "site": "media", "website": "media", "daily": "media", "text": "media",
    "dispatch": "media", "report": "media", "piece": "media", "article": "media",
    "company": "firm", "firm": "firm", "operator": "firm", "owner": "firm", "group": "group",
    "source": "source", "sources": "source", "officials": "source", "informants": "source",
    "official": "source", "diplomat": "source", "diplomats": "source", "people": "source",
}  # fmt: skip


@dataclass
class Speaker:
    """One source of the document, with all the words it was introduced by."""

    name: str
    kind: SourceKind
    words: set[str] = field(default_factory=set)
    plural: bool = False
    person: bool = False
    woman: bool | None = None
    via: tuple[str, ...] = ()


@dataclass
class Speakers:
    """The speakers met so far, the last one at the end; and the names the document writes in full."""

    text: str
    mentions: Sequence[Mention]
    met: list[Speaker] = field(default_factory=list)
    full: dict[str, str] = field(default_factory=dict)
    begins: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.begins = [m.span[0] for m in self.mentions]
        for mention in self.mentions:
            words = " ".join(self.text[mention.span[0] : mention.span[1]].split())
            if mention.kind is MentionKind.PERSON and " " in words:
                self.full.setdefault(words.split()[-1], words)
            if short := _ACRONYM.match(self.text, mention.span[1]):
                self.full.setdefault(short[1], _ARTICLE.sub("", words))

    def resolve(self, span: Span, before: int | None = None) -> Speaker:
        """The speaker that the words at `span` mean; a new one when nobody before fits.

        before: the outer statement's begin, when `span` stands inside a content: then "I" and
        "we" mean its speaker, who is the last one met.
        """
        words = " ".join(self.text[span[0] : span[1]].split()).strip(" ,;:\"'“”‘’-–—")
        words = _LEADING.sub("", words)
        low = words.lower()
        found: Speaker | None = None
        if low in _RELATIVE:
            found = self._antecedent(span)
        elif low in _SINGULAR | _PLURAL | _THING | _FIRST:
            found = self._pronoun(low)
        if found is None:
            found = self._by_name(words, span) or self._by_description(words)
        if found is None:
            found = self._new(words, span)
        self.remember(found, words)
        return found

    def remember(self, speaker: Speaker, words: str) -> None:
        """Makes a speaker the last one met."""
        if speaker in self.met:
            self.met.remove(speaker)
        self.met.append(speaker)
        speaker.words.update(w.lower() for w in re.findall(r"[\w'-]+", words))

    def _new(self, words: str, span: Span) -> Speaker:
        person = self._person_in(span)
        kind = source_kind(words)
        if person is not None:
            if kind in (SourceKind.IMAGERY, SourceKind.MEDIA, SourceKind.ANONYMOUS):
                kind = SourceKind.UNKNOWN if kind is not SourceKind.MEDIA else kind
            name = person
        else:
            name = _plain_name(words)
            if kind is SourceKind.UNKNOWN:
                kind = self._kind_of_mention(span)
        head = _HEAD_CUT.split(words)[0].split()
        plural = bool(head) and (head[-1].lower().endswith("s") and not head[-1][0].isupper()
                                 or head[-1].lower() in ("people", "police", "men", "women"))  # fmt: skip
        around = self.text[max(0, span[0] - 12) : span[1]]
        woman = True if _WOMAN.search(words) else False if _MAN.search(words) else None
        del around
        return Speaker(name, kind, plural=plural and person is None, person=person is not None,
                       woman=woman)  # fmt: skip

    def _person_in(self, span: Span) -> str | None:
        """The full name of the person that is the source, not one its words only mention."""
        at = bisect_left(self.begins, span[0] - 1)
        for mention in self.mentions[at:]:
            if mention.span[0] >= span[1]:
                break
            if mention.kind is not MentionKind.PERSON or mention.span[0] < span[0]:
                continue
            if _OF.search(self.text[span[0] : mention.span[0]]):
                continue
            if _POSSESSIVE.match(self.text, mention.span[1], span[1] + 2):
                continue
            written = " ".join(self.text[mention.span[0] : min(mention.span[1], span[1])].split())
            written = re.sub(r"['’]s$", "", written)
            return self.full.get(written, written) if " " not in written else written
        return None

    def _kind_of_mention(self, span: Span) -> SourceKind:
        at = bisect_left(self.begins, span[0])
        for mention in self.mentions[at : at + 3]:
            if mention.span[0] >= span[1]:
                break
            if mention.kind is MentionKind.ORGANIZATION:
                return SourceKind.ORGANIZATION
            if mention.kind in (MentionKind.PLACE, MentionKind.NORP):
                return SourceKind.OFFICIAL
        return SourceKind.UNKNOWN

    def _by_name(self, words: str, span: Span) -> Speaker | None:
        person = self._person_in(span)
        wanted = {person} if person else set()
        plain = _plain_name(words)
        wanted.add(plain)
        if plain in self.full:
            wanted.add(self.full[plain])
        for speaker in reversed(self.met):
            if speaker.name in wanted:
                return speaker
        if person is None and plain[:1].isupper() and " " not in plain:
            for speaker in reversed(self.met):
                if speaker.person and speaker.name.split()[-1] == plain:
                    return speaker
        if plain in self.full and person is None:
            return Speaker(self.full[plain], source_kind(words))
        return None

    def _by_description(self, words: str) -> Speaker | None:
        """"the spokesman", "the two officials", "the agency": the last source that fits."""
        plain = words.strip()
        if not (_DETERMINED.match(plain) or _NUMBERED.match(plain)):
            return None
        heads = _HEAD_CUT.split(plain + " ")[0].split()
        if not heads:
            return None
        head = heads[-1].lower()
        if head in ("three", "two", "four", "five", "them", "both"):
            return next((s for s in reversed(self.met) if s.plural), None)
        if any(w[0].isupper() for w in heads[1:]):
            return None
        group = _SAME.get(head)
        for speaker in reversed(self.met):
            if head in speaker.words or head.rstrip("s") in speaker.words:
                return speaker
        for speaker in reversed(self.met):
            if group == "media" and speaker.kind is SourceKind.MEDIA:
                return speaker
            if group == "source" and speaker.kind is SourceKind.ANONYMOUS:
                if speaker.plural == head.endswith("s"):
                    return speaker
            if group == "firm" and speaker.kind in (SourceKind.ORGANIZATION, SourceKind.UNKNOWN):
                if not speaker.person and not speaker.plural:
                    return speaker
        return None

    def _pronoun(self, low: str) -> Speaker | None:
        if low in _SINGULAR:
            woman = low in ("she", "her", "hers", "herself")
            fits = [s for s in reversed(self.met)
                    if not s.plural and s.woman in (None, woman)
                    and (s.person or s.kind in (SourceKind.ANONYMOUS, SourceKind.OFFICIAL,
                                                SourceKind.EXPERT, SourceKind.UNKNOWN))]  # fmt: skip
            if fits:
                best = next((s for s in fits if s.person), fits[0]) if fits[0].kind in (
                    SourceKind.OFFICIAL,) and not fits[0].person and fits[0].name[:1].isupper() else fits[0]
                best.woman = woman
                return best
            return None
        if low in _PLURAL:
            plural = next((s for s in reversed(self.met) if s.plural), None)
            return plural or (self.met[-1] if self.met else None)
        if low in _THING:
            return next((s for s in reversed(self.met) if not s.person and not s.plural), None)
        return self.met[-1] if self.met else None

    def _antecedent(self, span: Span) -> Speaker | None:
        """The noun phrase right before "who": a name, or the words after the last break."""
        before = self.text[max(0, span[0] - 160) : span[0]].rstrip(" ,")
        clause = re.split(r"[.;:!?]\s|\n|,\s|\b(?:and|but|that|said|by|with|to)\s", before)[-1].strip()
        if not clause:
            return self.met[-1] if self.met else None
        begin = span[0] - (len(self.text[max(0, span[0] - 160) : span[0]]) - before.rfind(clause))
        end = begin + len(clause)
        return self._by_name(clause, (begin, end)) or self._new(clause, (begin, end))


def _plain_name(words: str) -> str:
    """The noun phrase without article, apposition and relative clause."""
    plain = _TAIL.sub("", words).strip(" ,;:\"'“”‘’-–—") or words
    plain = re.sub(r"['’]s$", "", plain)
    plain = _ARTICLE.sub("", plain)
    first, _, rest = plain.partition(" ")
    if rest and first.istitle() and first.lower() in _LOWERED:
        plain = f"{first.lower()} {rest}"
    return plain


_LOWERED = frozenset(
    """a an the one two three four five six seven eight nine ten several some many most other
    another senior former unnamed local both all few""".split()
)
