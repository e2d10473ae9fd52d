"""Every error that Casemate raises on purpose, one family.

    CasemateError               nothing could be done; the message says why and what to do
    ├── BadInput                what was given cannot be read (a file, an option, a record)
    │   └── BadCaseFile         case.toml: names file, line, key and remedy
    ├── MissingExtra            a command needs packages that are not installed
    ├── CaseBusy                another process is building the case
    ├── CannotWrite             disk full, no permission, a network drive
    ├── NewerSchema             the case was written by a later version
    ├── RefusedAddress          the network door does not open for this address
    ├── Uncited                 a sentence of a dossier has no citation
    └── Tampered                evidence does not match its custody record

A failure of one item among many is not an exception but a fact: `casemate.nouns.Failure`.
"""

from __future__ import annotations

from dataclasses import dataclass


class CasemateError(Exception):
    """The message is one sentence that names the remedy; faces print it and exit with 2."""


class BadInput(CasemateError):
    """Input that cannot be used."""


class BadCaseFile(BadInput):
    """A fault in case.toml, at a line and key, with what to write instead."""


@dataclass
class MissingExtra(CasemateError):
    """A command whose packages are not installed names the extra that brings them."""

    command: str
    extra: str

    def __str__(self) -> str:
        return (
            f"'casemate {self.command}' needs packages that are not installed: "
            f"run  pip install 'casemate[{self.extra}]'"
        )


class CaseBusy(CasemateError):
    """Another process holds the case; the message says who, since when."""


class CannotWrite(CasemateError):
    """The operating system refused a write; nothing half-written is left."""


class NewerSchema(CasemateError):
    """Written by a newer Casemate; the message names the command that helps."""


class RefusedAddress(CasemateError):
    """An address that the guards of `fetch` refuse."""


class Uncited(CasemateError):
    """A dossier sentence without a citation; the build stops."""


class Tampered(CasemateError):
    """Evidence, custody chain or edition do not verify."""
