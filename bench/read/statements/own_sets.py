"""Our own two sets: chains of speakers, and contents with predicate, polarity and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casemate.nouns import Document, Span, Statement, StatementKind, hull, overlap
from casemate.read.reader import ReadOptions, read_document
from casemate.read.statements.predicate import predicate_of
from casemate.read.statements.quantities import quantities_in
from casemate.words.fold import fold

_MARK = re.compile(r"<([sqcx])(\d?):")
_ROLES = {"s": "source", "q": "cue", "c": "content"}


@dataclass
class Wanted:
    """One labelled statement."""

    spans: dict[str, list[Span]] = field(
        default_factory=lambda: {"source": [], "cue": [], "content": []}
    )
    name: str | None = None
    via: tuple[str, ...] = ()
    act: str = "says"
    stance: str = "asserts"
    parent: str | None = None


@dataclass
class Story:
    """One labelled document."""

    outlet: str
    text: str
    wanted: dict[str, Wanted]
    traps: list[Span]


def stories(path: Path) -> Iterator[Story]:
    """The labelled documents of chains.txt."""
    for block in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        outlet, body, *rows = block.strip().splitlines()
        text, wanted, traps = _unmarked(body)
        for row in rows:
            number, name, via, act, stance, parent = (cell.strip() for cell in row.split("|"))
            w = wanted[number]
            w.name = None if name == "-" else name
            w.via = () if via == "-" else tuple(v.strip() for v in via.split(";"))
            w.act, w.stance, w.parent = act, stance, None if parent == "-" else parent
        yield Story(outlet, text, wanted, traps)


def _unmarked(marked: str) -> tuple[str, dict[str, Wanted], list[Span]]:
    text = ""
    at = 0
    open_marks: list[tuple[str, str, int]] = []
    wanted: dict[str, Wanted] = {}
    traps: list[Span] = []
    while at < len(marked):
        if match := _MARK.match(marked, at):
            open_marks.append((match[1], match[2], len(text)))
            at = match.end()
            continue
        if marked[at] == ">" and open_marks:
            role, number, begin = open_marks.pop()
            if role == "x":
                traps.append((begin, len(text)))
            else:
                wanted.setdefault(number, Wanted()).spans[_ROLES[role]].append((begin, len(text)))
        else:
            text += marked[at]
        at += 1
    return text, wanted, traps


def score_chains(path: Path, held_out: bool) -> dict[str, float]:
    """Percentages over the labelled statements; every third story is the held-out part."""
    right = dict.fromkeys(("found", "source", "name", "via", "act", "stance", "nested"), 0)
    of = dict.fromkeys(right, 0)
    trapped = traps = 0
    for number, story in enumerate(stories(path)):
        if (number % 3 == 2) is not held_out:
            continue
        document = Document(id=str(number), text=story.text, lang="en", outlet=story.outlet)
        read = read_document(document, ReadOptions(only=("statements",))).statements
        found = {n: _match(w, read) for n, w in story.wanted.items()}
        for n, w in story.wanted.items():
            s = found[n]
            of["found"] += 1
            right["found"] += s is not None
            if s is None:
                continue
            parent = None if w.parent is None else found[w.parent]
            checks = {
                "source": bool(s.source) == bool(w.spans["source"])
                and (not s.source or overlap(hull(s.source), hull(w.spans["source"])) > 0),
                "name": _same(s.source_name, w.name),
                "via": len(s.via) == len(w.via) and all(map(_same, s.via, w.via)),
                "act": s.act.value == w.act,
                "stance": s.stance.value == w.stance,
            }
            for name, good in checks.items():
                of[name] += 1
                right[name] += good
            if w.parent is not None:
                of["nested"] += 1
                right["nested"] += parent is not None and s.parent == parent.id
        for trap in story.traps:
            traps += 1
            trapped += any(
                s.kind is not StatementKind.BARE
                and sum(overlap(trap, span) for span in (*s.cue, *s.content)) * 2
                >= trap[1] - trap[0]
                for s in read
            )
    figures = {name: 100 * right[name] / of[name] for name in of if of[name]}
    figures["traps_taken"] = 100 * trapped / traps
    return figures


def _match(wanted: Wanted, read: tuple[Statement, ...]) -> Statement | None:
    """The statement whose cue meets the wanted one's and whose content is at least half it."""
    best, best_share = None, 0.5
    for s in read:
        if not s.cue or not overlap(hull(s.cue), hull(wanted.spans["cue"])):
            continue
        shared = sum(overlap(a, b) for a in s.content for b in wanted.spans["content"])
        size = sum(b - a for a, b in s.content) + sum(b - a for a, b in wanted.spans["content"])
        share = 2 * shared / size if size else 0
        if share >= best_share:
            best, best_share = s, share
    return best


def _same(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return a is b
    x, y = (re.sub(r"^(?:the|an?) ", "", fold(name)) for name in (a, b))
    return x in y or y in x


def score_contents(path: Path) -> dict[str, float]:
    """Percentages of contents whose predicate, polarity and quantities are as labelled."""
    right = {"predicate": 0, "polarity": 0, "quantities": 0}
    count = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        content, family, polarity, labelled = line.split("|")
        count += 1
        found, sign = predicate_of(content)
        numbers = [
            f"{q.low:g},{q.high:g},{q.unit}" for q in quantities_in(content, 0, len(content))
        ]
        right["predicate"] += found == family
        right["polarity"] += sign.value == polarity
        wanted = [] if labelled == "-" else [
            f"{float(low):g},{float(high):g},{unit}"
            for low, high, unit in (q.split(",") for q in labelled.split(";"))
        ]  # fmt: skip
        right["quantities"] += numbers == wanted
    return {f"contents_{k}": 100 * v / count for k, v in right.items()}
