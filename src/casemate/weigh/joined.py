"""Sets of places that are joined step by step; each set is known by its lowest place."""

from __future__ import annotations


class Joined:
    """Disjoint sets over 0..size-1 (union-find with path halving; the lowest place is the root)."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def root(self, place: int) -> int:
        """The lowest place of the set that `place` is in."""
        up = self._up
        while up[place] != place:
            up[place] = up[up[place]]
            place = up[place]
        return place

    def join(self, a: int, b: int) -> None:
        """Makes one set of the two that `a` and `b` are in."""
        low, high = sorted((self.root(a), self.root(b)))
        self._up[high] = low

    def together(self, a: int, b: int) -> bool:
        """Whether two places are in one set."""
        return self.root(a) == self.root(b)
