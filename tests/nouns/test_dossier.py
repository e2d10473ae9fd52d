"""If these fail, a sentence without proof can be published, or a place off the globe be drawn."""

from __future__ import annotations

import pytest

from casemate.errors import Uncited
from casemate.nouns import Sentence, TextCitation, Where


def test_a_sentence_without_a_citation_cannot_exist() -> None:
    with pytest.raises(Uncited, match="no citation"):
        Sentence("The quay is empty.", ())


def test_a_sentence_with_a_citation_can() -> None:
    citation = TextCitation("d1", None, "0" * 64, "given 1", ((0, 4),), "The ")
    assert Sentence("The quay is empty.", (citation,)).citations == (citation,)


@pytest.mark.parametrize(
    ("lon", "lat", "radius"), [(200, 0, 1), (0, 95, 1), (0, 0, -1), (float("nan"), 0, 1)]
)
def test_a_place_off_the_globe_is_refused(lon: float, lat: float, radius: float) -> None:
    with pytest.raises(ValueError, match=r"longitude|latitude|radius"):
        Where(lon, lat, radius)
