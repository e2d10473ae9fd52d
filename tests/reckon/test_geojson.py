"""Places and closed airspace out of GeoJSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemate.errors import BadInput
from casemate.nouns import Site, Where, Zone
from casemate.reckon.geojson import middle_of, points_from_geojson, rings_from_geojson

_RING = [[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]


def _feature(kind: str, coordinates: Any, **fields: Any) -> dict[str, Any]:
    shape = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {}, "geometry": shape, **fields}


def test_points_by_their_id() -> None:
    """A case's places could not be used."""
    text = json.dumps(
        {"features": [
            _feature("Point", [35.9, 35.4], properties={"id": "a"}),
            _feature("Point", [1, 2, 300], id="b"),
            _feature("Polygon", [_RING], id="c"),
            _feature("Point", [1, 2]),
        ]}
    )  # fmt: skip
    found = points_from_geojson(text, "x")
    assert found == {"a": Where(35.9, 35.4, 0), "b": Where(1, 2, 0), "c": None}


def test_rings_of_polygons() -> None:
    """A part of the closed airspace would stay open."""
    many = json.dumps({"features": [
        _feature("Polygon", [_RING]), _feature("MultiPolygon", [[_RING], [_RING]]),
        _feature("Point", [1, 2]),
    ]})  # fmt: skip
    assert [len(ring) for ring in rings_from_geojson(many, "x")] == [5, 5, 5]
    bare = json.dumps({"type": "Polygon", "coordinates": [_RING]})
    assert rings_from_geojson(bare, "x")[0][1] == (4.0, 0.0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "x is not JSON"),
        ("[]", "a FeatureCollection is wanted"),
        ('{"features": 3}', "its features are no list"),
        ('{"features": []}', "x has no polygon"),
        (json.dumps(_feature("Polygon", [[[0], [1]]])), "cannot be read"),
        (json.dumps(_feature("Polygon", "abc")), "cannot be read"),
    ],
)
def test_what_is_no_airspace_is_refused(text: str, message: str) -> None:
    """A traceback, or an open sky."""
    with pytest.raises(BadInput, match=message):
        rings_from_geojson(text, "x")


def test_points_off_the_globe_are_refused() -> None:
    """Swapped coordinates would send aircraft elsewhere."""
    for coordinates in ([35, 99], ["east", 1], [3], None):
        with pytest.raises(BadInput, match="x, site 'a'"):
            points_from_geojson(json.dumps(_feature("Point", coordinates, id="a")), "x")


@given(st.recursive(
    st.none() | st.booleans() | st.floats(-200, 200) | st.sampled_from(["Point", "Polygon", "a"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "id"]),
        inner, max_size=5),
    max_leaves=20,
))  # fmt: skip
def test_any_json_is_read_or_refused(value: Any) -> None:
    """A strange file would end in a traceback."""
    for read in (points_from_geojson, rings_from_geojson):
        try:
            read(json.dumps(value), "x")
        except BadInput as fault:
            assert "x" in str(fault)


def test_the_middle_of_a_site() -> None:
    """A site given by its outline would have no coordinates."""
    square = Zone("z", "z", "apron", (((0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (0.0, 2.0)),))
    assert middle_of(Site("s", "s", "airfield", ("s",), None, (square,))) == Where(2, 1, 0)
    there = Where(9, 9, 5)
    assert middle_of(Site("s", "s", "airfield", ("s",), there, (square,))) == there
    assert middle_of(Site("s", "s", "airfield", ("s",))) is None
