"""How a long piece of work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


def _say_nothing(_: str) -> None:
    return


def _count_nothing(_: str, __: int, ___: int | None) -> None:
    return


@dataclass(frozen=True, slots=True)
class Progress:
    """say: one line for a person. count: (stage, how many done, of how many or None)."""

    say: Callable[[str], None] = _say_nothing
    count: Callable[[str, int, int | None], None] = _count_nothing

    def over(self, items: Iterable[T], stage: str, total: int | None = None) -> Iterator[T]:
        """`items` themselves, counted as they pass."""
        done = 0
        self.count(stage, 0, total)
        for done, item in enumerate(items, 1):
            yield item
            self.count(stage, done, total)
        self.count(stage, done, done)
