"""Checks an edition years later, without the case: every file, every copy, every quotation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casemate.keep.evidence import FOLDER, sha256_of
from casemate.keep.verify import Fault, Verified
from casemate.nouns import words_of
from casemate.tell.edition import CONTENTS, MANIFEST, TEXTS


def is_edition(folder: Path) -> bool:
    """Whether a folder holds an edition rather than a case."""
    return (folder / CONTENTS).is_file()


def verify_edition(folder: Path) -> Verified:
    """Holds every file against the manifest, every copy against its name, every quotation against
    the characters it names."""
    faults = list(_files(folder))
    copies = sorted((folder / FOLDER).iterdir()) if (folder / FOLDER).is_dir() else []
    faults.extend(
        Fault("changed", copy.name, f"its bytes hash to {now}")
        for copy in copies
        if (now := sha256_of(copy)) != copy.name
    )
    quotations = 0
    for quotation in _quotations(folder, faults):
        quotations += 1
        faults.extend(_quotation(folder, quotation))
    head = sha256_of(folder / MANIFEST) if (folder / MANIFEST).is_file() else ""
    return Verified(len(copies), quotations, head, tuple(faults))


def _files(folder: Path) -> Iterator[Fault]:
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        yield Fault("missing", MANIFEST, f"cannot be read: {fault.strerror}")
        return
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    for name, digest in listed.items():
        if name not in present:
            yield Fault("missing", name, f"is listed in {MANIFEST}")
        elif (now := sha256_of(folder / name)) != digest:
            yield Fault("changed", name, f"hashes to {now}, was {digest}")
    for name in sorted(present - listed.keys() - {MANIFEST}):
        yield Fault("added", name, f"is not listed in {MANIFEST}")


def _quotations(folder: Path, faults: list[Fault]) -> Iterator[dict[str, Any]]:
    try:
        contents = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        for entry in contents["entries"]:
            yield from entry["quotations"]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        faults.append(Fault("broken", CONTENTS, f"cannot be read: {fault}"))


def _quotation(folder: Path, quotation: dict[str, Any]) -> Iterator[Fault]:
    citation = quotation["citation"]
    what = str(quotation["statement"])
    path = folder / TEXTS / f"{citation['text_sha256']}.txt"
    try:
        raw = path.read_bytes()
    except OSError:
        yield Fault("missing", what, f"the text it quotes, {path.name}, is not there")
        return
    if hashlib.sha256(raw).hexdigest() != citation["text_sha256"]:
        yield Fault("changed", what, "the text it quotes is not the one that was read")
        return
    text = raw.decode("utf-8", "surrogatepass")
    spans = tuple((int(begin), int(end)) for begin, end in citation["spans"])
    if words_of(text, spans) != quotation["words"]:
        yield Fault("changed", what, "its words do not stand where it says they do")
