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
from operator import mul

from casemate.locate.gazetteer import Gazetteer
from casemate.locate.kinds import KIND_NUMBER
from casemate.read.places.name_sites import sites_by_row
from casemate.read.places.toponym import Toponym
from casemate.read.places.weights import ROUNDS, WEIGHTS

_KIND = KIND_NUMBER
_CITY, _LOCALITY = _KIND["city"], _KIND["locality"]
_REGION, _COUNTY, _COUNTRY = _KIND["region"], _KIND["county"], _KIND["country"]
_AIRFIELD = _KIND["airfield"]
_OTHER = frozenset(range(len(_KIND))) - {
    _CITY, _LOCALITY, _REGION, _COUNTY, _COUNTRY, _AIRFIELD,
}  # fmt: skip
_NAMED_AREAS = frozenset((_COUNTRY, _REGION, _COUNTY))
_POINTS = frozenset((_CITY, _LOCALITY, _COUNTY, _AIRFIELD))
SUPPORT = ("same_country", "country_named", "same_region", "region_named", "same_county", "near")
_SUPPORT_WEIGHTS = tuple(WEIGHTS[name] for name in SUPPORT)
# Chances below this speak for nothing; scores this far behind cannot be made up for by support.
_SURE_ENOUGH = 0.01
_FARTHEST_BEHIND = 13.0
_Key = tuple[str | int, int]
_Mass = dict[_Key, float]


@dataclass(slots=True)
class Hints:
    """What a document says of its home without naming it in the text.

    country: number of the country its address belongs to (".ie"), or -1. home: keys of the names
    that its address or outlet contains.
    """

    country: int = -1
    home: frozenset[str] = frozenset()


@dataclass(slots=True)
class Name:
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
        name.chance = softmax(name.fixed)
    for _ in range(ROUNDS):
        support = Support(gazetteer, listed)
        chances = [softmax(_supported(support, n)) for n in listed]
        for name, chance in zip(listed, chances, strict=True):
            name.chance = chance
    best: dict[Group, tuple[int, float]] = {}
    for group, name in names.items():
        at = max(range(len(name.rows)), key=name.chance.__getitem__)
        best[group] = (name.rows[at], name.chance[at])
    return [best.get(group, (-1, 0.0)) for group in groups]


def _supported(support: Support, name: Name) -> list[float]:
    """Scores with what the other names say; what can no longer win is left as it was."""
    if len(name.rows) == 1:
        return name.fixed
    hopeless = max(name.fixed) - _FARTHEST_BEHIND
    return [
        fixed
        if fixed < hopeless
        else fixed + sum(map(mul, _SUPPORT_WEIGHTS, support.features(name, row)))
        for fixed, row in zip(name.fixed, name.rows, strict=True)
    ]


Group = tuple[str, tuple[int, ...]]


def prepare(toponyms: Sequence[Toponym]) -> tuple[dict[Group, Name], list[Group], list[Name]]:
    """The document's different names, which of them each toponym is, and the names in order."""
    names: dict[Group, Name] = {}
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
            names[group] = Name(t.rows, t.main, t.kind, t.key, within, 1)
    listed = list(names.values())
    return names, groups, listed


def _group(t: Toponym) -> Group:
    return (t.key + "|" + t.kind, t.within)


def _dot(features: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in features.items())


def softmax(scores: Sequence[float]) -> list[float]:
    """Chances that add up to 1 from scores in log odds."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def fixed_features(gazetteer: Gazetteer, name: Name, at: int, hints: Hints) -> dict[str, float]:
    """What does not depend on the document's other names."""
    row = name.rows[at]
    kind = gazetteer.kind[row]
    country = gazetteer.country[row]
    f = {
        "population": gazetteer.importance(row),
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
    if row in sites_by_row(gazetteer):
        f["site"] = 1.0
    return f


def _fixed_scores(gazetteer: Gazetteer, name: Name, hints: Hints) -> list[float]:
    return [_dot(fixed_features(gazetteer, name, at, hints)) for at in range(len(name.rows))]


class Support:
    """How much the document's names speak for a country, a region, a county, a neighbourhood."""

    def __init__(self, gazetteer: Gazetteer, names: Sequence[Name]) -> None:
        self._places = gazetteer
        self._all: _Mass = defaultdict(float)
        self._own: dict[int, _Mass] = {}
        for name in names:
            own: _Mass = defaultdict(float)
            weight = 1.0 + 0.5 * math.log(name.count)
            for row, chance in zip(name.rows, name.chance, strict=True):
                if chance >= _SURE_ENOUGH:
                    self._add(row, weight * chance, own)
            self._own[id(name)] = own
            for key, mass in own.items():
                self._all[key] += mass

    def _add(self, row: int, mass: float, own: _Mass) -> None:
        places = self._places
        kind = places.kind[row]
        own["country", places.country[row]] += mass
        if kind in _NAMED_AREAS:
            own["named", row] += mass
        region = row if kind == _REGION else places.region[row]
        if region >= 0:
            own["region", region] += mass
        county = row if kind == _COUNTY else places.county[row]
        if county >= 0:
            own["county", county] += mass
        if kind in _POINTS:
            x, y = _cell_of(places, row)
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    own[x + dx, y + dy] += mass

    def features(self, name: Name, row: int) -> tuple[float, ...]:
        """How much the other names speak for a place, in the order of SUPPORT."""
        own, places = self._own[id(name)], self._places
        kind = places.kind[row]
        country = places.country[row]
        same_country = self._rest(own, ("country", country))
        if kind == _COUNTRY:
            return (same_country, 0.0, 0.0, 0.0, 0.0, 0.0)
        country_named = self._rest(own, ("named", places.country_rows.get(country, -1)))
        region = row if kind == _REGION else places.region[row]
        same_region = region_named = same_county = near = 0.0
        if region >= 0:
            same_region = self._rest(own, ("region", region))
            if same_region and kind != _REGION:
                region_named = self._rest(own, ("named", region))
            county = row if kind == _COUNTY else places.county[row]
            if same_region and county >= 0:
                same_county = self._rest(own, ("county", county))
        if kind in _POINTS:
            near = self._rest(own, _cell_of(places, row))
        return (same_country, country_named, same_region, region_named, same_county, near)

    def _rest(self, own: _Mass, key: _Key) -> float:
        """What all names but this one put on a key, as log(1 + mass)."""
        mass = self._all.get(key)
        if not mass:
            return 0.0
        mass -= own.get(key, 0.0)
        return math.log1p(mass) if mass > 1e-9 else 0.0


# Longitude that is as wide as 0.6 degrees of latitude, for each degree of latitude from -90.
_WIDE = [int(60_000 / max(0.2, math.cos(math.radians(lat)))) for lat in range(-90, 91)]


def _cell_of(gazetteer: Gazetteer, row: int) -> tuple[int, int]:
    """A cell of about 0.6 degrees of latitude; with its neighbours, some 100 km around."""
    lat = gazetteer.lat_e5[row]
    return gazetteer.lon_e5[row] // _WIDE[lat // 100_000 + 90], lat // 60_000
