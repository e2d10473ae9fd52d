"""Where the proof of a sentence lies: characters, pixels or positions."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.nouns.span import Spans
from casemate.nouns.when import When


@dataclass(frozen=True, slots=True)
class TextCitation:
    """Characters of an archived text.

    capture: SHA-256 of the archived bytes. text_sha256: of the text read from them.
    extractor: what read it, with its version. spans: offsets into that text.
    quote: the exact characters, so that the citation survives a new extractor.
    """

    document: str
    capture: str | None
    text_sha256: str
    extractor: str
    spans: Spans
    quote: str


@dataclass(frozen=True, slots=True)
class SceneCitation:
    """Pixels of a picture: columns and rows (x0, y0, x1, y1), end exclusive."""

    scene: str
    capture: str
    box_px: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class TrackCitation:
    """Positions of a track file: first and last row (1-based, inclusive) and their time window."""

    track: str
    capture: str
    rows: tuple[int, int]
    window: When


Citation = TextCitation | SceneCitation | TrackCitation
