"""The weights and the features must fit: a feature without a weight would be left out unseen."""

from __future__ import annotations

import sys

from casemate.locate.gazetteer import Gazetteer
from casemate.nouns import Document
from casemate.read.places.capitals import runs
from casemate.read.places.find_toponyms import propose
from casemate.read.places.resolve import SUPPORT, Hints, fixed_features, prepare
from casemate.read.places.toponym import Toponym
from casemate.read.places.weights import NAME_WEIGHTS, WEIGHTS
from casemate.read.places.written_context import hints_of, note_containment

TEXT = (
    "Mr. Jordan left London, Ontario, for the Paris Times in Lamar County, Texas. "
    "AL said Georgian troops near Homs' Lake Road (Syria) met on 12 Main Street. Dallas Cowboys."
)


def toponyms_of(places: Gazetteer) -> list[Toponym]:
    return [c.toponym for c in propose(places, TEXT, list(runs(TEXT)))]


def test_every_feature_of_a_choice_has_a_weight(places: Gazetteer) -> None:
    toponyms = toponyms_of(places)
    note_containment(places, TEXT, toponyms)
    _, _, names = prepare(toponyms)
    used = set(SUPPORT)
    for name in names:
        for at in range(len(name.rows)):
            used |= fixed_features(places, name, at, Hints(0, frozenset((name.key,)))).keys()
    assert used <= WEIGHTS.keys()
    assert {"inside", "home", "city", "country", "main"} <= used


def test_every_feature_of_a_name_has_a_weight(places: Gazetteer) -> None:
    used: set[str] = set()
    for c in propose(places, TEXT, list(runs(TEXT))):
        used |= c.features.keys()
    assert used <= NAME_WEIGHTS.keys() | {"person_shape"}


def test_containment_is_read_from_the_text(places: Gazetteer) -> None:
    toponyms = toponyms_of(places)
    note_containment(places, TEXT, toponyms)
    within = {t.name: [places.name(r) for r in t.within] for t in toponyms if t.within}
    assert within["London"] == ["Ontario"]
    assert within["Lamar County"] == ["Texas"]


def test_an_address_tells_country_and_home(places: Gazetteer) -> None:
    toponyms = toponyms_of(places)
    document = Document("d", TEXT, url="http://news.paristimes.example.ca/1", outlet="Paris Times")
    hints = hints_of(places, document, toponyms)
    assert places.countries[hints.country] == "CA"
    assert "paris" in hints.home
    assert hints_of(places, Document("d", TEXT), toponyms) == Hints()


def test_the_package_reads_the_gazetteer_only_when_asked() -> None:
    assert callable(sys.modules["casemate.read.places"].find_places)
