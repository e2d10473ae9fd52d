"""The kinds of places that the gazetteer tells apart, and how wide each is when nothing else tells.

The order is the file's: a kind's number is its index here, so new ones go to the end.
"""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    "city", "locality", "region", "county", "country", "continent", "airfield", "port", "base",
    "sea", "strait", "river", "lake", "cape", "island", "mountain", "area", "canal", "site",
    "park", "facility",
)  # fmt: skip
KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
# Metres; used where neither population, area nor extent is known.
RADIUS_M = {
    "city": 3_000, "locality": 2_000, "region": 80_000, "county": 25_000, "country": 300_000,
    "continent": 2_500_000, "airfield": 2_500, "port": 2_000, "base": 3_000, "sea": 300_000,
    "strait": 40_000, "river": 150_000, "lake": 20_000, "cape": 10_000, "island": 20_000,
    "mountain": 20_000, "area": 200_000, "canal": 80_000, "site": 1_500, "park": 15_000,
    "facility": 2_000,
}  # fmt: skip
# Where nobody is counted: how much such a place is spoken of goes by how far it reaches.
BY_EXTENT = frozenset("sea strait river lake cape island mountain area canal park facility".split())


def city_radius_m(population: int) -> int:
    """How far a town of that many people reaches, by the square root of its people."""
    return int(1_500 + 16 * max(0, population) ** 0.5)
