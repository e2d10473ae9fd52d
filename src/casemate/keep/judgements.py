"""judgements.jsonl: what people decided, appended and never overwritten, bound to quoted words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from casemate.errors import BadInput
from casemate.keep.custody import append_whole
from casemate.nouns import Judgement

NAME = "judgements.jsonl"
ACTIONS = ("accept", "reject", "correct", "grade", "note", "undo")


def read_judgements(case: Path) -> tuple[Judgement, ...]:
    """All judgements of a case in the order they were made, those that were undone left out.

    Raises BadInput naming the line when one cannot be read: a judgement is never passed over.
    """
    made = all_judgements(case)
    undone = {j.target for j in made if j.action == "undo"}
    return tuple(j for j in made if j.action != "undo" and j.id not in undone)


def all_judgements(case: Path) -> tuple[Judgement, ...]:
    """Every line of the file, undone ones and undoings included."""
    path = case / NAME
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            row["at"] = datetime.fromisoformat(row["at"])
            found.append(Judgement(**row))
        except (ValueError, KeyError, TypeError) as fault:
            raise BadInput(
                f"{path} line {number} is no judgement ({fault}): mend that line by hand; "
                "nothing was built"
            ) from fault
    return tuple(found)


def append_judgements(case: Path, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Appends judgements, each with the id that its words give it; raises CannotWrite.

    One that stands there already, word for word, is not written twice: files can be merged.
    """
    present = {j.id for j in all_judgements(case)}
    named = [replace(j, id=judgement_id(j)) for j in judgements]
    new = [j for j in named if j.id not in present]
    if new:
        path = case / NAME
        whole = not path.exists() or path.read_bytes().endswith(b"\n") or not path.stat().st_size
        text = "".join(_line(j) for j in new)
        append_whole(path, (("" if whole else "\n") + text).encode())
    return tuple(named)


def judgement_id(judgement: Judgement) -> str:
    """Short hash of all that a judgement says, who and when included."""
    row = json.dumps({**_row(judgement), "id": ""}, sort_keys=True, ensure_ascii=False)
    return "j" + hashlib.sha256(row.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _row(judgement: Judgement) -> dict[str, object]:
    row = {k: v for k, v in asdict(judgement).items() if v is not None}
    row["at"] = judgement.at.isoformat()
    return row


def _line(judgement: Judgement) -> str:
    return json.dumps(_row(judgement), sort_keys=True, ensure_ascii=False) + "\n"
