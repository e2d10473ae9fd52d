"""Our own sentences as training documents: patterns filled by chance, nested ones, and traps."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
OUTLETS = (
    "reporters", "Meridian Wire", "the Harbour Post", "the news agency", "the Valdosa Courier",
    "Radio Straits", "journalists", "the newspaper", "parliament", "the Sunday Ledger",
)  # fmt: skip
WHEN = (
    "",
    "",
    "",
    "",
    "on Monday ",
    "on Friday ",
    "late on Sunday ",
    "in a statement ",
    "last week ",
)
_MARK = re.compile(r"<([sqc])(\d?)(?::|(?=\^)|(?=\{))")
_ROLE = {"s": "source", "q": "cue", "c": "content"}


def lines_of(name: str) -> list[str]:
    """Lines of a data file without comments."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def parse(marked: str) -> tuple[str, dict[str, dict[str, list[list[int]]]]]:
    """Text and, by number of statement, the spans of its roles, from "<s1:He> <q1:said> …"."""
    text: list[str] = []
    length = 0
    open_marks: list[tuple[str, str, int]] = []
    found: dict[str, dict[str, list[list[int]]]] = {}
    at = 0
    while at < len(marked):
        if match := _MARK.match(marked, at):
            open_marks.append((_ROLE[match[1]], match[2] or "1", length))
            at = match.end()
        elif marked[at] == ">" and open_marks:
            role, number, begin = open_marks.pop()
            roles = found.setdefault(number, {"source": [], "cue": [], "content": []})
            roles[role].append([begin, length])
            at += 1
        else:
            text.append(marked[at])
            length += 1
            at += 1
    return "".join(text), found


class Sentences:
    """Makes sentences by chance from the data files."""

    def __init__(self, rng: random.Random, quotes: str = "straight") -> None:
        self.rng = rng
        self.clauses = lines_of("clauses.txt")
        self.phrases = lines_of("phrases.txt")
        self.aims = lines_of("aims.txt")
        self.spoken = lines_of("quotes.txt")
        self.plain = lines_of("plain.txt")
        self.nested = lines_of("nested.txt")
        self.patterns = [tuple(p.split(" | ", 1)) for p in lines_of("patterns.txt")]
        self.sources: dict[str, list[str]] = {}
        for line in lines_of("sources.txt"):
            kind, source = line.split(" | ", 1)
            self.sources.setdefault(kind, []).append(source)
        self.curly = quotes == "curly"

    def attributed(self) -> str:
        """One marked sentence."""
        rng = self.rng
        kinds, pattern = rng.choice(self.patterns)
        kind = rng.choice(kinds.split())
        slots = {
            "{C}": rng.choice(self.clauses), "{N}": rng.choice(self.phrases),
            "{A}": rng.choice(self.aims), "{Q}": rng.choice(self.spoken),
            "{Q2}": rng.choice(self.spoken), "{O}": rng.choice(OUTLETS),
            "{W}": rng.choice(WHEN), "{w}": rng.choice(("", "", " on Monday", " later")),
            "{S}": "" if kind == "none" else rng.choice(self.sources[kind]),
        }  # fmt: skip
        if rng.random() < 0.35:
            # Two clauses make longer contents, joined as writers join them.
            joint = rng.choice((" and ", " and that ", " but ", ", and "))
            slots["{C}"] += joint + rng.choice(self.clauses)
        made = pattern
        for slot, words in slots.items():
            made = made.replace("^" + slot, "^" + words).replace(slot, words)
        made = re.sub(r"\^(.)", lambda m: m[1].upper(), made)
        made = re.sub(r"<([sqc])(\d?)(?=[^:\d])", r"<\1\2:", made)
        # Second pieces of a role belong to the one statement of the pattern.
        made = re.sub(r"<([sqc])\d:", r"<\1:", made)
        made = re.sub(r",>,", ",>", made).replace(".>.", ".>")
        made = re.sub(r"(<s:[^>]*, [^>]*[^>,])> (?=[<\w])", r"\1,> ", made)
        made = made.replace("<s:he>'s", "<s:his>").replace("<s:she>'s", "<s:her>")
        if self.curly:
            made = re.sub(r'(^|[\s:>(])"', r"\1“", made).replace('"', "”")
            made = made.replace("'", "’")
        return made


def documents(seed: int, count: int) -> list[dict[str, Any]]:
    """Made documents: id, text, statements; some paragraphs each."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        maker = Sentences(rng, rng.choice(("straight", "curly")))
        paragraphs = []
        for _ in range(rng.randint(3, 7)):
            sentences = []
            for _ in range(rng.randint(1, 4)):
                chance = rng.random()
                if chance < 0.58:
                    sentences.append(maker.attributed())
                elif chance < 0.66:
                    sentences.append(rng.choice(maker.nested))
                else:
                    sentences.append(rng.choice(maker.plain).replace("<", "").replace(">", ""))
            paragraphs.append(sentences)
        found.append(_joined(f"own-{seed}-{number}", paragraphs))
    found.extend(_insides(rng))
    return found


def _joined(name: str, paragraphs: list[list[str]]) -> dict[str, Any]:
    text = ""
    statements = []
    for sentences in paragraphs:
        text += "\n\n" if text else ""
        for place, marked in enumerate(sentences):
            text += " " if place else ""
            words, roles = parse(marked)
            outer = roles.get("1", {"content": []})["content"]
            for number, spans in roles.items():
                if number != "1" and any(
                    a <= s and e <= b for a, b in outer for s, e in spans["cue"]
                ):
                    continue
                statements.append(
                    {r: [[a + len(text), b + len(text)] for a, b in v] for r, v in spans.items()}
                )
            text += words
    return {"id": name, "text": text, "statements": statements}


def _insides(rng: random.Random) -> list[dict[str, Any]]:
    """The inner statements by themselves, as the reader meets them when it reads a content."""
    made = []
    lines = lines_of("nested.txt")
    rng.shuffle(lines)
    for number in range(0, len(lines), 4):
        paragraphs = []
        for line in lines[number : number + 4]:
            inner = re.search(r"<c1:(?:that )?(.*)>(?:,|\.| )", line)
            if inner:
                words = inner[1].replace("2:", "1:")
                cut = re.match(r"((?:[^<>]|<[sqc]\d?:[^<>]*>)*)", words)
                words = cut[1] if cut else words
                paragraphs.append(
                    [re.sub(r"^(<[sqc]1:|)(\w)", lambda m: m[1] + m[2].upper(), words)]
                )
        if paragraphs:
            made.append(_joined(f"own-inside-{number}", paragraphs))
    return made
