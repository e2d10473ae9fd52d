"""A case as its case.toml describes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casemate.collect.source import Source
from casemate.nouns import Question, Site

FILE_NAME = "case.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """What a person asks for. by: the name or pseudonym that custody records.

    allow_private_addresses: the network door opens for this machine and its own network too.
    example: the case is written for show, and every page of its dossier says so.
    """

    folder: Path
    name: str
    sites: tuple[Site, ...] = ()
    questions: tuple[Question, ...] = ()
    sources: tuple[Source, ...] = ()
    by: str | None = None
    example: bool = False
    allow_private_addresses: bool = False
