"""Aircraft and ship classes: every published figure with its source, conflicts kept as ranges."""

from __future__ import annotations

import csv
import difflib
import functools
import importlib.resources
import math
import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from casemate.errors import BadInput
from casemate.reckon.ranges import Range
from casemate.reckon.units import to_reckoned
from casemate.words.fold import fold

Mode = Literal["air", "sea"]
Carries = Literal["both", "people", "cargo"]
Array = NDArray[np.float64]
Curve = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was published; date is of the source, or "read YYYY-MM" where undated."""

    id: str
    title: str
    date: str
    address: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as printed (value, unit) and as reckoned. at_km: payload at this distance."""

    name: str
    value: float
    unit: str
    reckoned: float
    at_km: float | None
    source: Source
    note: str


@dataclass(frozen=True, slots=True)
class LiftClass:
    """An aircraft or ship class. carries: what it takes in this reckoning."""

    id: str
    name: str
    mode: Mode
    carries: Carries
    names: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def short(self) -> str:
        """Its name after a number: `2 Ropucha`."""
        return self.name.removesuffix(" class")

    def all(self, name: str) -> tuple[Figure, ...]:
        """The figures called `name`, in the table's order."""
        return tuple(figure for figure in self.figures if figure.name == name)

    def range_of(self, name: str) -> Range | None:
        """From the least to the most that was published; None when nothing was."""
        values = [figure.reckoned for figure in self.all(name)]
        return Range(min(values), max(values)) if values else None

    def payload_at(self, distance_km: float) -> Range:
        """Tonnes that the class carries over `distance_km`, from the least to the most published.

        The trade-off between payload and distance, one curve a source: flat as far as its
        full-load range, then falling in straight lines to nothing at the ferry range. Such a curve
        is concave (maximum payload, then take-off weight, then fuel bind in turn), so a chord
        between two published points is what it carries at least. A curve without a ferry range of
        its own ends at the least (for the least) and at the greatest (for the most) that other
        sources print. A payload printed without a distance holds as far as the shortest
        full-load range of the class. Past its end a curve still bounds the least but no longer the
        most, so a longer way never carries more. Raises BadInput beyond every published figure.
        """
        low, high = self.payloads_at(np.array([distance_km], dtype=np.float64))
        if math.isnan(high[0]):
            raise BadInput(
                f"{distance_km:,.0f} km is beyond the ferry range of {self.name} "
                f"({self.farthest_km:,.0f} km is the most published): "
                "add a stop on the way (--stops 1)"
            )
        return Range(float(low[0]), float(high[0]))

    def payloads_at(self, distance_km: Array) -> tuple[Array, Array]:
        """The same for an array of distances: least and most; not a number beyond the ferry range.

        Raises BadInput for a class without a payload at any distance.
        """
        least, most = self._curves()
        if not most:
            raise BadInput(f"no payload of {self.name} at a distance is in the class table")
        high = np.fmax.reduce([_along(curve, distance_km, math.nan) for curve in most])
        low = np.minimum.reduce([_along(curve, distance_km, None) for curve in least])
        return np.minimum(low, high), high

    @property
    def farthest_km(self) -> float:
        """The longest distance it is said to go without refuelling; infinite when none is said."""
        ends = [figure.reckoned for figure in (*self.all("ferry"), *self.all("range"))]
        ends += [figure.at_km for figure in self.all("payload") if figure.at_km is not None]
        return max(ends, default=math.inf)

    def _curves(self) -> tuple[list[Curve], list[Curve]]:
        """One curve a source for the least and one for the most: (km, t), falling."""
        ferries = [figure.reckoned for figure in self.all("ferry")]
        points: dict[str, Curve] = {}
        bare: dict[str, float] = {}
        for figure in self.all("payload"):
            if figure.at_km is None:
                bare[figure.source.id] = max(figure.reckoned, bare.get(figure.source.id, 0.0))
            else:
                points.setdefault(figure.source.id, []).append((figure.at_km, figure.reckoned))
        own = {figure.source.id: figure.reckoned for figure in self.all("ferry")}
        least: list[Curve] = []
        most: list[Curve] = []
        for source, given in points.items():
            curve = sorted(given)
            ends = [own[source]] if source in own else [km for km in ferries if km > curve[-1][0]]
            low = [*curve, (min(ends), 0.0)] if ends else curve
            high = [*curve, (max(ends), 0.0)] if ends else curve
            full = bare.get(source)
            if full is not None and full > curve[0][1]:
                low = [(0.0, full), *low]
                high = [_knee(full, high), *high]
            least.append(low)
            most.append(high)
        full_load_km = min((sorted(given)[0][0] for given in points.values()), default=None)
        if full_load_km is not None:
            flat = [[(full_load_km, t)] for source, t in bare.items() if source not in points]
            least += flat
            most += flat
        return least, most


def _knee(full_t: float, curve: Curve) -> tuple[float, float]:
    """Where full payload ends at the latest: on the falling line through the curve's first points.

    With one point alone nothing is known of the slope: full payload up to just before it.
    """
    far, less = curve[0]
    if len(curve) < 2:
        return (far - 1.0, full_t)
    slope = (less - curve[1][1]) / (curve[1][0] - far)
    return (max(0.0, far - (full_t - less) / slope), full_t)


def _along(curve: Curve, distance_km: Array, beyond: float | None) -> Array:
    kilometres, tonnes = [km for km, _ in curve], [t for _, t in curve]
    return np.asarray(np.interp(distance_km, kilometres, tonnes, right=beyond), np.float64)


@functools.cache
def class_table() -> dict[str, LiftClass]:
    """Every class of the package's table, by id."""
    sources = {row["id"]: Source(**row) for row in _rows("sources.csv")}
    figures: dict[str, list[Figure]] = {}
    for row in _rows("figures.csv"):
        value, unit = float(row["value"]), row["unit"]
        figures.setdefault(row["class"], []).append(
            Figure(
                name=row["figure"],
                value=value,
                unit=unit,
                reckoned=to_reckoned(value, unit),
                at_km=to_reckoned(float(row["at"]), row["at_unit"]) if row["at"] else None,
                source=sources[row["source"]],
                note=row["note"],
            )
        )
    return {
        row["id"]: LiftClass(
            id=row["id"],
            name=row["name"],
            mode="air" if row["mode"] == "air" else "sea",
            carries=_CARRIES[row["carries"]],
            names=(row["id"], row["name"], *filter(None, row["names"].split(";"))),
            figures=tuple(figures.get(row["id"], ())),
        )
        for row in _rows("classes.csv")
    }


_CARRIES: dict[str, Carries] = {"both": "both", "people": "people", "cargo": "cargo"}


def find_class(name: str) -> LiftClass:
    """The class that goes by `name`, however it is spelt (IL76, Il-76, Ил-76).

    Raises BadInput for an unknown one, with the nearest names.
    """
    found = _by_key().get(_key(name))
    if found is None:
        nearest = nearest_classes(name)
        hint = " or ".join(each.id for each in nearest)
        remedy = f"did you mean {hint}?" if hint else "casemate lift --classes lists them"
        raise BadInput(f"unknown class {name!r}: {remedy}")
    return found


def nearest_classes(name: str) -> tuple[LiftClass, ...]:
    """Up to three classes whose names look most like `name`, the nearest first."""
    keys = difflib.get_close_matches(_key(name), list(_by_key()), n=6, cutoff=0.5)
    return tuple(dict.fromkeys(_by_key()[key] for key in keys))[:3]


@functools.cache
def _by_key() -> dict[str, LiftClass]:
    return {_key(name): each for each in class_table().values() for name in each.names}


def _key(name: str) -> str:
    plain = re.sub(r"[\W_]+", "", fold(name))
    return re.sub(r"class(ship|landingship)?$", "", plain)


def _rows(name: str) -> list[dict[str, str]]:
    text = importlib.resources.files("casemate.reckon").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
