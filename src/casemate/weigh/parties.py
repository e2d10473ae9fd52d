"""The body behind a source: a minister and the ministry are one party, a firm and its chief."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from casemate.nouns import Document
from casemate.weigh import source_words as words
from casemate.weigh.piece import Piece
from casemate.weigh.sources import Sort, Source, body_key, describing_words, firm_of
from casemate.words.fold import fold

# Around a person's name {}: what stands in the group named b is the body.
_OF_BODY = (
    r"{},?\s+(?:\w+\s+)?(?:spokes\w+|head|chief|director|minister|officer|analyst|fellow|manager|"
    r"secretary|inspector)?\s*(?:of|at|for|with|from)\s+(?:the\s+)?(?P<b>[^,.;()]+)",
    r"(?P<b>[^,.;()]+?)(?:'s|’s)\s+(?P<role>[\w\s-]{{3,40}}?),?\s+{}",
    r"(?:the\s+)?(?P<b>(?:[A-Z][\w-]+\s+)+)(?P<role>[a-z][\w\s-]{{3,40}}?),?\s+{}",
    r"{},\s+(?:the\s+)?(?P<b>(?:[A-Z][\w-]+(?:'s|’s)?\s+)+)(?P<role>[a-z][\w\s-]{{3,30}})",
    r"{}\s+of\s+(?:the\s+)?(?P<b>[^,.;()]+)",
)
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_ROLE = re.compile(
    r"\b(?:minister|ministry|president|spokes\w+|chief|head|director|secretary|commander|officer|"
    r"chancellor|premier|technology|managing|executive|police|prosecutor|inspector|captain)\b"
)


@dataclass(frozen=True, slots=True)
class Behind:
    """Who stands behind a source. institution: one office or firm; party: one body."""

    institution: str
    party: str


def find_parties(
    pieces: Sequence[Piece], sources: Sequence[Source], documents: Sequence[Document]
) -> tuple[Behind, ...]:
    """Institution and party behind each piece's source; its own name where none is known."""
    bodies = _bodies_of_persons(pieces, sources, documents)
    return tuple(
        Behind(_institution(piece, source, bodies), _party(piece, source, bodies))
        for piece, source in zip(pieces, sources, strict=True)
    )


def speaker_keys(sources: Sequence[Source], behind: Sequence[Behind]) -> tuple[str, ...]:
    """A key for who each piece goes back to, the same in all documents; "" where unknown."""
    keys = []
    for source, house in zip(sources, behind, strict=True):
        if source.sort in (Sort.NONE, Sort.TALK):
            keys.append("")
        elif source.sort in (Sort.PERSON, Sort.BODY):
            keys.append(house.institution or source.name)
        elif source.sort is Sort.ANONYMOUS:
            keys.append(f"{source.name} to {source.told}")
        else:
            keys.append(f"{source.sort.value} {source.name}" if source.name else "")
    return tuple(keys)


def _institution(piece: Piece, source: Source, bodies: dict[str, str]) -> str:
    if source.sort is Sort.PERSON:
        return institution_key(bodies[source.name]) if source.name in bodies else ""
    if source.sort is Sort.BODY:
        return institution_key(piece.source_name or source.name)
    return ""


def _party(piece: Piece, source: Source, bodies: dict[str, str]) -> str:
    if source.sort is Sort.PERSON:
        return party_key(bodies[source.name]) if source.name in bodies else source.name
    if source.sort is Sort.BODY:
        return party_key(piece.source_name or source.name)
    if source.sort in (Sort.OWN, Sort.OWN_IMAGERY, Sort.MEDIA):
        return source.name
    if source.sort is Sort.IMAGERY:
        return source.name or source.told
    if source.sort is Sort.ANONYMOUS:
        return _anonymous_party(piece, source)
    return source.name


def _anonymous_party(piece: Piece, source: Source) -> str:
    """The state that unnamed officials speak for; others speak for themselves."""
    name = fold(piece.source_name or "")
    nations = sorted({words.NATIONS.get(w, w) for w in name.split()} & _nationalities())
    text = fold(piece.source_text)
    if re.search(r"\b(?:officials?|intelligence|diplomats?|ministry|police|prosecution)\b", name):
        if nations:
            return party_key(f"{nations[0]} {'government' if 'official' in name else name}")
        if text:
            return party_key(text)
    return f"{source.name} ({source.told})"


def _nationalities() -> frozenset[str]:
    return frozenset(words.NATIONS.values())


def institution_key(name: str) -> str:
    """A body as one institution: its country and what it is, or its words without the office."""
    folded = fold(name)
    nation = nation_of(folded)
    for pattern, institution in words.INSTITUTIONS:
        if pattern.search(folded):
            return f"{'' if institution == 'kremlin' else nation} {institution}".strip()
    kept = [
        w
        for w in _WORD.findall(folded)
        if w not in words.OFFICE_WORDS and w not in ("s", "agency", "company", "firm", "group")
    ]
    return body_key(" ".join(kept)) or body_key(folded)


def party_key(name: str) -> str:
    """A body as a party: institutions that are one to an outsider are one."""
    folded = fold(name)
    if firm := firm_of(folded):
        return firm
    key = institution_key(name)
    for institution, party in words.ONE_PARTY.items():
        if key.endswith(institution):
            return f"{key.removesuffix(institution)}{party}"
    return key


def same_party(a: str, b: str) -> bool:
    """Whether two party keys are one body: equal, or one leaves out only the country."""
    if a == b:
        return True
    short, long = sorted((set(a.split()), set(b.split())), key=len)
    return bool(short) and short < long and long - short <= _nationalities()


def nation_of(folded: str) -> str:
    """The country a phrase names, as an adjective; "" where it names none."""
    for word in _WORD.findall(folded):
        nation = words.NATIONS.get(word, word)
        if nation in _nationalities():
            return str(nation)
    return ""


def _bodies_of_persons(
    pieces: Sequence[Piece], sources: Sequence[Source], documents: Sequence[Document]
) -> dict[str, str]:
    """For each person the body that most documents name with them; of equals the first by name."""
    votes: dict[str, Counter[str]] = {}
    seen: set[tuple[str, int]] = set()
    for piece, source in zip(pieces, sources, strict=True):
        if source.sort is not Sort.PERSON or (source.name, piece.document) in seen:
            continue
        seen.add((source.name, piece.document))
        full = piece.source_name or ""
        last = full.split()[-1] if full else ""
        found = set()
        for text in {piece.source_text, *_around(documents[piece.document].text, last)}:
            found |= _bodies_in(text, full, last)
        for body in found:
            votes.setdefault(source.name, Counter())[body] += 1
    return {
        name: min(counter, key=lambda body: (-counter[body], body))
        for name, counter in votes.items()
    }


def _around(text: str, last: str) -> list[str]:
    """The surroundings of each mention of a last name, within a line."""
    if len(last) < 3:
        return []
    return [
        text[max(0, m.start() - 90) : m.end() + 90].split("\n\n")[0]
        for m in re.finditer(re.escape(last), text)
    ][:4]


def _bodies_in(text: str, full: str, last: str) -> set[str]:
    found: set[str] = set()
    for name in (full, last):
        if not name or name not in text:
            continue
        for template in _OF_BODY:
            for match in re.finditer(template.format(re.escape(name)), text):
                role = match.groupdict().get("role") or ""
                body = f"{match['b'].strip()} {role if _ROLE.search(role) else ''}".strip()
                folded = fold(body)
                if (words.BODY.search(folded) or _ROLE.search(folded)) and 0 < len(
                    describing_words(folded)
                ) <= 6:
                    found.add(body)
        if found:
            break
    return found
