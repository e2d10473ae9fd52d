"""Made-up texts for the tests of weighing."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from casemate.nouns import Document

_WORDS = """harbour crane convoy ledger signal granite meadow lantern copper thistle voyage anchor
pilot ferry engine quarrel bishop timber orchard canvas magnet pepper saddle violet walnut zephyr
barrel candle donkey ember fabric garlic hammer island jacket kettle lemon mirror needle oyster
pebble quilt ribbon shovel tunnel umbrella velvet whistle yellow zinc""".split()


def story(seed: int, words: int = 160) -> str:
    """Sentences that no other seed has."""
    rng = random.Random(seed)
    return " ".join(_word(rng, seed) for _ in range(words))


def _word(rng: random.Random, seed: int) -> str:
    word = rng.choice(_WORDS)
    return f"{word}{seed}x{rng.randrange(90)}" if rng.random() < 0.3 else word


def outlet_document(ident: str, outlet: str | None, text: str, published: str | None) -> Document:
    """A document of an invented outlet."""
    moment = None if published is None else datetime.fromisoformat(published)
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return Document(id=ident, text=text, outlet=outlet, published=moment, lang="en")
