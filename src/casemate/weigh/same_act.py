"""Which pieces of one claim go back to one act of saying, seeing or measuring: the rules.

named person    one act, unless two documents give it as said on fresh days a week apart
institution     one act likewise; with its own named voice, if within two days
unnamed people  by the outlet they spoke to; within it as many as one document tells apart
imagery         one firm's frames of the same days are one; an unnamed picture joins another
tracking        every feed repeats the same signal: one
own reporter    one outlet's is one; its own picture analysis is another
media           an outlet that is cited leads to what is known to rest on that outlet
bare, rumoured  no lineage: joins the earlier piece it shares most with
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casemate.nouns import Stance
from casemate.weigh.joined import Joined
from casemate.weigh.parties import Behind
from casemate.weigh.piece import Piece
from casemate.weigh.source_words import COMMON_HEADS, LOOKED_AT
from casemate.weigh.sources import Sort, Source, same_outlet

# Days between two fresh reports of one source that make them two occasions.
_OCCASIONS_APART = 6
# Days within which a body and its named voice are taken to say one thing once.
_VOICE_WITHIN = 2


def join_within_claim(
    group: Sequence[int],
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    behind: Sequence[Behind],
    days: Sequence[int | None],
    published: Sequence[str],
    joined: Joined,
    derived: list[bool],
) -> None:
    """Joins the pieces of one claim by the rules above; `derived` is set where lineage is laid."""
    sorts: dict[Sort, list[int]] = {}
    for place in group:
        sorts.setdefault(sources[place].sort, []).append(place)
    _nested(group, pieces, joined)
    _join_if(
        sorts.get(Sort.PERSON, []),
        joined,
        lambda a, b: sources[a].name == sources[b].name and one_occasion(a, b, sources, days),
    )
    _join_if(
        sorts.get(Sort.BODY, []),
        joined,
        lambda a, b: _same_institution(behind[a], behind[b]) and one_occasion(a, b, sources, days),
    )
    _join_voices(sorts, behind, days, joined)
    _join_if(
        sorts.get(Sort.IMAGERY, []),
        joined,
        lambda a, b: sources[a].name == sources[b].name != "" and near_days(pieces[a], pieces[b]),
    )
    _join_unnamed_pictures(sorts.get(Sort.IMAGERY, []), pieces, sources, joined)
    _join_if(sorts.get(Sort.TRACKING, []), joined, lambda *_: True)
    for sort in (Sort.OWN, Sort.OWN_IMAGERY):
        _join_if(
            sorts.get(sort, []),
            joined,
            lambda a, b: sources[a].name == sources[b].name and _days_apart(days, a, b) <= 2,
        )
    _join_if(
        sorts.get(Sort.DOCUMENT, []),
        joined,
        lambda a, b: sources[a].name == sources[b].name,
    )
    _join_unnamed_people(sorts.get(Sort.ANONYMOUS, []), pieces, sources, joined)
    _join_onlookers(sorts, pieces, sources, joined)
    _lead_media(sorts.get(Sort.MEDIA, []), group, pieces, sources, published, joined)
    _lay_unknown(group, pieces, sources, joined, derived)


def one_occasion(a: int, b: int, sources: Sequence[Source], days: Sequence[int | None]) -> bool:
    """Whether two reports of one source are of one occasion: unless both are fresh and apart."""
    if _days_apart(days, a, b) < _OCCASIONS_APART:
        return True
    later = a if (days[a] or 0) > (days[b] or 0) else b
    return sources[later].fresh is not True


def near_days(a: Piece, b: Piece, slack: int = 1) -> bool:
    """Whether two pieces hold on the same days, give or take `slack`; unknown is no obstacle."""
    if a.valid is None or b.valid is None:
        return True
    first = (a.valid.first_day, a.valid.last_day)
    second = (b.valid.first_day, b.valid.last_day)
    if first[0] and second[1] and (first[0] - second[1]).days > slack:
        return False
    return not (second[0] and first[1] and (second[0] - first[1]).days > slack)


def _days_apart(days: Sequence[int | None], a: int, b: int) -> int:
    x, y = days[a], days[b]
    return 0 if x is None or y is None else abs(x - y)


def _join_if(places: Sequence[int], joined: Joined, same: Callable[[int, int], bool]) -> None:
    """Joins each place with the first set it is the same as; sets are compared by their first."""
    firsts: list[int] = []
    for place in places:
        for first in firsts:
            if joined.together(place, first) or same(first, place):
                joined.join(first, place)
                break
        else:
            firsts.append(place)


def _nested(group: Sequence[int], pieces: Sequence[Piece], joined: Joined) -> None:
    """Who passes on what another said adds no act: the outer statement is the inner one's."""
    here = {pieces[place].id: place for place in group}
    for place in group:
        parent = pieces[place].parent
        if parent is not None and parent in here:
            joined.join(here[parent], place)


def _same_institution(a: Behind, b: Behind) -> bool:
    return a.institution != "" and (
        a.institution == b.institution
        or (a.party == b.party and set(a.institution.split()) <= set(b.institution.split()))
    )


def _join_voices(
    sorts: dict[Sort, list[int]],
    behind: Sequence[Behind],
    days: Sequence[int | None],
    joined: Joined,
) -> None:
    """A ministry's notice and its minister's words of the same days are one act."""
    for body in sorts.get(Sort.BODY, []):
        voices = [
            person
            for person in sorts.get(Sort.PERSON, [])
            if _one_house(behind[person].institution, behind[body].institution)
            and _days_apart(days, person, body) <= _VOICE_WITHIN
        ]
        if voices:
            joined.join(min(voices, key=lambda p: (_days_apart(days, p, body), p)), body)


def _one_house(voice: str, body: str) -> bool:
    """The institution of a person and that of a notice: equal, or only the country left out."""
    a, b = set(voice.split()), set(body.split())
    return bool(a) and bool(b) and (a <= b or b <= a)


def _join_unnamed_pictures(
    places: Sequence[int], pieces: Sequence[Piece], sources: Sequence[Source], joined: Joined
) -> None:
    named = [p for p in places if sources[p].name]
    unnamed = [p for p in places if not sources[p].name]
    for place in unnamed:
        others = named or [p for p in unnamed if p < place]
        fitting = [p for p in others if near_days(pieces[p], pieces[place], slack=0)]
        if fitting:
            # The one of the same document, else the earliest.
            joined.join(
                min(fitting, key=lambda p: (pieces[p].document != pieces[place].document, p)), place
            )


def _join_unnamed_people(
    places: Sequence[int], pieces: Sequence[Piece], sources: Sequence[Source], joined: Joined
) -> None:
    """Unnamed people by the outlet they told: no more than one document tells apart."""
    outlets: list[tuple[str, list[int]]] = []
    for place in places:
        told = sources[place].told
        for name, members in outlets:
            if same_outlet(name, told):
                members.append(place)
                break
        else:
            outlets.append((told, [place]))
    for _, members in outlets:
        by_document: dict[int, list[int]] = {}
        for place in members:
            by_document.setdefault(pieces[place].document, []).append(place)
        speakers = {d: _speakers(held, sources, joined) for d, held in by_document.items()}
        most = min(by_document, key=lambda d: (-len(speakers[d]), by_document[d][0]))
        for document, held in by_document.items():
            if document != most:
                for place in held:
                    joined.join(_most_like(place, speakers[most], sources), place)
    _join_specific(places, sources, joined)
    _join_told_elsewhere(outlets, pieces, sources, joined)


def _speakers(places: Sequence[int], sources: Sequence[Source], joined: Joined) -> list[int]:
    """The first piece of each speaker that one document tells apart."""
    firsts: list[int] = []
    for place in places:
        for first in firsts:
            if joined.together(first, place) or (
                not sources[place].new_speaker
                and (
                    sources[place].words <= sources[first].words
                    or sources[first].words <= sources[place].words
                )
            ):
                joined.join(first, place)
                break
        else:
            firsts.append(place)
    return firsts


def _most_like(place: int, speakers: Sequence[int], sources: Sequence[Source]) -> int:
    def likeness(other: int) -> float:
        both = sources[place].words | sources[other].words
        return len(sources[place].words & sources[other].words) / max(len(both), 1)

    return max(speakers, key=lambda s: (likeness(s), -s))


def _join_specific(places: Sequence[int], sources: Sequence[Source], joined: Joined) -> None:
    """One rarely described person quoted by two outlets: not known to be two, so one."""

    def same(a: int, b: int) -> bool:
        shared = sources[a].words & sources[b].words
        return (
            sources[a].head == sources[b].head
            and sources[a].head not in COMMON_HEADS
            and len(shared - COMMON_HEADS) >= 2
        )

    _join_if(places, joined, same)


def _join_told_elsewhere(
    outlets: Sequence[tuple[str, list[int]]],
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    joined: Joined,
) -> None:
    """Unnamed people in a text that names no listener, when a cited outlet has the same people."""
    passed_on = [p for _, members in outlets for p in members if pieces[p].via]
    for _, members in outlets:
        for place in members:
            if pieces[place].via or sources[place].told_us:
                continue
            like = [p for p in passed_on if sources[p].words & sources[place].words]
            if like:
                joined.join(_most_like(place, like, sources), place)


def _join_onlookers(
    sorts: dict[Sort, list[int]],
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    joined: Joined,
) -> None:
    """Somebody who only looked at a picture adds no act to it."""
    pictures = sorts.get(Sort.IMAGERY, [])
    for sort in (Sort.PERSON, Sort.ANONYMOUS):
        for place in sorts.get(sort, []):
            near = [p for p in pictures if _from_picture(pieces, place, p)]
            seen = sources[place].sentence
            if near and LOOKED_AT.search(seen) and "own eyes" not in seen:
                joined.join(min(near), place)


def _from_picture(pieces: Sequence[Piece], place: int, picture: int) -> bool:
    """A picture of the same document, or one published through the same outlet."""
    return (
        pieces[place].document == pieces[picture].document
        or bool(set(_via_keys(pieces[place])) & set(_via_keys(pieces[picture])))
        or picture < place
    )


def _lead_media(
    places: Sequence[int],
    group: Sequence[int],
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    published: Sequence[str],
    joined: Joined,
) -> None:
    """A cited outlet leads to what others say it was told, else to its own earlier words."""
    for place in places:
        name = sources[place].name
        through = [
            p
            for p in group
            if p != place and any(same_outlet(name, v) for v in _via_keys(pieces[p]))
        ]
        own = [
            p
            for p in group
            if p < place
            and pieces[p].document != pieces[place].document
            and same_outlet(name, published[pieces[p].document])
            and sources[p].sort is not Sort.MEDIA
        ]
        others = [p for p in places if p < place and same_outlet(name, sources[p].name)]
        for fitting in (through, own, others):
            if fitting:
                joined.join(min(fitting), place)
                break


def _via_keys(piece: Piece) -> list[str]:
    return [v.casefold().removeprefix("the ") for v in piece.via]


def _lay_unknown(
    group: Sequence[int],
    pieces: Sequence[Piece],
    sources: Sequence[Source],
    joined: Joined,
    derived: list[bool],
) -> None:
    """Bare and rumoured pieces join the earlier piece they share most words with."""
    lineage = [p for p in group if sources[p].sort not in (Sort.NONE, Sort.TALK)]
    firsts: list[int] = []
    for place in group:
        if sources[place].sort not in (Sort.NONE, Sort.TALK):
            continue
        earlier = [
            p
            for p in lineage
            if (p < place or pieces[p].document == pieces[place].document)
            and pieces[p].stance is not Stance.DENIES
        ]
        if earlier:
            joined.join(max(earlier, key=lambda p: (_shared(pieces, p, place), -p)), place)
            derived[place] = True
        elif firsts:
            joined.join(firsts[0], place)
        else:
            firsts.append(place)


def _shared(pieces: Sequence[Piece], a: int, b: int) -> float:
    both = pieces[a].words | pieces[b].words
    return len(pieces[a].words & pieces[b].words) / max(len(both), 1)
