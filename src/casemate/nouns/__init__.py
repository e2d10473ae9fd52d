"""What the rooms hand to each other: frozen dataclasses, standard library only."""

from casemate.nouns.calculation import Calculation
from casemate.nouns.capture import Capture, SourceHints
from casemate.nouns.citation import Citation, SceneCitation, TextCitation, TrackCitation
from casemate.nouns.claim import Claim, Copy, Link, Origin, OriginKind, Relation
from casemate.nouns.document import Document, Passage, PassageKind
from casemate.nouns.dossier import Dossier, Sentence
from casemate.nouns.failure import Failure
from casemate.nouns.judgement import Judgement
from casemate.nouns.mention import Mention, MentionKind, PlaceMention, TimeMention, TimeType
from casemate.nouns.observation import Evidence, Observation
from casemate.nouns.reading import Reading, Weighing
from casemate.nouns.site import Question, Site, Zone
from casemate.nouns.span import Span, Spans, hull, inside, overlap, words_of
from casemate.nouns.state import Forecast, Outcome, Said, State
from casemate.nouns.statement import (
    Act,
    Polarity,
    Quantity,
    SourceKind,
    Stance,
    Statement,
    StatementKind,
    ValidBasis,
    statement_id,
)
from casemate.nouns.track import ThinTrack, TrackPoint
from casemate.nouns.when import Precision, When
from casemate.nouns.where import Where

__all__ = [
    "Act",
    "Calculation",
    "Capture",
    "Citation",
    "Claim",
    "Copy",
    "Document",
    "Dossier",
    "Evidence",
    "Failure",
    "Forecast",
    "Judgement",
    "Link",
    "Mention",
    "MentionKind",
    "Observation",
    "Origin",
    "OriginKind",
    "Outcome",
    "Passage",
    "PassageKind",
    "PlaceMention",
    "Polarity",
    "Precision",
    "Quantity",
    "Question",
    "Reading",
    "Relation",
    "Said",
    "SceneCitation",
    "Sentence",
    "Site",
    "SourceHints",
    "SourceKind",
    "Span",
    "Spans",
    "Stance",
    "State",
    "Statement",
    "StatementKind",
    "TextCitation",
    "ThinTrack",
    "TimeMention",
    "TimeType",
    "TrackCitation",
    "TrackPoint",
    "ValidBasis",
    "Weighing",
    "When",
    "Where",
    "Zone",
    "hull",
    "inside",
    "overlap",
    "statement_id",
    "words_of",
]
