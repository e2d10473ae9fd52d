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
_OF = re.compile(
    r"(?:\b(?:of|for|to|with|from|by|at|in|on|near|under|against|about|aboard)\s+(?:the\s+)?)\Z",
    re.I,
)
_POSSESSIVE = re.compile(r"['’]s?\s+[a-z]")
_CAPITALS = re.compile(
    r"(?:[A-Z][\w.'’-]*|[A-Z]{2,})(?:\s+(?:(?:al|bin|von|van|de|der|del|da|la|le|ibn|el)"
    r"[ -])?[A-Z][\w.'’-]*)*"
)
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z]{1,7})\)")
_LEADING = re.compile(
    r"^(?:(?:but|and|while|as|yet|so|also|meanwhile|even|only|that|then)\s+)+", re.I
)
_TAIL = re.compile(
    r"(?:,|;|\s[-–—]\s|\(|\s(?:who|which|that|whom|whose|familiar|close to|speaking|citing|"
    r"quoted|cited|told|reported|carried|"
    r"said|seen|taken|published|released|obtained|reviewed|posted)\b).*\Z",
    re.I | re.S,
)
_HEAD_CUT = re.compile(
    r"\s(?:of|for|from|to|with|in|at|on|who|which|that|aboard|near|close|by|inside|outside|behind|"
    r"familiar|posted|stationed|taken)\s|,|\(",
    re.I,
)
_DETERMINED = re.compile(
    r"^(?:the|this|that|these|those|its|their|his|her|both|all|one of|same|said)\b", re.I
)
_PLURAL_START = re.compile(
    r"^(?:the\s+|all\s+|these\s+|those\s+|some\s+of\s+)?(?:two|three|four|five|six|seven|eight|"
    r"nine|ten|both|several|some|"
    r"many|most|few|other|others|all|numerous|dozens|\d+)\b",
    re.I,
)
# "inspector Per Engström", "chief executive Ann Lee": a name that the network did not tag.
_TITLED = re.compile(
    r"\b(?!(?:the|an?|of|for|by|from|at|in|on|and|or|that|its|their|his|her|our|some|with|to|"
    r"newspaper|broadcaster|agency|channel|daily|magazine|network|company|firm|operator|group|"
    r"ship|party|site|vessel|tanker|carrier|regulator|blogger|journal|website|station)\b)"
    r"[a-z][\w-]+,?\s+(?P<name>[A-Z][\w'’-]+(?:\s+(?:(?:al|bin|von|van|de|der|del|da|la)"
    r"[ -])?[A-Z][\w'’.-]*)+)\Z"
)
_BARE_NAME = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?:\s+(?:(?:al|bin|von|van|de|der|del|da|la)[ -])?[A-Z][\w'’.-]*){1,3})"
    r"(?=,\s+(?:an?|the|who|whose|head|chief|director|speaker|former|minister|its|his|her)\b|"
    r"\s+of\s+(?:the|its)\b)"
)
# "its operator, Cinia"; "the owner of the line, Arelion".
_APPOSED = re.compile(
    r"^(?i:the|an?|its|their|his|her|our)\s[^,]*[a-z],\s+(?P<name>(?:the\s+)?[A-Z][^,]*?),?\Z"
)
# "pictures published on Monday by Maxar", "data from MarineTraffic": whose they are.
_PROVIDER = re.compile(
    r"\b(?:by|from)\s+(?:the\s+)?(?:(?:[A-Z][\w-]+\s+)?(?:[a-z-]+\s+){1,3})?(?P<name>[A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’-]*)*)"
)
_WEEKDAY = re.compile(
    r"\s+(?:on|late on|early on|from|of)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*\Z"
)
_NOUN_PHRASE = re.compile(
    r"(?:(?:\b(?:[Tt]he|[Aa]n?|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ome|[Ss]everal|[Hh]is|[Hh]er|"
    r"[Ii]ts|"
    r"[Tt]heir)|\b[A-Z][\w-]*['’]s?)\s+(?:[\w'’-]+\s+){0,5}[\w'’-]+|"
    r"\b[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*)\Z"
)
# "a Voice of America report", "the VOA text": whose it is.
_PRODUCT = re.compile(
    r"^(?i:an?|the|this)\s+(?P<name>[A-Z][\w.&'’-]*(?:\s+(?:of\s+|"
    r"de\s+)?[A-Z][\w.&'’-]*)*)(?:['’]s?)?\s+"
    r"(?:report|text|dispatch|story|article|piece|caption|account|despatch|investigation|set|"
    r"comparison|analysis|pictures?|images?|frames?|photos?|photographs?|data|count)\Z"
)
# "the firm's caption": the firm's.
_OWNED = re.compile(r"^(?i:the)\s+(\w+)['’]s\s+(?:[\w-]+\s+)?\w+\Z")
_MEDIA_NOUNS = frozenset(
    """agency newspaper paper outlet broadcaster channel network station magazine daily website
    tabloid wire programme""".split()
)
_FIRM_NOUNS = frozenset("company firm operator provider shipowner carrier owner".split())
_OFFICES = frozenset(
    """minister president chancellor premier secretary ambassador governor mayor spokesman
    spokeswoman spokesperson chief director commander general admiral colonel inspector prosecutor
    chairman chairwoman envoy analyst professor captain senator king prince""".split()
)
_NUMBERED = re.compile(
    r"^(?:(?:all|the|those|these|both)\s+)?(?:both|two|three|four|five|six|seven|eight|nine|"
    r"ten)\b(?:\s+of\s+them)?",
    re.I,
)
_ARTICLE = re.compile(r"^(?:the|The)\s+(?=[A-Z])")
_WOMAN = re.compile(
    r"\b(?:Ms|Mrs|Miss|spokeswoman|chairwoman|congresswoman|businesswoman|actress|queen|woman|"
    r"she|her|lady|mother|wife|sister|daughter)\b",
    re.I,
)
_MAN = re.compile(
    r"\b(?:Mr|spokesman|chairman|congressman|businessman|king|prince|man|he|his|sir|father|"
    r"husband|brother|son|fisherman)\b",
    re.I,
)
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

_THINGS = (SourceKind.IMAGERY, SourceKind.DOCUMENT)
_BODIES = (SourceKind.MEDIA, SourceKind.ORGANIZATION)

_TITLES = frozenset(
    """Mr Mrs Ms Miss Dr Sen Rep Gov President Senator Governor Secretary Minister General Colonel
    Admiral Captain Judge Justice Professor Chancellor Premier King Queen Prince Princess Sheikh
    Director Attorney Ambassador Mayor Chief Officer Republican Democrat The""".split()
)


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
    """The speakers met so far, the last one at the end; and names that are written in full."""

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

    def resolve(self, span: Span) -> Speaker:
        """The speaker that the words at `span` mean; a new one when nobody before fits."""
        words = " ".join(self.text[span[0] : span[1]].split()).strip(" ,;:\"'“”‘’-–—")
        words = _WEEKDAY.sub("", _LEADING.sub("", words))
        if apposed := _APPOSED.match(words):
            at = self.text.find(apposed["name"], span[0], span[1])
            if at >= 0:
                span = (at, at + len(apposed["name"]))
                words = apposed["name"]
        low = words.lower()
        found: Speaker | None = None
        if (owner := _OWNED.match(words)) and owner[1].lower() in _FIRM_NOUNS | _MEDIA_NOUNS:
            words = f"the {owner[1]}"
        if low in _RELATIVE:
            found = self._antecedent(span)
        elif low in _SINGULAR | _PLURAL | _THING | _FIRST:
            found = self._pronoun(low)
        if found is None:
            found = self._by_name(words, span) or self._by_description(words, span)
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
            provider = _PROVIDER.search(words) if kind in _THINGS else None
            if provider and source_kind(provider["name"]) is SourceKind.MEDIA:
                provider = None
            name = provider["name"] if provider else _plain_name(words)
            if kind is SourceKind.UNKNOWN:
                kind = self._kind_of_mention(span)
        woman = True if _WOMAN.search(words) else False if _MAN.search(words) else None
        return Speaker(
            name, kind, plural=person is None and _is_plural(words), person=person is not None,
            woman=woman,
        )  # fmt: skip

    def _person_in(self, span: Span) -> str | None:
        """The full name of the person that is the source, not one its words only mention."""
        found: list[str] = []
        at = bisect_left(self.begins, span[0])
        for mention in self.mentions[at:]:
            if mention.span[0] >= span[1]:
                break
            if mention.kind is not MentionKind.PERSON:
                continue
            if _OF.search(self.text[span[0] : mention.span[0]]):
                continue
            if _POSSESSIVE.match(self.text, mention.span[1], span[1] + 2):
                continue
            written = " ".join(self.text[mention.span[0] : min(mention.span[1], span[1])].split())
            found.append(re.sub(r"['’]s$", "", written))
        for written in found:
            if " " in written:
                return written
            # The network may have tagged the last name alone.
            first_name = re.search(
                rf"(?<![\w-])([A-Z][\w'’-]+)\s+{re.escape(written)}", self.text[span[0] : span[1]]
            )
            if first_name and first_name[1] not in _TITLES:
                return self._kept(f"{first_name[1]} {written}")
        words = " ".join(self.text[span[0] : span[1]].split()).strip(" ,;:\"'“”")
        if (match := _TITLED.search(words)) and not _OF.search(words[: match.start("name")]):
            return self._kept(match["name"])
        if (match := _BARE_NAME.match(words)) and not _DETERMINED.match(words):
            return (
                self._kept(match["name"])
                if source_kind(match["name"]) is SourceKind.UNKNOWN
                else None
            )
        if found and (words == found[0] or words.split(",")[0].endswith(found[0])):
            return self.full.get(found[0], found[0])
        return None

    def _kept(self, name: str) -> str:
        self.full.setdefault(name.split()[-1], name)
        return name

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

    def _by_description(self, words: str, span: Span) -> Speaker | None:
        """ "the spokesman", "the two officials", "the agency": the last source that fits."""
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
        if head in _MEDIA_NOUNS or head in _FIRM_NOUNS:
            organization = self._organization_before(span[0], head in _MEDIA_NOUNS)
            if organization is not None:
                return organization
        several = head.endswith("s") or head == "people"
        for speaker in reversed(self.met):
            if head in speaker.words and speaker.plural == several:
                return speaker
        for speaker in reversed(self.met):
            if head in speaker.words or (several and head.rstrip("s") in speaker.words):
                return speaker
        if (named := self._by_office(head, span[0])) is not None:
            return named
        for speaker in reversed(self.met):
            if group == "media" and speaker.kind is SourceKind.MEDIA:
                return speaker
            if (
                group == "source"
                and speaker.kind is SourceKind.ANONYMOUS
                and speaker.plural == (head.endswith("s") or head == "people")
            ):
                return speaker
        return None

    def _by_office(self, head: str, at: int) -> Speaker | None:
        """The person whom the text named with this office before: "the minister"."""
        if head not in _OFFICES:
            return None
        for k in range(bisect_left(self.begins, at) - 1, -1, -1):
            mention = self.mentions[k]
            begin, end = mention.span
            if mention.kind is not MentionKind.PERSON or " " not in self.text[begin:end]:
                continue
            around = f"{self.text[max(0, begin - 40) : begin]} | "
            f"{self.text[end : end + 60].split('.')[0]}"
            if re.search(rf"\b{head}\b(?:,|\s*\|)|\|\s*,[^|]*\b{head}\b", around, re.I):
                name = " ".join(self.text[begin:end].split())
                known = next((s for s in self.met if s.name == name), None)
                return known or Speaker(name, SourceKind.OFFICIAL, person=True)
        return None

    def _organization_before(self, at: int, media: bool) -> Speaker | None:
        """The nearest organization named before `at`: an outlet for "the agency", else another."""
        for k in range(bisect_left(self.begins, at) - 1, -1, -1):
            mention = self.mentions[k]
            if mention.kind is not MentionKind.ORGANIZATION:
                continue
            words = " ".join(self.text[mention.span[0] : mention.span[1]].split())
            kind = source_kind(words)
            if (kind is SourceKind.MEDIA) is not media or kind is SourceKind.OFFICIAL:
                continue
            name = _plain_name(words)
            for speaker in self.met:
                if speaker.name == name:
                    return speaker
            return Speaker(name, kind if media else SourceKind.ORGANIZATION)
        return None

    def _pronoun(self, low: str) -> Speaker | None:
        people = [s for s in reversed(self.met) if s.kind not in _THINGS]
        if low in _SINGULAR:
            woman = low in ("she", "her", "hers", "herself")
            fits = [s for s in people if not s.plural and s.woman in (None, woman)]
            best = next((s for s in fits[:2] if s.person), fits[0] if fits else None)
            if best is not None and (best.person or best.kind not in _BODIES):
                best.woman = woman
                return best
            return next((s for s in people if not s.plural and s.kind not in _BODIES), None)
        if low in _PLURAL:
            plural = next((s for s in people if s.plural), None)
            return plural or next((s for s in people if not s.person), None)
        if low in _THING:
            return next(
                (s for s in reversed(self.met)
                 if not s.person and not s.plural and s.kind is not SourceKind.ANONYMOUS), None
            )  # fmt: skip
        return self.met[-1] if self.met else None

    def _antecedent(self, span: Span) -> Speaker | None:
        """The noun phrase right before "who": a name, or the words after the last break."""
        before = self.text[max(0, span[0] - 160) : span[0]].rstrip(" ,")
        clause = re.split(r"[.;:!?]\s|\n|,\s|\b(?:and|but|that|said|by|with|to)\s", before)[
            -1
        ].strip()
        phrase = _NOUN_PHRASE.search(clause)
        if phrase is None:
            return self.met[-1] if self.met else None
        clause = phrase.group()
        begin = span[0] - (len(self.text[max(0, span[0] - 160) : span[0]]) - before.rfind(clause))
        end = begin + len(clause)
        return self._by_name(clause, (begin, end)) or self._new(clause, (begin, end))


def _is_plural(words: str) -> bool:
    if _PLURAL_START.match(words):
        return True
    np = _HEAD_CUT.split(words + " ")[0]
    head = np.split()[-1:] or [""]
    if " and " in np and not np[:1].isupper():
        return True
    ends = head[0].endswith("s") and not head[0].endswith(("ss", "us"))
    return (head[0][:1].islower() and ends) or (
        head[0].lower() in ("people", "men", "women", "officials", "sources", "residents",
                            "witnesses", "prosecutors", "investigators", "analysts", "diplomats")
    )  # fmt: skip


def _plain_name(words: str) -> str:
    """The noun phrase without article, apposition and relative clause."""
    if match := _PRODUCT.match(words):
        words = match["name"]
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
