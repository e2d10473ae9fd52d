"""Names in a text as the network tags them: persons, organizations, places, peoples."""

from __future__ import annotations

import re

import numpy as np

from casemate.nouns import Mention, MentionKind, Span
from casemate.read.statements.decode import spans_of
from casemate.read.statements.encoder import Encoded

_KINDS = (MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.NORP)
# "Syrian", "Baathist", "Houthis": the fourth class of the training labels also holds other names.
_PEOPLE = re.compile(
    r"[A-Z][\w'-]*(?:ans?|ese|ish|is?|ch|ks?|sts?|cans?|crats?|lims?|ites?|tines?|ews?|rabs?|urds?|"
    r"wiss|utch)\Z"
)
_EVENT = re.compile(
    r"\b(?:War|Games|Cup|Olympics|Summit|Election|Conference|Convention|Revolution)\b"
)
_EQUIPMENT = re.compile(
    r"\b(?:(?:Antonov|Ilyushin|Tupolev|Sukhoi|Mikoyan|Kamov|Mil)\s+)?"
    r"(?:An|Il|Tu|Su|MiG|Ka|Mi|Be|Yak|S|T|Kh|Shahed|BTR|BMP|BM|TOS|Tor-M|Buk-M|Pantsir-S|RSM|SS|SA|"
    r"F|FA|B|C|E|P|A|U|KC|RC|MQ|RQ|AH|UH|CH|M|MIM|AGM|HIMARS)-\d{1,4}(?:[A-Z]{0,3}\d?)(?![\w-])"
    r"|\b(?:Pantsir|Iskander|Kalibr|HIMARS|Patriot|Bastion-P|Tor|Buk|Kinzhal|Bayraktar|Shahed|"
    r"Storm Shadow|Tomahawk|ATACMS|Leopard 2|Abrams|Javelin|Stinger)s?\b"
)


def names_in(text: str, encoded: Encoded) -> list[Mention]:
    """Mentions in reading order; `name` is the fullest form of the same name in the text."""
    if not encoded.spans:
        return []
    found: list[tuple[Span, MentionKind]] = []
    for kind, (first, last) in spans_of(_mended(encoded.mentions.argmax(axis=1))):
        begin, end = encoded.spans[first][0], encoded.spans[last - 1][1]
        words = text[begin:end]
        if not any(c.isupper() or not c.isascii() for c in words):
            continue
        mention_kind = _KINDS[kind]
        if mention_kind is MentionKind.NORP and not _PEOPLE.match(words):
            if not _EVENT.search(words):
                continue
            mention_kind = MentionKind.EVENT
        found.append(((begin, end), mention_kind))
    taken = {at for span, _ in found for at in range(*span)}
    found.extend(
        (match.span(), MentionKind.EQUIPMENT)
        for match in _EQUIPMENT.finditer(text)
        if not taken.intersection(range(*match.span()))
    )
    found.sort()
    full = _full_names(text, found)
    return [
        Mention(span, kind, full.get((kind, words), words))
        for span, kind in found
        for words in [" ".join(text[span[0] : span[1]].split())]
    ]


def _mended(
    tags: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """An "inside" tag that follows nothing of its kind begins a name."""
    before = np.concatenate([[0], tags[:-1]])
    orphan = (tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)
    return np.where(orphan, tags - 1, tags)


def _full_names(
    text: str, found: list[tuple[Span, MentionKind]]
) -> dict[tuple[MentionKind, str], str]:
    """A person's last name to the first full name in the text that ends with it."""
    full: dict[tuple[MentionKind, str], str] = {}
    for span, kind in found:
        words = " ".join(text[span[0] : span[1]].split())
        if kind is MentionKind.PERSON and " " in words:
            full.setdefault((kind, words.split()[-1]), words)
    return full
