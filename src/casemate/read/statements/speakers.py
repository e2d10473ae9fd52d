"""Who the speakers of a document are: pronouns and last names to the full mention."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from casemate.nouns import SourceKind

_TITLED_MAX = 160
_THINGS = (SourceKind.MEDIA, SourceKind.ORGANIZATION, SourceKind.DOCUMENT, SourceKind.IMAGERY)
_PRONOUN = re.compile(r"^(?:he|she|they|it|who|which)$", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w'.-]*(?:\s+(?:al-|bin |von |van |de )?[A-Z][\w'.-]*)+")
# A title right before a name; what stands before the title only qualifies it.
_TITLE = re.compile(
    r"\b(?i:spokes(?:man|woman|person)|minister|president|ambassador|general|admiral|colonel|"
    r"secretary|governor|mayor|analyst|professor|dr\.?|mr\.?|mrs\.?|ms\.?)\s+(?=[A-Z])"
)
_ABBREVIATION = re.compile(r"\(([A-Z]{2,6})\)")


@dataclass
class Speakers:
    """The speakers met so far, in reading order."""

    names: list[str] = field(default_factory=list)
    kinds: dict[str, SourceKind] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)

    def named(self, words: str) -> tuple[str | None, tuple[str, ...]]:
        """The full name for a source's words, and who passed it on ("A, citing B": B via A)."""
        citing = re.match(r"(.+?),?\s+citing\s+(.+)", words, re.DOTALL)
        if citing:
            outlet, source = self._full(citing[1]), self._full(citing[2])
            return source, tuple(filter(None, (outlet,)))
        return self._full(words), ()

    def remember(self, name: str | None, kind: SourceKind) -> None:
        """Makes a speaker known to the pronouns and short forms that follow."""
        if not name:
            return
        if name in self.names:
            self.names.remove(name)
        self.names.append(name)
        if kind is not SourceKind.UNKNOWN or name not in self.kinds:
            self.kinds[name] = kind
        self.short.setdefault(name.split()[-1], name)

    def kind_of(self, name: str) -> SourceKind | None:
        """The kind a speaker was first seen as."""
        kind = self.kinds.get(name)
        return None if kind is SourceKind.UNKNOWN else kind

    def _full(self, words: str) -> str | None:
        words = " ".join(words.split()).strip(" ,;:'\"-")
        if not words:
            return None
        if _PRONOUN.match(words):
            is_thing = words.lower() in ("it", "which")
            fitting = [n for n in self.names if (self.kinds.get(n) in _THINGS) == is_thing]
            return fitting[-1] if fitting else words
        if words in self.short:
            return self.short[words]
        name = words.split(",")[0].strip() if _NAME.match(words) else words
        if short := _ABBREVIATION.search(name):
            name = _ABBREVIATION.sub("", name).strip()
            name = re.sub(r"^[Tt]he\s+", "", " ".join(name.split()))
            self.short[short[1]] = name
        for titled in _TITLE.finditer(name[:_TITLED_MAX]):
            rest = name[titled.end() :]
            if _NAME.fullmatch(rest):
                return self.short.get(rest.split()[-1], rest)
        return self.short.get(name, re.sub(r"^(?:the|The)\s+(?=[A-Z])", "", name))
