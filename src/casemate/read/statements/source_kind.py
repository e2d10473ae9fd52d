"""What kind of source a noun phrase names, from the words it is made of."""

from __future__ import annotations

import re

from casemate.nouns import SourceKind

_KINDS: tuple[tuple[SourceKind, str], ...] = (
    (
        SourceKind.IMAGERY,
        r"\b(?:satellite|imagery|images?|pictures?|photos?|photographs?|footage|videos?|radar|frames?)\b",
    ),
    (
        SourceKind.ANONYMOUS,
        r"^(?:an?|the|one|two|three|four|five|six|several|some|many|other|senior|unnamed|"
        r"residents?|"
        r"locals?|witness(?:es)?|people|sources?)\b.*\b(?:officials?|sources?|officers?|diplomats?|"
        r"residents?|witness(?:es)?|workers?|soldiers?|fighters?|people|locals?|fishermen|"
        r"fisherman|"
        r"employees?|aides?|guards?|drivers?|shopkeepers?|rebels?|commanders?|analysts?|person)\b"
        r"|^(?:officials|sources|residents|witnesses|locals|diplomats|observers|analysts|"
        r"experts)\b",
    ),
    (
        SourceKind.DOCUMENT,
        r"\b(?:reports?|documents?|statements?|assessments?|memos?|notices?|letters?|agreements?|"
        r"data|records?|filings?|bulletins?|papers?|study|studies|polls?|surveys?|tracking)\b",
    ),
    (
        SourceKind.EXPERT,
        r"\b(?:analysts?|fellow|professor|researchers?|scholar|historian|think tank)\b",
    ),
    (
        SourceKind.OFFICIAL,
        r"\b(?:minister|ministry|president|premier|chancellor|ambassador|embassy|spokes(?:man|"
        r"woman|"
        r"person|people)|secretary|government|kremlin|pentagon|white house|foreign office|navy|"
        r"army|"
        r"air force|military|commander|general|admiral|colonel|governor|mayor|police|coast guard|"
        r"official|officials|parliament|senator|intelligence|defence|defense|commission|authority|"
        r"authorities|department|council|moscow|kyiv|kiev|washington|ankara|damascus|beijing)\b",
    ),
    (
        SourceKind.EXPERT,
        r"\b(?:experts?|director|head of|institute|university|cent(?:er|re) for)\b",
    ),
    (
        SourceKind.MEDIA,
        r"\b(?:news|newspaper|agency|times|post|guardian|reuters|cnn|bbc|tv|television|radio|media|"
        r"channel|journal|wire|press|daily|herald|tribune|gazette|outlet|broadcaster|rfe/rl|turk|"
        r"monitor|courier|observer|telegram|blogger|correspondent|interfax|tass|afp|ap)\b",
    ),
    (
        SourceKind.ORGANIZATION,
        r"\b(?:institute|organi[sz]ation|group|company|firm|union|association|foundation|council|"
        r"observatory|movement|party|hts|isw|un|nato|eu|ngo)\b",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def source_kind(words: str) -> SourceKind:
    """The kind of the source that `words` describe; unknown where they do not tell."""
    for kind, pattern in _COMPILED:
        if pattern.search(words):
            return kind
    return SourceKind.UNKNOWN
