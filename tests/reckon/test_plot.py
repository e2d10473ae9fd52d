"""The plot, drawn here."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET

import pytest
from tests.reckon.build import fleet, need, way

from casemate.errors import BadInput
from casemate.reckon import LiftOptions, lift, plot_svg, read_claim

_FEW = LiftOptions(draws=100)
_SVG = "{http://www.w3.org/2000/svg}"


def test_the_plot_is_well_formed_and_says_what_it_shows() -> None:
    """A dossier would carry a broken or a mute picture."""
    note = lift(need(tonnes=900, days=7), way(2000), fleet(il_76=(3, 5)), options=_FEW)
    root = ET.fromstring(plot_svg(note))
    assert root.tag == f"{_SVG}svg"
    words = " ".join(text for each in root.iter() if (text := each.text))
    assert "Closure time against number of aircraft: Il-76" in words
    assert "The deadline is 7 days" in words
    assert "seen: 3-5" in words
    assert "not evidence" in words
    assert len(root.findall(f"{_SVG}polygon")) == 2


def test_the_line_falls_and_stays_in_the_frame() -> None:
    """The picture would contradict the table."""
    note = lift(need(tonnes=900, days=7), way(2000), fleet(il_76=3), options=_FEW)
    line = ET.fromstring(plot_svg(note)).find(f"{_SVG}polyline")
    assert line is not None
    points = [tuple(map(float, pair.split(","))) for pair in line.attrib["points"].split()]
    assert len(points) == len(note.curve)
    for (x_1, y_1), (x_2, y_2) in itertools.pairwise(points):
        assert x_2 > x_1
        assert y_2 >= y_1  # downwards is sooner
    assert all(64 <= x <= 616 and 48 <= y <= 340 for x, y in points)


def test_an_answer_with_no_end_is_still_drawn() -> None:
    """A worst case that never closes would break the picture."""
    note = lift(need(tonnes=9, days=3), way(2000, 2650), fleet(an_26=2), options=_FEW)
    numbers = re.findall(r'points="([^"]+)"', plot_svg(note))
    assert numbers
    assert "nan" not in " ".join(numbers)
    assert "inf" not in " ".join(numbers)


def test_nothing_to_plot_names_what_is_missing() -> None:
    """An empty picture would be written."""
    claim = read_claim("would need more aircraft than the handful")
    note = lift(need(), way(2000), fleet(il_76=3), options=LiftOptions(claim=claim, draws=50))
    with pytest.raises(BadInput, match="nothing to plot without a tonnage, a deadline"):
        plot_svg(note)
    cannot = lift(need(tonnes=5), way(2000), fleet(tu_154=3), options=_FEW)
    with pytest.raises(BadInput, match="a fleet that can carry this"):
        plot_svg(cannot)
