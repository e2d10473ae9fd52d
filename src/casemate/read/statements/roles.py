"""The spans of one statement's roles, before anything is known of what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from casemate.nouns import Spans
from casemate.read.statements.encoder import Encoded
from casemate.read.statements.linker import attributions


@dataclass(frozen=True, slots=True)
class Roles:
    """Character spans of source, cue and content; source is empty where none is named."""

    source: Spans
    cue: Spans
    content: Spans

    def shifted(self, by: int) -> Roles:
        """The same roles in a text that begins `by` characters earlier."""
        moved = (
            tuple((a + by, b + by) for a, b in spans)
            for spans in (self.source, self.cue, self.content)
        )
        return Roles(*moved)


def roles_in(encoded: Encoded) -> list[Roles]:
    """Roles of the outermost statements of an encoded text, in the order of their cues."""
    spans = encoded.spans

    def chars(words: tuple[int, int]) -> tuple[int, int]:
        return spans[words[0]][0], spans[words[1] - 1][1]

    return [
        Roles(
            () if a.source is None else (chars(a.source),),
            (chars(a.cue),),
            tuple(chars(c) for c in a.contents),
        )
        for a in attributions(encoded)
    ]
