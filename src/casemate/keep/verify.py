"""Checks every copy against its hash and the custody chain; names everything that is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casemate.keep.custody import FIRST, NAME, CustodyLine, digest
from casemate.keep.evidence import FOLDER, Locker, sha256_of
from casemate.keep.journal import CUSTODY_HEAD, Journal
from casemate.keep.referenced import REFERENCED, seek


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not verify. kind: changed, missing, added, reordered, broken or torn."""

    kind: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many copies and custody lines were checked, and what was wrong with them.

    notes: what could not be checked and is no fault, such as a referenced file that is not here.
    """

    copies: int
    lines: int
    head: str
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()


def verify_case(case: Path, step: Callable[[], None] = lambda: None) -> Verified:
    """Checks a case folder; `step` is called after each copy. Reads only, needs no database."""
    faults: list[Fault] = []
    lines, head = _check_chain(case / FOLDER / NAME, faults)
    faults.extend(_missing_end(case, lines))
    tombstones = {line.sha256: line for line in lines if line.removed is not None}
    recorded = {line.sha256: line for line in lines if line.sha256 not in tombstones}
    locker = Locker(case)
    present = set(locker.names())
    notes: list[str] = []
    for sha256, line in recorded.items():
        if sha256 not in present and line.how == REFERENCED:
            notes.extend(_check_referenced(case, sha256, lines, faults))
        elif sha256 not in present:
            detail = f"recorded on line {line.number} from {line.address}, not in {FOLDER}/"
            faults.append(Fault("missing", sha256, detail))
        elif (now := sha256_of(locker.path(sha256))) != sha256:
            detail = f"from {line.address}; its bytes now hash to {now}"
            faults.append(Fault("changed", sha256, detail))
        elif (size := locker.path(sha256).stat().st_size) != line.size_bytes:
            detail = f"line {line.number} says {line.size_bytes} bytes, the copy has {size}"
            faults.append(Fault("changed", sha256, detail))
        step()
    faults.extend(
        Fault("added", name, f"lies in {FOLDER}/ without a line in {NAME}")
        for name in sorted(present - recorded.keys() - tombstones.keys())
    )
    faults.extend(
        Fault("added", name, f"was removed on line {tombstones[name].number} and lies there again")
        for name in sorted(present & tombstones.keys())
    )
    checked = len(recorded) - len(notes)
    return Verified(checked, len(lines), head, tuple(faults), tuple(notes))


def _check_referenced(
    case: Path, sha256: str, lines: list[CustodyLine], faults: list[Fault]
) -> Iterator[str]:
    """A note when the file cannot be checked; a fault when another lies in its place."""
    ours = [line for line in lines if line.sha256 == sha256]
    sought = seek(case, ours)
    if sought.path is not None:
        return
    last = {line.address: line.sha256 for line in lines}
    # A newer file that was recorded at the same address has taken the place of this one.
    if sought.changed and any(last[line.address] == sha256 for line in ours):
        faults.append(Fault("changed", sha256, f"{sought.why}; it was referenced, not copied"))
        return
    why = "not here, referenced by hash" if sought.changed else sought.why
    yield f"{sha256}: {why} ({ours[0].address}, {ours[0].size_bytes} bytes)"


def _check_chain(path: Path, faults: list[Fault]) -> tuple[list[CustodyLine], str]:
    """The lines that can be read; every break of number or hash becomes a fault."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return [], FIRST
    whole, _, torn = content.rpartition(b"\n")
    if torn:
        faults.append(
            Fault("torn", NAME, "its last line is cut off; the next 'casemate build' completes it")
        )
    lines: list[CustodyLine] = []
    head = FIRST
    for number, raw in enumerate(whole.split(b"\n") if whole else [], 1):
        at = f"{NAME} line {number}"
        try:
            text = raw.decode("utf-8")
            line = CustodyLine.from_text(text)
        except ValueError as fault:
            faults.append(Fault("broken", at, f"is no custody line: {fault}"))
            head = digest(raw.decode("utf-8", "replace"))
            continue
        if line.number != number:
            detail = f"calls itself line {line.number}: lines were removed, added or reordered"
            faults.append(Fault("reordered", at, detail))
        if line.previous != head:
            detail = "does not continue the line before it: one of the two was changed or moved"
            faults.append(Fault("changed", at, detail))
        head = digest(text)
        lines.append(line)
    return lines, head


def _missing_end(case: Path, lines: list[CustodyLine]) -> Iterator[Fault]:
    """A chain that was cut at its end still verifies line by line; the journal knows its length."""
    for entry in Journal(case).entries(CUSTODY_HEAD):
        number, head = entry.get("number"), entry.get("sha256")
        if not isinstance(number, int):
            continue
        if number > len(lines):
            detail = f"had {number} lines on {entry.get('at')}, has {len(lines)} now"
            yield Fault("missing", NAME, detail)
            return
        if number and digest(lines[number - 1].as_text()) != head:
            detail = f"line {number} is not the one that stood there on {entry.get('at')}"
            yield Fault("changed", NAME, detail)
            return


def report(verified: Verified) -> str:
    """What `casemate verify --json` prints."""
    return json.dumps(
        {
            "copies": verified.copies,
            "custody_lines": verified.lines,
            "head": verified.head,
            "ok": not verified.faults,
            "faults": [
                {"kind": f.kind, "what": f.what, "detail": f.detail} for f in verified.faults
            ],
            "notes": verified.notes,
        },
        ensure_ascii=False,
    )
