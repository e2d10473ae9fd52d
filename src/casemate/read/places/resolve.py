"""Which of its namesakes each toponym of a document means.

A log-linear choice among the candidates of each name: how big and of what kind a place is, what
the text writes beside the name ("X, Y"), and what the document's other names make likely (their
country, region, county and neighbourhood, each weighted by how sure the others are). Two rounds,
so that sure names help unsure ones (after Lieberman, Samet and Sankaranarayanan 2010; spatial
minimality, Leidner 2007). One name means one place in one document unless the text says where.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casemate.locate.gazetteer import Gazetteer
from casemate.locate.kinds import KIND_NUMBER
from casemate.read.places.toponym import Toponym
from casemate.read.places.weights import ROUNDS, WEIGHTS

_KIND = KIND_NUMBER
_CITY, _LOCALITY = _KIND["city"], _KIND["locality"]
_REGION, _COUNTY, _COUNTRY = _KIND["region"], _KIND["county"], _KIND["country"]
_AIRFIELD, _CONTINENT = _KIND["airfield"], _KIND["continent"]
_OTHER = frozenset(range(len(_KIND))) - {
    _CITY, _LOCALITY, _REGION, _COUNTY, _COUNTRY, _AIRFIELD,
}  # fmt: skip
_POPULAR = [math.log10(1 + p) for p in range(1000)]


@dataclass(slots=True)
class Hints:
    """What a document says of its home without naming it in the text.

    country: number of the country its address belongs to (".ie"), or -1. home: keys of the names
    that its address or outlet contains.
    """

    country: int = -1
    home: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Name:
    """All mentions of one name in one written context."""

    rows: tuple[int, ...]
    main: tuple[int, ...]
    kind: str
    key: str
    within: frozenset[int]
    count: int
    fixed: list[float] = field(default_factory=list)
    chance: list[float] = field(default_factory=list)


def resolve(
    gazetteer: Gazetteer, toponyms: Sequence[Toponym], hints: Hints
) -> list[tuple[int, float]]:
    """For each toponym the row it means and how likely that is; (-1, 0.0) when it has none."""
    names, groups, listed = prepare(toponyms)
    for name in listed:
        name.fixed = _fixed_scores(gazetteer, name, hints)
        name.chance = _softmax(name.fixed)
    for _ in range(ROUNDS):
        support = _Support(gazetteer, listed)
        chances = [
            _softmax(
                [
                    fixed + _dot(support.features(gazetteer, n, row))
                    for fixed, row in zip(n.fixed, n.rows, strict=True)
                ]
            )
            for n in listed
        ]
        for name, chance in zip(listed, chances, strict=True):
            name.chance = chance
    best: dict[Group, tuple[int, float]] = {}
    for group, name in names.items():
        at = max(range(len(name.rows)), key=name.chance.__getitem__)
        best[group] = (name.rows[at], name.chance[at])
    return [best.get(group, (-1, 0.0)) for group in groups]


Group = tuple[str, tuple[int, ...]]


def prepare(toponyms: Sequence[Toponym]) -> tuple[dict[Group, _Name], list[Group], list[_Name]]:
    """The document's different names, which of them each toponym is, and the names in order."""
    names: dict[Group, _Name] = {}
    groups = [_group(t) for t in toponyms]
    said: dict[str, frozenset[int]] = {}
    for t in toponyms:
        if t.within and t.key not in said:
            said[t.key] = frozenset(t.within)
    for t, group in zip(toponyms, groups, strict=True):
        if not t.rows:
            continue
        if group in names:
            names[group].count += 1
        else:
            within = frozenset(t.within) or said.get(t.key, frozenset())
            names[group] = _Name(t.rows, t.main, t.kind, t.key, within, 1)
    listed = list(names.values())
    return names, groups, listed


def _group(t: Toponym) -> Group:
    return (t.key + "|" + t.kind, t.within)


def _dot(features: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in features.items())


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def fixed_features(gazetteer: Gazetteer, name: _Name, at: int, hints: Hints) -> dict[str, float]:
    """What does not depend on the document's other names."""
    row = name.rows[at]
    kind = gazetteer.kind[row]
    population = gazetteer.population[row]
    country = gazetteer.country[row]
    f = {
        "population": math.log10(1 + population),
        "main": float(name.main[at]),
        "first": float(at == 0),
    }
    if kind == _CITY:
        f["city"] = 1.0
    elif kind == _LOCALITY:
        f["locality"] = 1.0
    elif kind == _REGION:
        f["region"] = 1.0
    elif kind == _COUNTY:
        f["county_said" if name.kind == "county" else "county"] = 1.0
    elif kind == _COUNTRY:
        f["country"] = 1.0
    elif kind == _AIRFIELD:
        f["airfield"] = 1.0
    else:
        f["other"] = 1.0
    if name.within:
        inside = (
            gazetteer.region[row] in name.within
            or gazetteer.county[row] in name.within
            or gazetteer.country_rows.get(country, -1) in name.within
        )
        f["inside" if inside else "outside"] = 1.0
    if hints.country == country:
        f["address_country"] = 1.0
    if gazetteer.countries[country] == "US":
        f["us"] = 1.0
    if gazetteer.countries[country] == "GB":
        f["gb"] = 1.0
    if name.key in hints.home and kind in (_CITY, _LOCALITY):
        f["home"] = 1.0
    return f


def _fixed_scores(gazetteer: Gazetteer, name: _Name, hints: Hints) -> list[float]:
    return [_dot(fixed_features(gazetteer, name, at, hints)) for at in range(len(name.rows))]


class _Support:
    """How much the document's names speak for a country, a region, a county, a neighbourhood."""

    def __init__(self, gazetteer: Gazetteer, names: Sequence[_Name]) -> None:
        self.country: dict[int, float] = defaultdict(float)
        self.region: dict[int, float] = defaultdict(float)
        self.county: dict[int, float] = defaultdict(float)
        self.cell: dict[tuple[int, int], float] = defaultdict(float)
        self.named: dict[int, float] = defaultdict(float)
        self.own: dict[int, dict[str, dict[object, float]]] = {}
        for name in names:
            own: dict[str, dict[object, float]] = {
                "country": defaultdict(float), "region": defaultdict(float),
                "county": defaultdict(float), "cell": defaultdict(float),
                "named": defaultdict(float),
            }  # fmt: skip
            weight = 1.0 + 0.5 * math.log(name.count)
            for row, chance in zip(name.rows, name.chance, strict=True):
                if chance < 0.01:
                    continue
                self._add(gazetteer, row, weight * chance, own)
            self.own[id(name)] = own
            for table, mine in (
                (self.country, own["country"]), (self.region, own["region"]),
                (self.county, own["county"]), (self.cell, own["cell"]),
                (self.named, own["named"]),
            ):  # fmt: skip
                for key, value in mine.items():
                    table[key] += value  # type: ignore[index]

    def _add(
        self, gazetteer: Gazetteer, row: int, mass: float, own: dict[str, dict[object, float]]
    ) -> None:
        kind = gazetteer.kind[row]
        own["country"][gazetteer.country[row]] += mass
        if kind in (_COUNTRY, _REGION, _COUNTY):
            own["named"][row] += mass
        region = row if kind == _REGION else gazetteer.region[row]
        if region >= 0:
            own["region"][region] += mass
        county = row if kind == _COUNTY else gazetteer.county[row]
        if county >= 0:
            own["county"][county] += mass
        if kind in (_CITY, _LOCALITY, _COUNTY, _AIRFIELD):
            x, y = cell_of(gazetteer, row)
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    own["cell"][x + dx, y + dy] += mass

    def features(self, gazetteer: Gazetteer, name: _Name, row: int) -> dict[str, float]:
        own = self.own[id(name)]
        kind = gazetteer.kind[row]
        country = gazetteer.country[row]
        country_row = gazetteer.country_rows.get(country, -1)
        region = row if kind == _REGION else gazetteer.region[row]
        county = row if kind == _COUNTY else gazetteer.county[row]
        f = {
            "same_country": math.log1p(self._rest("country", own, self.country, country)),
        }
        if kind != _COUNTRY:
            f["country_named"] = math.log1p(self._rest("named", own, self.named, country_row))
        if region >= 0 and kind != _COUNTRY:
            f["same_region"] = math.log1p(self._rest("region", own, self.region, region))
            if kind != _REGION:
                f["region_named"] = math.log1p(self._rest("named", own, self.named, region))
        if county >= 0 and kind != _COUNTRY:
            f["same_county"] = math.log1p(self._rest("county", own, self.county, county))
        if kind in (_CITY, _LOCALITY, _COUNTY, _AIRFIELD):
            f["near"] = math.log1p(self._rest("cell", own, self.cell, cell_of(gazetteer, row)))
        return f

    @staticmethod
    def _rest(table: str, own: dict[str, dict[object, float]], all_: Mapping, key: object) -> float:  # type: ignore[type-arg]
        total: float = all_.get(key, 0.0)
        return max(0.0, total - own[table].get(key, 0.0)) if total else 0.0


def cell_of(gazetteer: Gazetteer, row: int) -> tuple[int, int]:
    """A cell of about 0.6 degrees of latitude; with its neighbours, some 100 km around."""
    lat = gazetteer.lat_e5[row]
    wide = 60_000 / max(0.2, math.cos(math.radians(lat / 1e5)))
    return int(gazetteer.lon_e5[row] // wide), lat // 60_000
