"""Makes N realistic documents of about 600 words by altering the example case's own articles.

    python bench/workbench/make_documents.py 3000 OUT.jsonl

Names of sites stay; numbers, days, outlets and the order of sentences change, so that no document
is a copy of another except the share that shall be (one in ten: an abridged reprint).
"""

from __future__ import annotations

import json
import random
import re
import sys
from importlib.resources import files
from pathlib import Path

from casemate.read.page import read_page
from casemate.words.sentences import sentences

WORDS = 600
COPIES = 0.1
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBER = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten)\b")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_NAMES = ("port worker", "resident", "pilot", "crane operator", "shopkeeper", "fisherman", "guard")


def example_sentences() -> list[str]:
    """All sentences of the example's English articles."""
    example = files("casemate.workbench").joinpath("example")
    texts = [p.read_text(encoding="utf-8") for p in example.joinpath("texts").iterdir()]
    for page in example.joinpath("pages").iterdir():
        read = read_page(page.read_text(encoding="utf-8"))
        if read.lang == "en":
            texts.append(read.text)
    found = [t[b:e] for t in sorted(texts) for b, e in sentences(t)]
    return [s for s in found if len(s.split()) > 6]


def make(count: int, seed: int = 7) -> list[dict[str, str]]:
    """`count` documents as the contract has them; the same for the same seed."""
    pool = example_sentences()
    rng = random.Random(seed)
    made: list[dict[str, str]] = []
    for number in range(count):
        if made and rng.random() < COPIES:
            original = rng.choice(made)
            paragraphs = original["text"].split("\n\n")
            text = "\n\n".join(paragraphs[: max(2, len(paragraphs) * 2 // 3)])
        else:
            text = _article(rng, pool)
        made.append(
            {
                "id": f"n{number}",
                "text": text,
                "published": f"2024-12-{1 + number % 28:02d}",
                "outlet": f"Outlet {number % 97}",
                "url": f"https://outlet{number % 97}.example/{number}",
                "lang": "en",
            }
        )
    return made


def _article(rng: random.Random, pool: list[str]) -> str:
    words = 0
    paragraphs: list[str] = []
    while words < WORDS:
        picked = [_altered(rng, rng.choice(pool)) for _ in range(rng.randint(2, 4))]
        words += sum(len(s.split()) for s in picked)
        paragraphs.append(" ".join(picked))
    return "\n\n".join(paragraphs)


def _altered(rng: random.Random, sentence: str) -> str:
    sentence = _NUMBER.sub(lambda _: rng.choice(_NUMBERS), sentence)
    sentence = re.sub("|".join(_DAYS), lambda _: rng.choice(_DAYS), sentence)
    sentence = re.sub("|".join(_NAMES), lambda _: rng.choice(_NAMES), sentence)
    tail = f" near berth {rng.randint(1, 400)} of pier {rng.randint(1, 90)}"
    return sentence[:-1] + tail + "." if sentence.endswith(".") else sentence + tail


def main() -> None:
    """Writes the documents to the file named second."""
    count, out = int(sys.argv[1]), Path(sys.argv[2])
    with out.open("w", encoding="utf-8") as file:
        for document in make(count):
            file.write(json.dumps(document, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
